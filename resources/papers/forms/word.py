"""What goes along with a text into Word."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TakeForm(forms.Form):
    """Whether suggestions and comments go along."""

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", initial={"with": ["changes", "comments"]}, **options)
        self.fields["with"] = forms.MultipleChoiceField(
            label=_("What goes with the text"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[
                ("changes", _("Suggestions that are open, as tracked changes")),
                ("comments", _("Comments and their answers")),
            ],
        )

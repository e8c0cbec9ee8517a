"""Forms of working groups."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.calendar.models import Group
from members.accounts.forms import one_line, plain


class GroupForm(forms.ModelForm):
    """What a group is called and about."""

    class Meta:
        model = Group
        fields = ("name", "about")
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["name"].label = gettext_lazy("Name of the group")

    def clean_name(self):
        """Return the name on one line."""
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("A group needs a name."))
        return name

    def clean_about(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["about"])

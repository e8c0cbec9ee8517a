"""What is new in a version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import plain


class VersionForm(forms.Form):
    """What is new, and whether something is corrected. Nothing is required before publishing."""

    note = forms.CharField(
        label=_("What is new?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("A sentence is enough: 'Chapter 3 is new, with a story from Tianjin.'"),
    )
    corrects = forms.CharField(
        label=_("Does it correct something? What?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Who took an earlier version reads this in a mail at once. Leave it empty if nothing was wrong."),
    )
    carry = forms.MultipleChoiceField(
        label=_("Files of the version before that stay as they are"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, files=(), **options):
        super().__init__(*args, **options)
        self.fields["carry"].choices = [(str(file.pk), file.name) for file in files]

    def clean_note(self):
        """Return it without controls."""
        return plain(self.cleaned_data["note"])

    def clean_corrects(self):
        """Return it without controls."""
        return plain(self.cleaned_data["corrects"])

"""The first step of sharing (files or a link), and the last one (withdrawing)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import plain
from resources.library.forms.fields import LinkField

MOST_FILES = 30


class ManyFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; what each one is worth is looked into later, so an empty one passes here."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        """Return the list of uploads."""
        files = [file for file in (data or []) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Please take at most 30 files at once."))
        return files


class ShareForm(forms.Form):
    """Files, a link, or both."""

    files = FilesField(label=_("Files from your device"), required=False)
    link = LinkField(
        label=_("Or a link, or a DOI"),
        required=False,
        max_length=1000,
        help_text=_("For something that stands on another site: https://… or 10.1234/abc"),
    )

    def __init__(self, *args, sent=(), **options):
        super().__init__(*args, **options)
        self.sent = sent

    def clean(self):
        """One of the two is needed, unless files have been sent already."""
        given = super().clean()
        if not self.errors and not self.sent and not given.get("files") and not given.get("link"):
            self.add_error("files", _("Choose a file, or give a link."))
        return given


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Its authors and the coordinators of its cities read this. It stays on record."),
    )

    def clean_reason(self):
        """Return the reason without controls."""
        return plain(self.cleaned_data["reason"])

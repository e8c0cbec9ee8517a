"""What is typed about a text: comments, names of suggestions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import plain


class Words(forms.CharField):
    """Several lines without controls."""

    def __init__(self, rows=4, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def clean(self, value):
        """Return the words without controls."""
        return super().clean(plain(value or ""))


class CommentForm(forms.Form):
    """A comment and the words that it is about."""

    quote = Words(
        label=_("About which words?"),
        help_text=_("Copy a few words from the text. Leave it empty for a comment on all of it."),
        max_length=2000,
        required=False,
        rows=2,
    )
    text = Words(
        label=_("Your comment"),
        help_text=_("With @ and a short name you call somebody who reads this paper."),
        max_length=5000,
        rows=4,
        error_messages={"required": _("Write what you want to say.")},
    )


class VersionForm(forms.Form):
    """The name under which a version is found again."""

    label = forms.CharField(
        label=_("Name of this version"),
        max_length=200,
        error_messages={"required": _("Give it a name under which you find it again.")},
    )

"""Asking for what is held back, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import plain

DAYS = {"": _("Until I take it back"), "30": _("For 30 days"), "90": _("For 90 days"), "365": _("For a year")}


class AskForm(forms.Form):
    """Why somebody asks."""

    why = forms.CharField(
        label=_("What do you need it for?"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Who shared it reads this with your name and your city."),
    )

    def clean_why(self):
        """Return it without controls."""
        return plain(self.cleaned_data["why"])


class LetInForm(forms.Form):
    """How long somebody is let in."""

    days = forms.ChoiceField(label=_("How long?"), choices=list(DAYS.items()), required=False)

    def clean_days(self):
        """Return the days as a number, None for good."""
        return int(self.cleaned_data["days"]) if self.cleaned_data["days"] else None


class RefuseForm(forms.Form):
    """Why somebody is not let in."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("It is sent word for word."),
    )

    def clean_reason(self):
        """Return it without controls."""
        return plain(self.cleaned_data["reason"])

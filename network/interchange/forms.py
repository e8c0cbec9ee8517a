"""The form of a new key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.interchange.terms import DAYS


class TokenForm(forms.Form):
    """What it is for, and for how long it is good."""

    name = forms.CharField(
        label=_("What it is for"), max_length=100, help_text=_("For example: my reference manager, our city's website.")
    )
    days = forms.TypedChoiceField(label=_("Good for"), choices=list(DAYS.items()), coerce=int, initial=90)

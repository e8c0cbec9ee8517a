"""The choice that is made before everything is erased."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """What becomes of the name, and a tick that says that it is meant."""

    NAME = (
        ("keep", _("Keep my name beside what I shared")),
        ("former", _("Write ‘former member’ instead of my name")),
    )
    name = forms.ChoiceField(label=_("What you shared and what names you as its author"), choices=NAME,
                             widget=forms.RadioSelect, initial="keep")  # fmt: skip
    sure = forms.BooleanField(
        label=_("I understand that after the days of grace nobody can bring my account back."),
        error_messages={"required": _("Tick this if you mean it.")},
    )

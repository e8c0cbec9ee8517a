"""How often, when, and for which kinds."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activity import kinds
from network.digests.models import DigestPreference
from network.digests.terms import Choice

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class PreferenceForm(forms.ModelForm):
    """The choices of one member; one more row for each kind of thing that may name somebody."""

    hour = forms.TypedChoiceField(label=_("Hour, in your time zone"), choices=HOURS, coerce=int)

    class Meta:
        model = DigestPreference
        fields = ["frequency", "weekday", "monthday", "hour"]
        help_texts = {
            "weekday": _("For the letter that comes every week."),
            "monthday": _("From 1 to 28, for the letter that comes every month."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.named = named_kinds()
        for kind in self.named:
            self.fields[f"kind_{kind.name}"] = forms.ChoiceField(
                label=_("When somebody names you or your work: %(sentence)s") % {"sentence": _plain(kind.sentence)},
                choices=Choice.choices,
                initial=self.instance.kinds.get(kind.name) or default_choice(kind),
                required=False,
            )

    def choices(self):
        """Return the cleaned choices as the action takes them."""
        cleaned = self.cleaned_data
        kept = {name: cleaned[name] for name in self.Meta.fields}
        chosen = {kind.name: cleaned.get(f"kind_{kind.name}") for kind in self.named}
        return kept | {"kinds": {name: choice for name, choice in chosen.items() if choice}}


def named_kinds():
    """Return the kinds that may name a member and are told to people at all."""
    return [kind for kind in kinds.all_kinds() if kind.urgency != "none" and kind.may_name]


def default_choice(kind):
    """Return what holds for a kind where a member has chosen nothing."""
    return Choice.NOW if kind.urgency == "now" else Choice.DIGEST


def _plain(sentence):
    """A kind's sentence as an example: its places filled with dots."""
    return re.sub(r"\{\w+\}", "…", str(sentence))

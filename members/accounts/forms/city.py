"""The forms of moving to another city and of inviting."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.accounts.forms.fields import CityField, plain
from members.accounts.models import Invitation
from members.accounts.terms import INVITATION_DAYS, INVITATION_USES
from network.cities.models import City


class MoveForm(forms.Form):
    """Where to, and why."""

    city = CityField(
        label=_("The city that you belong to now"),
        empty_label=_("Choose a city"),
        help_text=_("Its coordinators read your name and what you write here, and answer."),
        error_messages={
            "required": _("Please choose the city that you belong to."),
            "invalid_choice": _("This city is not open to join."),
        },
    )
    why = forms.CharField(
        label=_("A word to them"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.open_to_join().exclude(pk=member.home_city_id).order_by("name")

    def clean_why(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["why"])


class InvitationForm(forms.Form):
    """Which link, how long, how often."""

    kind = forms.ChoiceField(choices=Invitation.Kind, widget=forms.HiddenInput)
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(days, ngettext_lazy("%(n)s day", "%(n)s days", days) % {"n": days}) for days in INVITATION_DAYS],
        initial=30,
    )
    most_uses = forms.TypedChoiceField(
        label=_("For at most"),
        coerce=int,
        choices=[(uses, ngettext_lazy("%(n)s person", "%(n)s people", uses) % {"n": uses}) for uses in INVITATION_USES],
        initial=20,
    )

"""The version that a city made, and taking a report back."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import plain
from members.accounts.queries import standing
from resources.library.models import Resource


def works_for(member, report):
    """Return the published works that `member` may name as the city's version: own ones, and those of cities kept."""
    mine = Q(owner=member) | Q(authorships__member=member)
    if coordinated := list(standing(member).coordinates):
        mine |= Q(owner_city__in=coordinated) | Q(cities__in=coordinated)
    if report.version_id:
        mine |= Q(pk=report.version_id)
    found = Resource.objects.visible_to(member).filter(mine, state=Resource.State.PUBLISHED)
    return found.exclude(pk=report.resource_id).distinct().prefetch_related("texts").order_by("-published_at", "-pk")


class VersionForm(forms.Form):
    """Which resource of the library is the version that the city made."""

    version = forms.ModelChoiceField(
        label=_("It stands in the library as"), queryset=None, required=False, empty_label=_("– none –")
    )

    def __init__(self, report, data=None, *, by):
        super().__init__(data, initial={"version": report.version_id}, label_suffix="")
        self.fields["version"].queryset = works_for(by, report)


class WithdrawForm(forms.Form):
    """Why a report is taken back."""

    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Those who reported it and the coordinators of the city read this. It stays on record."),
    )

    def clean_reason(self):
        """Return the reason without controls."""
        return plain(self.cleaned_data["reason"])

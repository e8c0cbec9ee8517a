"""A member who wrote everything, and everybody who might look."""

from datetime import date, time

import pytest
from django.test import Client

from members.accounts.models import Member
from network.cities.models import CoordinatorTerm, Organisation

WROTE = {
    "name": "Ownmark Sandhu",
    "name_latin": "Latinmark Sandhu",
    "role": "partner",
    "languages": ["so"],
    "expertise": ["topicmark"],
    "offers": "offermark and more",
    "seeks": "seekmark and more",
    "capacity": 7,
    "orcid": "0000-0002-1825-0097",
    "links": ["https://linkmark.example/me"],
    "hours_from": time(3, 33),
    "hours_to": time(4, 44),
    "hours_days": [1, 2],
    "about": "aboutmark and more",
}
VIEWERS = ("stranger", "xiu", "bo", "neighbour", "coordinator", "carmen", "self")
NEAR = {"neighbour", "coordinator", "carmen", "self"}
SEES = {"public": set(VIEWERS), "members": NEAR | {"bo"}, "city": NEAR, "me": {"self"}}


@pytest.fixture
def subject(priya, cities):
    """Priya of Vancouver, who wrote in every field something that nobody else has."""
    organisation = Organisation.objects.create(slug="orgmark", name="Orgmark", city=cities["vancouver"], kind="clinic")
    Member.objects.filter(pk=priya.pk).update(organisation=organisation, **WROTE)
    return Member.objects.get(pk=priya.pk)


@pytest.fixture
def viewers(subject, xiu, bo, carmen, cities):
    """Whoever may look, by name; None is a visitor."""
    people = [
        Member.objects.create_user(
            f"{name}@example.org", name=name, name_latin=name, handle=name, home_city=cities["vancouver"],
            status="member", language="en",
        )
        for name in ("neighbour", "coordinator")
    ]  # fmt: skip
    Member.objects.filter(pk__in=[xiu.pk, bo.pk, carmen.pk]).update(language="en")
    CoordinatorTerm.objects.create(city=cities["vancouver"], member=people[1], starts_on=date(2026, 1, 1))
    return {
        "stranger": None, "xiu": xiu, "bo": bo, "neighbour": people[0], "coordinator": people[1], "carmen": carmen,
        "self": subject,
    }  # fmt: skip


@pytest.fixture
def browsers(viewers):
    """A signed-in browser for each viewer."""
    made = {}
    for name, member in viewers.items():
        made[name] = Client(headers={"accept-language": "en"})
        if member is not None:
            made[name].force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.fixture
def choose(subject):
    """Return `choose(**levels)`: let the subject open fields to these levels, all others as by default."""

    def write(**levels):
        Member.objects.filter(pk=subject.pk).update(shown=levels)
        subject.shown = levels

    return write

"""Cities are founded, move on, are put into hands; each step is kept with who, when and why."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.cities import actions
from network.cities.models import City, CoordinatorTerm, Organisation, Partnership, Programme
from network.kit.audience import keys_of
from network.kit.clock import now

LISBON = {
    "slug": "lisbon",
    "name": "Lisbon",
    "name_native": "Lisboa",
    "names": {"es": "Lisboa", "zh-hans": "里斯本"},
    "country": "PT",
    "time_zone": "Europe/Lisbon",
    "languages": ["pt", "en"],
    "latitude": 38.72,
    "longitude": -9.14,
    "mark": "square",
    "colour": 7,
}
FACT = {"text": {"en": "About 546,000 people live in Lisbon."}, "year": 2021, "source": "INE", "url": ""}


@pytest.fixture
def lisbon(nova):
    return actions.found(by=nova, **LISBON, facts=[FACT], reason="They asked at a congress.", on=date(2026, 5, 1))


def test_a_founded_city_has_its_partnership_its_first_line_and_its_page(lisbon, nova):
    city = City.objects.get(slug="lisbon")
    change = city.partnership.changes.get()
    assert (city.partnership.state, city.partnership.since) == ("prospect", date(2026, 5, 1))
    assert (change.by, change.reason, change.on, change.before) == (
        nova,
        "They asked at a congress.",
        date(2026, 5, 1),
        "",
    )
    assert city.page.get_url() == "/cities/lisbon/"
    assert city.facts[0].value["source"] == "INE"
    assert Activity.objects.get(kind="cities.founded").audience == ["network"]


def test_a_prospect_cannot_be_found_by_anybody(lisbon):
    assert not Entry.objects.visible_to(None).filter(facets__contains=["city:lisbon"]).exists()
    assert not Entry.objects.filter(facets__contains=["city:lisbon"]).exists()


@pytest.mark.parametrize("field, value", [("time_zone", "CST"), ("country", "pt"), ("latitude", 91), ("slug", "a b")])
def test_a_city_with_fields_that_do_not_hold_is_not_founded(nova, field, value):
    with pytest.raises(ValidationError) as refusal:
        actions.found(by=nova, **LISBON | {field: value})
    assert field in refusal.value.message_dict
    assert not City.objects.filter(name="Lisbon").exists()


def test_a_step_is_kept_with_who_when_and_why_and_makes_the_city_findable(lisbon, nova):
    actions.change_state(lisbon, "joined", by=nova, reason="Letter of intent signed.", on=date(2026, 6, 1))
    partnership = Partnership.objects.get(city=lisbon)
    newest = partnership.changes.first()
    assert (partnership.state, partnership.since) == ("joined", date(2026, 6, 1))
    assert (newest.before, newest.state, newest.by, newest.reason) == (
        "prospect",
        "joined",
        nova,
        "Letter of intent signed.",
    )
    assert partnership.changes.count() == 2
    assert Entry.objects.visible_to(None).get(facets__contains=["kind:city", "city:lisbon"]).titles["pt"] == "Lisboa"
    assert Activity.objects.filter(kind="cities.state_changed", city="lisbon", audience=["members"]).exists()


@pytest.mark.parametrize(
    "state, reason, on",
    [
        ("active", "Straight on.", None),
        ("prospect", "Again.", None),
        ("joined", "   ", None),
        ("joined", "Soon.", now().date() + timedelta(days=2)),
        ("joined", "Long ago.", date(2020, 1, 1)),
        ("married", "Hm.", None),
    ],
)
def test_a_step_that_cannot_follow_changes_nothing(lisbon, nova, state, reason, on):
    with pytest.raises(ValidationError):
        actions.change_state(lisbon, state, by=nova, reason=reason, on=on)
    assert lisbon.partnership.changes.count() == 1
    assert Partnership.objects.get(city=lisbon).state == "prospect"


@pytest.mark.parametrize("handle", ["mei", "carmen", "bo", "sofie"])
def test_only_administrators_take_steps_sign_and_appoint(handle, cities, request):
    who, city = request.getfixturevalue(handle), cities["shanghai"]
    with pytest.raises(Denied):
        actions.change_state(city, "paused", by=who, reason="Because.")
    with pytest.raises(Denied):
        actions.sign(city, by=who, signed_by="X", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1))
    with pytest.raises(Denied):
        actions.appoint(city, who, by=who)
    with pytest.raises(Denied):
        actions.revise(city, by=who, name="Mine")
    with pytest.raises(Denied):
        actions.found(by=who, **LISBON)


def test_a_coordinator_edits_the_own_city_and_no_other(mei, cities):
    own = actions.keep_programme(Programme(city=cities["shanghai"], names={"en": "Groups"}), by=mei)
    with pytest.raises(Denied):
        actions.keep_programme(Programme(city=cities["houston"], names={"en": "Theirs"}), by=mei)
    own.city = cities["houston"]
    with pytest.raises(Denied):
        actions.keep_programme(own, by=mei)
    foreign = Organisation.objects.create(slug="clinic", name="Clinic", city=cities["houston"])
    foreign.city = cities["shanghai"]
    with pytest.raises(Denied):
        actions.keep_organisation(foreign, by=mei)
    with pytest.raises(Denied):
        actions.write_page(cities["houston"], [], by=mei)


def test_appointing_opens_the_citys_page_and_ending_closes_it_at_once(yan, nova, cities):
    city = cities["shanghai"]
    term = actions.appoint(city, yan, by=nova)
    assert [group.name for group in yan.groups.all()] == ["City editors: shanghai"]
    assert "coordinators:shanghai" in keys_of(yan)
    assert yan.has_perm("wagtailadmin.access_admin")
    assert Activity.objects.get(kind="cities.coordinator_appointed").names == [yan.pk]
    actions.end_term(term, by=nova, reason="Moves away.")
    fresh = type(yan).objects.get(pk=yan.pk)
    assert not fresh.groups.exists()
    assert not fresh.has_perm("wagtailadmin.access_admin")
    assert "coordinators:shanghai" not in keys_of(fresh)
    with pytest.raises(ValidationError):
        actions.end_term(term, by=nova)


def test_somebody_may_be_appointed_again_but_not_twice_at_a_time(yan, nova, cities):
    term = actions.appoint(cities["shanghai"], yan, by=nova)
    with pytest.raises(ValidationError, match="already"):
        actions.appoint(cities["shanghai"], yan, by=nova)
    actions.end_term(term, by=nova)
    actions.appoint(cities["shanghai"], yan, by=nova)
    assert CoordinatorTerm.objects.current().filter(member=yan).count() == 1


@pytest.mark.parametrize("handle", ["xiu", "ex"])
def test_applicants_and_former_members_cannot_be_coordinators(handle, nova, cities, request):
    with pytest.raises(ValidationError):
        actions.appoint(cities["shanghai"], request.getfixturevalue(handle), by=nova)


def test_a_term_that_ends_by_its_date_leaves_the_cms_on_the_next_day(yan, nova, cities):
    term = actions.appoint(cities["shanghai"], yan, by=nova, starts_on=date(2026, 1, 1), ends_on=now().date())
    assert yan.groups.exists()
    CoordinatorTerm.objects.filter(pk=term.pk).update(ends_on=now().date() - timedelta(days=1))
    fresh = type(yan).objects.get(pk=yan.pk)
    assert not fresh.has_perm("wagtailadmin.access_admin"), "the door asks the term, not the group"
    actions.sync_editors()
    assert not fresh.groups.exists()


def test_network_coordinators_are_editors_of_the_network_as_long_as_they_are(carmen):
    assert [group.name for group in carmen.groups.all()] == ["Network editors"]
    carmen.is_network_coordinator = False
    carmen.save()
    assert not carmen.groups.exists()


def test_no_group_of_the_cms_carries_rights_over_people(mei, carmen, nova, cities):
    actions.sync_editors()
    for who in (mei, carmen):
        rights = type(who).objects.get(pk=who.pk).get_all_permissions()
        assert not [right for right in rights if right.split(".")[0] in ("auth", "accounts", "wagtailusers", "account")]


def test_an_agreement_that_ends_before_it_starts_is_refused_in_words(nova, cities):
    with pytest.raises(ValidationError, match="ends before it starts"):
        actions.sign(cities["tianjin"], by=nova, signed_by="X", starts_on=date(2027, 1, 1), ends_on=date(2026, 1, 1))


def test_a_ror_id_is_checked_by_its_digits(mei, cities):
    good = Organisation(slug="sdcc", name="SDCC", city=cities["shanghai"], ror="03yrm5c26")
    assert actions.keep_organisation(good, by=mei).pk
    with pytest.raises(ValidationError, match="ROR"):
        actions.keep_organisation(Organisation(slug="x", name="X", city=cities["shanghai"], ror="03yrm5c27"), by=mei)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/"])
def test_a_website_is_a_web_address(mei, cities, address):
    """A33: no other scheme."""
    with pytest.raises(ValidationError):
        actions.keep_organisation(Organisation(slug="x", name="X", city=cities["shanghai"], website=address), by=mei)

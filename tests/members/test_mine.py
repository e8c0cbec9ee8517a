"""My page, my profile, and what I may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from members.accounts import actions
from members.accounts.models import Application, Member
from network.activity.models import Activity
from network.catalogue.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(db):
    """Three entries: of Houston, on distress, and one that only Shanghai may see."""
    made = []
    for number, (facets, audience) in enumerate(
        [(["city:houston"], ["public"]), (["topic:distress"], ["members"]), (["city:shanghai"], ["city:shanghai"])]
    ):
        made.append(
            Entry.objects.create(
                source="t.t", source_id=str(number), kind="resource", address=f"/t/{number}/",
                titles={"en": f"T{number}"}, facets=facets, audience=audience, languages=["en"],
            )
        )  # fmt: skip
    return made


def profile_of(member, **changes):
    return {
        "name": member.name, "name_latin": member.name_latin, "role": member.role, "organisation": "", "about": "",
        "offers": "", "seeks": "", "languages": ["en"], "language": member.language, "time_zone": member.time_zone,
        "interests": member.interests, "is_sponsor_staff": "on" if member.is_sponsor_staff else "",
    } | changes  # fmt: skip


def test_the_first_page_greets_and_offers_five_steps(bo, sign_in):
    page = sign_in(bo).get("/me/").content.decode()
    assert "Bo Carter" in page
    assert page.count('class="row"') == 5


def test_each_step_is_ticked_when_it_is_done(bo, sign_in, entries):
    from allauth.mfa.models import Authenticator

    browser = sign_in(bo)
    browser.post("/me/zone/")
    browser.post("/me/topics/", {"topic": ["distress"]})
    browser.post("/me/profile/", profile_of(bo, about="I run groups."))
    page = browser.get("/me/").content.decode()
    assert page.count('<li class="done">') == 3
    Authenticator.objects.create(user=bo, type="webauthn", data={})
    Entry.objects.filter(source_id="0").update(people=[{"name": "Bo", "handle": "bo"}])
    assert 'id="steps"' not in browser.get("/me/").content.decode()


def test_what_is_new_comes_from_the_city_and_the_topics_and_leaks_nothing(bo, sign_in, entries):
    bo.topics = ["distress"]
    bo.save()
    page = sign_in(bo).get("/me/").content.decode()
    assert "/t/0/" in page
    assert "/t/1/" in page
    assert "/t/2/" not in page


def test_topics_that_exist_can_be_followed_and_no_others(bo, sign_in, entries):
    sign_in(bo).post("/me/topics/", {"topic": ["distress", "<script>", "nonsense"]})
    bo.refresh_from_db()
    assert bo.topics == ["distress"]


def test_an_introduction_is_told_once(bo, sign_in):
    browser = sign_in(bo)
    browser.post("/me/profile/", profile_of(bo, about="Hello"))
    browser.post("/me/profile/", profile_of(bo, about="Hello again"))
    (told,) = Activity.objects.filter(kind="accounts.introduced")
    assert told.audience == ["city:houston"]


def test_a_refused_profile_keeps_what_was_typed(bo, sign_in):
    answer = sign_in(bo).post("/me/profile/", profile_of(bo, name="", about="long words"))
    assert answer.status_code == 422
    assert "long words" in answer.content.decode()


def test_changed_interests_are_recorded_for_those_who_must_know(sofie, sign_in):
    sign_in(sofie).post("/me/profile/", profile_of(sofie, is_sponsor_staff="", interests=""))
    sofie.refresh_from_db()
    assert not sofie.is_sponsor_staff
    assert Activity.objects.get(kind="accounts.interests_declared").audience == ["coordinators:copenhagen", "network"]


@pytest.mark.parametrize(
    "extra",
    [
        {"is_superuser": "on"}, {"is_network_coordinator": "on"}, {"status": "member"}, {"email": "x@example.org"},
        {"handle": "nova"}, {"home_city": "1"}, {"joined_at": "2020-01-01"}, {"is_active": ""}, {"topics": "x"},
    ],
)  # fmt: skip
def test_the_profile_takes_nothing_that_it_does_not_ask(bo, sign_in, extra):
    """A19: neither role nor city nor rights."""
    name = next(iter(extra))
    before = Member.objects.values(name).get(pk=bo.pk)
    sign_in(bo).post("/me/profile/", profile_of(bo) | extra)
    assert Member.objects.values(name).get(pk=bo.pk) == before


def test_nobody_changes_anothers_profile(bo, mei):
    from network.access.rules import Denied

    with pytest.raises(Denied):
        actions.change_profile(mei, by=bo, answers={})


def test_applicants_have_their_application_instead(xiu, sign_in):
    browser = sign_in(xiu)
    for address in ("/me/", "/me/profile/", "/me/topics/", "/members/", "/members/xiu/"):
        assert browser.get(address).url == "/join/status/"


@pytest.mark.parametrize("address", ["/me/", "/me/profile/", "/me/may/", "/me/topics/", "/me/zone/", "/desk/"])
def test_visitors_are_asked_to_sign_in(client, cities, address):
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={address}")


def test_what_i_may_names_every_rule_with_a_reason(mei, sign_in):
    from network.access.rules import all_rules

    page = sign_in(mei).get("/me/may/").content.decode()
    with translation.override("zh-hans"):
        for rule in all_rules():
            assert str(rule.label).split("’")[0].split("'")[0] in page


def test_my_page_asks_the_database_as_often_for_much_as_for_little(mei, sign_in, cities):
    browser = sign_in(mei)

    def asked(address):
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    def fill(first, last):
        for n in range(first, last):
            person = Member.objects.create_user(f"a{n}@example.org", name=f"A {n}", home_city=cities["shanghai"])
            Application.objects.create(
                member=person, city=cities["shanghai"], state="waiting", role="other", why="w", name=f"A {n}",
                submitted_at="2026-11-20T00:00:00Z",
            )  # fmt: skip
            Entry.objects.create(
                source="t.t", source_id=str(n), kind="resource", address=f"/t/{n}/", titles={"en": f"T{n}"},
                facets=["city:shanghai"], audience=["public"], languages=["en"],
            )  # fmt: skip

    fill(0, 1)
    few = {address: asked(address) for address in ("/me/", "/desk/")}
    fill(1, 30)
    for address, count in few.items():
        # One more at most: the badge is counted anew every twenty seconds.
        assert asked(address) <= count + 1, address
    assert few["/me/"] < 40 and few["/desk/"] < 30


def test_the_language_chosen_on_any_page_is_the_language_of_the_mails(bo, sign_in):
    browser = sign_in(bo)
    answer = browser.post("/language/", {"language": "da", "next": "/me/"}, headers={"origin": "http://testserver"})
    assert answer.status_code == 303
    bo.refresh_from_db()
    assert bo.language == "da"
    assert 'lang="da"' in browser.get("/me/").content.decode()

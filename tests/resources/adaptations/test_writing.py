"""The short form, the parts that follow, and taking a report back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from network.access.rules import Denied, may
from network.activity.models import Activity
from network.catalogue.models import Entry
from resources.adaptations import actions
from resources.adaptations.forms import stamp_of
from resources.adaptations.models import Adaptation
from resources.adaptations.terms import NotReady
from tests.resources.adaptations.make import report, work

SHORT = {"use": "changed", "changed": "先谈吃饭。", "rating": "4", "line": "先谈吃饭，再谈情绪。"}


@pytest.fixture
def manual(bo):
    return work(bo)


def new_of(manual):
    return f"/resources/{manual.pk}/used/new/"


def test_five_answers_make_a_report(manual, tao, sign_in):
    answer = sign_in(tao).post(new_of(manual), SHORT | {"city": tao.home_city_id, "send": "1"})
    assert answer.status_code == 302 and answer["Location"] == f"/resources/{manual.pk}/used/1/"
    made = Adaptation.objects.get()
    assert (made.city.slug, made.rating, made.language, made.state) == ("tianjin", 4, "zh-hans", "published")
    assert made.edition.number == 1 and made.reporters.get().member == tao
    page = sign_in(tao).get(answer["Location"]).content.decode()
    assert "先谈吃饭，再谈情绪。" in page.replace("<wbr>", "")


def test_a_draft_lives_from_the_first_answer_on(manual, tao, bo, sign_in, client):
    browser = sign_in(tao)
    assert browser.post(new_of(manual) + "save/", {"use": "as-is"}).status_code == 204
    assert browser.post(new_of(manual) + "save/", {"use": "as-is", "line": "x" * 300}).status_code == 204
    draft = Adaptation.objects.get()
    assert (draft.state, draft.use, draft.line, draft.number) == ("draft", "as-is", "", None)
    page = browser.get(new_of(manual)).content.decode()
    assert "x" * 300 in page, "what was too long is there as it was typed"
    assert not Entry.objects.filter(source="adaptations.adaptation").exists()
    assert not Adaptation.objects.visible_to(bo).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Adaptation.objects.create(resource=manual, by=tao)


def test_a_get_changes_nothing(manual, tao, sign_in):
    sign_in(tao).get(new_of(manual))
    assert not Adaptation.objects.exists()


@pytest.mark.usefixtures("in_english")
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(manual, tao, sign_in):
    answer = sign_in(tao).post(new_of(manual), {"use": "changed", "line": "Only this", "send": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say how it went." in page and "Say in a few words what you changed." in page and "Only this" in page
    assert Adaptation.objects.get().line == "Only this"
    with pytest.raises(NotReady) as lack:
        actions.publish(Adaptation.objects.get(), by=tao)
    assert set(lack.value.missing) == {"rating", "changed"}


def test_what_was_typed_outlives_the_session(manual, tao, client, sign_in):
    answer = client.post(new_of(manual), SHORT | {"send": "1"})
    assert answer.status_code == 302 and "login" in answer["Location"]
    client.force_login(tao, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "先谈吃饭，再谈情绪。" in client.get(new_of(manual)).content.decode()
    assert "先谈吃饭，再谈情绪。" not in client.get(new_of(manual)).content.decode()


def test_rules_say_why(manual, tao, xiu, bo, yan):
    assert may(tao, "adaptations.report", manual)
    tao.home_city = None
    with override("en"):
        assert str(may(tao, "adaptations.report", manual).reason) == "Choose your home city first."
        assert "your city has not said yes" in str(may(xiu, "adaptations.report", manual).reason)
    from resources.library import actions as library

    gone = library.withdraw(manual, by=bo, reason="Old")
    with override("en"):
        assert "withdrawn" in str(may(yan, "adaptations.report", gone).reason)
    with pytest.raises(Denied):
        actions.save(gone, by=yan, use="as-is")


def test_coordinators_of_the_city_help_and_others_do_not(manual, tao, yan, mei, carmen, freja):
    mine = report(manual, yan)
    for helper in (mei, carmen):
        assert may(helper, "adaptations.edit", mine)
    for other in (tao, freja):
        assert not may(other, "adaptations.edit", mine)
        with pytest.raises(Denied):
            actions.tell(mine, by=other, kept="Mine now")


def test_a_member_reports_for_cities_of_their_own_alone(manual, tao, mei, cities, sign_in):
    answer = sign_in(tao).post(new_of(manual), SHORT | {"city": cities["houston"].pk, "send": "1"})
    assert answer.status_code == 422 and not Adaptation.objects.published().exists()
    assert Adaptation.objects.get().city.slug == "tianjin"


def edit_of(mine):
    return f"/resources/{mine.resource_id}/used/{mine.number}/edit/"


def told(mine, **more):
    given = {"use": mine.use, "city": mine.city_id, "changed": mine.changed, "rating": mine.rating, "line": mine.line}
    return (
        given | {"language": mine.language, "edition": mine.edition_id, "reporters": "", "seen": stamp_of(mine)} | more
    )


@pytest.mark.usefixtures("in_english")
def test_parts_are_told_later_and_all_that_is_right_is_kept(manual, tao, sign_in):
    mine = report(manual, tao)
    answer = sign_in(tao).post(
        edit_of(mine),
        told(
            mine,
            part="where",
            place="Nankai health station",
            setting=["primary-care"],
            started_on="2026-05-01",
            ended_on="2026-04-01",
            step_needs="done",
            step_needs_text="Twelve talks",
            goals=["fit", "equity"],
            reasons_recipient=["culture"],
            content_changes=["reorder", "add"],
            recommend="yes",
        ),
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and "It cannot end before it began." in page and "Nankai health station" in page
    mine.refresh_from_db()
    assert mine.steps == {"needs": {"state": "done", "text": "Twelve talks"}}
    assert mine.reasons == ["recipient:culture"] and mine.goals == ["fit", "equity"] and mine.place == ""
    answer = sign_in(tao).post(edit_of(mine), told(mine, part="where", place="Nankai", reached="64", step_needs="done"))
    assert answer.status_code == 302 and answer["Location"].endswith("#where")
    mine.refresh_from_db()
    assert (mine.place, mine.reached) == ("Nankai", 64)


@pytest.mark.usefixtures("in_english")
def test_nobody_writes_over_another(manual, tao, yan, mei, sign_in):
    mine = report(manual, yan)
    seen = stamp_of(mine)
    actions.tell(mine, by=mei, kept="The role plays")
    answer = sign_in(yan).post(edit_of(mine), told(mine, part="changes", kept="Nothing") | {"seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Somebody else has changed this report meanwhile" in page and "Nothing" in page
    mine.refresh_from_db()
    assert mine.kept == "The role plays"


def test_a_report_is_withdrawn_with_its_reason(manual, tao, bo, sign_in, client):
    mine = report(manual, tao)
    address = mine.get_absolute_url()
    assert client.get(address).status_code == 200
    sign_in(tao).post(address + "withdraw/", {"reason": "Counted twice"})
    client.logout()
    assert client.get(address).status_code == 404
    assert sign_in(bo).get(address).status_code == 404
    assert "Counted twice" in sign_in(tao).get(address).content.decode()
    assert not Entry.objects.visible_to(None).filter(kind="adaptation").exists()


def test_numbers_follow_each_other_for_each_work(manual, tao, priya, bo):
    other = work(bo, "Another")
    assert [report(manual, tao).number, report(manual, priya).number, report(other, tao).number] == [1, 2, 1]


def test_reporting_is_on_record(manual, tao, bo):
    report(manual, tao)
    used = Activity.objects.get(kind="adaptations.used")
    assert used.names == [bo.pk] and used.city == "tianjin" and used.audience == ["members"]


@pytest.mark.parametrize("words", [{"rating": 6}, {"use": ""}])
def test_the_database_holds_the_rules(manual, tao, words):
    mine = report(manual, tao)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adaptation.objects.filter(pk=mine.pk).update(**words)


def test_what_the_database_cannot_hold_is_said_beside_the_field(bo, tao, sign_in):
    answer = sign_in(tao).post(f"/resources/{work(bo).pk}/used/new/", {"line": "It went\x00 well", "send": "1"})
    assert answer.status_code == 422 and Adaptation.objects.get().typed["line"] == "It went well"

"""Changing the home city, following others, and a pause of one's own."""

from datetime import timedelta

import pytest

from members.accounts import actions
from members.accounts.models import Member, Move
from members.accounts.queries import standing
from members.accounts.terms import AlreadyAnswered
from network.access.rules import Denied, may
from network.activity.models import Activity
from network.desk.waiting import count_for
from network.digests.plugs import followed_by
from network.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def move(bo, mei, cities):
    return actions.ask_to_move(by=bo, city=cities["shanghai"], why="I live there now.")


def test_the_new_city_is_asked_on_its_desk_and_by_mail(bo, mei, diego, cities, sign_in, outbox):
    answer = sign_in(bo).post("/me/city/", {"city": "shanghai", "why": "I live there now."})
    assert answer.url == "/me/city/"
    bo.refresh_from_db()
    assert bo.home_city == cities["houston"], "nothing has changed yet"
    assert "Bo Carter" in outbox(mei.email)[-1]["Subject"]
    assert not outbox(diego.email)
    assert count_for(mei) == 1
    page = sign_in(mei).get("/desk/").content.decode()
    assert "Bo Carter" in page and "I live there now." in page
    assert "Waiting" in sign_in(bo).get("/me/city/").content.decode()


def test_yes_moves_the_member(move, bo, mei, cities, sign_in, outbox):
    bo.cities_followed.add(cities["shanghai"], cities["tianjin"])
    assert sign_in(mei).post(f"/desk/moves/{move.pk}/", {"act": "accept"}).status_code == 302
    bo = Member.objects.get(pk=bo.pk)
    assert bo.home_city == cities["shanghai"]
    assert standing(bo).home == "shanghai"
    assert [city.slug for city in bo.cities_followed.all()] == ["tianjin"]
    assert "home city" in outbox(bo.email)[-1]["Subject"]
    assert Activity.objects.filter(kind="accounts.move_accepted", by=mei, city="shanghai").count() == 1
    assert count_for(mei) == 0


def test_no_takes_a_reason_that_the_member_reads(move, bo, mei, sign_in, outbox, cities):
    browser = sign_in(mei)
    assert browser.post(f"/desk/moves/{move.pk}/", {"act": "decline", "reason": "  "}).status_code == 422
    assert browser.post(f"/desk/moves/{move.pk}/", {"act": "decline", "reason": "Come and see us."}).status_code == 302
    bo.refresh_from_db()
    assert bo.home_city == cities["houston"]
    assert "Come and see us." in outbox(bo.email)[-1].get_body(("plain",)).get_content()
    assert "Come and see us." in sign_in(bo).get("/me/city/").content.decode()
    with pytest.raises(AlreadyAnswered):
        actions.accept_move(move, by=mei)


def test_only_the_new_citys_coordinators_and_the_network_answer(move, bo, diego, freja, carmen, nova):
    for member in (bo, diego, freja):
        with pytest.raises(Denied):
            actions.accept_move(move, by=member)
        assert not Move.objects.visible_to(member).filter(pk=move.pk).exists() or member == bo
    assert may(carmen, "accounts.decide_move", move) and may(nova, "accounts.decide_move", move)


def test_one_question_at_a_time_and_it_can_be_taken_back(move, bo, mei, cities, sign_in):
    with pytest.raises(AlreadyAnswered):
        actions.ask_to_move(by=bo, city=cities["tianjin"])
    sign_in(bo).post("/me/city/", {"act": "withdraw"})
    move.refresh_from_db()
    assert move.state == Move.State.WITHDRAWN
    with pytest.raises(AlreadyAnswered):
        actions.accept_move(move, by=mei)
    actions.ask_to_move(by=bo, city=cities["tianjin"])


def test_without_an_answer_the_network_is_asked_after_five_days_once(move, carmen, outbox):
    Move.objects.update(asked_at=clock.now() - timedelta(days=4, hours=23))
    assert actions.escalate_overdue_moves() == 0
    Move.objects.update(asked_at=clock.now() - timedelta(days=5))
    assert actions.escalate_overdue_moves() == 1
    assert actions.escalate_overdue_moves() == 0
    assert len(outbox(carmen.email)) == 1
    assert count_for(carmen) == 1


def test_a_city_without_coordinators_is_answered_for_by_the_network(bo, carmen, cities, outbox):
    move = actions.ask_to_move(by=bo, city=cities["vancouver"])
    assert Move.objects.get(pk=move.pk).escalated_at
    assert outbox(carmen.email)


def test_who_coordinates_hands_over_first(mei, cities):
    with pytest.raises(Denied):
        actions.ask_to_move(by=mei, city=cities["houston"])
    with pytest.raises(Denied):
        actions.rest(by=mei)


def test_a_mail_that_is_no_longer_needed_does_not_leave(move, bo, mei, drain):
    from network.kit.models import Mail

    actions.withdraw_move(move, by=bo)
    drain()
    assert Mail.objects.get(key__startswith="accounts.move_asked").state == Mail.State.DROPPED


# -- following ---------------------------------------------------------------------------------------------------------
def test_a_button_on_a_citys_page_follows_it(bo, mei, cities, sign_in):
    browser = sign_in(bo)
    page = browser.get("/cities/shanghai/").content.decode()
    assert 'action="/cities/shanghai/follow/"' in page
    assert 'action="/cities/houston/follow/"' not in browser.get("/cities/houston/").content.decode()
    browser.post("/cities/shanghai/follow/", {"follow": "yes"})
    assert "city:shanghai" in followed_by(Member.objects.get(pk=bo.pk))
    browser.post("/cities/shanghai/follow/", {"follow": "no"})
    assert "city:shanghai" not in followed_by(Member.objects.get(pk=bo.pk))


def test_visitors_and_applicants_follow_nothing(client, xiu, cities, sign_in):
    assert client.post("/cities/shanghai/follow/").status_code == 302
    assert sign_in(xiu).post("/cities/shanghai/follow/").status_code == 403
    assert "/follow/" not in client.get("/cities/shanghai/").content.decode()


# -- a pause -----------------------------------------------------------------------------------------------------------
def test_a_pause_hides_and_comes_to_an_end_when_its_member_says_so(bo, mei, sign_in, client, outbox):
    browser = sign_in(bo)
    browser.get("/me/rest/")
    bo.refresh_from_db()
    assert bo.is_member, "to look changes nothing"
    browser.post("/me/rest/", {"act": "rest"})
    bo.refresh_from_db()
    assert bo.status == Member.Status.SUSPENDED
    assert "/me/rest/" in outbox(bo.email)[-1].get_body(("plain",)).get_content()
    for address in ("/me/", "/me/profile/", "/join/status/", "/join/edit/"):
        assert browser.get(address, follow=True).redirect_chain[-1][0] == "/me/rest/", address
    assert not Member.objects.visible_to(mei).filter(pk=bo.pk).exists()
    assert not may(bo, "library.share")
    browser.post("/me/rest/", {"act": "back"})
    bo.refresh_from_db()
    assert bo.is_member
    assert Member.objects.visible_to(mei).filter(pk=bo.pk).exists()


def test_whom_others_suspended_does_not_come_back_alone(bo, sign_in):
    Member.objects.filter(pk=bo.pk).update(status="suspended")
    browser = sign_in(bo)
    assert "Come back" not in browser.get("/me/rest/").content.decode()
    assert browser.post("/me/rest/", {"act": "back"}).status_code == 403
    assert browser.post("/me/rest/", {"act": "rest"}).status_code == 403
    bo.refresh_from_db()
    assert bo.status == Member.Status.SUSPENDED


def test_who_rests_is_written_no_digest(bo, cities):
    from network.digests.models import Delivery

    actions.rest(by=bo)
    assert not Delivery.objects.filter(member=bo).exists()
    assert "members" not in __import__("network.kit.audience", fromlist=["keys_of"]).keys_of(
        Member.objects.get(pk=bo.pk)
    )


# -- what I may --------------------------------------------------------------------------------------------------------
def test_what_i_may_answers_for_my_own_things(mei, move, sign_in):
    from tests.factories import things

    things.resource(mei, "A guide of mine")
    page = sign_in(mei).get("/me/may/").content.decode()
    assert "A guide of mine" in page
    assert "/cities/shanghai/" in page
    from django.utils import translation

    with translation.override("zh-hans"):
        from network.access.rules import all_rules

        labels = {rule.name: str(rule.label) for rule in all_rules()}
    invite = page.split(labels["accounts.invite"].split("’")[0])[1]
    assert 'class="st ok"' in invite.split("</tr>")[0]


def test_what_i_may_names_nobody_who_waits_for_others(yan, xiu, sign_in):
    """Yan lives in Shanghai, where Xiu waits; that is the coordinators' business."""
    Member.objects.filter(pk=xiu.pk).update(name="Xiumark")
    from members.accounts.models import Application

    Application.objects.update(name="Xiumark")
    assert "Xiumark" not in sign_in(yan).get("/me/may/").content.decode()

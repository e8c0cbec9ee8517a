"""Pages of requests and introductions, signed in and by the links of mails, without scripts."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from meetings.calendar.models import Meeting
from meetings.introductions import links
from meetings.introductions.actions import asking, introducing, outcomes
from meetings.introductions.models import Block, Introduction, Openness, Outcome, Request
from tests.factories.meetings import meeting

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SLOTS = [NOW + timedelta(days=n, hours=2) for n in (3, 4, 5)]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch, in_english):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def ask(by, receiver, **more):
    return asking.ask(receiver, by=by, purpose="Walking groups on hills", **({"starts": SLOTS} | more))


def path_of(address):
    return "/" + address.split("/", 3)[3]


def test_asking_from_a_members_page(sign_in, bo, mei):
    browser = sign_in(bo)
    page = browser.get("/members/mei/").content.decode()
    address = re.search(r'href="(/meetings/requests/new/mei/)"', page)[1]
    form = browser.get(address).content.decode()
    (first, *_rest) = re.findall(r'name="times" value="([^"]+)"', form)
    answer = browser.post(address, {"purpose": "Walking groups", "minutes": "25", "times": [first]})
    assert answer.status_code == 302, answer.content.decode()
    made = Request.objects.get()
    assert (made.asker, made.receiver, made.purpose) == (bo, mei, "Walking groups")
    assert made.slots.get().starts_at.isoformat() == first
    assert "waits for an answer" in browser.get("/members/mei/").content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"own1": "2027-03-14T02:30"}, "does not exist in Houston"),
        ({"own1": "2027-11-07T01:30"}, "comes twice in Houston"),
        ({"own1": "2027-02-14T10:30"}, "is past"),
        ({"own1": "soon"}, "Write a day and an hour"),
        ({}, "Choose at least one time"),
    ],
)
def test_bad_times_are_said_and_nothing_typed_is_lost(sign_in, bo, mei, typed, told):
    answer = sign_in(bo).post("/meetings/requests/new/mei/", {"purpose": "Walking", "minutes": "50"} | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "Walking</textarea>" in page
    assert typed.get("own1", "") in page
    assert not Request.objects.exists()


def test_answering_by_the_link_of_the_mail_takes_one_press(client, bo, mei):
    address = path_of(links.to_request(ask(bo, mei), mei))
    shown = client.get(address)
    page = shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "Thu 4 March 2027, 22:00–22:25 Shanghai (UTC+8), at night" in page
    assert Meeting.objects.count() == 0
    start = re.findall(r'name="start" value="([^"]+)"', page)[1]
    done = client.post(address, {"act": "accept", "start": start})
    assert done.status_code == 200
    assert Meeting.objects.get().starts_at == SLOTS[1]
    again = client.post(address, {"act": "decline"})
    assert again.status_code == 409
    assert Request.objects.get().state == "accepted"


def test_a_link_is_for_one_round_and_a_forged_one_for_none(client, bo, mei):
    request = ask(bo, mei)
    address = path_of(links.to_request(request, mei))
    client.post(address, {"act": "propose", "own1": "2027-03-09T10:00"})
    assert client.get(address).status_code == 410
    asker = path_of(links.to_request(Request.objects.get(), bo))
    assert client.get(asker).status_code == 200
    assert client.get("/meetings/requests/mail/forged/").status_code == 410
    for start in ("", "tomorrow", "2027-03-09T10:00"):
        assert client.post(asker, {"act": "accept", "start": start}).status_code == 409
    assert client.post(asker, {"act": "steal"}).status_code == 404


def test_who_may_choose_names_one_time(sign_in, bo, mei):
    request = ask(bo, mei, starts=(), you_choose=True)
    sign_in(mei).post(request.get_absolute_url(), {"act": "name", "own1": "2027-03-09T10:00"})
    assert Meeting.objects.get().starts_at == datetime(2027, 3, 9, 2, tzinfo=UTC)


def test_others_find_no_request(sign_in, bo, mei, yan, nova):
    request = ask(bo, mei)
    for other in (yan, nova):
        assert sign_in(other).get(request.get_absolute_url()).status_code == 404
        assert sign_in(other).post(request.get_absolute_url(), {"act": "decline"}).status_code == 404


def test_the_list_tells_each_side(sign_in, bo, mei):
    ask(bo, mei)
    assert "You asked 林梅 Mei Lin" in sign_in(bo).get("/meetings/requests/").content.decode()
    assert "Bo Carter asked you" in sign_in(mei).get("/meetings/requests/").content.decode()


def test_wishes_are_kept_and_blocks_undone(sign_in, bo, mei):
    request = ask(bo, mei)
    browser = sign_in(mei)
    assert browser.post("/meetings/requests/wishes/", {"a_week": "1", "paused_until": "2027-04-01"}).status_code == 302
    assert Openness.objects.get().a_week == 1
    wrong = browser.post("/meetings/requests/wishes/", {"a_week": "many", "paused_until": "never"})
    assert wrong.status_code == 422
    assert "many" in wrong.content.decode()
    browser.get(f"/meetings/requests/{request.pk}/block/")
    assert not Block.objects.exists()
    browser.post(f"/meetings/requests/{request.pk}/block/")
    row = Block.objects.get()
    page = sign_in(bo).get("/members/mei/").content.decode()
    assert "takes no requests just now" in page
    assert sign_in(bo).get("/meetings/requests/new/mei/").status_code == 403
    sign_in(mei).post("/meetings/requests/wishes/", {"unblock": row.pk})
    assert not Block.objects.exists()


# -- introductions -----------------------------------------------------------------------------------------------
def three(mei, bo, freja, by):
    return introducing.introduce([mei, bo, freja], by=by, title="Walking groups", why="Each has a part of it.")


def test_matches_say_why_and_stand_in_the_form(sign_in, carmen, bo, mei):
    bo.offers, bo.languages = "Training for leaders of walking groups", ["en"]
    mei.seeks, mei.languages = "Somebody who has led walking groups", ["zh-hans", "en"]
    bo.save()
    mei.save()
    browser = sign_in(carmen)
    page = browser.get("/meetings/introductions/new/?city=houston&city=shanghai").content.decode()
    assert "Bo Carter offers what 林梅 seeks: group, walking" in page
    assert "Both speak English" in page
    filled = browser.get("/meetings/introductions/new/?member=bo&member=mei").content.decode()
    assert "offers what 林梅 seeks" in filled.partition("<textarea")[2]
    answer = browser.post(
        "/meetings/introductions/new/",
        {"people": ["bo", "mei"], "title": "Walking", "why": "It fits.", "minutes": "50"},
    )
    assert answer.status_code == 302, answer.content.decode()
    assert Introduction.objects.get().sides.count() == 2


def test_what_is_closed_to_the_coordinator_matches_nothing(sign_in, diego, bo, mei):
    bo.offers = "Training for leaders of walking groups"
    bo.save()
    mei.seeks, mei.shown = "Somebody who has led walking groups", {"seeks": "me"}
    mei.save()
    assert "offers what 林梅" not in sign_in(diego).get("/meetings/introductions/new/").content.decode()


def test_only_coordinators_introduce(sign_in, bo):
    assert sign_in(bo).get("/meetings/introductions/new/").status_code == 403


@pytest.mark.parametrize("people", [["bo"], ["bo", "diego"], ["bo", "nobody"]])
def test_an_introduction_needs_several_cities(sign_in, carmen, bo, diego, mei, people):
    given = {"people": people, "title": "Walking", "why": "It fits.", "minutes": "50"}
    answer = sign_in(carmen).post("/meetings/introductions/new/", given)
    assert answer.status_code == 422
    assert "It fits.</textarea>" in answer.content.decode()


def test_three_cities_say_yes_by_mail_and_meet(client, sign_in, mei, bo, freja, carmen, drain, outbox):
    introduction = three(mei, bo, freja, carmen)
    drain()
    for one in (mei, bo, freja):
        (letter,) = [mail for mail in outbox(one.email) if "introduce you" in mail["Subject"]]
        text = letter.get_body(("plain",)).get_content()
        address = re.search(r"https?://[^/]+(/meetings/introductions/mail/\S+)", text)[1]
        assert client.get(address).status_code == 200
        assert client.post(address, {"act": "yes"}).status_code == 200
    introduction.refresh_from_db()
    assert introduction.state == "agreed"
    browser = sign_in(carmen)
    assert "find a time" in browser.get("/desk/").content.decode()
    answer = browser.post(introduction.get_absolute_url(), {"act": "plan", "own1": "2027-03-10T08:00"})
    assert answer.status_code == 302, answer.content.decode()
    made = Meeting.objects.get()
    assert made.starts_at == datetime(2027, 3, 10, 14, tzinfo=UTC)
    assert {row.member for row in made.attendances.all()} == {mei, bo, freja, carmen}
    again = browser.post(introduction.get_absolute_url(), {"act": "plan", "own1": "2027-03-10T08:00"})
    assert again.status_code == 409
    assert Meeting.objects.count() == 1


def test_a_time_poll_is_begun_with_times_that_suit(sign_in, mei, bo, freja, carmen):
    introduction = three(mei, bo, freja, carmen)
    for side in introduction.sides.all():
        introducing.say(side, by=side.member, is_yes=side.member != freja)
    browser = sign_in(carmen)
    answer = browser.post(introduction.get_absolute_url(), {"act": "poll"})
    assert answer.status_code == 302
    introduction.refresh_from_db()
    assert introduction.poll.slots.count() > 0
    assert {row.member for row in introduction.poll.invitees.all()} >= {mei, bo}
    assert freja not in {row.member for row in introduction.poll.invitees.all()}


def test_one_yes_is_not_enough(mei, bo, freja, carmen):
    introduction = three(mei, bo, freja, carmen)
    for side in introduction.sides.all():
        introducing.say(side, by=side.member, is_yes=side.member == mei)
    introduction.refresh_from_db()
    assert introduction.state == "over"


def test_only_those_concerned_see_an_introduction(sign_in, mei, bo, freja, carmen, yan, nova):
    introduction = three(mei, bo, freja, carmen)
    for one in (mei, bo, freja, carmen):
        assert sign_in(one).get(introduction.get_absolute_url()).status_code == 200
    for one in (yan, nova):
        assert sign_in(one).get(introduction.get_absolute_url()).status_code == 404


# -- outcomes ----------------------------------------------------------------------------------------------------
def test_what_came_of_it_is_asked_once_and_counted(client, sign_in, bo, mei, carmen, yan, drain, outbox):
    request = asking.accept(ask(bo, mei), by=mei, start=SLOTS[0])
    assert not outcomes.due(NOW + timedelta(days=90))
    (one,) = outcomes.due(NOW + timedelta(days=100))
    rows = outcomes.ask(one, at=NOW + timedelta(days=100))
    assert {row.member for row in rows} == {bo, mei}
    assert outcomes.ask(one) == []
    assert not outcomes.due(NOW + timedelta(days=101))
    drain()
    (letter,) = [mail for mail in outbox(mei.email) if "What came of" in mail["Subject"]]
    text = letter.get_body(("plain",)).get_content()
    address = re.search(r"https?://[^/]+(/meetings/introductions/outcomes/mail/\S+)", text)[1]
    assert client.get(address).status_code == 200
    assert Outcome.objects.exclude(result="").count() == 0
    assert client.post(address, {"result": "", "words": "Kept"}).status_code == 422
    assert client.post(address, {"result": "project", "words": "A walking school"}).status_code == 200
    own = Outcome.objects.get(member=bo)
    assert sign_in(bo).post(f"/meetings/introductions/outcomes/{own.pk}/", {"result": "nothing_yet"}).status_code == 302
    page = sign_in(yan).get("/meetings/introductions/outcomes/").content.decode()
    assert "A walking school" not in page
    assert re.search(r"A project</th><td[^>]*><div>1</div>", page)
    assert re.search(r"Nothing yet</th><td[^>]*><div>0</div>", page)
    assert "A walking school" in sign_in(carmen).get("/meetings/introductions/outcomes/").content.decode()
    assert sign_in(yan).get(f"/meetings/introductions/outcomes/{own.pk}/").status_code == 404
    assert request.meeting == one


def test_cancelled_and_other_meetings_are_not_asked_about(bo, mei, freja):
    meeting(bo, people=[mei])
    request = asking.accept(ask(bo, mei), by=mei, start=SLOTS[0])
    Meeting.objects.filter(pk=request.meeting_id).update(state="cancelled")
    assert not outcomes.due(NOW + timedelta(days=150))

"""Letters with signed links, rating by them, and reminders to those who have not finished."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import jobs, links
from network.kit.models import Job
from resources.consensus.actions import planning
from resources.consensus.actions.rating import rate, reminding, seats
from resources.consensus.links import ANSWER, RATE, to_answer, to_rate
from resources.consensus.models import Interest, Rating, Round
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://localhost:8000(/consensus/(?:mail|invited)/[^\s\"]+)")


@pytest.fixture
def running(in_english, nova, bo, mei):
    """A panel of two whose first round is open."""
    return made.ready_to_rate(nova, [bo, mei])


@pytest.fixture
def stranger():
    """A browser in which nobody is signed in, that does not pass over forged forms."""
    return Client(enforce_csrf_checks=True)


def path(address):
    return address.removeprefix("http://localhost:8000")


def text_of(message):
    return message.get_body(("plain",)).get_content()


def test_the_invitation_leads_to_the_question_without_signing_in(in_english, nova, bo, stranger, drain, outbox):
    panel = made.panel(nova, aim="What cities should offer.")
    [row] = planning.invite(panel, [(bo, panel.groups.first())], nova)
    drain()
    [letter] = outbox(bo.email)
    assert "Helping people start" in letter["Subject"]
    assert "What cities should offer." in text_of(letter)
    address = LINK.search(text_of(letter))[1]
    assert address in letter.get_body(("html",)).get_content()
    page = stranger.get(address)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    row.refresh_from_db()
    assert row.state == "invited"
    said = stranger.post(address, {"answer": "yes", "group": row.group_id, "consents": "on"})
    assert said.status_code == 200
    row.refresh_from_db()
    assert row.state == "accepted"


def test_an_invitation_by_mail_leads_on_into_the_open_round(running, priya, stranger):
    panel, round, _people = running
    [row] = planning.invite(panel, [(priya, panel.groups.first())], panel.facilitators.first())
    said = stranger.post(path(to_answer(row)), {"answer": "yes", "group": row.group_id, "consents": "on"})
    assert said.status_code == 302
    assert "/consensus/mail/" in said["Location"]
    round.refresh_from_db()
    assert round.invited == 3


def test_a_link_rates_this_round_for_this_panellist_and_nothing_else(running, stranger, drain, outbox):
    _panel, round, [(row, seat), *_] = running
    drain()
    letter = outbox(row.member.email)[-1]
    assert "Round 1" in letter["Subject"]
    assert "3" in text_of(letter)
    base = LINK.search(text_of(letter))[1]
    first = stranger.get(base)
    assert (first.status_code, first["Location"]) == (302, f"{base}interests/")
    assert stranger.post(f"{base}interests/", {"has_any": "no"}).status_code == 302
    page = stranger.get(base)
    assert page.status_code == 200
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert not Rating.objects.exists(), "looking rates nothing"
    entry = round.entries.first()
    told = stranger.post(f"{base}statements/{entry.pk}/", {"value": "8"}, headers={"Accept": "application/json"})
    assert told.json()["value"] == "8"
    assert Rating.objects.get().seat == seat
    for name, args in (("seat", [round.panel_id]), ("leave", [round.panel_id]), ("round", [round.pk])):
        assert stranger.get(reverse(f"consensus:{name}", args=args)).status_code == 302
    token = base.split("/")[-2]
    assert stranger.get(reverse("consensus:answer_mail", args=[token])).status_code == 410
    assert links.read(ANSWER, token) is None
    assert links.read(RATE, token) == [row.pk, round.pk]


@pytest.mark.parametrize("end", [seats.leave, seats.remove, seats.withdraw])
def test_a_link_ends_with_the_seat(running, stranger, end):
    _panel, round, [(row, _seat), *_] = running
    base = path(to_rate(row, round))
    Interest.objects.create(panellist=row, round=round)
    assert stranger.get(base).status_code == 200
    end(row)
    assert stranger.get(base).status_code == 410
    assert stranger.post(f"{base}statements/{round.entries.first().pk}/", {"value": "8"}).status_code == 410
    assert not Rating.objects.exists()


def test_a_link_ends_with_the_round_and_what_was_typed_comes_back(running, stranger):
    _panel, round, [(row, _seat), *_] = running
    base = path(to_rate(row, round))
    Interest.objects.create(panellist=row, round=round)
    Round.objects.filter(pk=round.pk).update(state="closed", closed_at=round.closes_at)
    assert stranger.get(base).status_code == 410
    late = stranger.post(f"{base}statements/{round.entries.first().pk}/", {"value": "8", "comment": "My thought"})
    assert late.status_code == 409
    assert "My thought" in late.content.decode()
    assert not Rating.objects.exists()


def test_a_forged_or_foreign_link_opens_nothing(running, stranger, priya):
    _panel, round, [(row, _seat), *_] = running
    good = path(to_rate(row, round))
    assert stranger.get(good[:-3] + "aa/").status_code == 410
    _panel, other, _people = made.ready_to_rate(round.panel.facilitators.first(), [priya], title="Another")
    assert stranger.get(path(to_rate(row, other))).status_code == 410
    old = links.sign("consensus.answer", [row.pk, 1])
    assert stranger.get(reverse("consensus:answer_mail", args=[old])).status_code == 410


def test_an_old_invitation_ends_when_a_new_one_is_sent(in_english, nova, bo, stranger):
    panel = made.panel(nova)
    [row] = planning.invite(panel, [(bo, panel.groups.first())], nova)
    old = path(to_answer(row))
    row.invited_at += timedelta(days=1)
    row.save()
    assert stranger.get(old).status_code == 410


def test_tokens_do_not_reach_the_log():
    from network.kit.logs import SIGNED

    token = links.sign(RATE, [1, 2])
    assert SIGNED.sub("…", f"Gone: /consensus/mail/{token}/statements/3/") == "Gone: /consensus/mail/…/statements/3/"


def test_reminders_reach_the_unfinished_alone(running, drain, outbox):
    _panel, round, [(row, seat), (other, _seat)] = running
    made.rate_all(round, {seat: [7, 7, "cannot"]})
    drain()
    before = len(outbox(row.member.email)), len(outbox(other.member.email))
    assert reminding.remind(round) == 1
    drain()
    assert (len(outbox(row.member.email)), len(outbox(other.member.email))) == (before[0], before[1] + 1)
    letter = outbox(other.member.email)[-1]
    assert "3 statements" in letter["Subject"]
    assert "about 2 minutes" in text_of(letter)
    assert "/consensus/mail/" in text_of(letter)
    round.refresh_from_db()
    assert round.reminders == 1
    [told] = Activity.objects.filter(kind="consensus.rating_reminded")
    assert told.audience == [f"member:{other.member_id}"]
    assert told.by is None


def test_nobody_but_the_reminded_reads_of_it_not_even_who_runs_it(running, nova, carmen):
    _panel, round, [(row, _seat), *_] = running
    reminding.remind(round)
    for member in (nova, carmen, row.member):
        seen = Activity.objects.visible_to(member).filter(kind="consensus.rating_reminded")
        assert all(one.names == [member.pk] for one in seen)


def test_whoever_finishes_before_the_letter_leaves_gets_none(running, drain, outbox):
    _panel, round, [(row, seat), *_] = running
    drain()
    before = len(outbox(row.member.email))
    reminding.remind(round)
    made.rate_all(round, {seat: [7, 7, 7]})
    drain()
    assert len(outbox(row.member.email)) == before


def test_by_hand_once_a_day_and_only_by_whoever_runs_it(running, nova, freja):
    _panel, round, [(row, _seat), *_] = running
    with pytest.raises(Denied):
        reminding.remind(round, by=row.member)
    with pytest.raises(Denied):
        reminding.remind(round, by=freja)
    assert reminding.remind(round, by=nova) == 2
    with pytest.raises(Denied):
        reminding.remind(round, by=nova)
    assert reminding.remind(round, by=nova, at=round.opened_at + timedelta(days=2)) == 2
    Round.objects.filter(pk=round.pk).update(state="closed")
    with pytest.raises(Denied):
        reminding.remind(round, by=nova, at=round.opened_at + timedelta(days=4))


def test_reminders_are_planned_for_half_time_and_the_last_days(in_english, nova, bo):
    panel = made.panel(nova)
    made.seated(panel, [bo])
    round = made.opened(panel, days=14)
    planned = sorted(Job.objects.filter(kind="consensus.rating_remind").values_list("not_before", flat=True))
    assert [(moment - round.opened_at).days for moment in planned] == [7, 11, 13]
    jobs.drain(at=round.opened_at + timedelta(days=7, minutes=1))
    round.refresh_from_db()
    assert round.reminders == 1


def test_a_round_that_is_open_for_longer_reminds_by_its_new_end(in_english, nova, bo):
    panel = made.panel(nova)
    made.seated(panel, [bo])
    round = made.opened(panel, days=14)
    Round.objects.filter(pk=round.pk).update(closes_at=round.closes_at + timedelta(days=14))
    round.refresh_from_db()
    reminding.plan(round)
    jobs.drain(at=round.opened_at + timedelta(days=13, minutes=1))
    round.refresh_from_db()
    assert round.reminders == 0
    jobs.drain(at=round.opened_at + timedelta(days=14, minutes=1))
    round.refresh_from_db()
    assert round.reminders == 1


def test_the_desk_shows_what_waits_for_me(running, sign_in):
    _panel, round, [(row, seat), *_] = running
    page = sign_in(row.member).get("/desk/").content.decode()
    assert "3 statements of “Helping people start insulin” wait for your rating" in page
    made.rate_all(round, {seat: [7, 7, 7]})
    page = sign_in(row.member).get("/desk/").content.decode()
    assert "wait for your rating" not in page


def test_an_answer_by_mail_uses_the_language_and_zone_of_the_panellist(nova, mei, stranger):
    _panel, round, [(row, _seat)] = made.ready_to_rate(nova, [mei])
    page = stranger.get(f"{path(to_rate(row, round))}interests/", headers={"Accept-Language": "es"})
    assert 'lang="zh-hans"' in page.content.decode()
    assert page["Content-Language"] == "zh-hans"


def test_a_remark_by_mail_is_kept(running, stranger):
    _panel, round, [(row, _seat), *_] = running
    Interest.objects.create(panellist=row, round=round)
    base = path(to_rate(row, round))
    entry = round.entries.first()
    stranger.post(f"{base}statements/{entry.pk}/", {"value": "8", "comment": "Home matters", "wording": ""})
    assert rate.Remark.objects.get().text == "Home matters"

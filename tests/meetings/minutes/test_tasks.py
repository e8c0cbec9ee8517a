"""Tasks: whose they are, until when; carried over in a series, closed from the mail, once however many click."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meetings.minutes import actions, links
from meetings.minutes.actions import tasks as doing
from meetings.minutes.models import Decision, Task
from meetings.minutes.models.tasks import end_of_day
from meetings.minutes.queries.carried import carried_to
from meetings.minutes.queries.wording import standing_words
from network.access.rules import Denied
from network.activity.models import Activity
from network.kit.clock import now
from network.kit.models import Mail
from network.live import texts
from resources.papers.wording import plain
from tests.factories.meetings import meeting, series
from tests.meetings.minutes.test_minutes import at, body, over

pytestmark = pytest.mark.usefixtures("in_english")
SOON = timedelta(days=9)


@pytest.fixture
def calls(freja, bo, mei):
    """Three calls of a series: a week ago, in a week, in three weeks; Bo and Mei are invited to the first."""
    days = [(now() + timedelta(days=n)).date() for n in (-7, 7, 21)]
    held = series(freja, dates=days, zone="UTC")
    first, second, third = held.meetings.order_by("starts_at")
    from meetings.calendar.actions.rows import sync_audience
    from meetings.calendar.models import Attendance

    for member in (bo, mei):
        Attendance.objects.create(meeting=first, member=member, asked_at=now())
    sync_audience(first)
    return first, second, third


def given(one, by, owner, title="Print the map", days=9):
    return actions.assign(one, by=by, owner=owner, title=title, due_on=(now() + timedelta(days=days)).date())


def test_the_day_ends_where_the_owner_lives():
    assert end_of_day(date(2027, 3, 14), "America/Vancouver") == datetime(2027, 3, 15, 7, tzinfo=UTC)
    assert end_of_day(date(2027, 3, 14), "Asia/Shanghai") == datetime(2027, 3, 14, 16, tzinfo=UTC)


def test_passing_it_on_moves_the_end_of_the_day(calls, freja, bo, mei):
    task = given(calls[0], freja, bo)
    assert task.due_at == end_of_day(task.due_on, "America/Chicago")
    task = actions.change_task(task, by=bo, owner=mei)
    assert task.due_at == end_of_day(task.due_on, "Asia/Shanghai")
    assert [one.act for one in task.changes.all()] == ["assigned", "passed_on"]
    with pytest.raises(Denied):
        actions.change_task(task, by=bo, owner=bo)


def test_nobody_cannot_own_a_task(calls, freja):
    with pytest.raises(doing.NoOwner):
        actions.assign(calls[0], by=freja, owner=None, title="x", due_on=now().date())


def test_an_open_task_stands_on_the_next_agenda_and_in_its_minutes_and_a_closed_one_stands_closed(
    calls, freja, bo, mei
):
    first, second, third = calls
    kept, done = given(first, freja, bo, "Print the map"), given(first, freja, mei, "Call the clinic")
    assert set(carried_to(second)) == {kept, done}
    assert not carried_to(third).exists()
    assert actions.close_task(done, by=mei, note="They answered")
    assert [(one.title, one.state) for one in carried_to(second)] == [
        ("Print the map", "open"), ("Call the clinic", "done")]  # fmt: skip
    said = plain(texts.read(actions.begin_minutes(second, freja).document))
    assert "Print the map (Bo Carter" in said
    assert "Call the clinic" not in said


def test_of_two_who_close_it_the_second_finds_it_closed(calls, freja, bo):
    task = given(calls[0], freja, bo)
    stale = Task.objects.get(pk=task.pk)
    assert actions.close_task(task, by=bo, note="first")
    assert not actions.close_task(stale, by=freja, state="dropped", note="second")
    task.refresh_from_db()
    assert (task.state, task.note, task.closed_by) == ("done", "first", bo)
    assert Activity.objects.filter(kind="minutes.task_closed").count() == 1


def test_the_owner_has_a_mail_at_once_and_closes_it_from_there_without_signing_in(calls, freja, bo, drain):
    task = given(calls[0], freja, bo)
    drain()
    words = body(Mail.objects.get(kind="minutes.assigned"))
    assert "Print the map" in words
    link = next(line for line in words.splitlines() if "/meetings/actions/mail/" in line)
    path = "/meetings/actions/mail/" + link.split("/meetings/actions/mail/")[1]
    strict = Client(enforce_csrf_checks=True)
    looked = strict.get(path)
    assert looked.status_code == 200
    assert "Yes, it is done" in looked.text
    assert looked["Referrer-Policy"] == "no-referrer"
    assert Task.objects.get().is_open
    assert "the task is closed" in strict.post(path).text
    task.refresh_from_db()
    assert (task.state, task.closed_by) == ("done", bo)
    again = strict.post(path)
    assert again.status_code == 200
    assert "closed already" in again.text
    assert task.changes.filter(act="done").get().by_mail
    assert Activity.objects.filter(kind="minutes.task_closed").count() == 1


def test_a_link_ends_when_the_task_is_anothers(calls, freja, bo, mei):
    task = given(calls[0], freja, bo)
    path = links.to_close(task).split("://", 1)[1].partition("/")[2]
    actions.change_task(task, by=freja, owner=mei)
    assert Client().post(f"/{path}").status_code == 410
    assert Client().get("/meetings/actions/mail/forged/").status_code == 410
    assert Task.objects.get().is_open


def test_reminders_come_once_before_and_once_after_the_day_in_the_digest(calls, freja, bo):
    task = given(calls[0], freja, bo)
    early, soon, late = task.due_at - timedelta(days=4), task.due_at - timedelta(days=2), task.due_at
    assert not doing.remind(task.pk, "soon", at=early)
    assert doing.remind(task.pk, "soon", at=soon)
    assert not doing.remind(task.pk, "soon", at=soon)
    assert not doing.remind(task.pk, "late", at=soon)
    assert doing.remind(task.pk, "late", at=late)
    assert not doing.remind(task.pk, "late", at=late)
    doing.look_at_all(at=late)
    kinds = Activity.objects.filter(names=[bo.pk]).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["minutes.assigned", "minutes.task_soon", "minutes.task_late"]
    task = actions.change_task(task, by=bo, due_on=task.due_on + timedelta(days=30))
    assert doing.remind(task.pk, "soon", at=task.due_at - timedelta(days=1))


def test_whoever_gets_a_task_for_tomorrow_is_not_reminded_of_it_as_well(calls, freja, bo):
    task = given(calls[0], freja, bo, days=1)
    assert not doing.remind(task.pk, "soon", at=task.due_at - timedelta(hours=2))


def test_what_is_overdue_is_said_in_words(calls, freja, bo):
    task = given(calls[0], freja, bo)
    assert standing_words(task, task.due_at + timedelta(days=2, minutes=1)) == "3 days overdue"
    assert standing_words(task, task.due_at + timedelta(minutes=1)) == "1 day overdue"
    assert standing_words(task, task.due_at - timedelta(minutes=1)) == "due today"


def test_the_register_shows_mine_those_of_my_series_and_what_i_may_see(calls, freja, bo, mei, tao, sign_in):
    given(calls[0], freja, bo, "Print the map")
    given(calls[0], freja, mei, "Call the clinic")
    alone = over(freja, [mei], title="Closed door", visibility="invited")
    given(alone, freja, mei, "Say nothing")

    def titles(member, **asked):
        text = sign_in(member).get(reverse("minutes:actions"), asked).text
        return {title for title in ("Print the map", "Call the clinic", "Say nothing") if title in text}

    assert titles(bo) == {"Print the map"}
    assert titles(bo, who="series") == {"Print the map", "Call the clinic"}
    assert titles(mei) == {"Call the clinic", "Say nothing"}
    assert titles(tao) == set()
    assert titles(tao, who="all") == {"Print the map", "Call the clinic"}
    assert titles(mei, state="late") == set()
    Task.objects.filter(title="Say nothing").update(due_at=now() - timedelta(days=1))
    assert titles(mei, state="late") == {"Say nothing"}
    assert titles(mei, who="nonsense", state="nonsense", series="x") == {"Call the clinic", "Say nothing"}


def test_an_owner_who_was_not_there_sees_the_task_and_not_the_meeting(freja, bo, sign_in):
    secret = over(freja, [], title="Closed door", visibility="invited")
    task = given(secret, freja, bo)
    page = sign_in(bo).get(task.get_absolute_url())
    assert page.status_code == 200
    assert secret.get_absolute_url() not in page.text
    assert sign_in(bo).get(f"/meetings/{secret.pk}/minutes/").status_code == 404


def test_another_closes_no_task_of_mine(calls, freja, bo, tao, sign_in):
    task = given(calls[0], freja, bo)
    browser = sign_in(tao)
    assert browser.post(task.get_absolute_url(), {"act": "close", "state": "done"}).status_code == 403
    assert browser.post(task.get_absolute_url(), {"act": "reopen"}).status_code in (302, 403)
    assert Task.objects.get().is_open


def test_dropping_says_why_and_opening_again_is_kept_in_its_history(calls, freja, bo, sign_in):
    task = given(calls[0], freja, bo)
    browser = sign_in(bo)
    refused = browser.post(task.get_absolute_url(), {"act": "close", "state": "dropped", "note": ""})
    assert refused.status_code == 422
    assert "why it is not needed" in refused.text
    browser.post(task.get_absolute_url(), {"act": "close", "state": "dropped", "note": "Nobody came"})
    browser.post(task.get_absolute_url(), {"act": "reopen"})
    assert [one.act for one in task.changes.all()] == ["assigned", "dropped", "reopened"]
    assert Task.objects.get().is_open


def test_without_an_owner_the_form_says_so_beside_the_field_and_keeps_what_was_typed(calls, freja, sign_in):
    actions.begin_minutes(calls[0], freja)
    new = reverse("minutes:task_new", args=[calls[0].pk])
    answer = sign_in(freja).post(new, {"title": "Water the plants", "due_on": "2001-01-01"})
    assert answer.status_code == 422
    assert "Say who does it" in answer.text
    assert "Water the plants" in answer.text
    answer = sign_in(freja).post(new, {"title": "Water", "other": "nobody-here", "due_on": "2001-01-01"})
    assert "There is no member with this name" in answer.text
    answer = sign_in(freja).post(new, {"title": "Water", "other": "@freja", "due_on": "2001-01-01"})
    assert "This day is over" in answer.text
    assert not Task.objects.exists()


def test_open_tasks_go_to_whoever_takes_over_and_to_the_organiser_after_an_erasure(calls, freja, bo, mei, tao):
    from meetings.minutes import belongings, personal

    task = given(calls[0], freja, bo)
    found = belongings.tasks.things(bo, bo.home_city)
    assert list(found) == [task]
    belongings.tasks.move(list(found), to=tao, by=mei)
    assert Task.objects.get().owner == tao
    personal.erase(tao, keep_authorship=True)
    assert Task.objects.get().owner == freja


def test_numbers_of_decisions_run_on_in_a_series_and_are_never_given_twice(calls, freja, bo):
    first, second, _third = calls
    alone = over(freja, [bo])
    made = [actions.decide(one, by=freja, text="So be it.") for one in (first, second, alone, first)]
    assert [one.number for one in made] == [1, 2, 1, 3]
    actions.strike(made[1], by=freja, reason="A mistake")
    assert actions.decide(second, by=freja, text="Better so.").number == 4
    assert Decision.objects.get(pk=made[1].pk).struck_at


def test_who_may_not_write_gives_no_task(freja, bo, tao):
    one = meeting(freja, people=[bo], **at(now() - timedelta(minutes=5)))
    actions.begin_minutes(one, freja)
    with pytest.raises(Denied):
        given(one, tao, bo)
    with pytest.raises(Denied):
        actions.decide(one, by=tao, text="Mine.")

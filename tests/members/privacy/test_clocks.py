"""Retention clocks: what is kept long enough goes in small batches, and what ran is on record."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.accounts.models import Application, Consent
from members.privacy import actions
from members.privacy.models import Run, Withdrawal
from network.activity.models import Activity
from network.digests.models import Delivery
from network.kit import clock, jobs, mail, personal
from network.kit.models import Job, Mail, UsedLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Return `later(days)`: the portal's clock stands so many days on."""

    def move(days):
        moment = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return move


def letter(to, key="k"):
    return mail.queue(mail.compose(to.email, "Hi", "Hi", key=key), to=to.email, key=key, kind="account", language="en",
                      member=to)  # fmt: skip


def test_mails_lose_their_bytes_and_later_their_row(bo, later):
    mine = letter(bo)
    Mail.objects.update(state="sent")
    later(89)
    actions.run_clocks("kit.mail")
    mine.refresh_from_db()
    assert bytes(mine.raw)
    later(91)
    assert actions.run_clocks("kit.mail") == {"kit.mail": 1}
    mine.refresh_from_db()
    assert bytes(mine.raw) == b""
    later(366)
    actions.run_clocks("kit.mail_log")
    assert not Mail.objects.filter(pk=mine.pk).exists()


def test_an_emptied_mail_is_not_sent_once_more(bo, sign_in):
    mine = letter(bo)
    Mail.objects.update(state="sent", raw=b"")
    browser = sign_in(bo)
    assert f"/me/mail/{mine.pk}/again/" not in browser.get("/me/mail/").text
    assert browser.post(f"/me/mail/{mine.pk}/again/").status_code == 404
    assert Mail.objects.count() == 1


def test_texts_of_declined_applications_go(xiu, mei, later):
    Application.objects.update(state="declined", reason="Not now.", decided_at=timezone.now(), decided_by=mei)
    later(179)
    assert actions.run_clocks("accounts.declined") == {"accounts.declined": 0}
    later(181)
    assert actions.run_clocks("accounts.declined") == {"accounts.declined": 1}
    application = Application.objects.get()
    assert (application.why, application.reason, application.state) == ("", "…", "declined")
    assert actions.run_clocks("accounts.declined") == {"accounts.declined": 0}


def test_details_of_acts_go_and_the_acts_stay(xiu, mei, later):
    from members.accounts import actions as accounts

    accounts.approve(Application.objects.get(), by=mei)
    Activity.objects.update(detail={"member": "Xiu"})
    count = Activity.objects.count()
    later(731)
    actions.run_clocks("activity.detail")
    assert Activity.objects.filter(detail={}, names=[]).count() == count


def test_sessions_that_are_over_go(bo, sign_in):
    sign_in(bo)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert actions.run_clocks("sessions.over") == {"sessions.over": 1}


def test_unfinished_uploads_go(bo, later):
    from network.files.actions import begin
    from network.files.models import StoredFile

    begin(by=bo, name="a.pdf", size=10)
    assert actions.run_clocks("files.unfinished") == {"files.unfinished": 0}
    later(3)
    assert actions.run_clocks("files.unfinished") == {"files.unfinished": 1}
    assert not StoredFile.objects.exists()


def test_files_of_thrown_away_drafts_go_and_held_ones_stay(mei, later):
    from network.files.actions import examine
    from network.files.models import StoredFile
    from tests.factories import things

    loose, held = things.stored(mei, "loose.txt"), things.stored(mei, "held.txt")
    for file in (loose, held):
        examine(file.pk)
    things.resource(mei, files=[held])
    later(181)
    actions.run_clocks("files.unheld")
    assert set(StoredFile.objects.values_list("name", flat=True)) == {"held.txt"}


def test_it_goes_by_small_batches_until_nothing_is_left(db, later):
    UsedLink.objects.bulk_create(UsedLink(digest=f"{n:064}") for n in range(25))
    later(61)
    asked = []
    whole = personal.all_clocks()["kit.links"].run
    counted = personal.Clock("kit.links", "", 60, "", lambda before, limit: asked.append(limit) or whole(before, limit))
    personal._clocks["kit.links"] = counted
    try:
        actions.run_clocks("kit.links", batch=10)
    finally:
        personal.retains("kit.links", "Links", days=60, why="…")(whole)
    assert asked == [10, 10, 10] and not UsedLink.objects.exists()
    assert Run.objects.get(clock="kit.links").rows == 25


def test_one_that_fails_is_on_record_and_keeps_no_other_from_running(db, monkeypatch):
    def broken(before, limit):
        raise ValueError("bo@example.org")

    clocks = personal.all_clocks() | {"a.broken": personal.Clock("a.broken", "", 1, "", broken)}
    monkeypatch.setattr(personal, "all_clocks", lambda: clocks)
    actions.run_clocks()
    failed = Run.objects.get(clock="a.broken")
    assert failed.error == "ValueError" and not failed.is_complete, "the words of an error may quote a row"
    assert Run.objects.count() == len(clocks)


def test_the_night_runs_them_all(db):
    jobs.run_daily()
    assert set(Run.objects.values_list("clock", flat=True)) == set(personal.all_clocks())
    assert not Run.objects.exclude(error="").exists()


def test_each_clock_says_in_words_what_it_lets_go_and_why(client, bo, sign_in):
    page = client.get("/privacy/").text
    from django.utils.html import escape

    for one in personal.all_clocks().values():
        assert str(one.label).strip() and str(one.why).strip() and one.days >= 0
        assert escape(str(one.label)) in page and escape(str(one.why)) in page
    actions.run_clocks("kit.links")
    assert "0 rows went" in sign_in(bo).get("/me/privacy/").text


# -- consents ----------------------------------------------------------------------------------------------------
@pytest.fixture
def agreed(bo):
    return Consent.objects.create(member=bo, version="2026-11", language="da", text="Jeg siger ja.", at=timezone.now())


def test_what_was_agreed_to_stands_there_as_it_was(agreed, bo, sign_in):
    page = sign_in(bo).get("/me/privacy/").text
    assert "Jeg siger ja." in page and 'lang="da"' in page and "2026-11" in page


def test_what_membership_rests_on_is_withdrawn_by_leaving(agreed, bo, sign_in):
    assert sign_in(bo).post(f"/me/privacy/consents/{agreed.pk}/").status_code == 403
    assert not Withdrawal.objects.exists()


def test_what_is_optional_is_withdrawn_once(bo, sign_in, monkeypatch):
    ended = []
    purposes = personal.all_purposes() | {"stories": personal.Purpose("stories", "Stories", True, ended.append)}
    monkeypatch.setattr(personal, "all_purposes", lambda: purposes)
    consent = Consent.objects.create(
        member=bo, purpose="stories", version="1", language="en", text="Tell my story.", at=timezone.now()
    )
    browser = sign_in(bo)
    for _ in range(2):
        assert browser.post(f"/me/privacy/consents/{consent.pk}/").status_code == 302
    assert ended == [bo] and Withdrawal.objects.count() == 1
    assert "withdrawn" in browser.get("/me/privacy/").text


def test_nobody_withdraws_for_another(agreed, mei, sign_in):
    assert sign_in(mei).post(f"/me/privacy/consents/{agreed.pk}/").status_code == 404


def test_what_was_done_a_month_ago_is_forgotten_and_what_waits_is_not(db):
    for state, days in (("done", 31), ("done", 29), ("due", 400)):
        row = Job.objects.create(kind="tests.note", key=f"{state}{days}", state=state, not_before=clock.now())
        moment = clock.now() - timedelta(days=days)
        Job.objects.filter(pk=row.pk).update(done_at=moment if state == "done" else None, created_at=moment)
    assert actions.run_clocks("kit.jobs") == {"kit.jobs": 1}
    assert set(Job.objects.values_list("key", flat=True)) == {"done29", "due400"}


def test_digests_that_were_empty_go_after_three_months(mei):
    for n, (state, days) in enumerate((("empty", 91), ("empty", 89), ("done", 399))):
        Delivery.objects.create(member=mei, period=f"p{n}", state=state, due_at=clock.now() - timedelta(days=days))
    actions.run_clocks("digests.letters")
    assert set(Delivery.objects.values_list("period", flat=True)) == {"p1", "p2"}

"""Erasure: days of grace that can be undone, then nothing finds the name (GDPR, article 17)."""

import json
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from members.accounts import actions as accounts
from members.accounts.models import Application, Member
from members.privacy import actions
from members.privacy.models import Archive, Departure, Trace
from members.privacy.personal import rest
from network.access.rules import Denied, may
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.desk.waiting import count_for, rows_for
from network.files.models import StoredFile
from network.kit import personal
from network.kit.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def gone(member, *, keep=True, days=15):
    """Have `member` erased as the nights do it."""
    departure = actions.ask_erasure(member, by=member, keep_authorship=keep)
    Mail.objects.filter(kind="privacy").update(state="sent")
    assert actions.erase_due(timezone.now() + timedelta(days=days)) == 1
    departure.refresh_from_db()
    return departure


def rows_with(word):
    """Yield (table, column) of every column of text, of any table, in which `word` stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name, data_type FROM information_schema.columns
               WHERE table_schema = 'public'
                 AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea', 'tsvector')"""
        )
        for table, column, kind in cursor.fetchall():
            text = f'"{column}"::text' if kind != "bytea" else f"encode(\"{column}\", 'escape')"
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {text} ILIKE %s', [f"%{word}%"])
            if cursor.fetchone()[0]:
                yield table, column


@pytest.mark.parametrize("keep", [True, False])
def test_nothing_finds_the_name_after_it(lived, mei, drain, keep, outbox, django_capture_on_commit_callbacks):
    words = ["Bo Carter", "bo@example.org", "/members/bo/"]
    drain()
    assert {place for word in words for place in rows_with(word)} >= {("accounts_member", "name"), ("kit_mail", "to")}
    with django_capture_on_commit_callbacks(execute=True):
        gone(lived, keep=keep)
    drain()
    found = {place for word in words for place in rows_with(word)}
    # Where a credited name stands by choice.
    allowed = {("library_authorship", "name"), ("catalogue_entry", "people"), ("catalogue_entry", "cards")}
    allowed |= {("collections_collection", "credit"), ("adaptations_reporter", "name"), ("quality_review", "credit")}
    assert found <= (allowed if keep else set())
    assert {m.pk for m in Member.objects.filter(handle="bo")} == set()
    for letter in outbox():
        assert not any(word in str(part.get_content()) for part in letter.walk() if not part.is_multipart()
                       for word in words)  # fmt: skip
    for path in Path(settings.FILES_ROOT).rglob("*"):
        if path.is_file():
            assert b"secret draft" not in path.read_bytes() and b"Bo Carter" not in path.read_bytes()


def test_mails_to_others_keep_their_row_and_lose_their_words(lived, mei):
    gone(lived)
    letter = Mail.objects.get(key="to-mei")
    assert bytes(letter.raw) == b"" and letter.member == mei
    assert not Mail.objects.filter(key="to-bo").exists()


def test_what_was_published_stays_under_the_name_or_as_a_former_members(lived, client, drain, mei):
    gone(lived, keep=False)
    drain()
    page = client.get(lived.guide.get_absolute_url(), headers={"accept-language": "da"})
    assert page.status_code == 200
    assert "Carter" not in page.text and "/members/bo" not in page.text
    entry = Entry.objects.get(source="library.resource", source_id=str(lived.guide.pk))
    assert entry.people == [{"name": "former member", "handle": ""}]
    lived.guide.refresh_from_db()
    assert lived.guide.owner is None


def test_the_search_no_longer_knows_the_name(lived, client, drain):
    from network.catalogue.search import store

    drain()
    assert "A guide by Bo" in client.get("/search/?q=Carter").text
    gone(lived, keep=False)
    drain()
    assert "A guide by Bo" not in client.get("/search/?q=Carter").text
    assert "carter" not in client.get("/search/suggest/?q=cart").text.lower()
    for path in store.current().rglob("*"):
        assert b"carter" not in path.read_bytes().lower(), "the index of words was built anew"


def test_files_that_nobody_elses_work_needs_are_removed(lived):
    files = {file.name: file for file in StoredFile.objects.filter(owner=lived)}
    gone(lived)
    assert not StoredFile.objects.filter(pk=files["bo-draft.txt"].pk).exists()
    kept = StoredFile.objects.get(pk=files["bo-guide.txt"].pk)
    assert kept.owner is None


def test_the_photo_goes(lived, django_capture_on_commit_callbacks):
    from tests.factories import things

    photo = things.stored(lived, "face.png", things.PNG)
    Member.objects.filter(pk=lived.pk).update(photo=photo)
    with django_capture_on_commit_callbacks(execute=True):
        gone(lived)
    assert not StoredFile.objects.filter(pk=photo.pk).exists()


def test_what_no_room_speaks_of_goes_before_the_files_are_looked_at():
    """A row that goes with its member must not keep the member's files."""
    orders = {name: order for order, name, _erase in personal.all_erasers()}
    assert orders["rest"] < orders["files"] < orders["mails"] < orders["accounts"]


def test_what_was_done_stays_as_a_former_members(lived):
    acts = set(Activity.objects.filter(by=lived).values_list("pk", flat=True))
    assert acts
    gone(lived)
    assert Activity.objects.filter(pk__in=acts, by=None, detail__former=True).count() == len(acts)
    assert not Activity.objects.filter(names__contains=[lived.pk]).exists()


def test_no_row_points_at_the_person_any_more(lived):
    """Behaviour, for every model that there is: what the walk over the models finds is gone or spared with a reason."""
    gone(lived)
    spared = personal.spared("erase")
    for column, field in rest.columns().items():
        rows = field.model._base_manager.filter(**{field.name: lived.pk})
        assert column in spared or not rows.exists(), f"{column} still points at the person"
    assert not EmailAddress.objects.filter(email__icontains="bo@").exists()
    assert all(str(why).strip() for why in spared.values())


def test_every_column_with_addresses_is_spoken_of():
    """A column of e-mail addresses ties a row to a person as a key does."""
    from django.db.models import EmailField

    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EmailField):
                column = f"{model._meta.label}.{field.name}"
                for act in ("export", "erase"):
                    assert column in personal.held(act) | set(personal.spared(act)), f"{column} in no {act}"


def test_columns_that_are_named_are_there():
    """A slip of the pen in `holds` or `spares` would hide a column."""
    for act in ("export", "erase"):
        for column in personal.held(act) | set(personal.spared(act)):
            model, _dot, field = column.rpartition(".")
            assert apps.get_model(model)._meta.get_field(field)


# -- days of grace -----------------------------------------------------------------------------------------------
def test_it_waits_for_two_weeks_and_reminds_two_days_before(lived, outbox):
    departure = actions.ask_erasure(lived, by=lived, keep_authorship=True)
    assert (departure.due_at - departure.asked_at).days == 14
    asked = outbox(lived.email)[-1]
    assert "/me/privacy/undo/" in asked.get_body(("plain",)).get_content()
    assert actions.erase_due(timezone.now() + timedelta(days=13)) == 0
    assert actions.remind(timezone.now() + timedelta(days=11)) == 0
    assert actions.remind(timezone.now() + timedelta(days=12, hours=1)) == 1
    assert actions.remind(timezone.now() + timedelta(days=13)) == 0, "once is enough"
    assert "two days" in outbox(lived.email)[-1]["Subject"]


def test_the_link_of_the_mail_undoes_it_without_a_sign_in(lived, client, outbox):
    actions.ask_erasure(lived, by=lived, keep_authorship=True)
    text = outbox(lived.email)[-1].get_body(("plain",)).get_content()
    link = next(word for word in text.split() if "/me/privacy/undo/" in word)
    path = "/me/" + link.partition("/me/")[2]
    assert client.get(path).status_code == 200
    lived.refresh_from_db()
    assert lived.status == "left", "to look changes nothing"
    assert client.post(path).status_code == 200
    lived.refresh_from_db()
    assert lived.status == "member"
    assert actions.erase_due(timezone.now() + timedelta(days=20)) == 0
    assert client.post(path).status_code == 200, "a second press says the same"


def test_a_forged_link_leads_nowhere(client, db):
    assert client.get("/me/privacy/undo/forged/").status_code == 410
    assert client.post("/me/privacy/undo/forged/").status_code == 410


def test_a_sign_in_during_grace_shows_the_state_and_the_undo(lived, at_home, mei):
    browser = at_home(lived)
    browser.post("/me/privacy/erase/", {"name": "former", "sure": "on"})
    for landing in ("/me/", "/join/status/", "/join/edit/"):
        assert browser.get(landing).url == "/me/privacy/"
    page = browser.get("/me/privacy/").text
    assert "will be erased on" in page and "former member" in page
    assert mei.__class__.objects.visible_to(mei).filter(pk=lived.pk).count() == 0, "members no longer see her"
    browser.post("/me/privacy/back/")
    lived.refresh_from_db()
    assert lived.status == "member"


def test_the_form_asks_that_it_is_meant(lived, at_home):
    browser = at_home(lived)
    assert browser.post("/me/privacy/erase/", {"name": "keep"}).status_code == 422
    assert not Departure.objects.exists()


def test_an_old_session_is_asked_who_it_is(lived, sign_in):
    browser = sign_in(lived)
    for address in ("/me/privacy/erase/", "/me/privacy/leave/"):
        answer = browser.get(address)
        assert answer.status_code == 302 and "/accounts/reauthenticate/" in answer.url
        assert browser.post(address, {"name": "keep", "sure": "on"}).status_code == 302
    assert not Departure.objects.exists()


# -- leaving -----------------------------------------------------------------------------------------------------
def test_who_leaves_may_return(lived, at_home, outbox):
    browser = at_home(lived)
    assert browser.post("/me/privacy/leave/").url == "/me/privacy/"
    lived.refresh_from_db()
    assert lived.status == "left" and lived.is_active
    assert "left the network" in outbox(lived.email)[-1]["Subject"]
    assert browser.get("/me/").url == "/me/privacy/"
    browser.post("/me/privacy/back/")
    lived.refresh_from_db()
    assert lived.status == "member"


def test_nobody_returns_whom_somebody_else_closed_out(bo, sign_in):
    """Who did not leave by a wish of their own is not let in by pressing 'come back'."""
    Member.objects.filter(pk=bo.pk).update(status="left")
    sign_in(bo).post("/me/privacy/back/")
    bo.refresh_from_db()
    assert bo.status == "left"


def test_who_is_suspended_stays_so(bo, at_home):
    Member.objects.filter(pk=bo.pk).update(status="suspended")
    bo.refresh_from_db()
    actions.ask_erasure(bo, by=bo, keep_authorship=True)
    actions.undo(Departure.objects.get(), by=Member.objects.get(pk=bo.pk))
    bo.refresh_from_db()
    assert bo.status == "suspended"


def test_the_only_coordinator_is_not_held_but_the_network_is_told(diego, carmen, at_home, outbox):
    page = at_home(diego).get("/me/privacy/erase/").text
    assert "only coordinator of Houston" in page and "/cities/houston/hand-over/" in page
    actions.ask_erasure(diego, by=diego, keep_authorship=True)
    told = outbox(carmen.email)[-1]
    assert "Houston is left without a coordinator" in told["Subject"]
    assert actions.erase_due(timezone.now() + timedelta(days=15)) == 1
    from network.cities.models import CoordinatorTerm

    assert not CoordinatorTerm.objects.current().filter(city__slug="houston").exists()


def test_other_coordinators_of_the_city_are_told(bo, diego, outbox):
    actions.leave(bo, by=bo)
    assert "Bo Carter leaves the network" in outbox(diego.email)[-1]["Subject"]


def test_the_last_administrator_hands_the_keys_on_first(nova, at_home):
    assert "last administrator" in at_home(nova).get("/me/privacy/leave/").text
    assert at_home(nova).post("/me/privacy/leave/").status_code == 403
    nova.refresh_from_db()
    assert nova.status == "member"


def test_an_applicant_may_be_erased_too(xiu, drain):
    gone(xiu)
    assert xiu.applications.count() == 0
    assert not Member.objects.filter(email="xiu@example.org").exists()


def test_an_erasure_that_breaks_leaves_all_and_tries_again(lived, monkeypatch):
    def broken(member, *, keep_authorship):
        raise RuntimeError

    erasers = [*personal.all_erasers(), (99, "broken", broken)]
    monkeypatch.setattr(personal, "all_erasers", lambda: erasers)
    departure = actions.ask_erasure(lived, by=lived, keep_authorship=True)
    assert actions.erase_due(timezone.now() + timedelta(days=15)) == 0
    lived.refresh_from_db()
    departure.refresh_from_db()
    assert lived.name == "Bo Carter" and departure.done_at is None
    monkeypatch.undo()
    assert actions.erase_due(timezone.now() + timedelta(days=16)) == 1


def test_erasers_do_no_harm_when_they_run_twice(lived):
    gone(lived)
    member = Member.objects.get(pk=lived.pk)
    for _order, _name, erase in personal.all_erasers():
        erase(member, keep_authorship=False)


def test_the_archive_goes_with_the_person(lived, drain, django_capture_on_commit_callbacks):
    actions.ask(lived, by=lived)
    drain()
    stored = Archive.objects.get().stored_as
    assert (Path(settings.FILES_ROOT) / stored).exists()
    with django_capture_on_commit_callbacks(execute=True):
        gone(lived)
    assert not (Path(settings.FILES_ROOT) / stored).exists()


def test_that_it_was_done_is_on_record_without_a_name(lived):
    departure = gone(lived)
    assert departure.done_at
    [row] = Trace.objects.filter(kind="erased")
    assert row.about_id == lived.pk and "Bo" not in json.dumps(row.detail)
    assert str(Member.objects.get(pk=lived.pk)) == "former member"


def test_who_asked_to_be_erased_is_not_let_in_meanwhile(xiu, mei, sign_in):
    """The application counts as withdrawn, says so where it was waiting, and waits again after an undo."""
    waiting = Application.objects.get(member=xiu)
    assert (count_for(mei), bool(may(mei, "accounts.decide", waiting))) == (1, True)
    departure = actions.ask_erasure(xiu, by=xiu, keep_authorship=False)
    waiting, coordinator = Application.objects.get(pk=waiting.pk), Member.objects.get(pk=mei.pk)
    assert waiting.is_withdrawn and not Application.objects.answered_by(coordinator).exists()
    for act in (accounts.approve, partial(accounts.decline, reason="No.")):
        with pytest.raises(Denied) as error:
            act(waiting, by=coordinator)
        assert "asked to be erased" in str(error.value.reason)
    rows = rows_for(coordinator)
    assert list(rows) == ["others"] and "withdrew the application" in rows["others"][0].sentence
    browser, address = sign_in(mei), waiting.get_absolute_url()
    page = browser.get(address).content.decode()
    assert "It has been withdrawn" in page and "asked to be erased" in page and 'value="approve"' not in page
    assert browser.post(address, {"act": "approve", "revision": waiting.revision}).status_code == 409
    assert Member.objects.get(pk=xiu.pk).status == "left"
    assert accounts.escalate_overdue() == 0
    actions.undo(departure, by=Member.objects.get(pk=xiu.pk))
    accounts.approve(Application.objects.get(pk=waiting.pk), by=Member.objects.get(pk=mei.pk))
    assert Member.objects.get(pk=xiu.pk).is_member

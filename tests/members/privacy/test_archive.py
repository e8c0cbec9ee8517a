"""Taking everything along: one ZIP, for the member alone, after a fresh proof, for a week."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from members.privacy import actions, packing
from members.privacy.models import Archive, Trace
from members.privacy.personal import rest
from network.kit import personal

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(lived, drain):
    """Bo's archive, ready."""
    actions.ask(lived, by=lived)
    drain()
    return Archive.objects.get(member=lived)


def opened(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_it_is_asked_for_made_told_of_and_downloaded(lived, at_home, drain, outbox):
    browser = at_home(lived)
    assert browser.post("/me/privacy/archive/").url == "/me/privacy/"
    assert "being put together" in browser.get("/me/privacy/").text
    drain()
    assert outbox(lived.email)[-1]["Subject"] == "Your archive is ready"
    archive = Archive.objects.get()
    page = browser.get("/me/privacy/").text
    assert f"/me/privacy/archive/{archive.pk}/" in page
    answer = browser.get(f"/me/privacy/archive/{archive.pk}/")
    assert answer.streaming and answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"] and answer["X-Content-Type-Options"] == "nosniff"
    with opened(answer) as packed:
        assert packed.testzip() is None
        library = json.loads(packed.read("data/library.json"))
        assert {row["texts"][0]["title"] for row in library["resources"] if row["texts"]} >= {"A guide by Bo"}
        [guide] = [name for name in packed.namelist() if name.endswith("bo-guide.txt")]
        assert packed.read(guide) == b"Walking together helps. " * 20
    assert Trace.objects.filter(kind="archive_downloaded", by=lived, about=lived).count() == 1


def test_the_page_in_it_is_readable_and_runs_nothing(made, lived):
    from network.files import storing

    with zipfile.ZipFile(storing.opened(made.stored_as)) as packed:
        page = packed.read("index.html").decode()
        for name in personal.all_exports():
            assert f"data/{name}.json" in page and f"data/{name}.json" in packed.namelist()
        for href in re.findall(r'href="([^"#]+)"', page):
            assert href.replace("%20", " ") in packed.namelist(), href
    assert "<script" not in page and "I walk with Bo Carter" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_it_speaks_the_language_of_its_member(mei, drain):
    actions.ask(mei, by=mei)
    drain()
    from network.files import storing

    with zipfile.ZipFile(storing.opened(Archive.objects.get().stored_as)) as packed:
        assert '<html lang="zh-hans">' in packed.read("index.html").decode()


def test_hostile_words_stay_words(lived, drain):
    from members.accounts.models import Member

    Member.objects.filter(pk=lived.pk).update(about="<script>alert(1)</script>")
    actions.ask(lived, by=lived)
    drain()
    from network.files import storing

    with zipfile.ZipFile(storing.opened(Archive.objects.get().stored_as)) as packed:
        assert "<script>" not in packed.read("index.html").decode()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\x.txt", "/root/.ssh/id", "a/../../b", "\x00.txt", "…", ""]
)
def test_no_name_leads_out_of_the_archive(name):
    inner = packing._inner(name, set())
    assert inner.startswith("files/") and ".." not in inner.split("/") and "\\" not in inner and "\x00" not in inner


def test_a_name_stands_there_once():
    taken = set()
    assert [packing._inner("a.txt", taken) for _ in range(3)] == ["files/a.txt", "files/a-2.txt", "files/a-3.txt"]


def test_nobody_else_is_handed_it(made, at_home, client, nova, mei):
    path = f"/me/privacy/archive/{made.pk}/"
    assert client.get(path).status_code == 302
    for other in (mei, nova):
        assert at_home(other).get(path).status_code == 404


def test_an_old_session_proves_first_who_it_is(made, lived, sign_in):
    answer = sign_in(lived).get(f"/me/privacy/archive/{made.pk}/")
    assert answer.status_code == 302 and answer.url.startswith("/accounts/reauthenticate/")
    assert not Trace.objects.filter(kind="archive_downloaded").exists()


def test_who_signs_in_by_codes_alone_signs_in_once_more(made, lived, sign_in):
    from members.accounts.middleware import SIGNED_IN_AT

    lived.set_unusable_password()
    lived.save()
    browser = sign_in(lived)
    path = f"/me/privacy/archive/{made.pk}/"
    session = browser.session
    session[SIGNED_IN_AT] = 0
    session.save()
    answer = browser.get(path)
    assert answer.status_code == 302 and "/accounts/logout/" in answer.url


def test_it_goes_after_a_week(made, lived, at_home, django_capture_on_commit_callbacks, settings):
    Archive.objects.update(ready_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(days=1))
    assert at_home(lived).get(f"/me/privacy/archive/{made.pk}/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        actions.run_clocks("privacy.archives")
    made.refresh_from_db()
    assert made.state == "gone" and (settings.FILES_ROOT / "archives").glob("*").__next__ is not None
    assert not [path for path in (settings.FILES_ROOT / "archives").iterdir() if path.is_file()]


def test_one_is_made_at_a_time_and_three_a_day(lived, at_home, drain):
    browser = at_home(lived)
    for _ in range(3):
        browser.post("/me/privacy/archive/")
    assert Archive.objects.count() == 1
    for _ in range(2):
        drain()
        assert browser.post("/me/privacy/archive/").status_code == 302
    drain()
    assert browser.post("/me/privacy/archive/").status_code == 429


def test_a_job_that_runs_twice_makes_one(made, lived, outbox):
    before = len(outbox(lived.email))
    actions.make(made.pk)
    assert len(outbox(lived.email)) == before


def test_a_file_that_is_lost_keeps_no_other_out(lived, drain, settings):
    for path in settings.FILES_ROOT.glob("??/*"):
        path.unlink()
    actions.ask(lived, by=lived)
    drain()
    assert Archive.objects.get().state == "ready"


def test_every_row_that_points_at_the_person_is_in_it(lived):
    """Behaviour: each row of each model that there is stands in what a room exports, or in the rest."""
    told = rest.mine(lived)
    for column, field in rest.columns().items():
        count = field.model._base_manager.filter(**{field.name: lived.pk}).count()
        covered = column in personal.held("export") or column in personal.spared("export")
        assert covered or count == len(told.get(column, [])), column


def test_no_secret_goes_along(lived, drain, client):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=lived, type="totp", data={"secret": "canary-totp-secret"})
    whole = json.dumps({name: personal.jsonable(mine(lived)) for name, (_l, mine) in personal.all_exports().items()})
    assert "canary-totp-secret" not in whole and lived.password not in whole


def test_texts_of_every_kind_are_in_it(lived):
    """What Bo wrote anywhere comes back as it was written."""
    whole = json.dumps(
        {name: personal.jsonable(mine(lived)) for name, (_l, mine) in personal.all_exports().items()},
        ensure_ascii=False,
    )
    for words in ("I walk with Bo Carter’s group.", "None of Bo Carter.", "Because.", "I agree.", "A guide by Bo",
                  "bo-draft.txt", "Bo Carter joined Houston.", "self-management", "bo@example.org"):  # fmt: skip
        assert words in whole, words


def test_the_page_reads_moments_and_labels_as_people_do(mei):
    from django.utils import timezone as zones
    from django.utils import translation

    with translation.override("en"), zones.override("UTC"):
        node = packing.tree({"asked_at": "2026-11-22T06:38:26.559641+00:00", "note": "", "is_primary": True}, "mails")
    assert node["label"] == "Mails"
    assert [(row["label"], row["text"]) for row in node["rows"]] == [
        ("Asked at", "22 November 2026, 06:38"),
        ("Is primary", "yes"),
    ]
    assert packing._readable("2026-11-22T99:99:99 is no moment") == "2026-11-22T99:99:99 is no moment"

"""Versions: files are never replaced, each keeps its address, and who took one hears what a later one corrects."""

import io
import re
import zipfile

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.files.models import StoredFile
from resources.library import actions
from resources.library.models import Edition, Resource, Taken
from resources.library.terms import NotReady
from tests.factories.things import stored as uploaded
from tests.resources.library.make import shared, stored


def renewed(resource, by, note="Chapter 3 is new.", corrects="", files=None):
    """Publish a further version, as its owner would."""
    edition = actions.begin_version(resource, by=by)
    actions.describe_version(edition, by=by, note=note, corrects=corrects, files=files or [stored(by, "second.pdf")])
    return actions.publish_version(edition, by=by)


def test_a_version_that_is_being_made_is_nobody_elses(mei, bo, sign_in, client):
    resource = shared(mei, "Guide", files=[stored(mei, "first.pdf")])
    edition = actions.begin_version(resource, by=mei)
    fresh = stored(mei, "second.pdf", text="words of the second")
    actions.describe_version(edition, by=mei, note="Secret until it is out", files=[fresh])
    actions.describe(resource, by=mei, summary="Published again while the version is being made.")
    fresh.refresh_from_db()
    assert fresh.audience == []
    assert not StoredFile.objects.visible_to(bo).filter(pk=fresh.pk).exists()
    assert "words of the second" not in Entry.objects.get().text
    page = sign_in(bo).get(resource.get_absolute_url()).content.decode()
    assert "first.pdf" in page and "second.pdf" not in page and "Secret until" not in page
    assert client.get(f"/resources/{resource.pk}/v2/").status_code == 404


def test_both_versions_stay_and_the_old_one_says_that_there_is_a_newer(mei, client):
    resource = shared(mei, "Guide", files=[stored(mei, "first.pdf")])
    renewed(resource, mei, corrects="The dose on page 3.")
    new = client.get(resource.get_absolute_url()).content.decode()
    assert "second.pdf" in new and "first.pdf" not in new
    assert "Chapter 3 is new." in new and f"/resources/{resource.pk}/v1/" in new
    old = client.get(f"/resources/{resource.pk}/v1/").content.decode()
    assert "first.pdf" in old and "second.pdf" not in old
    assert "This is version 1" in old and "The dose on page 3." in old
    assert re.search(rf'rel="canonical" href="https?://[^/"]+{re.escape(resource.get_absolute_url())}"', old)
    assert f'rel="latest-version" href="{resource.get_absolute_url()}"' in old
    assert "v1/cite.bib" in old
    assert f"/resources/{resource.pk}/v1/" in client.get(f"/resources/{resource.pk}/v1/cite.ris").content.decode()
    assert client.get(f"/resources/{resource.pk}/v3/").status_code == 404


def test_the_files_of_both_versions_can_be_fetched_by_those_who_see_the_page(mei, bo):
    first, second = stored(mei, "first.pdf"), stored(mei, "second.pdf")
    resource = shared(mei, files=[first], visibility="members")
    renewed(resource, mei, files=[second])
    for file in (first, second):
        file.refresh_from_db()
        assert file.audience == ["members"]
    actions.withdraw(Resource.objects.get(pk=resource.pk), by=mei, reason="Wrong.")
    for file in (first, second):
        file.refresh_from_db()
        assert file.audience == []


def test_a_version_needs_files_and_a_word_on_what_is_new(mei):
    edition = actions.begin_version(shared(mei), by=mei)
    with pytest.raises(NotReady) as error:
        actions.publish_version(edition, by=mei)
    assert set(error.value.missing) == {"files", "note"}


def test_two_clicks_begin_one_version_and_published_ones_cannot_be_changed(mei):
    resource = shared(mei)
    assert actions.begin_version(resource, by=mei).pk == actions.begin_version(resource, by=mei).pk
    out = Edition.objects.get(resource=resource, number=1)
    with pytest.raises(Edition.DoesNotExist):
        actions.describe_version(out, by=mei, note="Rewritten history")
    with pytest.raises(Edition.DoesNotExist):
        actions.discard_version(out, by=mei)


def test_only_who_answers_for_it_makes_versions(mei, bo, yan):
    resource = shared(yan, cities=["shanghai"])
    with pytest.raises(Denied):
        actions.begin_version(resource, by=bo)
    assert actions.begin_version(resource, by=mei).number == 2  # coordinator of Shanghai


def test_nobody_borrows_a_file_for_a_version(mei, bo):
    resource = shared(mei)
    edition = actions.begin_version(resource, by=mei)
    theirs = stored(bo, "theirs.pdf")
    actions.describe_version(edition, by=mei, files=[theirs], carry=[theirs])
    assert not edition.files.exists()


def take(browser, file):
    b"".join(browser.get(file.get_absolute_url() + "?download").streaming_content)


@pytest.fixture
def given_out(mei, drain):
    """A resource with a file that can really be fetched."""
    file = uploaded(mei)
    resource = shared(mei, "Foot care card", files=[file])
    drain()
    return resource, file


def test_who_took_the_first_version_is_told_at_once_and_once_what_the_second_corrects(
    given_out, mei, bo, yan, sign_in, drain, outbox
):
    resource, file = given_out
    take(sign_in(bo), file)
    take(sign_in(bo), file)
    assert Taken.objects.get().member == bo
    renewed(resource, mei, corrects="The dose on page 3 was wrong.")
    drain()
    drain()
    mails = [mail for mail in outbox(bo.email) if "Foot care card" in str(mail.get_body(("plain",)).get_content())]
    assert len(mails) == 1
    assert "The dose on page 3 was wrong." in mails[0].get_body(("plain",)).get_content()
    assert not outbox(yan.email)
    assert Activity.objects.get(kind="library.edition_published").names == []


def test_what_corrects_nothing_waits_for_the_digest(given_out, mei, bo, sign_in, drain, outbox):
    resource, file = given_out
    take(sign_in(bo), file)
    renewed(resource, mei)
    drain()
    assert not outbox(bo.email)
    assert Activity.objects.get(kind="library.edition_published").names == [bo.pk]
    assert not Activity.objects.filter(kind="library.corrected").exists()


def test_the_memory_can_be_switched_off_and_then_nothing_is_kept(given_out, mei, bo, sign_in):
    resource, file = given_out
    browser = sign_in(bo)
    take(browser, file)
    assert "Foot care card" in browser.get("/me/taken/").content.decode()
    browser.post("/me/taken/", {"remember": "no"})
    assert not Taken.objects.exists()
    take(browser, file)
    assert not Taken.objects.exists()
    renewed(resource, mei, corrects="Something.")
    assert Activity.objects.get(kind="library.corrected").names == []
    assert "Nothing is remembered" in browser.get("/me/taken/").content.decode()


def test_what_one_took_is_ones_own(given_out, mei, bo, sign_in):
    _resource, file = given_out
    take(sign_in(bo), file)
    for other in (mei,):
        assert "Foot care card" not in sign_in(other).get("/me/taken/").content.decode()


def test_a_version_is_made_on_its_page_without_scripts_and_nothing_typed_is_lost(mei, sign_in, drain):
    from django.core.files.uploadedfile import SimpleUploadedFile

    first = uploaded(mei, "first.txt")
    resource = shared(mei, "Guide", files=[first])
    drain()
    browser, here = sign_in(mei), f"/resources/{resource.pk}/versions/new/"
    assert browser.get(here).status_code == 200
    assert Edition.objects.count() == 1  # looking changes nothing
    answer = browser.post(here, {"describes": "1", "corrects": "Page 3.", "publish": "1"})
    assert answer.status_code == 422
    assert "Page 3." in answer.content.decode()
    upload = SimpleUploadedFile("second.txt", b"Walking together helps. " * 30)
    answer = browser.post(
        here,
        {"describes": "1", "note": "New words", "corrects": "Page 3.", "carry": [str(first.pk)], "files": upload},
    )
    assert answer.status_code == 302
    html = browser.get(here).content.decode()
    assert "New words" in html and "second.txt" in html
    answer = browser.post(
        here, {"describes": "1", "note": "New words", "corrects": "", "carry": [str(first.pk)], "publish": "1"}
    )
    assert answer.status_code == 302
    assert {f.name for f in Edition.objects.get(number=2).files.all()} == {"first.txt", "second.txt"}


def test_all_files_come_as_one_zip(mei, bo, client, sign_in, drain):
    files = [uploaded(mei, "a.txt", b"First. " * 40), uploaded(mei, "b.txt", b"Second. " * 40)]
    resource = shared(mei, "Two files", files=files)
    drain()
    html = client.get(resource.get_absolute_url()).content.decode()
    assert "Download all 2 files" in html and f"/resources/{resource.pk}/files.zip" in html
    answer = sign_in(bo).get(f"/resources/{resource.pk}/files.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.txt", "b.txt"]
        assert archive.read("b.txt").startswith(b"Second.")
    assert dict(resource.downloads.values_list("place", "count")) == {"houston": 1}
    assert Taken.objects.get().member == bo


def test_names_in_a_zip_are_harmless_and_differ():
    from resources.library.zipping import name_for

    used = set()
    names = [name_for(name, used) for name in ("../../etc/passwd", "a.txt", "A.txt", "a.txt", "..", "x/y\\z.pdf")]
    assert names == ["_.._etc_passwd", "a.txt", "A (2).txt", "a (3).txt", "file", "x_y_z.pdf"]


def test_who_follows_hears_of_a_new_version(mei, bo, sign_in, drain, outbox):
    resource = shared(mei, "Foot care card")
    browser = sign_in(bo)
    browser.post(f"/resources/{resource.pk}/follow/", {"follow": "yes"})
    assert "You follow it" in browser.get(resource.get_absolute_url()).content.decode()
    renewed(resource, mei, corrects="The dose.")
    drain()
    assert len(outbox(bo.email)) == 1
    browser.post(f"/resources/{resource.pk}/follow/", {"follow": "no"})
    renewed(resource, mei, corrects="The colour.")
    drain()
    assert len(outbox(bo.email)) == 1


def test_who_may_no_longer_see_it_is_not_told_what_it_corrects(given_out, mei, bo, sign_in, drain, outbox):
    resource, file = given_out
    take(sign_in(bo), file)
    actions.describe(resource, by=mei, visibility="city", cities=["shanghai"])
    renewed(resource, mei, corrects="Names of people stood in it.")
    drain()
    assert not outbox(bo.email)


def test_what_was_taken_is_forgotten_after_its_time(given_out, mei, bo, sign_in):
    from datetime import timedelta

    from network.kit import clock
    from resources.library.personal import old_requests, old_taken

    _resource, file = given_out
    take(sign_in(bo), file)
    assert old_taken(clock.now() - timedelta(days=1095), 100) == 0
    Taken.objects.update(at=clock.now() - timedelta(days=1100))
    assert old_taken(clock.now() - timedelta(days=1095), 100) == 1
    assert old_requests(clock.now(), 100) == 0

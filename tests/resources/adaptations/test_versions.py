"""The version that a city made: its files, its licence, and the owner's yes."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from network.access.rules import Denied, may
from network.activity.models import Activity
from network.desk.waiting import rows_for
from network.files.actions import examine
from network.files.models import StoredFile
from resources.adaptations import actions
from resources.adaptations.models import Adaptation
from resources.adaptations.terms import NotAllowed
from resources.library import actions as library
from tests.factories.things import stored
from tests.resources.adaptations.make import report, work


def version_of(mine):
    return f"/resources/{mine.resource_id}/used/{mine.number}/version/"


def test_files_of_a_version_are_seen_by_whoever_sees_the_report(bo, tao, priya, sign_in, client):
    mine = report(work(bo), tao)
    sent = SimpleUploadedFile("手册.txt", "先谈吃饭。".encode())
    assert sign_in(tao).post(version_of(mine), {"files": sent}).status_code == 302
    file = StoredFile.objects.get(name="手册.txt")
    examine(file.pk)
    assert file.audience == ["public"]
    client.logout()
    page = client.get(mine.get_absolute_url()).content.decode()
    assert "手册.txt" in page and client.get(StoredFile.objects.get(pk=file.pk).get_absolute_url()).status_code == 200
    actions.tell(mine, by=tao, visibility="city")
    assert client.get(file.get_absolute_url()).status_code == 404
    assert sign_in(priya).get(file.get_absolute_url()).status_code == 404
    assert sign_in(bo).get(file.get_absolute_url()).status_code == 200, "the author of the original sees it"
    assert sign_in(tao).post(version_of(mine) + "files/", {"drop": str(file.pk)}).status_code == 302
    assert StoredFile.objects.get(pk=file.pk).audience == [] and not mine.parts.exists()


def test_nobody_borrows_a_file(bo, tao, sign_in):
    mine, foreign = report(work(bo), tao), stored(bo)
    sign_in(tao).post(version_of(mine), {"uploads": str(foreign.pk)})
    actions.add_files(mine, by=tao, files=[foreign])
    assert not mine.parts.exists()


def test_a_withdrawn_report_closes_its_files(bo, tao, client):
    mine, file = report(work(bo), tao), stored(tao, "version.txt")
    examine(file.pk)
    actions.add_files(mine, by=tao, files=[file])
    assert client.get(file.get_absolute_url()).status_code == 200
    actions.withdraw(mine, by=tao, reason="Wrong file")
    assert client.get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("original", "made", "fits"),
    [
        ("CC-BY-4.0", "CC-BY-NC-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-4.0", False),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-NC-4.0", "CC-BY-4.0", False),
        ("CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", False),
        ("CC0-1.0", "CC-BY-ND-4.0", True),
    ],
)
def test_the_licence_of_a_version_suits_the_original(bo, tao, sign_in, original, made, fits):
    mine = report(work(bo, licence=original), tao)
    version = work(tao, "Version", licence=made)
    answer = sign_in(tao).post(version_of(mine), {"names": "1", "version": version.pk})
    mine.refresh_from_db()
    assert (answer.status_code, mine.version) == ((302, version) if fits else (422, None))


def test_two_originals_that_exclude_each_other(bo, priya, tao):
    version = work(tao, "Of two", licence="CC-BY-SA-4.0")
    actions.join(report(work(bo, licence="CC-BY-SA-4.0"), tao), by=tao, version=version)
    with pytest.raises(NotAllowed):
        actions.join(report(work(priya, licence="CC-BY-NC-4.0"), tao), by=tao, version=version)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("licence", ["CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "reserved"])
def test_what_may_not_be_changed_is_asked_for_first(bo, tao, priya, sign_in, outbox, drain, licence):
    closed = work(bo, licence=licence)
    mine = report(closed, tao)
    page = sign_in(tao).get(version_of(mine)).content.decode()
    assert "Ask the owner first" in page and 'type="file"' not in page
    assert sign_in(tao).post(version_of(mine), {"files": SimpleUploadedFile("a.txt", b"x")}).status_code == 403
    assert not StoredFile.objects.filter(owner=tao).exists()
    with pytest.raises(Denied):
        actions.join(mine, by=tao, version=work(tao, "Version"))
    assert sign_in(tao).post(f"/resources/{closed.pk}/used/1/ask/").status_code == 302
    assert Activity.objects.get(kind="adaptations.asked").names == [bo.pk]
    with override("en"):
        assert "asks to share its version" in rows_for(bo)["people"][0].sentence
    assert sign_in(tao).post(f"/resources/{closed.pk}/used/1/ask/").status_code == 403, "once is enough"
    assert sign_in(priya).post(f"/resources/{closed.pk}/used/1/allow/").status_code == 403
    assert sign_in(bo).post(f"/resources/{closed.pk}/used/1/allow/").status_code == 302
    mine.refresh_from_db()
    assert mine.allowed_by == bo and may(tao, "adaptations.attach", mine)
    assert Activity.objects.get(kind="adaptations.allowed").names == [tao.pk]
    drain()
    assert outbox(bo.email) and outbox(tao.email), "both questions reach a mail box"


def test_only_works_of_ones_own_are_named_as_version(bo, tao, yan, sign_in):
    mine = report(work(bo), tao)
    foreign = work(yan, "Somebody else's")
    assert sign_in(tao).post(version_of(mine), {"names": "1", "version": foreign.pk}).status_code == 422
    assert sign_in(tao).post(version_of(mine), {"names": "1", "version": mine.resource_id}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_joins_at_once_make_no_circle(bo, tao):
    """Each alone is allowed; together they would make two works each other's ancestors."""
    from django.db import connection

    one, other = work(bo, "One"), work(tao, "Other")
    there, back = report(one, tao), report(other, bo)
    refused, gate = [], threading.Barrier(2)

    def join(mine, by, version):
        try:
            gate.wait(10)
            actions.join(Adaptation.objects.get(pk=mine.pk), by=by, version=version)
        except NotAllowed:
            refused.append(mine.pk)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=join, args=(there, tao, other)),
        threading.Thread(target=join, args=(back, bo, one)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
    assert Adaptation.objects.exclude(version=None).count() == 1


def test_the_originals_audience_bounds_that_of_its_reports(bo, tao, client, priya, sign_in):
    manual = work(bo)
    mine = report(manual, tao)
    address = mine.get_absolute_url()
    assert client.get(address).status_code == 200
    library.describe(manual, by=bo, visibility="members")
    assert client.get(address).status_code == 404 and sign_in(priya).get(address).status_code == 200
    library.describe(manual, by=bo, visibility="city", cities=["houston"])
    assert sign_in(priya).get(address).status_code == 404
    assert sign_in(tao).get(address).status_code == 200, "who wrote it keeps it"
    library.withdraw(manual, by=bo, reason="Old")
    mine.refresh_from_db()
    assert mine.audience == []


def test_a_file_that_its_work_holds_back_stays_held_back(bo, tao, client):
    mine, file = report(work(bo), tao), stored(tao, "held.txt")
    examine(file.pk)
    work(tao, files=[file], files_for="asked")
    coming = stored(tao, "next.txt")
    examine(coming.pk)
    draft = library.begin_version(work(tao), by=tao)
    library.describe_version(draft, by=tao, note="More", files=[coming])
    for one in (file, coming):
        actions.add_files(mine, by=tao, files=[one])
        actions.drop_file(mine, by=tao, file=one)
        assert client.get(one.get_absolute_url()).status_code == 404
        actions.add_files(mine, by=tao, files=[one])
    actions.withdraw(mine, by=tao, reason="Wrong file")
    for one in (file, coming):
        assert client.get(one.get_absolute_url()).status_code == 404

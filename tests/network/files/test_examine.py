"""From uploaded to ready: the scanner fails closed, a reader that dies is not asked for ever (A04, A06)."""

import socket
import struct
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from network.files import actions, extraction, hooks
from network.files.models import FilePicture, StoredFile
from network.kit.models import Job
from tests.network.files import hostile

PDF = hostile.pdf("Peer support handbook")


class Clamd:
    """A scanner on the loopback that speaks INSTREAM and knows one signature."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.server.getsockname()[1]}"
        self.asked = 0
        self.says = None
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as talk:
                assert talk.read(10) == b"zINSTREAM\0"
                data = b""
                while size := struct.unpack(">I", talk.read(4))[0]:
                    data += talk.read(size)
                self.asked += 1
                found = b"Eicar-Test-Signature FOUND" if hostile.EICAR[:35] in data else b"OK"
                talk.write(self.says or b"stream: " + found + b"\0")


@pytest.fixture
def clamd(settings):
    scanner = Clamd()
    settings.CLAMD_URL = scanner.url
    yield scanner
    scanner.server.close()


@pytest.mark.usefixtures("read_quickly")
def test_a_clean_file_passes_the_scanner(stored, clamd):
    file = stored("a.pdf", PDF)
    assert (file.state, clamd.asked) == ("ready", 1)
    assert file.scanned_at


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("eicar.txt", hostile.EICAR),
        ("eicar.zip", hostile.packed([("a.txt", hostile.EICAR)], method=0)),
        ("eicar.docx", hostile.docx(extra=[("word/x.txt", hostile.EICAR)]) + b""),
    ],
)
def test_what_the_scanner_finds_is_locked_away(upload, drain, clamd, sign_in, mei, name, data, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "_quarantined", [lambda file: told.append(file.pk)])
    if name.endswith("docx"):
        clamd.says = b"stream: Eicar-Test-Signature FOUND\0"
    file = upload(name, data)
    drain("slow")
    file.refresh_from_db()
    actions.share(file, audience=["public"])
    assert (file.state, told) == ("quarantined", [file.pk])
    assert sign_in(mei).get(file.get_absolute_url()).status_code == 404
    assert not FilePicture.objects.exists()


@pytest.mark.usefixtures("read_quickly")
@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK", b"\0", b"nonsense"])
def test_a_scanner_that_mumbles_is_not_believed(stored, clamd, says):
    clamd.says = says
    state = stored("a.pdf", PDF).state
    assert state == ("ready" if says == b"stream: OK" else "checking")


@pytest.mark.usefixtures("read_quickly")
def test_without_its_scanner_a_file_waits_and_is_never_served(upload, drain, clamd, settings, sign_in, mei):
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    file = upload("a.pdf", PDF)
    for _ in range(10):
        drain("slow")
        Job.objects.filter(kind="files.examine").update(not_before=timezone.now() - timedelta(minutes=1))
    file.refresh_from_db()
    job = Job.objects.get(kind="files.examine")
    assert (file.state, file.tries, job.state) == ("checking", 0, "due")
    assert sign_in(mei).get(file.get_absolute_url()).status_code == 404
    settings.CLAMD_URL = clamd.url
    drain("slow")
    file.refresh_from_db()
    assert (file.state, clamd.asked) == ("ready", 1)


@pytest.mark.usefixtures("read_quickly")
def test_without_a_scanner_configured_files_become_ready(stored):
    file = stored("a.pdf", PDF)
    assert (file.state, file.scanned_at) == ("ready", None)


def test_a_file_that_kills_its_reader_is_kept_without_preview(stored, sign_in, mei):
    file = stored("bomb.pdf", hostile.flate_bomb_pdf())
    assert (file.state, file.note, file.searchable, file.pictures.count()) == ("ready", "no_preview", False, 0)
    assert file.sentence
    assert sign_in(mei).get(file.get_absolute_url()).status_code == 200


def test_a_worker_that_dies_is_followed_by_one_more_and_no_third(upload, monkeypatch):
    class Killed(BaseException):
        pass

    asked = []

    def die(*_):
        asked.append(1)
        raise Killed

    monkeypatch.setattr(extraction, "examine", die)
    file = upload("a.pdf", PDF)
    for _ in range(2):
        with pytest.raises(Killed):
            actions.examine(file.pk)
    actions.examine(file.pk)
    file.refresh_from_db()
    assert (len(asked), file.state, file.note) == (2, "ready", "no_preview")
    actions.examine(file.pk)
    assert len(asked) == 2


def test_locked_documents_are_kept_and_said_so(stored):
    locked = stored("a.pdf", hostile.locked_pdf())
    assert (locked.state, locked.note, locked.searchable) == ("ready", "locked", False)
    assert locked.sentence
    office = stored("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"))
    assert (office.state, office.note, office.searchable) == ("ready", "locked", False)


@pytest.mark.usefixtures("read_quickly")
def test_rooms_are_told_in_the_same_transaction(upload, monkeypatch):
    seen = []
    monkeypatch.setattr(hooks, "_ready", [lambda file: seen.append((file.state, file.text.strip()))])
    file = upload("a.pdf", PDF)
    actions.examine(file.pk)
    assert seen == [("ready", "Peer support")]

    def broken(file):
        raise RuntimeError("a room is broken")

    monkeypatch.setattr(hooks, "_ready", [broken])
    file = upload("b.pdf", PDF)
    with pytest.raises(RuntimeError):
        actions.examine(file.pk)
    file.refresh_from_db()
    assert (file.state, file.pictures.count()) == ("checking", 0)


@pytest.mark.usefixtures("read_quickly")
def test_pictures_of_a_failed_try_leave_no_orphans(upload, disk, monkeypatch):
    def broken(file):
        raise RuntimeError("a room is broken")

    monkeypatch.setattr(hooks, "_ready", [broken])
    file = upload("b.pdf", PDF)
    with pytest.raises(RuntimeError):
        actions.examine(file.pk)
    assert disk() - {f"parts/{file.pk}.part"} == {file.stored_as}


def test_text_with_nul_reaches_the_database_clean(upload, monkeypatch):
    found = extraction.Found()
    extraction.take_text(found, {"text": "a\0b\udc80c", "title": "t\0itle"})
    monkeypatch.setattr(extraction, "examine", lambda *_: found)
    file = upload("a.pdf", PDF)
    actions.examine(file.pk)
    file.refresh_from_db()
    assert (file.text, file.suggested_title) == ("abc", "title")


@pytest.mark.usefixtures("read_quickly")
def test_removing_takes_bytes_and_pictures_along(stored, disk, django_capture_on_commit_callbacks):
    file = stored("a.pdf", PDF)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(file)
    assert {path for path in disk() if not path.startswith("parts/")} == set()
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("read_quickly")
def test_who_sees_a_file(stored, mei, bo, priya, xiu):
    mine = stored("mine.pdf", PDF)
    shared = stored("shared.pdf", PDF, audience=["members"])
    shanghai = stored("city.pdf", PDF, audience=["city:shanghai"])
    public = stored("public.pdf", PDF, audience=["public"])

    def seen(member):
        return set(StoredFile.objects.visible_to(member))

    assert seen(mei) == {mine, shared, shanghai, public}
    assert seen(bo) == {shared, public}
    assert seen(xiu) == seen(None) == {public}

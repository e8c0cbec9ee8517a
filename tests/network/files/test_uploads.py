"""The resumable way in: what breaks off goes on, what is wrong is refused with a reason, nobody takes another's."""

import base64
import hashlib
import io
import os
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from network.files import actions, storing, terms
from network.files.models import Intake, StoredFile
from network.files.personal import unfinished
from network.files.views import uploading
from tests.network.files import hostile

PDF = hostile.pdf("Peer support handbook " + "x" * 3000)
WHOLE = len(PDF)
TUS = {"Tus-Resumable": "1.0.0"}


class Tus:
    """A client that speaks the protocol by hand."""

    def __init__(self, client):
        self.client = client

    def create(self, name="report.pdf", size=WHOLE, **headers):
        words = base64.b64encode(name.encode("utf-8", "surrogatepass")).decode()
        about = {"Upload-Length": str(size), "Upload-Metadata": f"filename {words}", **TUS, **headers}
        return self.client.post("/uploads/", headers=about)

    def patch(self, address, offset, data, **headers):
        about = {"Upload-Offset": str(offset), **TUS, **headers}
        return self.client.patch(address, data, content_type="application/offset+octet-stream", headers=about)

    def head(self, address):
        return self.client.head(address, headers=TUS)

    def delete(self, address):
        return self.client.delete(address, headers=TUS)


@pytest.fixture
def tus(sign_in, mei):
    return Tus(sign_in(mei))


def sum_of(algorithm, data):
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def stored_bytes(file):
    with storing.opened(file.stored_as) as stream:
        return stream.read()


def test_an_upload_in_pieces_arrives_whole(tus, drain, mei):
    made = tus.create("../Håndbog.pdf")
    assert made.status_code == 201
    assert made["Tus-Resumable"] == "1.0.0"
    address = made["Location"]
    assert tus.head(address)["Upload-Offset"] == "0"
    offset = 0
    for piece in (PDF[:1000], PDF[1000:1001], PDF[1001:]):
        answer = tus.patch(address, offset, piece, **{"Upload-Checksum": sum_of("sha256", piece)})
        offset += len(piece)
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(offset))
    file = StoredFile.objects.get()
    assert (file.name, file.state, file.owner) == ("Håndbog.pdf", "checking", mei)
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert stored_bytes(file) == PDF
    assert tus.head(address)["Upload-Offset"] == str(len(PDF))
    drain("slow")
    state = tus.client.get(address).json()
    assert (state["state"], state["pages"], state["sentence"]) == ("ready", 1, "")
    assert state["title"].startswith("Peer support handbook")
    assert tus.client.get(state["address"]).status_code == 200
    assert tus.client.get(state["picture"]).status_code == 200
    assert not Intake.objects.exists()


def test_the_server_says_what_it_can(client):
    answer = client.options("/uploads/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {"creation", "checksum", "expiration", "termination"}
    assert answer["Tus-Max-Size"] == str(terms.largest())
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


class Line(io.BytesIO):
    """A line that delivers what it has and then breaks."""

    def read(self, *size):
        data = super().read(*size)
        if not data:
            raise OSError("the line broke")
        return data


def broken(member, address, data, extra=None):
    """Send a whole PDF's piece of which only `data` arrives."""
    headers = {"Upload-Offset": "0", **TUS, **(extra or {})}
    kind = "application/offset+octet-stream"
    request = RequestFactory().patch(address, PDF, content_type=kind, headers=headers)
    request.user = member
    request._stream = Line(data)
    return uploading.upload(request, StoredFile.objects.get().pk)


def test_a_line_that_breaks_keeps_what_came(tus, mei):
    address = tus.create()["Location"]

    broken(mei, address, PDF[:700])
    assert tus.head(address)["Upload-Offset"] == "700"
    assert tus.patch(address, 700, PDF[700:]).status_code == 204
    assert stored_bytes(StoredFile.objects.get()) == PDF


def test_a_broken_piece_with_a_checksum_is_thrown_away(tus, mei):
    address = tus.create()["Location"]
    checksum = {"Upload-Checksum": sum_of("sha1", PDF)}
    assert broken(mei, address, PDF[:700], checksum).status_code == 460
    assert tus.head(address)["Upload-Offset"] == "0"


def test_a_wrong_checksum_is_460_and_changes_nothing(tus):
    address = tus.create()["Location"]
    for algorithm in ("sha1", "sha256"):
        answer = tus.patch(address, 0, PDF[:100], **{"Upload-Checksum": sum_of(algorithm, b"other")})
        assert answer.status_code == 460
    assert tus.head(address)["Upload-Offset"] == "0"
    assert tus.patch(address, 0, PDF[:100], **{"Upload-Checksum": "md5 eA=="}).status_code == 400
    assert tus.patch(address, 0, PDF[:100], **{"Upload-Checksum": "sha1 !!"}).status_code == 400


def test_a_piece_at_the_wrong_place_is_409(tus):
    address = tus.create()["Location"]
    tus.patch(address, 0, PDF[:100])
    for offset in (0, 99, 101, 10**9):
        answer = tus.patch(address, offset, PDF[100:200])
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "100")
    assert tus.head(address)["Upload-Offset"] == "100"


def test_nobody_goes_on_with_anothers_upload(tus, sign_in, bo, mei):
    """A10, A13: another's upload is not there."""
    address = tus.create()["Location"]
    tus.patch(address, 0, PDF[:100])
    for other in (Tus(Client()), Tus(sign_in(bo))):
        assert other.head(address).status_code == 404
        assert other.patch(address, 100, PDF[100:]).status_code == 404
        assert other.delete(address).status_code == 404
        assert other.client.get(address).status_code == 404
        assert "report" not in other.client.get("/uploads/").text
    assert Tus(sign_in(mei)).head(address)["Upload-Offset"] == "100"


def test_only_members_upload(client, sign_in, xiu, ex):
    assert Tus(client).create().status_code == 403
    assert Tus(sign_in(xiu)).create().status_code == 403
    assert Tus(sign_in(ex)).create().status_code == 403
    assert not StoredFile.objects.exists()


def test_cookies_alone_do_not_suffice(mei):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mei, backend="allauth.account.auth_backends.AuthenticationBackend")
    tus = Tus(strict)
    assert tus.create().status_code == 403
    file = actions.begin(by=mei, name="a.pdf", size=10)
    assert tus.patch(f"/uploads/{file.pk}", 0, b"x").status_code == 403
    assert tus.delete(f"/uploads/{file.pk}").status_code == 403
    strict.cookies["csrftoken"] = token = "a" * 32
    assert tus.create(**{"X-CSRFToken": token}).status_code == 201
    assert tus.patch(f"/uploads/{file.pk}", 0, b"x", **{"X-CSRFToken": token}).status_code == 204


@pytest.mark.parametrize(
    ("name", "size", "status", "code"),
    [
        ("big.pdf", 500 * 1024 * 1024 + 1, 413, "too_large"),
        ("empty.pdf", 0, 422, "empty"),
        ("setup.exe", 10, 422, "program"),
        ("budget.xlsm", 10, 422, "macro"),
    ],
)
def test_what_can_be_refused_is_refused_before_a_byte_is_sent(tus, name, size, status, code):
    answer = tus.create(name, size)
    # Mei reads Chinese.
    with translation.override("zh-hans"):
        assert (answer.status_code, answer.text) == (status, str(terms.REFUSALS[code]))
    assert not StoredFile.objects.exists()


def test_more_bytes_than_announced_are_refused(tus):
    address = tus.create(size=50)["Location"]
    assert tus.patch(address, 0, b"x" * 51).status_code == 413
    assert tus.head(address)["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    "headers", [{"Upload-Length": "-5"}, {"Upload-Length": "x"}, {"Upload-Metadata": "filename ä"}]
)
def test_nonsense_is_400(tus, headers):
    assert tus.create(**headers).status_code == 400


def test_other_versions_and_methods_are_refused(tus):
    address = tus.create()["Location"]
    assert tus.create(**{"Tus-Resumable": "0.2.2"}).status_code == 412
    assert tus.patch(address, 0, b"x", **{"Tus-Resumable": "2.0.0"}).status_code == 412
    assert (
        tus.client.patch(address, b"x", content_type="text/plain", headers={"Upload-Offset": "0", **TUS}).status_code
        == 415
    )
    assert tus.client.put(address, b"x", headers=TUS).status_code == 405
    assert tus.client.put("/uploads/", b"x", headers=TUS).status_code == 405


def test_patch_may_come_as_post(tus):
    address = tus.create()["Location"]
    answer = tus.client.post(
        address,
        PDF,
        content_type="application/offset+octet-stream",
        headers={"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH", **TUS},
    )
    assert answer.status_code == 204
    assert StoredFile.objects.get().state == "checking"


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("meant", ["PATCH", "DELETE", "POST"])
def test_no_other_method_stands_for_one_that_acts(tus, method, meant):
    """A31: a GET passes without the token of a form, so a header may not turn it into an act."""
    address = tus.create()["Location"]
    for path in (address, "/uploads/"):
        getattr(tus.client, method)(path, headers={"X-HTTP-Method-Override": meant, "Upload-Length": "5", **TUS})
    [file] = StoredFile.objects.all()
    assert file.state == "receiving"


def test_a_member_cannot_hoard_unfinished_uploads(tus, monkeypatch):
    monkeypatch.setattr(terms, "MOST_UNFINISHED", 2)
    first = tus.create()["Location"]
    assert tus.create().status_code == 201
    assert tus.create().status_code == 429
    assert tus.delete(first).status_code == 204
    assert tus.create().status_code == 201
    monkeypatch.setattr(terms, "MOST_UNFINISHED", 30)
    monkeypatch.setattr(terms, "MOST_AWAITED", 0)
    assert tus.create().status_code == 429


def test_cancelling_takes_everything_away(tus, disk, django_capture_on_commit_callbacks):
    address = tus.create()["Location"]
    tus.patch(address, 0, PDF[:100])
    assert len(disk()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert tus.delete(address).status_code == 204
    assert disk() == set()
    assert not StoredFile.objects.exists()
    assert tus.head(address).status_code == 404
    assert tus.patch(address, 100, PDF[100:]).status_code == 404


def test_what_nobody_came_back_for_expires(tus, disk, django_capture_on_commit_callbacks):
    made = tus.create()
    assert made["Upload-Expires"].endswith("GMT")
    address = made["Location"]
    tus.patch(address, 0, PDF[:100])
    Intake.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tus.head(address).status_code == 410
    assert tus.patch(address, 100, PDF[100:]).status_code == 404
    assert tus.client.get("/uploads/").json()["unfinished"] == []
    with django_capture_on_commit_callbacks(execute=True):
        unfinished(timezone.now() - terms.UPLOAD_LIVES, 10)
    assert disk() == set()
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("read_quickly")
def test_the_sweep_keeps_what_is_on_its_way_and_what_is_known(tus, stored, disk):
    file = stored("kept.pdf", PDF)
    address = tus.create()["Location"]
    tus.patch(address, 0, PDF[:100])
    before = disk()
    root = storing.parts().parent
    (root / "ab").mkdir(exist_ok=True)
    (root / "ab" / "orphan").write_bytes(b"x")
    (root / "parts" / "orphan.part").write_bytes(b"x")
    for path in root.rglob("*"):
        os.utime(path, (1, 1))
    actions.sweep()
    assert disk() == before
    assert tus.client.get(file.get_absolute_url()).status_code == 200


def test_a_crash_after_the_bytes_and_before_the_row_is_mended(tus):
    """Killed between two pieces: the disk has more than the row remembers, or less."""
    address = tus.create()["Location"]
    tus.patch(address, 0, PDF[:1000])
    part = storing.part_of(StoredFile.objects.get().pk)
    with part.open("ab") as stream:
        stream.write(b"bytes that no row knows")
    assert tus.head(address)["Upload-Offset"] == "1000"
    assert tus.patch(address, 1000, PDF[1000:1500]).status_code == 204
    os.truncate(part, 1200)
    answer = tus.patch(address, 1500, PDF[1500:])
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "1200")
    assert tus.patch(address, 1200, PDF[1200:]).status_code == 204
    assert stored_bytes(StoredFile.objects.get()) == PDF


def test_a_crash_after_the_last_piece_is_mended_by_the_next_look(tus, monkeypatch):
    address = tus.create()["Location"]
    monkeypatch.setattr("network.files.actions.intake.finish", lambda file_id: StoredFile.objects.get(pk=file_id))
    tus.patch(address, 0, PDF)
    monkeypatch.undo()
    assert StoredFile.objects.get().state == "receiving"
    assert tus.head(address)["Upload-Offset"] == str(len(PDF))
    assert StoredFile.objects.get().state == "checking"


def test_a_lying_file_is_refused_with_the_reason_and_leaves_nothing(tus, disk, django_capture_on_commit_callbacks):
    address = tus.create("letter.pdf", len(hostile.SCRIPT))["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = tus.patch(address, 0, hostile.SCRIPT)
    state = tus.client.get(address).json()
    assert (answer.status_code, state["state"]) == (422, "refused")
    assert answer.text == state["sentence"] != ""
    assert disk() == set()
    assert tus.head(address).status_code == 410


def test_a_full_disk_is_507_and_the_upload_goes_on_later(tus, disk, monkeypatch):
    address = tus.create()["Location"]
    tus.patch(address, 0, PDF[:1000])
    size = storing.part_of(StoredFile.objects.get().pk).stat().st_size

    def full(source, target, *_):
        target.write(source.read(300))
        target.flush()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("network.files.storing.shutil.copyfileobj", full)
    answer = tus.patch(address, 1000, PDF[1000:])
    assert answer.status_code == 507
    assert answer.text != ""
    assert storing.part_of(StoredFile.objects.get().pk).stat().st_size == size == 1000
    monkeypatch.undo()
    assert tus.patch(address, 1000, PDF[1000:]).status_code == 204
    assert stored_bytes(StoredFile.objects.get()) == PDF


def test_without_room_an_upload_is_not_begun(tus, monkeypatch):
    monkeypatch.setattr(terms, "RESERVE", 10**18)
    monkeypatch.setattr(storing, "RESERVE", 10**18)
    assert tus.create().status_code == 507
    assert not StoredFile.objects.exists()


def test_a_full_disk_at_the_plain_form_leaves_nothing(upload, disk, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("network.files.storing.os.fsync", full)
    with pytest.raises(terms.NoSpace) as refusal:
        upload("a.pdf", PDF)
    assert str(refusal.value.sentence)
    assert disk() == set()
    assert not StoredFile.objects.exists()


def test_a_rollback_after_the_bytes_are_named_loses_nothing(tus, disk, monkeypatch):
    address = tus.create()["Location"]

    def broken(*_, **__):
        raise RuntimeError("the database is away")

    monkeypatch.setattr("network.files.actions.intake.enqueue", broken)
    with pytest.raises(RuntimeError):
        tus.patch(address, 0, PDF)
    monkeypatch.undo()
    assert len(disk()) == 1
    assert tus.head(address)["Upload-Offset"] == str(len(PDF))
    assert stored_bytes(StoredFile.objects.get()) == PDF


def test_the_plain_form_takes_whole_files(upload, mei):
    file = upload("Report final", PDF)
    assert (file.name, file.state, file.owner) == ("Report final.pdf", "checking", mei)
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert not Intake.objects.exists()


def test_the_plain_form_refuses_with_the_same_words(upload, disk):
    with pytest.raises(terms.Refused) as refusal:
        upload("a.pdf", hostile.SCRIPT)
    assert refusal.value.code == "html_inside"
    assert disk() == set()
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("read_quickly")
def test_a_twin_is_told_only_to_those_who_see_it(stored, sign_in, mei, bo):
    first = stored("first.pdf", PDF)
    again = stored("again.pdf", PDF)
    told = sign_in(mei).get(f"/uploads/{again.pk}").json()["duplicate"]
    assert told == {"title": "first.pdf", "address": first.get_absolute_url()}
    others = stored("others.pdf", PDF, by=bo)
    assert sign_in(bo).get(f"/uploads/{others.pk}").json()["duplicate"] is None


def test_unfinished_uploads_are_listed_for_their_owner(tus):
    address = tus.create("a.pdf", 5000)["Location"]
    tus.patch(address, 0, PDF[:1000])
    (waiting,) = tus.client.get("/uploads/").json()["unfinished"]
    assert (waiting["name"], waiting["size"], waiting["offset"], waiting["address"]) == ("a.pdf", 5000, 1000, address)


def test_a_disk_full_before_any_view_is_a_friendly_507(sign_in, bo, settings, monkeypatch):
    """Large files of a plain form are written by Django itself, before the view or its form are asked."""
    settings.ROOT_URLCONF = "tests.network.files.pages"
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", full)
    client = sign_in(bo)
    client.raise_request_exception = False
    answer = client.post("/try/", {"files": io.BytesIO(PDF)})
    assert answer.status_code == 507
    assert "There is no room left" in answer.text
    monkeypatch.setattr(
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", lambda *_: 1 / 0
    )
    assert client.post("/try/", {"files": io.BytesIO(PDF)}).status_code == 500


def test_one_persons_file_does_not_wait_behind_anothers_hundreds(mei, bo):
    """The queue is fair by person, and what comes in bulk waits for all that was sent by hand."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from network.files import actions
    from network.kit.models import Job

    def send(by, **options):
        file = actions.accept_upload(by, SimpleUploadedFile("notes.txt", b"Walking together helps. " * 9), **options)
        return Job.objects.get(kind="files.examine", key=str(file.pk)).rank

    assert [send(mei) for _ in range(3)] == [0, 1, 2]
    bulk = send(mei, bulk=True)
    assert send(bo) == 0
    assert bulk > 500

"""Handing out: permission on each request, nothing a browser could run, nothing told to those who may not (A01-A03,
A10, A11, A12, header table of appendix F)."""

import hashlib
import re

import pytest
from django.test import Client

from network.files import actions, hooks
from network.files.models import StoredFile
from tests.network.files import hostile

pytestmark = pytest.mark.usefixtures("read_quickly")
PDF = hostile.pdf("Peer support handbook")


def headers(response):
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Last-Modified" not in response
    return response


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_members_fetch_what_is_shared_with_them(stored, sign_in, bo):
    file = stored("report.pdf", PDF, audience=["members"])
    response = headers(sign_in(bo).get(file.get_absolute_url()))
    assert (response.status_code, body(response)) == (200, PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="report.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(PDF))


def test_on_request_everything_is_an_attachment(stored, sign_in, bo):
    file = stored("报告.pdf", PDF, audience=["members"])
    response = sign_in(bo).get(file.get_absolute_url() + "?download=1")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A.pdf"


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.svg", hostile.SVG), ("page.html", hostile.SCRIPT), ("run.pdf", hostile.pdf(extra=b"/A << /S /Launch >>"))],
)
def test_what_could_run_is_an_attachment_and_nothing_else(stored, sign_in, bo, name, data):
    file = stored(name, data, audience=["public"])
    response = headers(sign_in(bo).get(file.get_absolute_url()))
    assert body(response) == data
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] in ("application/octet-stream", "application/pdf")


def test_hostile_names_reach_neither_disk_nor_headers(stored, sign_in, mei, disk):
    client = sign_in(mei)
    for name in ('a"\r\nSet-Cookie: x=1;".pdf', "../../x.pdf", "invoice\u202efdp.pdf", "CON.pdf", "x" * 400 + ".pdf"):
        response = client.get(stored(name, PDF).get_absolute_url())
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "\r" not in response["Content-Disposition"]
        assert "\u202e" not in response["Content-Disposition"]
    assert all(re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{40}", path) for path in disk())


def test_strangers_and_others_get_the_same_nothing(stored, client, sign_in, bo):
    file = stored("report.pdf", PDF, audience=["city:shanghai"])
    etag = f'"{file.tag}"'
    sha1 = f'"{hashlib.sha1(PDF).hexdigest()}"'
    sha256 = f'"{hashlib.sha256(PDF).hexdigest()}"'
    missing = Client().get("/files/0190a000-0000-7000-8000-000000000000/report.pdf")
    assert missing.status_code == 404
    for visitor in (Client(), sign_in(bo)):
        for address in (file.get_absolute_url(), f"/files/{file.pk}/page/1.webp", f"/files/{file.pk}/page/0.webp"):
            for extra in (
                {},
                {"If-None-Match": etag},
                {"If-None-Match": sha1},
                {"If-None-Match": sha256},
                {"If-None-Match": "*"},
                {"If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"},
                {"Range": "bytes=0-3"},
                {"Range": "bytes=999999999-"},
            ):
                response = visitor.get(address, headers=extra)
                assert response.status_code == 404, (address, extra)
                assert "ETag" not in response
        assert visitor.get(f"/uploads/{file.pk}").status_code == 404
        assert visitor.head(f"/uploads/{file.pk}", headers={"Tus-Resumable": "1.0.0"}).status_code == 404
        for path in (f"/media/{file.stored_as}", f"/files/{file.stored_as}", f"/files/{file.pk}/", "/files/"):
            assert visitor.get(path).status_code == 404


def test_a_hash_says_nothing_even_to_members(stored, sign_in, bo):
    file = stored("report.pdf", PDF, audience=["members"])
    client = sign_in(bo)
    for guess in (hashlib.sha1(PDF), hashlib.sha256(PDF), hashlib.md5(PDF)):
        assert (
            client.get(file.get_absolute_url(), headers={"If-None-Match": f'"{guess.hexdigest()}"'}).status_code == 200
        )
    tag = client.get(file.get_absolute_url())["ETag"]
    assert headers(client.get(file.get_absolute_url(), headers={"If-None-Match": tag})).status_code == 304


def test_what_is_closed_later_is_closed_at_once(stored, client):
    file = stored("report.pdf", PDF, audience=["public"])
    tag = client.get(file.get_absolute_url())["ETag"]
    picture = client.get(f"/files/{file.pk}/page/1.webp")
    assert picture.status_code == 200
    for response in (client.get(file.get_absolute_url()), picture):
        assert "public" not in response["Cache-Control"]  # no proxy may keep a copy
    actions.share(file, audience=["members"])
    assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(file.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 404
    assert client.get(f"/files/{file.pk}/page/1.webp", headers={"If-None-Match": picture["ETag"]}).status_code == 404


SPANS = [
    ("bytes=0-3", 206, (0, 4)),
    ("bytes=5-", 206, (5, None)),
    ("bytes=-7", 206, (-7, None)),
    ("bytes=0-999999", 200, (0, None)),
    ("bytes=999999-", 416, None),
    ("bytes=-0", 416, None),
    ("bytes=4-2", 416, None),
    ("bytes=0-1,4-5", 200, (0, None)),
    ("lines=1-2", 200, (0, None)),
    ("bytes=" + "9" * 4000 + "-", 416, None),
]


def test_parts_of_a_file(stored, sign_in, bo):
    file = stored("report.pdf", PDF, audience=["members"])
    client = sign_in(bo)
    for asked, status, span in SPANS:
        response = headers(client.get(file.get_absolute_url(), headers={"Range": asked, "Accept-Encoding": "gzip"}))
        assert response.status_code == status, asked
        if span:
            wanted = PDF[slice(*span)]
            assert body(response) == wanted, asked
            assert response["Content-Length"] == str(len(wanted))
        if status == 206:
            first = PDF.index(wanted)
            assert response["Content-Range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(PDF)}"


def test_a_part_of_another_version_is_the_whole(stored, sign_in, bo):
    file = stored("report.pdf", PDF, audience=["members"])
    response = sign_in(bo).get(file.get_absolute_url(), headers={"Range": "bytes=0-3", "If-Range": '"old"'})
    assert (response.status_code, body(response)) == (200, PDF)


def test_only_what_is_ready_leaves_the_house(stored, sign_in, mei):
    file = stored("report.pdf", PDF, audience=["public"])
    client = sign_in(mei)
    for state in StoredFile.State:
        StoredFile.objects.filter(pk=file.pk).update(state=state, refusal="empty")
        status = 200 if state == StoredFile.State.READY else 404
        assert client.get(file.get_absolute_url()).status_code == status
        assert client.get(f"/files/{file.pk}/page/1.webp").status_code == status


def test_pictures_go_with_their_file(stored, sign_in, mei, bo):
    file = stored("report.pdf", PDF)
    small = headers(sign_in(mei).get(file.pictures.get(number=0).get_absolute_url()))
    assert small["Content-Type"] == "image/webp"
    assert small.content[8:12] == b"WEBP"
    assert small["Cache-Control"] == "private, no-store"
    assert sign_in(mei).get(f"/files/{file.pk}/page/2.webp").status_code == 404
    assert sign_in(bo).get(f"/files/{file.pk}/page/0.webp").status_code == 404


def test_people_who_left_see_nothing_any_more(stored, sign_in, ex):
    file = stored("report.pdf", PDF, audience=["members"])
    assert sign_in(ex).get(file.get_absolute_url()).status_code == 404


def test_rooms_count_downloads_once_each(stored, sign_in, bo, monkeypatch):
    seen = []
    monkeypatch.setattr(hooks, "_downloaded", [lambda file, request: seen.append(file.pk), lambda *_: 1 / 0])
    file = stored("report.pdf", PDF, audience=["members"])
    client = sign_in(bo)
    client.get(file.get_absolute_url())
    client.get(file.get_absolute_url(), headers={"Range": "bytes=0-9"})
    client.get(file.get_absolute_url(), headers={"Range": "bytes=10-"})
    client.head(file.get_absolute_url())
    client.get(f"/files/{file.pk}/page/1.webp")
    assert seen == [file.pk, file.pk]


def test_nothing_but_reading_is_allowed(stored, sign_in, mei):
    file = stored("report.pdf", PDF)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(sign_in(mei), method)(file.get_absolute_url()).status_code == 405


def test_a_file_whose_bytes_are_gone_is_a_404(stored, sign_in, mei, settings):
    file = stored("report.pdf", PDF)
    (settings.FILES_ROOT / file.stored_as).unlink()
    assert sign_in(mei).get(file.get_absolute_url()).status_code == 404

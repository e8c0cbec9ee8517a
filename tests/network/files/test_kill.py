"""The server is killed without warning in the middle of an upload; after its restart the upload goes on (R13)."""

import base64
import hashlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.conf import settings as configured
from django.db import connection

from network.files.models import Intake, StoredFile
from tests.network.files import hostile

pytestmark = pytest.mark.django_db(transaction=True)
DATA = hostile.pdf("Peer support") + b"\n% " + random.Random(7).randbytes(3_000_000).replace(b"/", b".")


class Server:
    """Granian with one worker on a port of its own, on the test's database and files."""

    def __init__(self, files):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        facts = connection.settings_dict
        host = quote(facts["HOST"] or "", safe="")
        who = quote(facts["USER"] or "", safe="") + (
            f":{quote(facts['PASSWORD'], safe='')}" if facts["PASSWORD"] else ""
        )
        url = f"postgres://{who}@{host}:{facts['PORT']}/{facts['NAME']}"
        self.surroundings = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": url,
            "FILES_ROOT": str(files),
        }

    def start(self):
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(
            [*command, "network.wsgi:application"],
            env=self.surroundings,
            cwd=configured.BASE_DIR,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                self.ask("OPTIONS", "/uploads/")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request(method, path, body, {"Tus-Resumable": "1.0.0", **(headers or {})})
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer


def test_killed_between_and_within_pieces_it_goes_on(settings, sign_in, bo):
    client = sign_in(bo)
    client.cookies["csrftoken"] = token = "a" * 32
    cookie = "; ".join(f"{morsel.key}={morsel.value}" for morsel in client.cookies.values())
    me = {"Cookie": cookie, "X-CSRFToken": token}
    server = Server(settings.FILES_ROOT)
    server.start()
    try:
        name = base64.b64encode(b"Handbook.pdf").decode()
        opening = {"Upload-Length": str(len(DATA)), "Upload-Metadata": f"filename {name}", **me}
        made = server.ask("POST", "/uploads/", headers=opening)
        assert made.status == 201
        address = made.getheader("Location")
        piece = {"Content-Type": "application/offset+octet-stream", **me}
        first = DATA[:1_000_000]
        assert server.ask("PATCH", address, first, {"Upload-Offset": "0", **piece}).status == 204
        server.kill()

        server.start()
        reached = int(server.ask("HEAD", address, headers=me).getheader("Upload-Offset"))
        assert reached == len(first)
        half_sent(server, address, reached, piece)
        server.kill()

        server.start()
        reached = int(server.ask("HEAD", address, headers=me).getheader("Upload-Offset"))
        assert reached >= len(first)
        answer = server.ask("PATCH", address, DATA[reached:], {"Upload-Offset": str(reached), **piece})
        assert answer.status == 204
    finally:
        server.kill()
    file = StoredFile.objects.get()
    assert (file.state, file.sha256) == ("checking", hashlib.sha256(DATA).hexdigest())
    assert hashlib.sha256((settings.FILES_ROOT / file.stored_as).read_bytes()).hexdigest() == file.sha256
    assert not Intake.objects.exists()
    assert {p.name for p in settings.FILES_ROOT.rglob("*") if p.is_file()} == {file.stored_as.split("/")[1]}


def half_sent(server, address, offset, headers):
    """Announce a piece of a megabyte and send a third of it, then let the server die."""
    words = {"Upload-Offset": str(offset), "Content-Length": "1000000", "Tus-Resumable": "1.0.0", "Host": "localhost"}
    head = "".join(f"{name}: {value}\r\n" for name, value in (words | headers).items())
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    line.sendall(f"PATCH {address} HTTP/1.1\r\n{head}\r\n".encode() + DATA[offset : offset + 333_333])
    time.sleep(0.5)
    line.close()

"""One port for pages and sockets: bytes pass in both directions, as they are, and nothing is kept."""

import asyncio
import contextlib
import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from network.demo import front


def port():
    """A free port below those that the system gives away."""
    while True:
        number = random.randrange(20000, 32000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", number))
            return number


class Pages(BaseHTTPRequestHandler):
    """A server of pages that says what it got."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Answer with who asks, or with much."""
        if self.path == "/much":
            self.send_response(200)
            self.send_header("Content-Length", str(64 << 20))
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(64):
                    self.wfile.write(bytes(1 << 20))
                    self.server.written += 1
            return
        self.answer(f"{self.path} {self.client_address[0]}:{self.client_address[1]}".encode())

    def do_POST(self):
        """Answer with the length of what came."""
        left, seen = int(self.headers["Content-Length"]), 0
        while left:
            seen += len(piece := self.rfile.read(min(left, 1 << 16)))
            left -= len(piece)
        self.answer(b"%d" % seen)

    def answer(self, body):
        """Send a short answer."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


class Other(Pages):
    """The server of sockets, told from the other by its answer."""

    def do_GET(self):
        """Answer."""
        self.answer(b"socket")


def behind(handler, number):
    """Start a server behind."""
    server = ThreadingHTTPServer(("127.0.0.1", number), handler)
    server.written = 0
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


@pytest.fixture
def standing(monkeypatch):
    """A front in a thread, with two servers behind it: (port, pages, ports behind)."""
    monkeypatch.setattr(front, "PAGES_PATIENCE", 3)
    number, pages, live = port(), port(), port()
    servers = [behind(Pages, pages), behind(Other, live)]
    loop = asyncio.new_event_loop()
    front_ = front.Front(("127.0.0.1", pages), ("127.0.0.1", live))
    listening = loop.run_until_complete(loop.create_server(lambda: front.Client(front_), "127.0.0.1", number))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield number, servers, (pages, live)
    loop.call_soon_threadsafe(listening.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    for server in servers:
        server.shutdown()
        server.server_close()


def ask(number, path, connection=None, **more):
    """Ask once and return (connection, answer's text)."""
    connection = connection or http.client.HTTPConnection("127.0.0.1", number, timeout=10)
    connection.request(more.pop("method", "GET"), path, **more)
    return connection, connection.getresponse().read().decode()


def test_the_first_bytes_lead_and_lines_are_used_again(standing):
    number, _servers, _behind = standing
    connection, first = ask(number, "/")
    connection, second = ask(number, "/wsomething", connection)
    assert first.split(":")[1] == second.split(":")[1], "one line, one line behind it"
    assert ask(number, "/ws/papers/1/")[1] == "socket"
    with socket.create_connection(("127.0.0.1", number)) as slow:
        for piece in (b"GE", b"T /w", b"s/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"):
            slow.sendall(piece)
            time.sleep(0.05)
        assert slow.recv(10000).endswith(b"socket")


def test_much_goes_up_and_much_comes_down_without_being_kept(standing):
    number, servers, _behind = standing
    body = os.urandom(32 << 20)
    assert ask(number, "/up", method="POST", body=body)[1] == str(len(body))
    with socket.create_connection(("127.0.0.1", number)) as lazy:
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        lazy.sendall(b"GET /much HTTP/1.1\r\nHost: h\r\n\r\n")
        time.sleep(0.7)
        assert servers[0].written < 24, "what the browser does not take is not read from the server"
        taken = 0
        while taken < 64 << 20:
            taken += len(lazy.recv(1 << 20))


def test_who_goes_away_is_let_go_of_behind_too(standing):
    number, servers, _behind = standing
    lazy = socket.create_connection(("127.0.0.1", number))
    lazy.sendall(b"GET /much HTTP/1.1\r\nHost: h\r\n\r\n")
    time.sleep(0.2)
    lazy.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    lazy.close()
    time.sleep(0.3)
    written = servers[0].written
    time.sleep(0.3)
    assert servers[0].written == written < 64
    idle = socket.create_connection(("127.0.0.1", number))
    idle.close()
    assert ask(number, "/")[1]


def test_a_restart_of_the_pages_is_waited_for_and_of_the_sockets_is_said(standing):
    number, servers, (pages, live) = standing
    for server in servers:
        server.shutdown()
        server.server_close()
    with socket.create_connection(("127.0.0.1", number)) as told:
        told.sendall(b"GET /ws/x HTTP/1.1\r\nHost: h\r\n\r\n")
        assert b"503" in told.recv(10000)
    timer = threading.Timer(0.5, lambda: servers.append(behind(Pages, pages)))
    timer.start()
    assert ask(number, "/again")[1].startswith("/again")
    servers[0] = servers.pop()
    servers[1] = behind(Other, live)
    assert ask(number, "/ws/x")[1] == "socket"


def test_visitors_from_outside_are_told_apart():
    assert front._stand_in(("127.0.0.1", 5)) is None
    one, other = front._stand_in(("192.0.2.1", 5)), front._stand_in(("2001:db8::1%eth0", 5))
    assert one != other
    assert one == front._stand_in(("192.0.2.1", 6))
    assert one[0].startswith("127.")
    with socket.socket() as probe:
        probe.bind(one)


def test_it_ends_at_once_though_browsers_keep_their_lines():
    number = port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from network.demo import front as f; f.serve('127.0.0.1', {number}, *[('127.0.0.1', 9)] * 2)",
        ],
        cwd=settings.BASE_DIR,
    )
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            kept = socket.create_connection(("127.0.0.1", number))
            break
        time.sleep(0.05)
    started = time.monotonic()
    process.terminate()
    assert process.wait(10) == 0
    assert time.monotonic() - started < 5
    kept.close()

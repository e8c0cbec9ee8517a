"""The virus scanner: clamd over a socket (INSTREAM). Not configured is a setting, away is 'not yet'."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 1 << 16
PATIENCE = 120


class Away(Exception):
    """The scanner did not answer, or not in a way that can be trusted."""


def is_configured():
    """Say whether files are scanned at all (CLAMD_URL)."""
    return bool(settings.CLAMD_URL)


def infection(stream):
    """Return the name of what clamd found in the bytes of `stream`, "" if they are clean. Raises Away."""
    try:
        with connected() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := stream.read(PIECE):
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < 4096:
                if not (more := line.recv(4096)):
                    break
                answer += more
    except OSError as error:
        raise Away(str(error)) from error
    words = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if words == "stream: OK":
        return ""
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        return words[len("stream: ") : -len(" FOUND")]
    raise Away(words or "no answer")


def connected():
    """Open a line to clamd at CLAMD_URL: tcp://host:port or unix:///path."""
    parts = urlsplit(settings.CLAMD_URL)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        line.connect(parts.path)
        return line
    line = socket.create_connection((parts.hostname, parts.port or 3310), timeout=5)
    line.settimeout(PATIENCE)
    return line

"""Fetching something small from the web without becoming anybody's tool.

Every hop is checked: http or https on their own ports, to addresses that are public; the connection goes to the very
address that was checked (a name that changes its mind in between changes nothing). Size and total time are limited.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

MOST = 2 * 1024 * 1024
SECONDS = 5.0
HOPS = 5
PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)
_names = ThreadPoolExecutor(max_workers=8, thread_name_prefix="names")


class Away(Exception):
    """It cannot be fetched now: no connection, too slow, too large, or it leads where we do not go."""


@dataclass(frozen=True)
class Answer:
    """What was answered in the end."""

    status: int
    content_type: str
    body: bytes


def is_public(text):
    """Say whether an address of the net is everybody's: not this machine, no private, shared or group address.

    Addresses of version 4 inside of version 6 (mapped, 6to4, NAT64, compatible) are judged by what they hold.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if address.version == 6:
        inner = address.ipv4_mapped or address.sixtofour
        number = int(address)
        if inner is None and number >> 32 == 0x64FF9B << 64:
            inner = ipaddress.IPv4Address(number & 0xFFFFFFFF)
        if inner is None and number >> 32 == 0 and number > 1:
            inner = ipaddress.IPv4Address(number)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast


def get(url, *, accept, trusted="", most=MOST, seconds=SECONDS):
    """Return the Answer at an address, through at most five redirects. Raises Away.

    `trusted`: an origin (https://host:port) that the administrator configured, and may stand in one's own net.
    """
    until = time.monotonic() + seconds
    for _hop in range(HOPS + 1):
        status, headers, body = _once(url, accept, trusted, most, until)
        where = headers.get("Location")
        if status not in MOVED or not where:
            return Answer(status, headers.get_content_type(), body)
        try:
            url = urljoin(url, where)
        except ValueError:
            raise Away("leads to no address") from None
    raise Away("too many redirects")


def origin_of(url):
    """Return scheme, host and port of an address as (…, …, …). Raises Away for what is not http(s)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Away("no address") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise Away("no address that is fetched")
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme]


def _once(url, accept, trusted, most, until):
    scheme, host, port = origin_of(url)
    is_trusted = bool(trusted) and (scheme, host, port) == origin_of(trusted)
    if not is_trusted and port != PORTS[scheme]:
        raise Away("another port")
    address = _address_of(host, port, is_trusted, until)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection, watch = None, None
    try:
        sock = socket.create_connection((address, port), timeout=_left(until))
        # A server that sends a byte a second would be within every single timeout: the socket is shut at the end.
        watch = threading.Timer(_left(until), _shut, [sock])
        watch.daemon = True
        watch.start()
        if scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=_left(until))
        connection.sock = sock
        name = host if port == PORTS[scheme] else f"{host}:{port}"
        headers = {"Host": name, "Accept": accept, "Accept-Encoding": "identity", "User-Agent": "portal/1"}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise Away("packed")
        if response.status in MOVED:
            return response.status, response.headers, b""
        body = response.read(most + 1)
        if len(body) > most:
            raise Away("too large")
        if time.monotonic() > until:
            raise Away("too slow")
        return response.status, response.headers, body
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise Away(type(fault).__name__) from fault
    finally:
        if watch is not None:
            watch.cancel()
        if connection is not None:
            connection.close()


def _address_of(host, port, is_trusted, until):
    """Return one address of a host to connect to; all of them must be public unless the host is trusted."""
    asked = _names.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = [info[4][0] for info in asked.result(timeout=_left(until))]
    except (OSError, UnicodeError, TimeoutError) as fault:
        raise Away("no such host") from fault
    if not found or not (is_trusted or all(is_public(address) for address in found)):
        raise Away("not a public address")
    return found[0]


def _left(until):
    left = until - time.monotonic()
    if left <= 0:
        raise Away("too slow")
    return left


def _shut(sock):
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()

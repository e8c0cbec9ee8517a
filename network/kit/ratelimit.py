"""Rate limits that survive an outage of Valkey: one upsert in the database per try."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from network.kit.clock import now

SPANS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True)
class Tried:
    """What came of a try: how many there were in this window, how many may be, how many seconds it still lasts."""

    count: int
    most: int
    span: int
    seconds: int

    @property
    def is_within(self):
        """Whether the try is within its limit."""
        return self.count <= self.most

    @property
    def left(self):
        """How many tries are left in this window."""
        return max(0, self.most - self.count)


def tried(key, limit):
    """Count one try of `key` and return the Tried for `limit`, written like "5/h" or "20/10m".

    Fixed windows: the first try opens one. Raises ValueError for a limit that cannot be read.
    """
    most, _, span = limit.partition("/")
    seconds = int(span[:-1] or 1) * SPANS[span[-1]]
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO kit_counter (key, count, until) VALUES (%s, 1, %s)
               ON CONFLICT (key) DO UPDATE SET
                 count = CASE WHEN kit_counter.until < %s THEN 1 ELSE kit_counter.count + 1 END,
                 until = CASE WHEN kit_counter.until < %s THEN EXCLUDED.until ELSE kit_counter.until END
               RETURNING count, until""",
            [key[:200], moment + timedelta(seconds=seconds), moment, moment],
        )
        count, until = cursor.fetchone()
    return Tried(count, int(most), seconds, max(1, round((until - moment).total_seconds())))


def allow(key, limit):
    """Count one try of `key` and say whether it is within `limit`."""
    return tried(key, limit).is_within


def address_of(request):
    """Return the client's address: the proxy's word counts only as far as TRUSTED_PROXY_COUNT says.

    Of version 6 it is the network of 64 bits that one household is given: within it anybody changes address at will.
    """
    from django.conf import settings

    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if trusted and len(chain) >= trusted:
        return _household(chain[-trusted])
    return _household(request.META.get("REMOTE_ADDR", ""))


def _household(text):
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if address.version == 4:
        return text
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)).network_address)

"""Who sits where: computed, never stored.

Ratings hang on a seat, and a seat has no name. The key of a seat is an HMAC over the panel's salt and the panellist,
under a secret that is not in the database: no query over its tables joins the two, and when a panellist's row is gone
nobody can compute the key any more.

What this does not do: whoever holds the whole database may still guess, by a group of one, by the only one who left or
who reads a language, by the order in which rows were written. The page about privacy says so to everybody.
"""

import base64
import hashlib
import hmac

from django.conf import settings


def seat_key(panellist):
    """Return the key of the seat of `panellist` (40 letters and digits; HMAC-SHA-256, RFC 2104, cut to 200 bits)."""
    secret = hashlib.sha256(f"consensus seats {settings.PANEL_SECRET}".encode()).digest()
    message = f"{panellist.panel.salt}:{panellist.pk}".encode()
    return base64.b32encode(hmac.new(secret, message, hashlib.sha256).digest()[:25]).decode().lower()

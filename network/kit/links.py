"""Signed links for mails: one purpose each, they expire, and where it matters they work once."""

import hashlib

from django.core import signing
from django.db import IntegrityError, transaction

from network.kit.models import UsedLink


def sign(purpose, payload):
    """Return a URL-safe token that carries the JSON-able `payload` for one `purpose`."""
    return signing.dumps(payload, salt=f"link.{purpose}", compress=True)


def read(purpose, token, days=14):
    """Return the payload of `token`, or None if it is not ours, for another purpose, or older than `days`."""
    try:
        return signing.loads(token, salt=f"link.{purpose}", max_age=days * 86400)
    except signing.BadSignature:
        return None


def is_used(token):
    """Say whether a single-use token has done its work."""
    return UsedLink.objects.filter(digest=_digest(token)).exists()


def use(token):
    """Mark a single-use token as used; False if it was used before. Call inside the action's transaction."""
    try:
        with transaction.atomic():
            UsedLink.objects.create(digest=_digest(token))
    except IntegrityError:
        return False
    return True


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()

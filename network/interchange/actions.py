"""Making and revoking keys for programs."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from network.access.rules import demand
from network.activity.actions import record
from network.interchange.activity import MADE, REVOKED
from network.interchange.models import Token
from network.interchange.terms import DAYS, MOST, START, TooMany
from network.kit.clock import now


def make(name, *, by, days=90, at=None):
    """Make a token that reads what `by` may read, for `days`; returns (Token, its secret, which is kept nowhere).

    Raises TooMany where `by` holds as many as one may, ValueError for a span that is not offered.
    """
    demand(by, "interchange.hold_tokens")
    if days not in DAYS:
        raise ValueError(days)
    at = at or now()
    secret = START + secrets.token_urlsafe(32)
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=by.pk)
        if Token.objects.filter(member=by).good().count() >= MOST:
            raise TooMany
        token = Token.objects.create(
            member=by,
            name=" ".join(name.split())[:100],
            start=secret[: len(START) + 4],
            digest=digest_of(secret),
            scopes=[Token.Scope.READ],
            created_at=at,
            expires_at=at + timedelta(days=days),
        )
        record(MADE, by=by, subject=token, audience=[f"member:{by.pk}"], detail={"name": token.name})
    return token, secret


def revoke(token, *, by, at=None):
    """Let a token open nothing any more, from this moment on; idempotent."""
    with transaction.atomic():
        token = Token.objects.select_for_update().get(pk=token.pk)
        demand(by, "interchange.revoke_token", token)
        if token.revoked_at is None:
            token.revoked_at = at or now()
            token.save(update_fields=["revoked_at"])
            record(REVOKED, by=by, subject=token, audience=[f"member:{by.pk}"], detail={"name": token.name})
    return token


def used(secret, scope=Token.Scope.READ):
    """Return the member whose good token a secret is, None for any other; notes the day on which it was used."""
    if not secret.startswith(START) or len(secret) > 100:
        return None
    tokens = Token.objects.good().filter(digest=digest_of(secret), scopes__contains=[scope])
    token = tokens.select_related("member").first()
    if token is None or not token.member.is_active:
        return None
    moment = now()
    if token.used_at is None or token.used_at < moment - timedelta(hours=1):
        stale = Q(used_at=None) | Q(used_at__lt=moment - timedelta(hours=1))
        Token.objects.filter(stale, pk=token.pk).update(used_at=moment)
    return token.member


def digest_of(secret):
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()

"""Audience keys: who may see a thing, said in a small set of words.

A thing carries keys (`public`, `members`, `city:shanghai`, `member:42`); a person holds keys; one indexed overlap of
the two answers `visible_to`. Rooms say which keys a person holds by registering a provider with `@audience`.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

PUBLIC = "public"
MEMBERS = "members"
_providers = []
_narrow = []


def audience(provider):
    """Register `provider(member) -> iterable of keys`, asked once per member object."""
    _providers.append(provider)
    return provider


def narrow_audience(provider):
    """Register a provider of keys that few tables bear: asked only where these are read (`BEARS_NARROW_KEYS`)."""
    _narrow.append(provider)
    return provider


def keys_of(member):
    """Return the frozenset of audience keys that `member` holds; an anonymous visitor or None holds only `public`."""
    if member is None or not member.is_authenticated:
        return frozenset((PUBLIC,))
    keys = member.__dict__.get("_audience_keys")
    if keys is None:
        keys = {PUBLIC, f"member:{member.pk}"}
        for provider in _providers:
            keys.update(provider(member))
        keys = member.__dict__["_audience_keys"] = frozenset(keys)
    return keys


def narrow_keys_of(member):
    """Return the frozenset of all keys that `member` holds, those of few tables among them."""
    keys = keys_of(member)
    if member is None or not member.is_authenticated:
        return keys
    return keys.union(*(provider(member) for provider in _narrow))


class AudienceQuerySet(models.QuerySet):
    """Rows with an `audience` array, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Return the rows whose audience shares a key with `member` (None: a visitor)."""
        keys = narrow_keys_of if getattr(self.model, "BEARS_NARROW_KEYS", False) else keys_of
        return self.filter(audience__overlap=sorted(keys(member)))


class Audienced(models.Model):
    """Base of models that carry audience keys."""

    audience = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["audience"], name="%(class)s_audience")]

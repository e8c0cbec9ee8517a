"""A cache that forgives: while Valkey is away it answers like an empty one, and asks again after five seconds."""

import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

PAUSE = 5.0


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache without its outages; only for what may vanish at any time."""

    _away_until = 0.0

    def __init__(self, server, params):
        params.setdefault("OPTIONS", {})
        params["OPTIONS"] |= {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
        super().__init__(server, params)

    def _try(self, call, otherwise):
        if time.monotonic() < ForgivingRedisCache._away_until:
            return otherwise
        try:
            return call()
        except (RedisError, OSError):
            ForgivingRedisCache._away_until = time.monotonic() + PAUSE
            return otherwise

    def get(self, key, default=None, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def get_many(self, keys, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).get_many(keys, version), {})

    def set(self, key, value, *args, **kwargs):
        return self._try(lambda: super(ForgivingRedisCache, self).set(key, value, *args, **kwargs), None)

    def add(self, key, value, *args, **kwargs):
        return self._try(lambda: super(ForgivingRedisCache, self).add(key, value, *args, **kwargs), True)

    def delete(self, key, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).delete(key, version), False)

    def clear(self):
        return self._try(super().clear, None)

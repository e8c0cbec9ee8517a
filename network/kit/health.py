"""Two addresses for machines: is this process alive, and can it do its work? No secrets, no language, no session.

A balancer takes a process out when `ready` answers 503. So only what this process cannot work without says 503; what
is slow or away, but made good by the tables later (the queue, mail, beat), is a warning in the same answer.
"""

import shutil
import socket
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from urllib.parse import urlsplit

import psycopg
import redis
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.kit import probe

OK, WARN, DOWN = "ok", "warn", "down"
DISK_WARNING, DISK_FLOOR = 500 * 2**20, 50 * 2**20
# A queue is late when rows wait that long after they were due; hours of it mean that nobody works at all.
OUTBOX_WARNING, OUTBOX_LIMIT = 5 * 60, 6 * 3600
BEAT_WARNING = 5 * 60
OUTBOX_AGE = (
    "SELECT coalesce(extract(epoch FROM now() - min(greatest(not_before, coalesce(lease_until, not_before)))), 0)"
    " FROM kit_job WHERE state IN ('due', 'leased')"
)
BEAT_AGE = "SELECT extract(epoch FROM now() - at) FROM kit_tick WHERE name = 'beat'"


@require_safe
@never_cache
def live(request):
    """This process answers."""
    return JsonResponse({"status": OK})


@require_safe
@never_cache
def ready(request):
    """This process can serve: 200, else 503; which part says what is in the answer. Within two seconds."""
    checks = {"disk": _disk()} | _database()
    if settings.LIVE_URL:
        checks["live"] = _live()
    if checks["database"]["status"] == OK:
        checks |= {"queue": _queue(), "mail": _mail()}
    found = {check["status"] for check in checks.values()}
    status = next(word for word in (DOWN, WARN, OK) if word in found)
    return JsonResponse({"status": status, "checks": checks}, status=503 if status == DOWN else 200)


def _said(status, **more):
    return {"status": status, **more}


def _database():
    """A connection of its own, past the pool, whose patience is longer than ours."""
    details = connection.get_connection_params() | {"connect_timeout": 2, "autocommit": True}
    details["options"] = f"{details.get('options', '')} -c statement_timeout=1500".strip()
    try:
        with psycopg.connect(**details) as link:
            return _ask(link)
    except psycopg.Error:
        return {"database": _said(DOWN)}


def _ask(link):
    missing = migrations_on_disk()
    try:
        missing = missing - set(link.execute("SELECT app, name FROM django_migrations").fetchall())
        if missing:
            return {"database": _said(OK), "migrations": _said(DOWN, missing=len(missing))}
        age = int(link.execute(OUTBOX_AGE).fetchone()[0])
        tick = link.execute(BEAT_AGE).fetchone()
    except psycopg.errors.UndefinedTable:
        return {"database": _said(OK), "migrations": _said(DOWN, missing=len(missing))}
    outbox = DOWN if age > OUTBOX_LIMIT else WARN if age > OUTBOX_WARNING else OK
    beat = OK if tick and tick[0] < BEAT_WARNING else WARN
    return {
        "database": _said(OK),
        "migrations": _said(OK),
        "outbox": _said(outbox, oldest_due_seconds=max(age, 0)),
        "beat": _said(beat),
    }


def migrations_on_disk():
    """The (app, name) of every migration there is, by file name: importing them all would take a web process long."""
    if not hasattr(migrations_on_disk, "found"):
        found = set()
        for config in apps.get_app_configs():
            name, _explicit = MigrationLoader.migrations_module(config.label)
            try:
                package = import_module(name) if name else None
            except ModuleNotFoundError:
                package = None
            if package is not None and hasattr(package, "__path__"):
                found |= {
                    (config.label, module.name) for module in iter_modules(package.__path__) if module.name[0] != "_"
                }
        migrations_on_disk.found = found
    return migrations_on_disk.found


def _disk():
    folder = Path(settings.DATA_DIR)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return _said(DOWN if free < DISK_FLOOR else WARN if free < DISK_WARNING else OK, free_mib=free // 2**20)


def _queue():
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    try:
        with redis.from_url(url, socket_connect_timeout=0.3, socket_timeout=0.3, retry=None) as client:
            client.ping()
    except (redis.RedisError, OSError):
        return _said(WARN)
    return _said(OK)


def _live():
    """Without the server of sockets nobody writes together; pages, and reading, go on."""
    return _said(OK if probe.ask(f"{settings.LIVE_URL}/health/live", patience=0.4) else WARN)


def _mail():
    parts = urlsplit(settings.MAIL_URL)
    if parts.scheme == "mailbox":
        return _said(OK)
    port = parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25)
    try:
        socket.create_connection((parts.hostname, port), timeout=0.5).close()
    except OSError:
        return _said(WARN)
    return _said(OK)

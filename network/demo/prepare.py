"""What must be there before the demo serves: tables, static files, the sample world, its index, its cast."""

import hashlib
import json
import os
import shutil
import time
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, transaction
from django.utils import timezone

MARK = "demo world"
READING_PATIENCE = 60


def everything(say):
    """Do what is missing; nothing on a second start."""
    tables(say)
    static_files(say)
    made = world(say)
    index(say, anew=made)
    cast_list()


def tables(say):
    """Bring the database to the newest shape."""
    from network.kit.health import migrations_on_disk

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations'), to_regclass('kit_cache')")
        migrated, cached = cursor.fetchone()
        applied = set()
        if migrated:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    missing = len(migrations_on_disk() - applied)
    if missing:
        say(f"Making the tables ({missing} steps) …")
        command = Migrate()
        command.migration_progress_callback = _Count(missing, say)
        call_command(command, interactive=False, verbosity=0, skip_checks=True)
    if not cached:
        call_command("createcachetable", verbosity=0)


class _Count:
    def __init__(self, total, say):
        self.total, self.say, self.done, self.told = total, say, 0, time.monotonic()

    def __call__(self, action, migration=None, fake=False):
        if action != "apply_success":
            return
        self.done += 1
        if time.monotonic() - self.told > 2:
            self.told = time.monotonic()
            self.say(f"Making the tables: {self.done} of {self.total}")


def static_files(say):
    """Gather styles, scripts and pictures for serving, unless nothing has changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    found = _fingerprint()
    if mark.exists() and mark.read_text() == found:
        return
    say("Gathering styles and scripts …")
    # Gathered beside and swapped in: a start that was cut off leaves no half of it.
    final = Path(settings.STATIC_ROOT)
    final.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(final, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    mark.write_text(found)


def _fingerprint():
    import allauth
    import django
    import wagtail

    seen = hashlib.sha256(repr((django.VERSION, wagtail.VERSION, allauth.VERSION, settings.STORAGES)).encode())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                status = path.stat()
                seen.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def world(say):
    """Make the sample world in an empty database, whole or not at all. Return whether it was made now."""
    from django.contrib.auth import get_user_model

    from network.kit.models import Tick

    if Tick.objects.filter(name=MARK).exists() or not find_spec("network.demo.world"):
        return False
    if get_user_model().objects.exists():
        say("There are members already: the sample world is left out.")
        return False
    from network.demo import world as sample

    say("Making the sample world: cities, people, resources with their files …")
    with transaction.atomic():
        sample.build()
        Tick.objects.create(name=MARK, at=timezone.now())
    return True


def index(say, anew):
    """Do what the sample world left to be done (reading files, indexing), as the worker would."""
    from network.kit import jobs
    from network.kit.models import Job

    if not anew:
        return
    end = time.monotonic() + READING_PATIENCE
    told = 0.0
    while time.monotonic() < end:
        left = Job.objects.filter(state=Job.State.DUE, not_before__lte=timezone.now()).count()
        if not left:
            return
        if time.monotonic() - told > 3:
            told = time.monotonic()
            say(f"Reading files and indexing them: {left} things to do …")
        if not jobs.drain(seconds=2, most=20):
            return
    say("The worker does the rest while you look around.")


def cast_list():
    """Write `demo/cast.json`: who can sign in, and how."""
    path = Path(settings.DATA_DIR) / "demo" / "cast.json"
    if not find_spec("network.demo.world"):
        return
    from network.demo import world as sample

    text = json.dumps(sample.cast(), ensure_ascii=False, indent=2) + "\n"
    if not path.exists() or path.read_text() != text:
        new = path.with_suffix(".new")
        new.write_text(text)
        os.replace(new, path)

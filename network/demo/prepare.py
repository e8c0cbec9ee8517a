"""What must be there before the demo serves: tables, static files, the sample world, its index, its cast."""

import gc
import hashlib
import json
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection
from django.utils import timezone

BEGUN, DONE = "demo world begun", "demo world"
WAITED_ENOUGH = 75


def everything(say, empty=False, began=None):
    """Do what is missing; nothing on a second start. `empty` leaves the sample world out.

    `began` is the monotonic time of the start: what may be done later is cut short when people have waited enough.
    """
    began = began or time.monotonic()
    tables(say)
    static_files(say)
    if not empty:
        if world(say):
            leftovers(say, began + WAITED_ENOUGH)
        cast_list()
    index(say)


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
        with connection.cursor() as cursor:
            # Hundreds of small transactions: a crash may lose the last ones, never parts; the next start does them.
            cursor.execute("SET synchronous_commit = off")
        command = Migrate()
        command.migration_progress_callback = _Count(missing, say)
        # Every step makes and drops thousands of model classes; looking for garbage among them takes half the time.
        gc.disable()
        try:
            call_command(command, interactive=False, verbosity=0, skip_checks=True)
        finally:
            gc.enable()
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
    editor(say)
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


def editor(say):
    """Build the editor of papers; without it its page still shows the text, and the ways by forms and by Word."""
    from network.kit import bundle

    try:
        bundle.build(say)
    except bundle.Unbuilt as error:
        say(f"The editor of papers could not be built; texts can be read, and written in Word. {error}")


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
    """Make the sample world in an empty database. Return whether it was made now."""
    from django.contrib.auth import get_user_model

    from network.demo import world as sample
    from network.kit.models import Tick

    marks = set(Tick.objects.filter(name__in=[BEGUN, DONE]).values_list("name", flat=True))
    if DONE in marks:
        return False
    if BEGUN in marks:
        say("The sample world was left half made: starting it over …")
        _empty()
        tables(say)
    elif get_user_model().objects.exists():
        say("There are members already: the sample world is left out.")
        return False
    Tick.objects.create(name=BEGUN, at=timezone.now())
    say("Making the sample world …")
    sample.build(Path(settings.DATA_DIR) / "demo", say)
    Tick.objects.create(name=DONE, at=timezone.now())
    return True


def _empty():
    """Take away what a cut off making left. It began in an empty database, so nothing of anybody's is lost."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    # Prepared statements and type numbers of the old tables must go too.
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    for folder in (settings.FILES_ROOT, settings.SEARCH_ROOT, settings.MEDIA_ROOT):
        shutil.rmtree(folder, ignore_errors=True)


def leftovers(say, end):
    """Do the jobs that the sample world left (reading its files, mostly), two at a time, as workers would."""
    from network.kit.models import Job

    due = Job.objects.filter(state__in=[Job.State.DUE, Job.State.LEASED], not_before__lte=timezone.now())
    with ThreadPoolExecutor(max_workers=2) as pool:
        hands = [pool.submit(_drain, end) for _ in range(2)]
        while not all(hand.done() for hand in hands) and time.monotonic() < end:
            wait(hands, timeout=3)
            if left := due.count():
                say(f"Reading the files and indexing them: {left} jobs to do …")
    for hand in hands:
        hand.result()
    if left := due.count():
        say(f"The worker does the last {left} jobs while you look around.")


def _drain(end):
    from network.kit import jobs

    try:
        while time.monotonic() < end and jobs.drain(seconds=5, most=1):
            pass
    finally:
        connection.close()


def index(say):
    """Have a search index that knows the last change; a machine that lost its own gets a new one."""
    from network.catalogue.search import index as searching

    if searching.catch_up() is None:
        say("Building the search index …")
        searching.rebuild()


def cast_list():
    """Write `demo/cast.json`: who can sign in, and how."""
    from network.demo import world as sample

    path = Path(settings.DATA_DIR) / "demo" / "cast.json"
    text = json.dumps(sample.cast(), ensure_ascii=False, indent=2) + "\n"
    if not path.exists() or path.read_text() != text:
        new = path.with_suffix(".new")
        new.write_text(text)
        os.replace(new, path)

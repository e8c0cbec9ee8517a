"""Where the index lives on this machine, and the one reader of each process.

SEARCH_ROOT/current is a link to the folder in use; a rebuild fills a new folder and moves the link. Deleting any of it
is safe: it is derived from the entries.
"""

import fcntl
import logging
import os
import shutil
import threading
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import tantivy
from django.conf import settings
from django.utils.functional import cached_property

from network.catalogue.search import schema

log = logging.getLogger(__name__)


def root():
    """Return the folder of all indexes."""
    return Path(settings.SEARCH_ROOT)


def current():
    """Return the folder of the index in use; None if there is none of this version."""
    try:
        name = os.readlink(root() / "current")
    except OSError:
        return None
    folder = root() / name
    return folder if name.startswith(f"v{schema.VERSION}-") and (folder / "meta.json").exists() else None


def new_folder():
    """Make the folder of an index to be."""
    folder = root() / f"v{schema.VERSION}-{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    return folder


def use(folder):
    """Let readers and writers turn to `folder`, and delete the others; who still reads them keeps them open."""
    link = root() / f"link-{uuid.uuid4().hex[:12]}"
    link.symlink_to(folder.name)
    os.replace(link, root() / "current")
    for old in root().glob("v*-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def lock(name="write", seconds=30.0):
    """Hold this machine's lock `name`; yields False when another holds it for longer than `seconds`."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / f"{name}.lock").open("w") as file:
        until = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    yield False
                    return
                time.sleep(0.01)
        yield True


class Snapshot:
    """One state of the index; whoever holds it reads that state, whatever is written since."""

    def __init__(self, searcher, fields, generation, folder):
        self.searcher, self.schema, self.generation, self.folder = searcher, fields, generation, folder

    @cached_property
    def position(self):
        """The number of the last change in it, None if it does not say."""
        asked = tantivy.Query.term_query(self.schema, "entry", schema.POSITION_ID)
        found = self.searcher.search(asked, 1)
        return self.searcher.doc(found.hits[0][1])["position"][0] if found.hits else None


class _Reader:
    """Opens the index once, and looks with one `stat` at each question whether it has changed."""

    def __init__(self):
        self._lock = threading.Lock()
        self._key = self._folder = self._index = self._snapshot = None

    def snapshot(self):
        """Return a Snapshot of the newest committed state; None without a usable index."""
        try:
            seen = os.stat(root() / "current" / "meta.json")
        except OSError:
            self._key = None
            return None
        key = (os.getpid(), str(root()), seen.st_ino, seen.st_mtime_ns)
        with self._lock:
            if key != self._key and not self._open(key):
                return None
            return self._snapshot

    def _open(self, key):
        folder = current()
        if folder is None:
            self._key = None
            return False
        try:
            if folder == self._folder and self._key and self._key[0] == key[0]:
                self._index.reload()
            else:
                self._index = schema.prepare(tantivy.Index.open(str(folder)))
                self._index.config_reader("manual")
                self._index.reload()
        except (ValueError, OSError) as error:
            log.error("the search index in %s cannot be read: %s", folder, error)
            self._key = None
            return False
        self._folder, self._key = folder, key
        self._snapshot = Snapshot(self._index.searcher(), self._index.schema, key, folder)
        return True


_reader = _Reader()


def snapshot():
    """Return a Snapshot of the index, or None if there is none yet."""
    return _reader.snapshot()

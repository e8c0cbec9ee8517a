"""Bytes on the disk or in a bucket: parts of unfinished uploads, whole files, pictures. Names are generated here.

A file's bytes are first complete and flushed, then appear under their name; a disk that is full leaves nothing behind.
"""

import errno
import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from network.files.terms import ALIAS, RESERVE, NoSpace

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def space_guard():
    """Turn the system's word for a full disk into NoSpace."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace from error
        raise


def parts():
    """Return the folder of unfinished uploads, beside the finished ones so that a rename suffices."""
    folder = Path(settings.FILES_ROOT) / "parts"
    with space_guard():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def part_of(file_id):
    """Return the path at which the bytes of an unfinished upload gather."""
    return parts() / f"{file_id}.part"


def room_for(size):
    """Raise NoSpace unless the disk has room for `size` bytes and a reserve."""
    if shutil.disk_usage(parts()).free < size + RESERVE:
        raise NoSpace


def write_at(path, offset, source):
    """Write all of `source` at `offset`, cut what stood behind it, and flush to the disk. Returns the new size.

    A disk that fills up leaves the part as long as it was.
    """
    with space_guard(), open(path, "r+b" if path.exists() else "x+b") as part:
        part.truncate(offset)
        part.seek(offset)
        try:
            shutil.copyfileobj(source, part, 1 << 20)
            part.flush()
            os.fsync(part.fileno())
            return part.tell()
        except OSError:
            os.ftruncate(part.fileno(), offset)
            raise


def keep(path):
    """Give the finished bytes at `path` a second, generated name in the storage and return it; `path` stays.

    The caller removes `path` after its transaction is through, so that a rollback loses nothing.
    """
    name = new_name()
    storage = storages[ALIAS]
    with space_guard():
        if not hasattr(storage, "location"):
            with open(path, "rb") as stream:
                return storage.save(name, File(stream))
        target = Path(storage.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(path, target)
        except OSError as error:
            if error.errno in FULL:
                raise
            copied(path, target)
        flush_folder(target.parent)
    return name


def copied(path, target):
    """Copy where a second name is not possible; complete first, then named."""
    half = target.with_suffix(".half")
    try:
        shutil.copyfile(path, half)
        os.replace(half, target)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def flush_folder(folder):
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_bytes(data):
    """Store a small thing (a picture) and return its generated name."""
    name = new_name()
    with space_guard():
        return storages[ALIAS].save(name, ContentFile(data))


def new_name():
    """Return a name that nobody can guess."""
    word = secrets.token_hex(20)
    return f"{word[:2]}/{word}"


def opened(name):
    """Open stored bytes for reading."""
    return storages[ALIAS].open(name, "rb")


@contextmanager
def local_path(name):
    """Give a path on this machine at which the stored bytes can be read; from a bucket they are fetched."""
    storage = storages[ALIAS]
    if hasattr(storage, "location"):
        yield Path(storage.path(name))
        return
    with tempfile.TemporaryDirectory() as folder, space_guard():
        path = Path(folder) / "file"
        with storage.open(name, "rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        yield path


def remove(name):
    """Remove stored bytes; that they are gone already is no error."""
    if name:
        storages[ALIAS].delete(name)

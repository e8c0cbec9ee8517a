"""What rooms may hang on a file's life. They connect in their `reactions.py`; this hub knows none of them."""

import logging

log = logging.getLogger(__name__)
_ready, _quarantined, _downloaded, _homes = [], [], [], []


def when_ready(call):
    """Register `call(file)`: runs in the transaction in which the file became ready."""
    _ready.append(call)
    return call


def when_quarantined(call):
    """Register `call(file)`: runs in the transaction in which the file was locked away."""
    _quarantined.append(call)
    return call


def when_downloaded(call):
    """Register `call(file, request)`: runs each time somebody fetches a whole file or its beginning."""
    _downloaded.append(call)
    return call


def home_of(call):
    """Register `call(file, member) -> (title, address) | None`: the page on which a file is at home."""
    _homes.append(call)
    return call


def ready(file):
    """Tell the rooms that a file is ready."""
    for call in _ready:
        call(file)


def quarantined(file):
    """Tell the rooms that a file was locked away."""
    for call in _quarantined:
        call(file)


def downloaded(file, request):
    """Tell the rooms of a download; one that fails must not keep the reader from the file."""
    for call in _downloaded:
        try:
            call(file, request)
        except Exception:
            log.exception("a room could not count a download")


def home(file, member):
    """Return (title, address) of the page on which `file` is at home for `member`, else the file's own."""
    for call in _homes:
        if found := call(file, member):
            return found
    return file.name, file.get_absolute_url()

"""Words and limits of the files hub: why a file is refused, what is noted about it, and what goes wrong."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

ALIAS = "files"
MEBI = 1024 * 1024

UPLOAD_LIVES = timedelta(hours=48)
REFUSAL_LIVES = timedelta(days=7)
MOST_UNFINISHED = 30
MOST_TEXT = 2_000_000
MOST_PIXELS = 50_000_000
MOST_ENTRIES = 10_000
MOST_UNPACKED = 1024 * MEBI
MOST_UNPACKED_DOCUMENT = 300 * MEBI
MOST_RATIO = 100
PAGES_PICTURED = 12
READ_TRIES = 2
RATE = "600/h"
BULK_RANK = 1000
"""Where files that come in bulk stand in the queue of reading: behind all that people send by hand."""
MOST_AWAITED = 4
"""Unfinished uploads of one member may await this many times the largest size together."""
RESERVE = 32 * MEBI
"""Room that is left free on the disk when an upload is let in."""


def largest():
    """Return the size in bytes above which no file is taken."""
    return settings.MAX_UPLOAD_BYTES


REFUSALS = {
    "empty": _("This file is empty (0 bytes). Please check it on your device and upload it again."),
    "too_large": _("This file is larger than the portal takes. Split or compress it, or give a link to it instead."),
    "program": _("This file is a program, or holds one. We take documents, pictures, sound, video and data only."),
    "kind": _(
        "We do not take files of this kind. PDF, Office and OpenDocument files, pictures, sound, video, ZIP, CSV and "
        "plain text are welcome."
    ),
    "html_inside": _("The name says that this is another kind of file, but inside it is a web page (HTML)."),
    "svg_inside": _("The name says that this is another kind of file, but inside it is an SVG drawing."),
    "mismatch": _(
        "What is inside this file is not what its name says. Open it in the program that made it, save it again in "
        "the right format, and upload that."
    ),
    "broken": _("This file is damaged or incomplete: the program that should read it could not."),
    "not_pdf": _("This is not a proper PDF: something stands before its first line."),
    "not_office": _("The name says that this is an Office document, but inside it is an ordinary ZIP or another file."),
    "macro": _("This document holds macros (small programs). Save it without macros, for example as .docx or .xlsx."),
    "bomb": _(
        "Unpacked, this file would be far larger than it seems. Such files can stop a computer; we do not take them."
    ),
    "many_entries": _("This archive holds more than 10,000 files. Please split it."),
    "slip": _("This archive holds names that point outside of it, or links. Please pack it again without them."),
    "nested": _("This archive holds other archives. Please pack the files themselves, without ZIP files inside."),
    "locked_archive": _(
        "This archive is locked with a password, so nobody could check it. Please pack it without one."
    ),
    "pixels": _("This picture has more than 50 million points. Please make it smaller."),
    "text_bytes": _("This should be text, but it holds bytes that no text has."),
}
"""Reason codes of refused files, each with the sentence its uploader reads."""

NOTES = {
    "locked": _("This file is locked with a password. We keep it, but cannot search it."),
    "no_preview": _("This file is kept as it is, without a preview: the program that should draw it could not."),
    "no_text": _("No text was found in this file, so only its title and description can be searched."),
    "active": _("This PDF holds scripts or starts programs. It is offered as a download only; the preview is safe."),
    "download_only": _("Files of this kind can carry scripts. It is offered as a download only."),
}
"""Codes of what is noted beside a file that was taken, each with its sentence."""


def family_of(content_type):
    """Return in one word what a content type is: pdf, document, table, slides, image, audio, video and so on."""
    if content_type in _FAMILIES:
        return _FAMILIES[content_type]
    main = content_type.partition("/")[0]
    return main if main in ("image", "audio", "video", "text") else "other"


_FAMILIES = {
    "application/pdf": "pdf",
    "application/msword": "document",
    "application/vnd.ms-excel": "table",
    "application/vnd.ms-powerpoint": "slides",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slides",
    "application/vnd.oasis.opendocument.text": "document",
    "application/vnd.oasis.opendocument.spreadsheet": "table",
    "application/vnd.oasis.opendocument.presentation": "slides",
    "application/zip": "archive",
    "text/csv": "table",
    "text/html": "other",
    "image/svg+xml": "other",
}


class Refused(Exception):
    """A file that is not taken; `code` is one of REFUSALS."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code

    @property
    def sentence(self):
        """The reason as the uploader reads it."""
        return REFUSALS[self.code]


class NoSpace(Exception):
    """The disk is full; what had been stored before stays as it was."""

    sentence = _(
        "There is no room left on the server just now. Nothing of yours was lost: please try again a little later."
    )


class TooMany(Exception):
    """A member has too many unfinished uploads."""

    sentence = _("You have too many unfinished uploads. Finish or cancel some of them first.")

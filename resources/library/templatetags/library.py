"""Small words of the library's pages."""

from django import template
from django.utils.translation import gettext_lazy as _

from network.files import hooks
from network.files.queries import duplicate_of
from network.files.views.serving import is_shown as shown

register = template.Library()
KINDS = {
    "pdf": "PDF",
    "document": _("document"),
    "table": _("table"),
    "slides": _("slides"),
    "image": _("picture"),
    "audio": _("sound"),
    "video": _("video"),
    "archive": _("ZIP archive"),
    "text": _("text"),
    "other": _("file"),
}


@register.filter
def file_kind(file):
    """What a file is, in one word: 'PDF', 'slides'."""
    return KINDS[file.family] if file.family in KINDS else KINDS["other"]


@register.filter
def is_shown(file):
    """Whether a browser may show the file itself."""
    return file.is_ready and shown(file)


@register.filter
def looks_inside(reading):
    """Whether any file of a resource can be looked into on its page."""
    return any(
        part.file.is_ready and (part.pages or part.file.family in ("audio", "video") or _is_picture(part.file))
        for part in reading.parts
    )


def _is_picture(file):
    return file.family == "image" and shown(file)


@register.filter
def first_part(summary):
    """The first paragraph of a summary, which stands large below the title; all of a short one."""
    return summary.strip().split("\n\n")[0]


@register.filter
def other_parts(summary):
    """What follows the first paragraph."""
    return summary.strip().partition("\n\n")[2].strip()


@register.simple_tag
def twin_of(file, member):
    """(title, address) of something with the same bytes that `member` may see, None if there is none."""
    twin = duplicate_of(file, member) if file.state in ("checking", "ready") else None
    return hooks.home(twin, member) if twin else None


@register.filter
def waits(file):
    """Whether a file is still on its way."""
    return file.state in ("receiving", "checking")


@register.filter
def is_refused(file):
    """Whether a file was refused or locked away."""
    return file.state in ("refused", "quarantined")

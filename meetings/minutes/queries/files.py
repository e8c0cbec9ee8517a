"""Minutes as files: PDF, Word, Markdown, plain text; decisions and tasks first."""

from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.minutes.queries.people import names_present
from meetings.minutes.queries.seeds import bullets, heading, language_of, paragraph, words
from meetings.minutes.queries.shown import content_of, decisions_of, tasks_of
from meetings.minutes.queries.wording import owner_name
from network.kit.words import names, own_day
from resources.papers.converting.formats import FORMATS, WORD
from resources.papers.converting.matter import Matter
from resources.papers.fingerprints import fingerprint
from resources.papers.wording import plain

TYPES = {
    "pdf": "application/pdf",
    "docx": WORD,
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
KEPT_SECONDS = 86_400
LOOK = 1


def file_of(minutes, ending, reader):
    """Return minutes as the bytes of a file in the meeting's language. Raises pandoc.Fault.

    Names are those that `reader` may know. What was made is kept for a day.
    """
    with translation.override(language_of(minutes.meeting)):
        content, matter = whole(minutes, reader)
        if ending == "txt":
            return text(content, matter)
        key = f"minutes:{ending}:{LOOK}:{fingerprint(content, [], {'matter': repr(matter)})}"
        cache = caches["fragments"]
        data = cache.get(key)
        if data is None:
            data = FORMATS[ending].make(content, matter)
            cache.set(key, data, KEPT_SECONDS)
        return data


def whole(minutes, reader):
    """Return (content JSON, Matter) of all that a file holds, in the active language."""
    meeting = minutes.meeting
    told = [paragraph(line) for line in facts(minutes, reader)]
    decisions = [one for one in decisions_of(meeting) if one.struck_at is None]
    if decisions:
        told.append(heading(_("Decisions"), "the-decisions"))
        told += [
            {"type": "paragraph", "content": [words(f"{one.number}. ", "bold"), words(one.text)]} for one in decisions
        ]
    tasks = [one for one in tasks_of(meeting) if one.state != "dropped"]
    if tasks:
        lines = [
            _("%(task)s (%(name)s, until %(day)s)")
            % {"task": one.title, "name": owner_name(one, who(reader)), "day": own_day(one.due_on, meeting.day)}
            for one in tasks
        ]
        told += [heading(_("Tasks"), "the-tasks"), bullets(lines)]
    content = {"type": "doc", "content": [*told, *(content_of(minutes, reader).get("content") or [])]}
    matter = Matter(
        title=meeting.title,
        language=language_of(meeting),
        kind_label=_("Minutes"),
        day=meeting.day,
        draft=str(minutes.get_state_display()),
        address=settings.SITE_URL + minutes.get_absolute_url(),
        publisher=settings.NETWORK_NAME,
        fingerprint=minutes.sha256,
    )
    return content, matter


def who(reader):
    """Return the reader as rules of names ask: None for a visitor."""
    return reader if reader is not None and reader.is_authenticated else None


def facts(minutes, reader):
    """Return the lines in front: when, where, who was there, how far it is."""
    meeting = minutes.meeting
    start, end = times.local(meeting.starts_at, meeting.zone), times.local(meeting.ends_at, meeting.zone)
    if meeting.all_day:
        yield f"{meeting.day.isoformat()} – {meeting.last_day.isoformat()}"
    else:
        place = times.place(meeting.zone, translation.get_language())
        span = f"{start.date().isoformat()} {start:%H:%M}–{end:%H:%M}"
        yield f"{span} {place} ({times.offset(meeting.starts_at, meeting.zone)})"
    there = names_present(minutes, who(reader))
    if there:
        yield _("Present: %(names)s") % {"names": names(there)}
    if minutes.sha256:
        yield _("Approved. Fingerprint (SHA-256): %(sum)s") % {"sum": minutes.sha256}


def text(content, matter):
    """Return a file of plain words (UTF-8): headings underlined, items of lists with a dash."""
    lines = [matter.title, "=" * min(len(matter.title), 72), ""]
    for node in content["content"]:
        lines += _plain_lines(node)
    lines += ["", matter.address, ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _plain_lines(node):
    if node.get("type") == "heading":
        title = plain(node).strip()
        return ["", title, "-" * min(max(len(title), 3), 72), ""]
    if node.get("type") in ("bulletList", "orderedList"):
        return [f"- {plain(item)}" for item in node.get("content") or ()] + [""]
    said = plain(node)
    return [said, ""] if said.strip() else []

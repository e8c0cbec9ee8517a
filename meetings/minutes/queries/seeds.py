"""With what minutes begin: who is there, what is open from before, a heading for each point of the agenda."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.minutes.queries.carried import carried_to
from meetings.minutes.queries.people import called, who_comes, who_was_there
from network.kit.audience import PUBLIC
from network.kit.words import names, own_day


def words(text, *marks):
    """Return a piece of text as content JSON."""
    return {"type": "text", "text": text} | ({"marks": [{"type": mark} for mark in marks]} if marks else {})


def paragraph(text=""):
    """Return a paragraph as content JSON."""
    return {"type": "paragraph"} | ({"content": [words(text)]} if text else {})


def heading(text, name, level=1):
    """Return a heading with the id `name` as content JSON."""
    return {"type": "heading", "attrs": {"level": level, "id": name}, "content": [words(text)]}


def bullets(lines):
    """Return a list of `lines` as content JSON."""
    return {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph(line)]} for line in lines]}


def language_of(meeting):
    """Return the language in which the portal's own words stand in the minutes of a meeting."""
    known = dict(settings.LANGUAGES)
    code = (meeting.language or "en").lower()
    return code if code in known else next((one for one in known if one.startswith(code[:2])), "en")


def reader_of(meeting):
    """Return for whose eyes names are written into the text: everybody's, where the meeting is public."""
    return None if PUBLIC in meeting.audience else meeting.organiser


def seed(meeting):
    """Return the first text of the minutes of a meeting (content JSON), in the meeting's language."""
    reader = reader_of(meeting)
    with translation.override(language_of(meeting)):
        content = []
        if there := who_was_there(meeting):
            content.append(paragraph(_("Present: %(names)s") % {"names": names(called(one, reader) for one in there)}))
        elif coming := who_comes(meeting):
            told = names(called(one, reader) for one in coming)
            content.append(paragraph(_("Expected: %(names)s") % {"names": told}))
        rows = [task_line(task, meeting, reader) for task in carried_to(meeting) if task.is_open]
        if rows:
            content += [heading(_("Open from before"), "open-from-before"), bullets(rows)]
        points = list(meeting.agenda.order_by("position", "pk"))
        for point in points:
            content += [heading(point.title, f"point-{point.pk}"), paragraph()]
        if not points:
            content += [heading(_("Notes"), "notes"), paragraph()]
    return {"type": "doc", "content": content}


def task_line(task, meeting, reader):
    """Return a task on one line: what, who, until when."""
    who = task.owner.called_by(reader) if task.owner else _("nobody")
    told = {"task": task.title, "name": who, "day": own_day(task.due_on, meeting.day)}
    return _("%(task)s (%(name)s, until %(day)s)") % told

"""What a page of minutes shows: the text drawn, tasks and decisions as rows, what may be done."""

from meetings.minutes.models import Decision, Task
from meetings.minutes.models.tasks import OPEN_FIRST
from meetings.minutes.queries.wording import owner_name, standing_words, urgency
from network.access.rules import may
from network.catalogue.models import Entry
from network.kit.words import in_reader_language
from network.live import texts
from resources.papers.converting import html


def content_of(minutes, reader):
    """Return the text (content JSON) as this reader may have it: visitors get what was sent, or what was approved."""
    if minutes.is_approved:
        return minutes.content
    if minutes.is_sent and not (reader.is_authenticated and reader.is_member):
        return minutes.circulated
    return texts.read(minutes.document)


def drawn(content, language):
    """Return a text as safe HTML, "" where it holds what this portal does not know."""
    try:
        return html.page(content, language=language, prefix="m")
    except html.Unknown:
        return ""


def task_rows(tasks, reader):
    """Return tasks as rows for pages: {"task", "who", "standing", "urgency", "mark", "may_close"}."""
    found = []
    for task in tasks:
        how = urgency(task) if task.is_open else ""
        mark = {"late": "wrong", "soon": "warn", "calm": "rest"}.get(how, "ok" if task.state == "done" else "rest")
        found.append(
            {
                "task": task,
                "who": owner_name(task, reader),
                "standing": standing_words(task) or task.get_state_display(),
                "urgency": how,
                "mark": mark,
                "may_close": bool(may(reader, "minutes.close_task", task)) if reader.is_authenticated else False,
            }
        )
    return found


def tasks_of(meeting):
    """Return the tasks that came of a meeting."""
    rows = Task.objects.filter(meeting=meeting).select_related("owner__home_city", "meeting", "series", "closed_by")
    return rows.order_by(*OPEN_FIRST)


def decision_rows(decisions, reader):
    """Return decisions as rows for pages: {"decision", "about"}; `about` is what they change, where the reader sees it.

    about: {"address", "title", "language"} or None.
    """
    decisions = list(decisions)
    ids = [one.entry_id for one in decisions if one.entry_id]
    known = {one.pk: one for one in Entry.objects.visible_to(reader).filter(pk__in=ids).light()} if ids else {}
    found = []
    for one in decisions:
        entry = known.get(one.entry_id)
        title, language = in_reader_language(entry.titles) if entry else ("", "")
        about = {"address": entry.address, "title": title, "language": language} if entry else None
        found.append({"decision": one, "about": about})
    return found


def decisions_of(meeting):
    """Return the decisions of a meeting in the order of their numbers."""
    return Decision.objects.filter(meeting=meeting).select_related("meeting", "series").order_by("number", "pk")

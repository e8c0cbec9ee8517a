"""What stands in mails about minutes and tasks."""

from django.conf import settings
from django.urls import reverse

from meetings.minutes.models import Decision, Task
from meetings.minutes.passages import split
from meetings.minutes.queries.wording import due_words, owner_name
from resources.papers.wording import plain


def letter_for(minutes, member):
    """Return (template, context) of the mail that brings minutes to `member`, or to a guest (None): decisions first."""
    meeting = minutes.meeting
    tasks = Task.objects.filter(meeting=meeting).select_related("owner__home_city").order_by("due_at", "pk")
    is_open_to = member is not None or minutes.is_public
    context = {
        "title": meeting.title,
        "title_language": meeting.language,
        "meeting": meeting,
        "minutes": minutes,
        "is_auto": minutes.circulated_by_id is None,
        "decisions": list(Decision.objects.filter(meeting=meeting, struck_at=None).order_by("number", "pk")),
        "tasks": [
            {"task": one, "who": owner_name(one, member), "until": due_words(one)}
            for one in tasks.exclude(state=Task.State.DROPPED)
        ],
        "passages": passages_of(minutes.circulated),
        "address": settings.SITE_URL + minutes.get_absolute_url() if is_open_to else "",
    }
    return "minutes/mail/circulated", context


def passages_of(content):
    """Return the text as [{"title", "text"}] for mails; passages without a word are left out."""
    found = []
    for one in split(content):
        text = "\n".join(listed(node) for node in one.blocks).strip()
        if text:
            found.append({"title": one.title, "text": text})
    return found


def listed(node):
    """Return a block as plain lines, items of lists with a dash."""
    if node.get("type") not in ("bulletList", "orderedList"):
        return plain(node)
    return "\n".join(f"– {plain(item)}" for item in node.get("content") or ())


def task_letter(task, by, member):
    """Return (template, context) of the mail that brings a task, or reminds of it, with the link that closes it."""
    from meetings.minutes.links import to_close

    context = {
        "task": task,
        "by": by.called_by(member) if by else "",
        "title": task.meeting.title,
        "title_language": task.meeting.language,
        "until": due_words(task),
        "address": to_close(task),
        "page": settings.SITE_URL + reverse("minutes:task", args=[task.pk]),
    }
    return "minutes/mail/task", context

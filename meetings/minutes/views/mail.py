"""Closing a task by the signed link of a mail: looking shows one button, pressing it closes, once."""

from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.minutes import actions, links
from meetings.minutes.models import Task
from meetings.minutes.queries.wording import standing_words
from network.kit import clock


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def close(request, token):
    """The authority is the signed token, not a cookie, so there is nothing for a forged form to borrow."""
    payload = links.task_of(token)
    rows = Task.objects.select_related("meeting", "owner__home_city", "closed_by__home_city")
    task = rows.filter(pk=payload[0]).first() if payload else None
    owner = task.owner if task is not None else None
    if owner is None or owner.pk != payload[1] or not owner.is_member:
        return _private(render(request, "accounts/link_over.html", status=410))
    with translation.override(owner.language), timezone.override(clock.zone(owner.time_zone)):
        did = False
        if request.method == "POST":
            did = actions.close_task(task, by=owner, by_mail=True)
            task = rows.get(pk=task.pk)
        context = {
            "task": task,
            "meeting": task.meeting,
            "did": did,
            "standing": standing_words(task),
            "closed_by": task.closed_by.called_by(owner) if task.closed_by else "",
        }
        response = render(request, "minutes/task_mail.html", context)
        response.headers.setdefault("Content-Language", translation.get_language())
    return _private(response)


def _private(response):
    """Let nobody learn the address of a signed page: no referrer, no index, no copy."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response

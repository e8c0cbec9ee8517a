"""Reminding writers of their sections: a week before the day, and on it; each once."""

from datetime import date, timedelta

from django.db import transaction

from network.activity.actions import record
from network.kit import clock
from network.kit.jobs import enqueue
from resources.papers.actions.rows import among_us
from resources.papers.activity import DUE
from resources.papers.models import Author, Paper, Section
from resources.papers.queries.papers import is_full, text_of

STAGES = {"week": timedelta(days=7), "day": timedelta(0)}
WRITTEN = (Paper.State.DRAFTING, Paper.State.REVIEW, Paper.State.CONSULTATION)


def plan_reminders(today=None):
    """Write a job for each section that is due within a week, or today; the same one is never written twice."""
    today = today or clock.now().date()
    near = Section.objects.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7), paper__state__in=WRITTEN)
    for section in near.exclude(writers=None).distinct().order_by("pk"):
        stage = "day" if section.due_on == today else "week"
        payload = {"section": section.pk, "day": section.due_on.isoformat(), "stage": stage}
        enqueue("papers.remind", payload, key=f"{section.pk}:{payload['day']}:{stage}")


@transaction.atomic
def remind(pk, day, stage):
    """Tell the writers of a section, if it still waits for them on that day; returns whom."""
    section = Section.objects.filter(pk=pk, due_on=date.fromisoformat(day), paper__state__in=WRITTEN).first()
    if section is None:
        return []
    paper = section.paper
    section.written = text_of(paper).words_of(section)
    writers = section.writers.filter(state=Author.State.ACCEPTED, member__is_active=True)
    ids = sorted(writers.values_list("member_id", flat=True))
    if not ids or is_full(section):
        return []
    detail = {"section": section.title, "day": day, "stage": stage}
    record(DUE, by=None, subject=paper, audience=among_us(paper), names=ids, detail=detail)
    return ids

"""What of the state of the art waits on a curator's desk: pages that are due, proposals, panels to adopt, drafts."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState

from members.accounts.queries import curates
from network.desk.waiting import Row, waits
from resources.consensus.access.people import leads_network
from resources.consensus.actions import topics
from resources.consensus.models import Change, Panel, Topic, TopicPage


def _due(member):
    """Pages whose review date has come: for who answers for them, and for those who coordinate the network."""
    rows = topics.due()
    return rows if leads_network(member) else rows.filter(owner=member) if curates(member) else rows.none()


@waits(_due)
def due(member, things):
    """One row for each page to be looked at again."""
    for one in things:
        yield Row(
            sentence=_("“%(title)s” is due for review") % {"title": one.title},
            address=one.get_absolute_url(),
            act=_("Look at the page"),
            urgency="late",
            section="due",
        )


def _asked(member):
    waiting = Topic.objects.filter(changes__state=Change.State.WAITING).distinct()
    return waiting if curates(member) else waiting.none()


@waits(_asked)
def proposals(member, things):
    """One row for each page with proposals that nobody has answered."""
    for one in things:
        rows = one.changes.filter(state=Change.State.WAITING).order_by("at")
        count = rows.count()
        told = ngettext(
            "%(n)s proposal for “%(title)s” waits for an answer",
            "%(n)s proposals for “%(title)s” wait for an answer",
            count,
        )
        yield Row(
            sentence=told % {"title": one.title, "n": count},
            address=reverse("consensus:proposals", args=[one.slug]),
            act=_("Read and answer"),
            since=rows[0].at if count else None,
        )


def _to_adopt(member):
    ended = Panel.objects.filter(state=Panel.State.ENDED, items__state="agreed").distinct()
    return ended.filter(facilitators=member) if curates(member) else ended.none()


@waits(_to_adopt)
def panels(member, things):
    """One row for each ended panel of mine whose agreed statements stand on no page yet."""
    for one in things:
        yield Row(
            sentence=_("“%(title)s” has ended: put what it agreed on to its page") % {"title": one.title},
            address=reverse("consensus:adopt", args=[one.pk]),
            act=_("Adopt it"),
            since=one.changed_at,
        )


def _to_approve(member):
    """Drafts of our pages that wait in the workflow."""
    kind = ContentType.objects.get_for_model(TopicPage)
    rows = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status="in_progress", workflow_state__content_type=kind
    )
    return rows if leads_network(member) else rows.none()


@waits(_to_approve)
def drafts(member, things):
    """One row for each draft that the network is asked to approve."""
    for one in things.select_related("workflow_state"):
        page = TopicPage.objects.filter(pk=one.workflow_state.object_id).first()
        if page is not None:
            yield Row(
                sentence=_("Approve what is new on “%(title)s”") % {"title": page.title},
                address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                act=_("Read and decide"),
                since=one.started_at,
            )

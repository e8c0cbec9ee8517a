"""Letters of requests, introductions and outcomes: who asks, what for, when, and a link that answers."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.introductions import activity as kinds
from meetings.introductions import links
from meetings.introductions.models import Introduction, Outcome, Request
from network.digests.plugs import leads_to, stands, writes

TEMPLATE = "introductions/mail/told"


def _request(activity):
    rows = Request.objects.select_related("asker", "receiver").prefetch_related("slots")
    return rows.filter(pk=activity.subject_id).first()


def _waits(activity, request):
    return request is not None and request.is_open and activity.detail.get("round") == request.round


def _times(request):
    return [saying.hours_text(slot.starts_at, _end(slot, request), _zone(request)) for slot in request.proposed]


def _end(slot, request):
    return slot.starts_at + timedelta(minutes=request.minutes)


def _zone(request):
    return request.asker.time_zone if request.asker else "UTC"


@writes(kinds.ASKED)
@writes(kinds.REMINDED)
@writes(kinds.PROPOSED)
def asked(activity, member):
    """The request with its times, and the link that answers it without signing in; None once it was answered."""
    request = _request(activity)
    if not _waits(activity, request) or request.awaited is None or request.awaited.pk != member.pk:
        return None
    other = request.asker if request.awaited.pk == request.receiver_id else request.receiver
    name = other.called_by(member) if other else _("Somebody")
    subject = {
        kinds.ASKED: _("%(who)s asks you for a meeting"),
        kinds.REMINDED: _("The request of %(who)s waits for your answer"),
        kinds.PROPOSED: _("%(who)s proposes other times for your meeting"),
    }[activity.kind] % {"who": name}
    times = _times(request)
    lines = [_("It would take %(minutes)s minutes.") % {"minutes": request.minutes}]
    lines += [_("These times are proposed:"), *times] if times else [_("You may choose the time.")]
    lines += [_("You may say yes, propose other times, or say no. You need not say why.")]
    return TEMPLATE, {
        "subject": subject,
        "quote": request.purpose,
        "quote_language": request.language,
        "lines": lines,
        "act": _("Read and answer"),
        "address": links.to_request(request, member),
    }


@writes(kinds.DECLINED)
@writes(kinds.OVER)
def answered_no(activity, member):
    """A neutral word to whoever is told that nothing comes of it."""
    request = _request(activity)
    if request is None:
        return None
    other = request.receiver if member.pk == request.asker_id else request.asker
    name = other.called_by(member) if other else _("Somebody")
    if activity.kind == kinds.OVER:
        subject = _("Your request to %(who)s is closed") % {"who": name}
        line = _("14 days went by without an answer. That happens to the best of requests; you may ask again later.")
    else:
        subject = _("%(who)s cannot meet you this time") % {"who": name}
        line = _("No reason is asked here, and none is given. The directory knows others who may know what you seek.")
    return TEMPLATE, {
        "subject": subject,
        "quote": request.purpose,
        "quote_language": request.language,
        "lines": [line],
        "act": _("Look in the directory"),
        "address": settings.SITE_URL + "/members/",
    }


def _introduction(activity):
    return Introduction.objects.filter(pk=activity.subject_id).prefetch_related("sides__member", "sides__city").first()


@writes(kinds.INTRODUCED)
@writes(kinds.SIDES_REMINDED)
def introduced(activity, member):
    """Who should meet whom, and why; a link that says yes or no."""
    introduction = _introduction(activity)
    if introduction is None or introduction.state != Introduction.State.ASKED:
        return None
    sides = list(introduction.sides.all())
    mine = next((side for side in sides if side.member_id == member.pk and side.answer == "none"), None)
    if mine is None:
        return None
    known = [side for side in sides if side.member and side.member_id != member.pk]
    others = [f"{side.member.called_by(member)} ({side.city})" for side in known]
    by = introduction.by.called_by(member) if introduction.by else _("Somebody")
    return TEMPLATE, {
        "subject": _("%(who)s would like to introduce you: %(title)s") % {"who": by, "title": introduction.title},
        "quote": introduction.why,
        "quote_language": introduction.language,
        "lines": [_("You would meet:"), *others, _("A meeting is planned once you and they have said yes.")],
        "act": _("Read and answer"),
        "address": links.to_side(mine),
    }


@writes(kinds.OUTCOME_ASKED)
def outcome_asked(activity, member):
    """One question, three months after a meeting."""
    row = Outcome.objects.select_related("meeting").filter(pk=activity.subject_id, member=member).first()
    if row is None or row.result:
        return None
    return TEMPLATE, {
        "subject": _("What came of “%(title)s”?") % {"title": row.meeting.title},
        "quote": "",
        "lines": [
            _("You met three months ago. A project, nothing yet, or why nothing: one press says it."),
            _("The answers are counted, so that the network sees what meetings are good for. You are asked once."),
        ],
        "act": _("Say what came of it"),
        "address": links.to_outcome(row),
    }


@stands(kinds.ASKED)
@stands(kinds.REMINDED)
@stands(kinds.PROPOSED)
def still_open(activity):
    """Only while it waits for an answer."""
    return _waits(activity, _request(activity))


@stands(kinds.INTRODUCED)
@stands(kinds.SIDES_REMINDED)
def still_asked(activity):
    """Only while answers are awaited."""
    return Introduction.objects.filter(pk=activity.subject_id, state=Introduction.State.ASKED).exists()


@stands(kinds.OUTCOME_ASKED)
def still_unsaid(activity):
    """Only until it was said."""
    return Outcome.objects.filter(pk=activity.subject_id, result="").exists()


def _to_request(activity):
    request = Request.objects.filter(pk=activity.subject_id).first()
    return request.get_absolute_url() if request else ""


def _to_introduction(activity):
    found = Introduction.objects.filter(pk=activity.subject_id).first()
    return found.get_absolute_url() if found else ""


for _kind in (kinds.ASKED, kinds.REMINDED, kinds.PROPOSED, kinds.ACCEPTED, kinds.DECLINED, kinds.OVER):
    leads_to(_kind)(_to_request)
for _kind in (kinds.INTRODUCED, kinds.SIDES_REMINDED, kinds.SAID, kinds.AGREED, kinds.BROUGHT, kinds.ENDED):
    leads_to(_kind)(_to_introduction)


@leads_to(kinds.OUTCOME_ASKED)
def to_outcome(activity):
    """To the page that asks."""
    return reverse("introductions:outcome", args=[activity.subject_id])

"""Mails that no activity brings: to guests, who have no choices of their own, and to whoever's calendar asked."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation

from meetings.calendar.models import Attendance, InboundMail, Standing
from meetings.calendar.queries.mailing.events import address_of
from meetings.calendar.queries.mailing.letters import confirmation, letter, thing_of
from network.kit import clock, mail


def language_of(row):
    """Return the language in which a person is written to: a guest's chosen one, else the meeting's, else English."""
    wanted = (row.member.language,) if row.member_id else (row.language, thing_of(row).language)
    known = dict(settings.LANGUAGES)
    return next((one for one in wanted if one in known), "en")


def zone_of(row):
    """Return the zone in which a person reads hours: that of a member, for guests that of the meeting."""
    return clock.zone(row.member.time_zone if row.member_id else thing_of(row).zone)


def find(pk, is_series):
    """Return the Attendance or Standing that a job or a mail's key names, or None."""
    model, about = (Standing, "series") if is_series else (Attendance, "meeting")
    return model.objects.filter(pk=pk).select_related("member", about, f"{about}__organiser").first()


@transaction.atomic
def write(told):
    """Write one mail as `telling` queued it; returns the Mail, or None where it no longer holds."""
    row = find(told["row"], told["is_series"])
    if row is None or (row.member_id and not row.member.is_member):
        return None
    by = get_user_model().objects.filter(pk=told["by"]).first() if told["by"] else None
    detail = told["detail"]
    with translation.override(language_of(row)), timezone.override(zone_of(row)):
        if told["kind"] == "confirm":
            inbound = InboundMail.objects.filter(pk=detail["inbound"], outcome="pending").first()
            made = confirmation(row, inbound) if inbound is not None else None
        else:
            made = letter(told["kind"], row, by=by, detail=detail)
        if made is None:
            return None
        template, context, extras = made
        kind = told["kind"] if told["kind"] != "confirm" else "calendar.confirm"
        about = detail.get("asked") or detail.get("inbound") or ""
        key = f"calendar:{kind}:{'s' if told['is_series'] else 'a'}:{row.pk}:{told['sequence']}:{about}"
        return mail.post(
            address_of(row), template, context, language=language_of(row), kind=kind, key=key, member=row.member,
            extras=extras,
        )  # fmt: skip

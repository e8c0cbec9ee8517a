"""Mails that do not wait for the digest: only what names the member, and only where the member wants it so."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation

from network.activity import kinds
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.digests import actions, compose, plugs
from network.digests.forms import default_choice
from network.digests.models import Shown
from network.digests.terms import Choice
from network.kit import clock, mail
from network.kit.jobs import enqueue, job


@kinds.on("*")
def tell_at_once(activity, subject):
    """Queue a mail for each member whom the activity names, other than who did it."""
    kind = kinds.kind(activity.kind)
    if kind.urgency == "none" or not kind.may_name:
        return
    for pk in activity.names:
        if pk != activity.by_id:
            enqueue("digests.notice", {"activity": activity.pk, "member": pk}, key=f"{activity.pk}:{pk}")


@job("digests.notice")
def notice(payload):
    """Send one notice if the member wants this kind at once, may see it still, and has not been told."""
    member = get_user_model().objects.filter(pk=payload["member"]).select_related("home_city").first()
    if member is None or not member.is_member:
        return
    activity = Activity.objects.visible_to(member).filter(pk=payload["activity"]).select_related("by").first()
    if activity is None:
        return
    preference = actions.preference_of(member)
    choice = preference.kinds.get(activity.kind) or default_choice(kinds.kind(activity.kind))
    if choice != Choice.NOW:
        return
    about = Entry.objects.filter(source=activity.subject, source_id=activity.subject_id)
    entry = about.visible_to(member).first()
    if entry is None and about.exists():
        return
    with transaction.atomic(), translation.override(member.language), timezone.override(clock.zone(member.time_zone)):
        key = f"activity:{activity.pk}"
        _row, fresh = Shown.objects.get_or_create(member=member, item=key)
        if not fresh:
            return
        item = compose.Item(key, activity, entry, "for_you", 5.0)
        letter = ("digests/mail/notice", actions.context_of(member, [item], clock.now()), None)
        if plugs.has_letter(activity.kind):
            letter = plugs.letter_of(activity, member)
        if letter is None:
            return
        template, context, extras = letter
        mail.post(
            member.email,
            template,
            context,
            extras=extras,
            language=member.language,
            kind=activity.kind,
            key=f"notice:{activity.pk}:{member.pk}",
            member=member,
            unsubscribe_url=actions.unsubscribe_url(member, activity.kind),
        )

"""Anybody proposes a change, or brings new evidence; each proposal gets an answer in words.

Members are known. A visitor leaves a name and an address, and confirms it by a link in a mail before anybody reads the
proposal; what nobody confirms goes after a week.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.actions import write
from network.kit import links, mail
from network.kit.clock import now
from resources.consensus.activity.topics import ANSWERED, PROPOSED, STATE_SET
from resources.consensus.models import Change, Statement

CONFIRM = "consensus.confirm"
DAYS_TO_CONFIRM = 7
CURATORS = ["coordinators", "network"]
State = Change.State


@transaction.atomic
def propose(topic, *, words, reference="", statement=None, by=None, name="", email="", language="en"):
    """Propose a change of `topic`, or of one statement. Returns the Change; a visitor's waits for its confirmation."""
    is_member = by is not None and by.is_authenticated and by.is_member
    change = Change(
        topic=topic, statement=statement, words=words, reference=reference, language=language,
        by=by if is_member else None, name="" if is_member else name, email="" if is_member else email,
        state=State.WAITING if is_member else State.UNCONFIRMED, at=now(),
    )  # fmt: skip
    change.full_clean(exclude=["topic", "statement", "by", "answered_by"])
    if statement is not None and statement.topic_id != topic.pk:
        raise ValidationError(_("This statement belongs to another page."))
    if not is_member and not (name and email):
        raise ValidationError(_("Please leave your name and an address, so that we can answer."))
    change.save()
    if is_member:
        _tell_curators(change)
    else:
        token = links.sign(CONFIRM, {"change": change.pk})
        address = settings.SITE_URL + reverse("consensus:confirm", args=[token])
        context = {"change": change, "topic": topic, "address": address, "days": DAYS_TO_CONFIRM}
        key = f"consensus.confirm:{change.pk}"
        mail.post(email, "consensus/mail/confirm", context, language=language, kind="consensus", key=key)
    return change


@transaction.atomic
def confirm(token):
    """Let a visitor's proposal in: its address is real. Returns the Change, None for a link that leads nowhere."""
    told = links.read(CONFIRM, token, days=DAYS_TO_CONFIRM)
    change = told and Change.objects.select_for_update(of=("self",)).filter(pk=told["change"]).first()
    if change and change.state == State.UNCONFIRMED:
        change.state = State.WAITING
        change.save(update_fields=["state"])
        _tell_curators(change)
    return change or None


def _tell_curators(change):
    topic = change.topic
    names = [topic.owner_id] if topic.owner_id and topic.owner_id != change.by_id else []
    detail = {"change": change.pk, "statement": change.statement.number if change.statement else 0}
    record(PROPOSED, by=change.by, subject=topic, audience=CURATORS, names=names, detail=detail)


@transaction.atomic
def answer(change, *, by, state, words, language="en", review=False):
    """Answer a proposal; the proposer is told, everybody may read it. `review` puts its statement under review."""
    change = Change.objects.select_for_update(of=("self",)).select_related("topic", "statement", "by").get(pk=change.pk)
    demand(by, "consensus.curate", change.topic)
    if state not in Change.ANSWERS:
        raise ValidationError(_("Choose what becomes of it."))
    if not words.strip():
        raise ValidationError(_("Say it in words: whoever took the trouble to write is told why."))
    if change.state == State.UNCONFIRMED:
        raise ValidationError(_("This proposal is not confirmed yet."))
    change.state, change.answer, change.answer_language = state, words.strip(), language
    change.answered_by, change.answered_at = by, now()
    change.full_clean(exclude=["topic", "statement", "by", "answered_by"])
    change.save()
    if review and change.statement and change.statement.stands:
        set_state(change.statement, Statement.State.REVIEW, by=by)
    detail = {"change": change.pk, "state": state}
    record(ANSWERED, by=by, subject=change.topic, audience=change.topic.audience,
           names=[change.by_id] if change.by_id else [], detail=detail)  # fmt: skip
    if change.email:
        context = {
            "change": change,
            "topic": change.topic,
            "address": settings.SITE_URL + change.topic.get_absolute_url() + f"proposals/#p{change.pk}",
        }
        key = f"consensus.answered:{change.pk}:{change.answered_at.isoformat()}"
        mail.post(change.email, "consensus/mail/answered", context, language=change.language, kind="consensus", key=key)
    write(change.topic, force=True)
    return change


@transaction.atomic
def set_state(statement, state, *, by):
    """Put a statement under review, or let it stand as it is again. Nothing of what it says changes."""
    statement = Statement.objects.select_for_update(of=("self",)).select_related("topic").get(pk=statement.pk)
    demand(by, "consensus.curate", statement.topic)
    if not statement.stands or state not in (Statement.State.REVIEW, Statement.State.CURRENT):
        raise ValidationError(_("This statement does not stand any more."))
    if statement.state != state:
        statement.state = state
        statement.save(update_fields=["state"])
        detail = {"number": statement.number, "state": state}
        record(STATE_SET, by=by, subject=statement.topic, audience=statement.topic.audience, detail=detail)
        write(statement.topic, force=True)
    return statement


@transaction.atomic
def forget_unconfirmed():
    """Delete visitors' proposals that nobody confirmed; returns how many."""
    old = Change.objects.filter(state=State.UNCONFIRMED, at__lt=now() - timedelta(days=DAYS_TO_CONFIRM))
    return old.delete()[0]

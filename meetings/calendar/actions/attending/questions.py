"""Questions at registration, and what people answer.

A meeting holds `questions` [{key, label, kind, choices, required, is_sensitive}]; an answer holds the label under which
it was asked: `Attendance.words` {key: {label, kind, value, is_sensitive}}. A question that is worded anew gets a new
key, so that nobody seems to have answered what they were never asked.
"""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.attending.rows import locked, tell
from meetings.calendar.activity.attending import PLACES_CHANGED
from meetings.calendar.models import Attendance
from meetings.calendar.terms import Place
from network.access.rules import Denied, demand

KINDS = {"text": _("words"), "choice": _("one of several"), "yesno": _("yes or no")}
MOST = 20
LONGEST = 2000
SENSITIVE_DAYS = 90
"""Days after the meeting's end at which answers that hosts alone read are deleted."""


class Unanswered(ValueError):
    """A required question is open, or an answer is none of the choices; `faults` {key: sentence}."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__(", ".join(str(one) for one in faults.values()))


def answers_to(meeting, given, *, held=None):
    """Return what `given` {key: value} says to the meeting's questions, as it is kept; raises Unanswered.

    Answers in `held` to questions that are no longer asked stay under their label.
    """
    if given is None and held and _covers(meeting, held):
        return held
    faults, told = {}, {}
    for question in meeting.questions:
        value = _value(question, (given or {}).get(question["key"]))
        if value is None:
            faults[question["key"]] = _("Please choose one of the answers.")
        elif value == "" and question.get("required"):
            faults[question["key"]] = _("Please answer this question.")
        elif value != "":
            told[question["key"]] = _kept(question, value)
    if faults:
        raise Unanswered(faults)
    asked = {question["key"] for question in meeting.questions}
    return {key: one for key, one in (held or {}).items() if key not in asked} | told


def _covers(meeting, held):
    return all(question["key"] in held for question in meeting.questions if question.get("required"))


def _value(question, given):
    """Return an answer as it is kept: text, one of the choices, 'yes' or 'no'; "" for none, None for a wrong one."""
    text = (
        " ".join(str(given).split()) if question["kind"] != "text" and given is not None else str(given or "").strip()
    )
    if not text:
        return ""
    if question["kind"] == "choice":
        return text if text in question["choices"] else None
    if question["kind"] == "yesno":
        return text if text in ("yes", "no") else None
    return text[:LONGEST]


def _kept(question, value):
    return {
        "label": question["label"],
        "kind": question["kind"],
        "value": value,
        "is_sensitive": bool(question.get("is_sensitive")),
    }


def open_questions(meeting, row):
    """Return the required questions that `row` has not answered: somebody who said yes by mail, or an added one."""
    return [one for one in meeting.questions if one.get("required") and one["key"] not in row.words]


@transaction.atomic
def answer_questions(attendance, words, *, by):
    """Change the own answers, until registration closes. Raises Denied, Unanswered."""
    meeting = locked(attendance.meeting)
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    row.meeting = meeting
    demand(by, "calendar.register", meeting)
    if row.member_id != by.pk or row.place not in (Place.CONFIRMED, Place.WAITING):
        raise Denied(_("Register first."))
    row.words = answers_to(meeting, words, held=row.words)
    row.save(update_fields=["words"])
    return row


@transaction.atomic
def ask_questions(meeting, questions, *, by):
    """Write the questions of a meeting anew: rows {key or "", label, kind, choices, required, is_sensitive}.

    A question that somebody answered and that now reads otherwise gets a new key: the answers given stay under the old
    words. What is sensitive from now on is so for answers given before as well; the other way round a promise holds.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    before = {one["key"]: one for one in meeting.questions}
    answered = set()
    for words in meeting.attendances.exclude(words={}).values_list("words", flat=True):
        answered.update(words)
    asked = []
    for one in questions[:MOST]:
        old = before.get(one.get("key") or "")
        is_other = old is not None and (old["label"], old["kind"]) != (one["label"], one["kind"])
        key = old["key"] if old is not None and not (is_other and old["key"] in answered) else secrets.token_hex(4)
        asked.append(
            {"key": key, "label": one["label"], "kind": one["kind"], "required": bool(one.get("required"))}
            | {"choices": list(one.get("choices") or ()) if one["kind"] == "choice" else []}
            | {"is_sensitive": bool(one.get("is_sensitive"))}
        )
    meeting.questions = asked
    meeting.save(update_fields=["questions"])
    _keep_promises(meeting)
    tell(PLACES_CHANGED, meeting, by=by)
    return meeting


def _keep_promises(meeting):
    """Let answers to questions that are sensitive now be so too."""
    close = {one["key"] for one in meeting.questions if one["is_sensitive"]}
    for row in meeting.attendances.exclude(words={}).order_by("pk"):
        if any(key in close and not one["is_sensitive"] for key, one in row.words.items()):
            row.words = {k: one | {"is_sensitive": one["is_sensitive"] or k in close} for k, one in row.words.items()}
            row.save(update_fields=["words"])


def forget_sensitive(before, limit):
    """Delete answers that hosts alone read, of meetings that ended before `before`; returns how many people's."""
    rows = Attendance.objects.filter(meeting__ends_at__lt=before).exclude(words={})
    # Any row with such an answer: JSON is asked for the word itself, in whatever question it stands.
    found = rows.extra(where=["jsonb_path_exists(words, '$.*.is_sensitive ? (@ == true)')"]).order_by("pk")[:limit]
    count = 0
    for row in found:
        row.words = {key: one for key, one in row.words.items() if not one["is_sensitive"]}
        row.save(update_fields=["words"])
        count += 1
    return count

"""What becomes of a mail, and why; in words that hosts and administrators read."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

REASONS = {
    "taken": gettext_noop("The answer was taken in."),
    "proposed": gettext_noop("The hosts see the proposal of another time."),
    "asked": gettext_noop("The hosts are asked whether this person may come too."),
    "refreshed": gettext_noop("The newest invitation is sent once more."),
    "handed_on": gettext_noop("The answer was taken in; the hosts are asked about the person who comes instead."),
    "noted": gettext_noop("The hosts got the words as a note."),
    "too_many_notes": gettext_noop("Too many notes of one person in a day."),
    "confirm": gettext_noop("It came from another address: whoever was invited is asked to confirm it."),
    "confirmed": gettext_noop("Whoever was invited confirmed it."),
    "stale": gettext_noop("The answer is to a time before the meeting was moved; it does not count."),
    "older": gettext_noop("A newer answer is here already."),
    "over": gettext_noop("The meeting is over, was cancelled, or the person is no longer on its list."),
    "no_answer": gettext_noop("It says neither yes nor perhaps nor no."),
    "automatic": gettext_noop("A machine wrote it."),
    "bounce": gettext_noop("It says that a mail could not be delivered."),
    "unknown": gettext_noop("There is no such meeting here."),
    "not_invited": gettext_noop("It answers for somebody who was not invited, from another address."),
    "declined_uninvited": gettext_noop("Somebody who was not invited does not come."),
    "too_many": gettext_noop("Too many people ask to come to this meeting by mail."),
    "no_date": gettext_noop("The series has no such date."),
    "no_time": gettext_noop("The proposal does not say when, or not in which zone, or lies in the past."),
    "too_large": gettext_noop("The mail is larger than 1 MB."),
    "broken": gettext_noop("The mail could not be read."),
}
OUTCOMES = {
    "applied": ("taken", "proposed", "refreshed", "handed_on", "confirmed", "noted"),
    "pending": ("confirm", "asked"),
    "ignored": ("stale", "older", "over", "no_answer", "automatic", "bounce", "declined_uninvited", "too_many_notes"),
    "refused": ("unknown", "not_invited", "too_many", "no_date", "no_time", "too_large", "broken"),
}


@dataclass
class Verdict:
    """What becomes of one mail. `changes`: (whose or which date, answer before, answer after) in words of `terms`."""

    code: str
    reason: str = ""
    thing: object = None
    row: object = None
    changes: list = field(default_factory=list)

    @property
    def outcome(self):
        """Return a word of `InboundMail.Outcome`; what could not be read is refused."""
        return next((name for name, codes in OUTCOMES.items() if self.code in codes), "refused")

    @property
    def words(self):
        """Return the reason in English, as it is kept; pages translate it."""
        return self.reason or REASONS.get(self.code, self.code)

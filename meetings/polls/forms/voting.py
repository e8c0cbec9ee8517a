"""Answers as they come from a page: one radio group for each slot, a word with it."""

from django.utils.translation import gettext as _

from meetings.polls.models import Suits

MOST_NOTE = 500


class Answers:
    """What was ticked: `given` {id of slot: answer}; `problem` in words where it cannot be read, "" otherwise."""

    def __init__(self, data, slots):
        self.given, self.problem = {}, ""
        for slot in slots:
            value = data.get(f"s{slot.pk}", "")
            if value and value not in Suits.values:
                self.problem = _("One of the answers could not be read. Choose once more.")
            elif value or f"s{slot.pk}" in data:
                self.given[slot.pk] = value
        if data.get("all") == Suits.YES:
            self.given = {slot.pk: Suits.YES for slot in slots}
        self.note = data.get("note", "").strip()
        if len(self.note) > MOST_NOTE:
            self.problem = _("Please write at most %(n)s characters.") % {"n": MOST_NOTE}

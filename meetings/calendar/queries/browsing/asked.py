"""What an address asks of the lists of meetings; every view of them reads the same words."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from meetings.calendar.catalogue import KIND, word_of
from meetings.calendar.terms import Kind

GROUPS = ("kind", "city", "series", "topic", "language")
MOST = 20
_WORD = re.compile(r"[\w.-]{1,80}\Z")


@dataclass
class Asked:
    """The filters of a list: {group: [words]}, whether it is only about what the reader takes part in, the page."""

    words: dict = field(default_factory=dict)
    mine: bool = False
    past: bool = False
    page: int = 1

    @classmethod
    def read(cls, params):
        """Read a QueryDict; unknown and impossible words are left aside, never an error."""
        words = {}
        for group in GROUPS:
            chosen = dict.fromkeys(word for word in params.getlist(group)[:MOST] if _WORD.match(word))
            if group == "kind":
                chosen = dict.fromkeys(_kind(word) for word in chosen if _kind(word) in Kind.values)
            if chosen:
                words[group] = list(chosen)
        number = params.get("page", "")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
        return cls(words, bool(params.get("mine")), params.get("when") == "past", max(1, page))

    @property
    def is_narrowed(self):
        """Whether anything was chosen at all."""
        return bool(self.words or self.mine)

    def query(self, **changes):
        """Return the query string of its permanent address, without the page; `changes` add to it."""
        asked = {group: sorted(words) for group, words in sorted(self.words.items())}
        asked |= {"mine": "1" if self.mine else "", "when": "past" if self.past else ""} | changes
        return urlencode({key: value for key, value in asked.items() if value}, doseq=True)

    def feed_query(self):
        """Return the query by which the catalogue's feeds and files narrow to the same meetings, as far as they can."""
        asked = {group: sorted(words) for group, words in sorted(self.words.items()) if group != "series"}
        if "kind" in asked:
            asked["kind"] = [word_of(word) for word in asked["kind"]]
        return urlencode(asked, doseq=True)


def _kind(word):
    """Return the kind that a word names, as this list writes it or as the catalogue does."""
    return word.removeprefix(f"{KIND}-").replace("-", "_") if word.startswith(f"{KIND}-") else word

"""What rooms tell the digest: what a member follows, and how an activity reads."""

import re
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.activity import kinds
from network.kit import places

PLACE = re.compile(r"\{(\w+)\}")
_follows = []
_lines = {}
_addresses = {}
_gatherings = {}
_standing = {}
_letters = {}
_comings = []


@dataclass(frozen=True)
class Coming:
    """Something that has its day: a meeting, a round that closes, a deadline. Texts are in the active language.

    `key` names it in the ledger of what was shown; it holds the day, so that what was moved is told again. `source` and
    `source_id` name the thing as the catalogue does.
    """

    key: str
    at: datetime
    title: str
    when: str
    address: str
    source: str = ""
    source_id: str = ""
    language: str = ""
    line: str = ""
    why: str = ""
    city: str = ""


def follows(provider):
    """Register `def f(member) -> iterable of facet words` ('city:shanghai', 'topic:distress') that a member follows."""
    _follows.append(provider)
    return provider


def reads(kind):
    """Register `def f(activity, entry) -> str`: how this kind reads in a letter, in the active language."""

    def register(line):
        _lines[kind] = line
        return line

    return register


def leads_to(kind):
    """Register `def f(activity) -> address`: where an activity leads that has no entry in the catalogue."""

    def register(address):
        _addresses[kind] = address
        return address

    return register


def gathers(kind):
    """Register `def f(activities, entry) -> str`: how several of a kind about one thing read in one sentence.

    They are given to whom they name, newest first, and stand in one row of the letter instead of one row each.
    """

    def register(line):
        _gatherings[kind] = line
        return line

    return register


def stands(kind):
    """Register `def f(activity) -> bool`: whether what happened still holds; what does not is left out of letters."""

    def register(ask):
        _standing[kind] = ask
        return ask

    return register


def writes(kind):
    """Register `def f(activity, member) -> (template, context) or None`: a kind's own mail at once.

    It is written for one receiver and may hold what is for them alone, such as a signed link; None: nothing is sent.
    A third member of the tuple, `network.kit.mail.Extras`, gives it a calendar file, an address for answers, a thread.
    """

    def register(letter):
        _letters[kind] = letter
        return letter

    return register


def comes(provider):
    """Register `def f(member, first, last) -> iterable of Coming`: what a member should know of between two moments."""
    _comings.append(provider)
    return provider


def coming_to(member, first, last):
    """Return the Comings of all rooms for `member` between two moments, the next first."""
    found = [one for provider in _comings for one in provider(member, first, last)]
    return sorted(found, key=lambda one: (one.at, one.key))


def has_letter(kind):
    """Whether a kind writes its own mail."""
    return kind in _letters


def letter_of(activity, member):
    """Return (template, context, extras or None) of the mail that `member` gets of an activity, or None."""
    letter = _letters[activity.kind](activity, member)
    return letter if letter is None or len(letter) == 3 else (*letter, None)


def still_stands(activity):
    """Say whether an activity still holds, as its room says; all do of which no room says anything."""
    ask = _standing.get(activity.kind)
    return ask is None or ask(activity)


def is_gathered(kind):
    """Whether several activities of a kind about one thing are told in one row."""
    return kind in _gatherings


def gathered_line(activities, entry):
    """Return how several activities of one kind about one thing read, in the active language."""
    return _gatherings[activities[0].kind](activities, entry)


def address_of(activity):
    """Return the address of an activity without an entry, "" if its room names none."""
    found = _addresses.get(activity.kind)
    return found(activity) if found else ""


def followed_by(member):
    """Return the set of facet words that `member` follows."""
    return {word for provider in _follows for word in provider(member)}


def line(activity, entry, reader):
    """Return how `activity` reads to `reader` (None: a visitor), in the active language.

    Who did it is named as far as that member lets this reader know.
    """
    if activity.by_id:
        # A copied state has forgotten its relations: what was fetched is taken from the row itself.
        row, activity = activity, copy(activity)
        activity._state = copy(row._state)
        activity._state.fields_cache = row._state.fields_cache | {"by": row.by.as_called_by(reader)}
    own = _lines.get(activity.kind)
    if own:
        return own(activity, entry)
    # Whoever was erased is no longer named, and it was not the portal either.
    nobody = _("former member") if activity.detail.get("former") else _("the portal")
    words = {"by": str(activity.by) if activity.by else nobody, "what": "", "city": activity.city}
    if entry is not None:
        words["what"] = entry.title_in(get_language() or "en")[0]
    words |= {key: value for key, value in activity.detail.items() if isinstance(value, str | int)}
    if words["city"]:
        words["city"] = places.place(words["city"]).name
    text = str(kinds.kind(activity.kind).sentence)
    # In one pass: a name that somebody gave themselves is never read as a place in the sentence.
    return PLACE.sub(lambda found: str(words.get(found[1], "…")), text)

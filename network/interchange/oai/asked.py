"""What a harvester asks: the arguments of a request, checked as the protocol says; what is wrong has a code."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.utils.dateparse import parse_datetime

from network.interchange.oai import metadata, sets
from network.kit import links
from network.kit.clock import now

ARGUMENTS = {  # verb: (required, optional)
    "Identify": ((), ()),
    "ListMetadataFormats": ((), ("identifier",)),
    "ListSets": ((), ("resumptionToken",)),
    "GetRecord": (("identifier", "metadataPrefix"), ()),
    "ListIdentifiers": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
    "ListRecords": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
}
TOKEN_DAYS = 2
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z")


class Refused(Exception):
    """An error of the protocol: its code and a sentence."""

    def __init__(self, code, sentence):
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


@dataclass(frozen=True)
class Asked:
    """A list that was asked for, and how far it has been given: after (`moment`, `pk`), `cursor` rows before it."""

    verb: str
    prefix: str = ""
    set: str = ""
    since: datetime | None = None
    until: datetime | None = None
    moment: datetime | None = None
    pk: int = 0
    cursor: int = 0
    size: int | None = None

    def after(self, moment, pk, given, size):
        """Return the same question from the row (moment, pk) on."""
        return replace(self, moment=moment, pk=pk, cursor=self.cursor + given, size=size)

    def token(self):
        """Return the question as a signed token: nothing is kept here, and nobody but us can make one."""
        moments = [moment and moment.isoformat() for moment in (self.since, self.until, self.moment)]
        return links.sign("oai", [self.verb, self.prefix, self.set, *moments, self.pk, self.cursor, self.size])


def token_ends():
    """Return until when a token that is given now is good."""
    return now() + timedelta(days=TOKEN_DAYS)


def arguments(params):
    """Return the arguments of a QueryDict as {name: value}. Raises Refused for what the verb does not know."""
    if len(params.getlist("verb")) != 1:
        raise Refused("badVerb", "Name one verb.")
    verb = params["verb"]
    if verb not in ARGUMENTS:
        raise Refused("badVerb", "There is no such verb.")
    required, optional = ARGUMENTS[verb]
    for name in params:
        if name != "verb" and name not in required + optional:
            raise Refused("badArgument", f"{verb} has no such argument: {name[:50]}")
        if len(params.getlist(name)) > 1:
            raise Refused("badArgument", f"The argument {name} stands twice.")
    given = {name: params[name] for name in params}
    if "resumptionToken" in given:
        if len(given) > 2:
            raise Refused("badArgument", "A resumptionToken comes alone.")
        return given
    for name in required:
        if not given.get(name):
            raise Refused("badArgument", f"{verb} needs the argument {name}.")
    return given


def listed(given):
    """Return the Asked of a list's arguments."""
    if "resumptionToken" in given:
        return resumed(given["verb"], given["resumptionToken"])
    if given["metadataPrefix"] not in metadata.PREFIXES:
        raise Refused("cannotDisseminateFormat", "Records are not given in this format; ask ListMetadataFormats.")
    texts = [given[name] for name in ("from", "until") if name in given]
    if len({len(text) for text in texts}) > 1:
        raise Refused("badArgument", "from and until are of different granularity.")
    since = moment(given["from"], "from") if "from" in given else None
    until = moment(given["until"], "until", end=True) if "until" in given else None
    if since and until and since >= until:
        raise Refused("badArgument", "from is later than until.")
    if "set" in given and not sets.is_spec(given["set"]):
        raise Refused("badArgument", "This is not the name of a set.")
    return Asked(given["verb"], given["metadataPrefix"], given.get("set", ""), since, until)


def moment(text, name, *, end=False):
    """Return a moment of UTC from a day or a second; with `end` the moment after it."""
    try:
        if DAY.match(text):
            return datetime.fromisoformat(text).replace(tzinfo=UTC) + timedelta(days=1 if end else 0)
        if SECOND.match(text):
            return parse_datetime(text) + timedelta(seconds=1 if end else 0)
    except (ValueError, OverflowError):
        pass
    raise Refused("badArgument", f"{name} is neither a day nor a second of UTC, such as 2026-11-22T09:00:00Z.")


def resumed(verb, token):
    """Return the Asked that a token carries. Raises Refused where it is not ours, too old, or of another verb."""
    told = links.read("oai", token, days=TOKEN_DAYS)
    if not told or told[0] != verb:
        raise Refused("badResumptionToken", "This token is unknown or over. Begin the list again.")
    _verb, prefix, name, since, until, at, pk, cursor, size = told
    since, until, at = (text and datetime.fromisoformat(text) for text in (since, until, at))
    return Asked(verb, prefix, name, since, until, at, pk, cursor, size)

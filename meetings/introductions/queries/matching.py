"""Who could help whom: what people offer and know, beside what people of other cities seek, with the reason.

Only what the reader may see of each counts. Which topics somebody follows is their own affair; that several people of a
city follow one is told as a number.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.introductions.models import Openness
from network.catalogue import facets
from network.cities.models import City
from network.kit.clock import now
from network.kit.words import is_chinese, language_name

MOST_PEOPLE, MOST_MATCHES = 400, 12
SEVERAL = 2
COMMON = frozenset(
    re.findall(
        r"\w+",
        """about after also anyone been being between could does each every first from have help here into know like
        more most need other over people please some somebody something such support than that their them then there
        these they this those want what when where which with work would your diabetes living experience experiences""",
    )
)
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass
class Person:
    """Somebody as the reader may see them."""

    member: object
    name: str
    city: object
    offers: str = ""
    seeks: str = ""
    expertise: tuple = ()
    languages: tuple = ()
    address: str = ""


@dataclass
class Match:
    """One who could give and one who looks for it, and why they fit."""

    giver: Person
    seeker: Person
    score: float = 0
    reasons: list = field(default_factory=list)


def people(reader, cities):
    """Return the Persons of `cities` whom `reader` may introduce: those who see no pause and are open to be asked."""
    closed = Openness.objects.filter(a_week=0) | Openness.objects.filter(paused_until__gt=now().date())
    rows = get_user_model().objects.visible_to(reader).filter(status="member", home_city__in=cities)
    rows = rows.exclude(pk__in=closed.values("member")).select_related("home_city").order_by("home_city__name", "pk")
    found = []
    for member in rows[:MOST_PEOPLE]:
        seen = member.seen_by(reader)
        if not seen["city"] or not seen["is_named"]:
            continue  # whoever keeps name or city to themselves is not sorted under it
        found.append(
            Person(member, seen["short"], member.home_city, seen["offers"], seen["seeks"], tuple(seen["expertise"]),
                   tuple(seen["languages"]), seen["address"])
        )  # fmt: skip
    return found


def matches(found):
    """Return the Matches among Persons of different cities, best first."""
    follow = followed([one.city.pk for one in found])
    offered = {one.member.pk: words_of(one.offers) for one in found}
    sought = {one.member.pk: words_of(one.seeks) for one in found}
    labels = facets.labels_of("topic", {code for one in found for code in one.expertise})
    pairs = []
    for giver in found:
        for seeker in found:
            if giver.city.pk == seeker.city.pk:
                continue
            match = Match(giver, seeker)
            _by_words(match, offered[giver.member.pk] & sought[seeker.member.pk])
            _by_topics(match, labels, sought[seeker.member.pk], follow.get(seeker.city.pk, {}))
            if match.score:
                _by_language(match)
                pairs.append(match)
    pairs.sort(key=lambda one: (-one.score, one.giver.member.pk, one.seeker.member.pk))
    return pairs[:MOST_MATCHES]


def _by_words(match, shared):
    if shared:
        match.score += 2 * min(len(shared), 3)
        words = {"giver": match.giver.name, "seeker": match.seeker.name, "words": ", ".join(sorted(shared)[:4])}
        match.reasons.append(_("%(giver)s offers what %(seeker)s seeks: %(words)s") % words)


def _by_topics(match, labels, sought, follow):
    for code in match.giver.expertise:
        label = labels.get(code, code)
        if words_of(label) & sought:
            match.score += 3
            words = {"giver": match.giver.name, "topic": label, "seeker": match.seeker.name}
            match.reasons.append(_("%(giver)s knows %(topic)s well, and %(seeker)s seeks it") % words)
        elif match.seeker.seeks and follow.get(code, 0) >= SEVERAL:
            match.score += 1
            told = ngettext(
                "%(giver)s knows %(topic)s well; %(n)s person in %(city)s follows it",
                "%(giver)s knows %(topic)s well; %(n)s people in %(city)s follow it",
                follow[code],
            )
            words = {"giver": match.giver.name, "topic": label, "n": follow[code], "city": match.seeker.city}
            match.reasons.append(told % words)


def _by_language(match):
    shared = [code for code in match.giver.languages if code in match.seeker.languages]
    if shared:
        match.score += 0.5
        match.reasons.append(_("Both speak %(language)s") % {"language": language_name(shared[0])})


def followed(cities):
    """Return {city id: {topic: how many members follow it}}."""
    counts = {}
    rows = get_user_model().objects.filter(status="member", is_active=True, home_city__in=set(cities))
    for city, topics in rows.order_by().values_list("home_city", "topics"):
        counts.setdefault(city, Counter()).update(topics)
    return counts


def words_of(text):
    """Return the words of a text that say something, in small letters; Chinese ones of two signs or more."""
    text = text.lower()
    found = {_stem(word) for word in WORD.findall(text) if word not in COMMON and not is_chinese(word[0])}
    if any(is_chinese(sign) for sign in text):
        import rjieba  # its dictionary takes a moment and some memory

        found |= {word for word in rjieba.cut(text) if len(word) > 1 and is_chinese(word[0])}
    return found


def _stem(word):
    """Return a word without the ending of its plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


def cities_of(reader, slugs):
    """Return the partner cities that were chosen, all that are open without a choice."""
    rows = City.objects.visible_to(reader).open_to_join().order_by("name")
    return list(rows.filter(slug__in=slugs) if slugs else rows)

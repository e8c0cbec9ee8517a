"""What a member's own page reads of the hubs: the newest in the city and topics, and what happened."""

from django.db.models import Count, F, Func
from django.utils.translation import get_language

from network.activity import kinds
from network.activity.models import Activity
from network.catalogue.facets import labels_of
from network.catalogue.models import Entry
from network.digests.plugs import address_of, line

_vocabularies = []


def vocabulary(provider):
    """Register `def f() -> iterable of topic words` that people may know well, whether or not anything carries them."""
    _vocabularies.append(provider)
    return provider


def topics_to_know(member):
    """Return [(word, label)] of the topics that a profile may name, in the order of their labels."""
    words = {word for provider in _vocabularies for word in provider()}
    labels = {word: label for word, label, _count in topics_to_follow(member, also={*words, *member.expertise})}
    return sorted(labels.items(), key=lambda one: one[1].casefold())


def newest_for(member, words, most=5):
    """Return, as rows, the newest entries that `member` may see and that carry one of the facet `words`."""
    entries = Entry.objects.visible_to(member).light().exclude(kind="city")
    if words:
        entries = entries.filter(facets__overlap=sorted(words))
    return [as_row(entry) for entry in entries.order_by("-published_at", "-pk")[:most]]


def happened_for(member, most=8):
    """Return the newest activities that `member` may read, as rows of a timeline with an address where there is one."""
    told = [kind.name for kind in kinds.all_kinds() if kind.urgency != "none"]
    activities = list(
        Activity.objects.visible_to(member).filter(kind__in=told).select_related("by__home_city")[: 4 * most]
    )
    sources = {(activity.subject, activity.subject_id) for activity in activities}
    entries = (
        Entry.objects.visible_to(member)
        .light()
        .filter(source__in={source for source, _ in sources}, source_id__in={key for _, key in sources})
    )
    found = {(entry.source, entry.source_id): entry for entry in entries}
    rows = []
    for activity in activities:
        entry = found.get((activity.subject, activity.subject_id))
        address = entry.address if entry else address_of(activity)
        # What was closed since, and who has left since, is no longer told.
        if address and len(rows) < most:
            rows.append(
                {"at": activity.at, "text": line(activity, entry, member), "address": address, "city": activity.city}
            )
    return rows


def topics_to_follow(member, also=()):
    """Return [(word, label, count)] of the topics that carry something that `member` may see, the fullest first.

    Topics that the member follows, and those in `also`, are there in any case.
    """
    words = Entry.objects.visible_to(member).order_by().annotate(word=Func(F("facets"), function="unnest"))
    counts = dict(words.values("word").annotate(number=Count("pk")).values_list("word", "number"))
    counts = {word[6:]: number for word, number in counts.items() if word.startswith("topic:")}
    labels = labels_of("topic", {*counts, *member.topics, *also}, get_language())
    ordered = sorted(labels, key=lambda word: (-counts.get(word, 0), labels[word]))
    return [(word, labels[word], counts.get(word, 0)) for word in ordered]


def as_row(entry):
    """Return an entry as the list row draws it."""
    reader = get_language() or "en"
    title, language = entry.title_in(reader)
    summary, summary_language = entry.summary_in(reader)
    return {
        "address": entry.address,
        "title": title,
        "language": language,
        "line": summary,
        "line_language": summary_language,
        "cities": entry.words_of("city"),
        "people": entry.people,
        "languages": entry.languages,
        "date": entry.published_at,
    }

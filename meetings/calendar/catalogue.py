"""How meetings stand in the catalogue: with the day and the hours of their own zone, which never grow stale.

Their cards are stored once for each language, so no reader's zone is in them; pages and letters say the reader's hours.
What only those who are invited see carries their keys alone: they find it, nobody else learns that it is there.
"""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.calendar import saying
from meetings.calendar.models import Meeting
from meetings.calendar.terms import Kind, Visibility
from network.catalogue.adapters import adapter
from network.catalogue.facets import facet
from network.kit import clock

KIND = "meeting"
LABEL = gettext_lazy("Meeting")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def whole():
    """All meetings with what their entries need."""
    return Meeting.objects.select_related("city", "group", "series").prefetch_related("agenda")


@adapter(Meeting, queryset=whole)
def entry(meeting):
    """Return the fields of a meeting's entry. Nobody is named: public ones are found by visitors."""
    return {
        "kind": KIND,
        "address": meeting.get_absolute_url(),
        "titles": {meeting.language: meeting.title} | meeting.titles,
        "summaries": {language: line(meeting, language) for language in LANGUAGES},
        "audience": audience_of(meeting),
        "facets": [
            f"kind:{word_of(meeting.kind)}",
            f"kind:{KIND}",
            *([f"city:{meeting.city.slug}"] if meeting.city_id else []),
            *(f"topic:{word}" for word in meeting.topics),
            f"language:{meeting.language}",
            f"day:{meeting.day.isoformat()}",
        ],
        "text": text_of(meeting),
        "languages": [meeting.language],
        "published_at": meeting.created_at,
        "besides": [meeting.state, meeting.sequence],
    }


def audience_of(meeting):
    """Return the keys of those who find it: whoever may see it; an open one needs no names."""
    if meeting.visibility in (Visibility.PUBLIC, Visibility.MEMBERS):
        return [key for key in meeting.audience if not key.startswith("member:")]
    return meeting.audience


def line(meeting, language):
    """Return when a meeting is, in `language` and on its own clock: 'Wed 3 March 2027, 15:00–16:00 Copenhagen (UTC+1)'.

    A meeting that was cancelled says so first.
    """
    with translation.override(language), timezone.override(clock.zone(meeting.zone)):
        text = saying.meeting_text(meeting)
        return _("Cancelled: %(when)s") % {"when": text} if meeting.is_cancelled else text


def text_of(meeting):
    """Return the words by which a meeting is found: never its joining link or how to join."""
    words = [meeting.about, meeting.venue, *meeting.titles.values(), meeting.series.title if meeting.series_id else ""]
    words += [point.title for point in meeting.agenda.all()]
    return "\n".join(word for word in words if word)


def word_of(kind):
    """Return the word of the catalogue for a kind of meeting; other rooms have kinds of their own."""
    return f"{KIND}-{kind.replace('_', '-')}"


WORDS = {word_of(value): label for value, label in Kind.choices}


@facet("kind")
def kinds(words, language):
    """Label our kinds."""
    labels = {word: WORDS[word][:1].upper() + WORDS[word][1:] for word in words if word in WORDS}
    return labels | ({KIND: LABEL} if KIND in words else {})

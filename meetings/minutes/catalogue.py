"""How minutes stand in the catalogue: once they were sent, where more may read them than those who were invited."""

from django.utils.translation import gettext_lazy as _

from meetings.minutes.models import Minutes
from network.catalogue.adapters import adapter
from network.catalogue.facets import facet
from resources.papers.wording import plain

KIND = "minutes"


def whole():
    """All minutes with what their entries need."""
    return Minutes.objects.select_related("meeting__city").prefetch_related("meeting__decisions")


@adapter(Minutes, queryset=whole)
def entry(minutes):
    """Return the fields of an entry, or None: nobody but those who were invited may know that there are some."""
    meeting = minutes.meeting
    audience = [key for key in minutes.audience if not key.startswith("member:")]
    if not minutes.is_sent or minutes.is_narrow or not audience:
        return None
    decisions = [one.text for one in meeting.decisions.all() if one.struck_at is None]
    content = minutes.content if minutes.is_approved else minutes.circulated
    return {
        "kind": KIND,
        "address": minutes.get_absolute_url(),
        "titles": {meeting.language: _title(meeting)},
        "summaries": {meeting.language: " ".join(decisions)[:400]} if decisions else {},
        "audience": audience,
        "facets": [
            f"kind:{KIND}",
            f"language:{meeting.language}",
            f"year:{meeting.day.year}",
            *([f"city:{meeting.city.slug}"] if meeting.city_id else []),
            *(f"topic:{word}" for word in meeting.topics),
        ],
        "text": "\n".join([*decisions, plain(content)]),
        "languages": [meeting.language],
        "published_at": minutes.circulated_at,
        "besides": [minutes.state],
    }


def _title(meeting):
    return f"{meeting.title} · {meeting.day.isoformat()}"


@facet("kind")
def kinds(words, language):
    """Label our kind."""
    return {KIND: _("Minutes")} if KIND in words else {}

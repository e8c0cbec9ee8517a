"""What a feed holds, before it is written in one of its formats."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import get_language

from network.interchange.works import absolute, tag_of

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """One thing in a feed."""

    id: str
    address: str
    title: str
    language: str
    summary: str
    summary_language: str
    published_at: datetime
    changed_at: datetime
    authors: tuple
    words: tuple
    note: str = ""


@dataclass(frozen=True)
class Channel:
    """A feed: its name in words, the page it goes with, its own address, the pages before and after."""

    title: str
    page: str
    own: str
    language: str
    items: tuple
    next: str = ""
    previous: str = ""
    description: str = ""

    @property
    def updated_at(self):
        """When anything in it last changed."""
        return max((item.changed_at for item in self.items), default=NEVER)


def item_of(entry, note=""):
    """Return a catalogue entry as an Item, in the reader's language where it has that."""
    language = get_language() or "en"
    title, known = entry.title_in(language)
    summary, summary_language = entry.summary_in(language)
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return Item(
        # RFC 4151; the address may change with the title, the id never does.
        id=f"tag:{host},2026:{entry.source}:{entry.source_id}",
        address=absolute(entry.address),
        title=title,
        language=tag_of(known),
        summary=summary,
        summary_language=tag_of(summary_language),
        published_at=entry.published_at,
        changed_at=entry.changed_at,
        authors=tuple(person["name"] for person in entry.people if person.get("name")),
        words=tuple(entry.facets),
        note=note,
    )

"""Meetings as machines read them: a shelf with feeds and files, Works, and what their pages are about (schema.org)."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from meetings.calendar import times
from meetings.calendar.catalogue import KIND, WORDS, word_of
from meetings.calendar.models import Meeting
from meetings.calendar.terms import Mode, Visibility
from network.activity.models import Activity
from network.interchange.feeds import shelf
from network.interchange.formats.schema_org import filled
from network.interchange.linked import linked
from network.interchange.works import Genre, Person, Place, Work, absolute, describes, tag_of

SHELF = "meetings"
EVENT = Genre(schema=("Event",), bibtex="misc", ris="CONF", csl="event", general="Event", dcmi="Event")
MODES = {
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.ON_SITE: "OfflineEventAttendanceMode",
    Mode.BOTH: "MixedEventAttendanceMode",
}

shelf(SHELF, kind=KIND, page="/meetings/", title=_("Meetings"), facets=("kind", "city", "topic", "language"))


@describes("calendar.meeting")
def works(ids, member=None):
    """Yield the Works of meetings: when and where, by which city or network; no joining link, no person."""
    rows = Meeting.objects.filter(pk__in=[int(pk) for pk in ids]).select_related("city", "group")
    for meeting in rows.order_by("pk"):
        yield work_of(meeting)


def work_of(meeting):
    """Return the Work of a meeting."""
    from meetings.calendar.catalogue import line

    city = meeting.city
    places = (Place(city.name, city.slug, city.country, city.latitude, city.longitude),) if city else ()
    return Work(
        source="calendar.meeting",
        number=meeting.pk,
        title=meeting.title,
        address=absolute(meeting.get_absolute_url()),
        page=meeting.get_absolute_url(),
        language=meeting.language,
        titles={meeting.language: meeting.title} | meeting.titles,
        summaries={meeting.language: line(meeting, meeting.language)},
        authors=(Person(holder(meeting), is_body=True),),
        places=places,
        publisher=settings.NETWORK_NAME,
        year=meeting.day.year,
        published_at=meeting.created_at,
        changed_at=meeting.changed_at,
        kind=KIND,
        kind_label=str(WORDS[word_of(meeting.kind)]),
        genre=EVENT,
        languages=(meeting.language,),
        words={"kind": [word_of(meeting.kind)], "city": [city.slug] if city else [], "topic": list(meeting.topics),
               "language": [meeting.language], "year": [str(meeting.day.year)]},
    )  # fmt: skip


def holder(meeting):
    """Return who holds a meeting as everybody may read it: a city, a working group, else the network."""
    if meeting.city_id:
        return meeting.city.name
    return meeting.group.name if meeting.group_id else settings.NETWORK_NAME


@linked("calendar.meeting")
def about(meeting):
    """Return what the page of a public meeting is about, None of any other: a schema.org Event.

    Its hours have the offset of the meeting's own zone; the online place is the page, never the joining link.
    """
    if meeting.visibility != Visibility.PUBLIC:
        return None
    own = absolute(meeting.get_absolute_url())
    before = None if meeting.is_cancelled else previous_start(meeting)
    status = "EventCancelled" if meeting.is_cancelled else "EventRescheduled" if before else "EventScheduled"
    body = {"@type": "Organization", "name": holder(meeting), "url": _home_of(meeting)}
    return {
        "@type": "Event",
        "@id": own,
        "url": own,
        "name": meeting.title,
        "alternateName": [text for code, text in meeting.titles.items() if code != meeting.language],
        "description": meeting.about[:1000],
        "inLanguage": tag_of(meeting.language),
        "startDate": meeting.day.isoformat() if meeting.all_day else _iso(meeting.starts_at, meeting.zone),
        "endDate": meeting.last_day.isoformat() if meeting.all_day else _iso(meeting.ends_at, meeting.zone),
        "previousStartDate": _iso(before, meeting.zone) if before else "",
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{MODES[Mode(meeting.mode)]}",
        "location": [*_site(meeting), *_online(meeting, own)],
        "organizer": filled(body),
        "maximumAttendeeCapacity": meeting.capacity if meeting.takes_registrations else None,
        "isAccessibleForFree": True,
    }


def previous_start(meeting):
    """Return the moment at which a moved meeting would have begun before its last move, None of one never moved."""
    if not meeting.sequence:
        return None
    moves = Activity.objects.filter(kind="calendar.moved", subject="calendar.meeting", subject_id=str(meeting.pk))
    for told in moves.order_by("-at", "-pk").values_list("detail", flat=True)[:20]:
        if told.get("old_start") and told["old_start"] != told.get("new_start"):
            return datetime.fromisoformat(told["old_start"])
    return None


def _iso(moment, zone):
    return times.local(moment, zone).isoformat(timespec="seconds")


def _home_of(meeting):
    return absolute(meeting.city.get_absolute_url()) if meeting.city_id else f"{settings.SITE_URL}/"


def _site(meeting):
    if meeting.mode == Mode.ONLINE:
        return []
    city = meeting.city
    town = {"addressLocality": city.name, "addressCountry": city.country} if city else {}
    address = filled({"@type": "PostalAddress", "streetAddress": meeting.venue_address} | town)
    name = meeting.venue or (city.name if city else "")
    place = filled({"@type": "Place", "name": name, "address": address if len(address) > 1 else None})
    return [place] if len(place) > 1 else []


def _online(meeting, own):
    return [] if meeting.mode == Mode.ON_SITE else [{"@type": "VirtualLocation", "url": own}]

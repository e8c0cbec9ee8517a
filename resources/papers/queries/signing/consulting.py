"""The cities' consultation: who may speak for a city, what each said, until when."""

from dataclasses import dataclass, field

from members.accounts.queries import standing
from network.activity.models import Activity
from network.cities.models import City, Partnership
from network.kit import clock
from resources.papers.activity import CITY_SPOKE
from resources.papers.models import Consultation, Endorsement


def open_consultation(paper):
    """Return the consultation that is not closed yet, or None."""
    return Consultation.objects.filter(paper=paper, closed_at=None).select_related("version", "by").first()


def latest_consultation(paper):
    """Return the newest consultation that was not broken off, or None."""
    rows = Consultation.objects.filter(paper=paper, stopped="").select_related("version", "by")
    return rows.order_by("-opens_on", "-pk").first()


def cities_asked():
    """Return the cities that may be asked: those whose partnership is active."""
    return City.objects.filter(partnership__state=Partnership.State.ACTIVE).order_by("name")


def may_speak_for(member, city):
    """Whether `member` speaks for `city`: a coordinator of it today, while its partnership is active."""
    if not (member.is_authenticated and member.is_member) or city.pk not in standing(member).coordinates:
        return False
    return Partnership.objects.filter(city=city, state=Partnership.State.ACTIVE).exists()


@dataclass
class Standing:
    """A city in a consultation: its answer or None, when it begins and ends there, whether that is now."""

    city: City
    endorsement: Endorsement | None
    begins: object
    ends: object
    is_open: bool
    earlier: list = field(default_factory=list)
    """What it said before it changed its answer, the last first: [{"answer", "label", "words", "language", "at"}]."""

    @property
    def zone(self):
        """The time zone in which its days are counted."""
        return self.city.time_zone


def standings(consultation, at=None):
    """Return a Standing for each city that is asked, in the order of their names."""
    moment = at or clock.now()
    rows = Endorsement.objects.filter(consultation=consultation).select_related("by")
    known = {row.city_id: row for row in rows}
    found = []
    for city in consultation.cities.order_by("name"):
        begins, ends = consultation.begins_for(city), consultation.ends_for(city)
        is_open = consultation.closed_at is None and begins <= moment < ends
        found.append(Standing(city, known.get(city.pk), begins, ends, is_open))
    return found


def with_earlier(rows, consultation):
    """Give each Standing of `consultation` the answers that its city changed while it might; returns the rows."""
    paper = consultation.paper
    told = Activity.objects.filter(kind=CITY_SPOKE, subject="papers.paper", subject_id=str(paper.pk))
    said, labels = {}, dict(Endorsement.Answer.choices)
    for one in told.filter(at__gte=consultation.at).order_by("-at", "-pk"):
        if one.detail.get("version") == consultation.version.number:
            said.setdefault(one.city, []).append(
                {
                    "answer": one.detail.get("answer", ""),
                    "label": labels.get(one.detail.get("answer"), ""),
                    "words": one.detail.get("words", ""),
                    "language": one.detail.get("language", ""),
                    "at": one.at,
                }
            )
    for row in rows:
        # The newest is the one that stands, unless it came from silence.
        found = said.get(row.city.slug, [])
        row.earlier = found if row.endorsement and row.endorsement.was_silent else found[1:]
    return rows

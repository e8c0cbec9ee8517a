"""Members as programs read them: no more than the reader's own pages would show, field by field."""

from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpResponse
from ninja import Field, Path, Query, Schema
from pydantic import StringConstraints

from members.accounts import visible
from members.directory import queries
from network.cities.models import CoordinatorTerm
from network.interchange.api import nowhere, read
from network.interchange.works import absolute, tag_of

Handle = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]
Words = Annotated[list[Annotated[str, StringConstraints(pattern=r"^[\w.\-]{1,60}$")]], Field(max_length=20)]
AS_SEEN = (
    "name",
    "name_latin",
    "role",
    "offers",
    "seeks",
    "interests",
    "is_sponsor_staff",
    "time_zone",
    "about",
    "email",
)
Text = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$")]


class HoursOut(Schema):
    """When a member can be reached, in their own time zone."""

    days: list[int] = Field(description="0 is Monday")
    starts: str = Field(description="HH:MM")
    ends: str = Field(description="HH:MM")


class MemberOut(Schema):
    """A member, as far as each field is open to the reader. What is closed looks like what was never written."""

    handle: str
    page: str
    name: str = Field("", description="in the own script")
    name_latin: str = ""
    city: str = Field("", description="word of the home city")
    role: str = ""
    organisation: str = Field("", description="word of the organisation")
    languages: list[str]
    topics: list[str] = Field(description="what the member knows well, by the words in /v1/topics")
    offers: str = ""
    seeks: str = ""
    interests: str = Field("", description="declared interests")
    is_sponsor_staff: bool = False
    has_room: bool = Field(description="open to mentor somebody")
    orcid: str = Field("", description="ORCID iD, an address")
    links: list[str]
    time_zone: str = ""
    hours: HoursOut | None = None
    about: str = ""
    email: str = ""
    photo: str = Field("", description="address of the picture")


class MemberList(Schema):
    """A page of members; `next` is empty on the last."""

    items: list[MemberOut]
    next: str = Field("", description="address of the next page")


class Asked(Schema):
    """The words of the directory's own address."""

    city: Words = Field([], description="home city, by its word in /v1/cities")
    country: Words = Field([], description="ISO 3166")
    role: Words = []
    topic: Words = Field([], description="what they know well, by its word in /v1/topics")
    language: Words = []
    mentor: Words = Field([], description="1: only those who have room for somebody")
    q: Text = ""
    offer: Text = ""
    seek: Text = ""
    limit: int = Field(20, ge=1, le=100)
    after: str = Field(
        "", pattern=r"^[-a-zA-Z0-9_]{0,80}$", description="where the next page begins; follow `next` instead"
    )

    def asked(self):
        """Return what the directory's page would be asked."""
        chosen = {key: list(getattr(self, key)) for key in queries.KEYS}
        return queries.Asked(chosen=chosen, q=self.q, offer=self.offer, seek=self.seek)


@read("/v1/members", MemberList, summary="Members, by handle", tags=["members"], links=True)
def list_members(request, asked: Query[Asked], response: HttpResponse):
    """Return the members whom the reader may see; without a key only those whose page is open to everybody."""
    rows = queries.narrowed(queries.listed(request.reader), asked.asked(), request.reader)
    found = list(rows.filter(handle__gt=asked.after).order_by("handle")[: asked.limit + 1])
    people, following = found[: asked.limit], ""
    if len(found) > asked.limit:
        params = request.GET.copy()
        params["after"] = people[-1].handle
        following = absolute(f"{request.path}?{urlencode(sorted(params.lists()), doseq=True)}")
        response["Link"] = f'<{following}>; rel="next"'
    _know_offices(people)
    return {"items": [member_of(one, request.reader) for one in people], "next": following}


@read("/v1/members/{handle}", MemberOut, summary="One member", tags=["members"], errors=(404,))
def get_member(request, handle: Handle):
    """Return a member by handle, as far as the reader may see."""
    found = queries.listed(request.reader).filter(handle=handle).first()
    if found is None:
        raise nowhere()
    return member_of(found, request.reader)


def _know_offices(people):
    """Ask once who of `people` answers for a city, and not once for each whose name is closed."""
    terms = CoordinatorTerm.objects.current().filter(member__in=[one.pk for one in people])
    officers = set(terms.values_list("member_id", flat=True))
    for one in people:
        one.__dict__["_holds_office"] = one.pk in officers


def member_of(member, reader):
    """Return a member in the shape of MemberOut, from nothing but what `reader` sees."""
    seen = visible.seen(member, by=reader)
    hours = seen["hours"]
    return {
        "handle": seen["handle"],
        "page": absolute(seen["address"]),
        "city": seen["city"].slug if seen["city"] else "",
        "organisation": seen["organisation"].slug if seen["organisation"] else "",
        "languages": [tag_of(code) for code in seen["languages"]],
        "topics": seen["expertise"],
        "has_room": seen["capacity"] > 0,
        "links": seen["links"],
        "orcid": f"https://orcid.org/{seen['orcid']}" if seen["orcid"] else "",
        "hours": hours and {"days": hours["days"], "starts": f"{hours['from']:%H:%M}", "ends": f"{hours['to']:%H:%M}"},
        "photo": absolute(f"{seen['address']}photo.webp") if seen["photo"] else "",
    } | {name: seen[name] for name in AS_SEEN}

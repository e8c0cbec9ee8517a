"""Cities and organisations as programs read them."""

from datetime import date
from typing import Annotated

from ninja import Field, Path, Schema

from network.cities.models import City, Organisation
from network.interchange.api import nowhere, read
from network.interchange.formats.schema_org import filled
from network.interchange.linked import linked
from network.interchange.works import absolute, tag_of

ROR = "https://ror.org/"
Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]


class CityOut(Schema):
    """A partner city."""

    word: str = Field(description="the word by which lists are narrowed")
    name: str
    name_native: str
    names: dict[str, str]
    country: str = Field(description="ISO 3166")
    time_zone: str = Field(description="IANA")
    languages: list[str]
    latitude: float
    longitude: float
    partnership: str = Field(description="joined, active, paused or alumni")
    since: date | None = None
    address: str


class CityList(Schema):
    """All cities that the reader may see."""

    items: list[CityOut]


class OrganisationOut(Schema):
    """Who works in a city."""

    word: str
    name: str
    names: dict[str, str]
    kind: str
    city: str
    ror: str = Field("", description="ROR id, an address; empty if none is known")
    website: str = ""
    address: str


class OrganisationList(Schema):
    """All organisations of the cities that the reader may see."""

    items: list[OrganisationOut]


@read("/v1/cities", CityList, summary="Partner cities", tags=["cities"])
def list_cities(request):
    """Return the cities that the reader may see, by name."""
    return {"items": [city_of(city) for city in _cities(request).order_by("name", "pk")]}


@read("/v1/cities/{word}", CityOut, summary="One city", tags=["cities"], errors=(404,))
def get_city(request, word: Slug):
    """Return a city by its word."""
    city = _cities(request).filter(slug=word).first()
    if city is None:
        raise nowhere()
    return city_of(city)


@read("/v1/organisations", OrganisationList, summary="Organisations", tags=["organisations"])
def list_organisations(request):
    """Return the organisations of the cities that the reader may see, by name."""
    found = Organisation.objects.visible_to(request.reader).select_related("city").order_by("name", "pk")
    return {"items": [organisation_of(one) for one in found]}


@read("/v1/organisations/{word}", OrganisationOut, summary="One organisation", tags=["organisations"], errors=(404,))
def get_organisation(request, word: Slug):
    """Return an organisation by its word."""
    found = Organisation.objects.visible_to(request.reader).select_related("city").filter(slug=word).first()
    if found is None:
        raise nowhere()
    return organisation_of(found)


def _cities(request):
    return City.objects.visible_to(request.reader).select_related("partnership").defer("facts")


def city_of(city):
    """Return a city in the shape of CityOut."""
    return {
        "word": city.slug,
        "name": city.name,
        "name_native": city.name_native,
        "names": {tag_of(code): name for code, name in city.all_names.items()},
        "country": city.country,
        "time_zone": city.time_zone,
        "languages": [tag_of(code) for code in city.languages],
        "latitude": city.latitude,
        "longitude": city.longitude,
        "partnership": city.partnership.state,
        "since": city.partnership.since,
        "address": absolute(city.get_absolute_url()),
    }


def organisation_of(one):
    """Return an organisation in the shape of OrganisationOut."""
    return {
        "word": one.slug,
        "name": one.name,
        "names": {tag_of(code): name for code, name in one.names.items()},
        "kind": one.kind,
        "city": one.city.slug,
        "ror": ROR + one.ror if one.ror else "",
        "website": one.website,
        "address": absolute(one.get_absolute_url()),
    }


# -- the pages, as schema.org data -------------------------------------------------------------------------------
@linked("cities.city")
def about_city(city):
    """Return what a city's page is about."""
    return {
        "@type": "City",
        "@id": absolute(city.get_absolute_url()),
        "url": absolute(city.get_absolute_url()),
        "name": city.name,
        "alternateName": sorted(set(city.all_names.values()) - {city.name}),
        "geo": {"@type": "GeoCoordinates", "latitude": city.latitude, "longitude": city.longitude},
        "containedInPlace": {"@type": "Country", "identifier": city.country},
    }


@linked("cities.organisation")
def about_organisation(one):
    """Return what an organisation's page is about."""
    kinds = {"university": "CollegeOrUniversity", "ngo": "NGO", "clinic": "MedicalOrganization"}
    kinds |= {"municipality": "GovernmentOrganization", "company": "Corporation"}
    return {
        "@type": kinds.get(one.kind, "Organization"),
        "@id": ROR + one.ror if one.ror else absolute(one.get_absolute_url()),
        "url": absolute(one.get_absolute_url()),
        "name": one.name,
        "alternateName": sorted(set(one.names.values()) - {one.name}),
        "sameAs": [address for address in (one.website, ROR + one.ror if one.ror else "") if address],
        "location": filled({"@type": "City", "name": one.city.name, "url": absolute(one.city.get_absolute_url())}),
    }

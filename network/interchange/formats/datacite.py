"""DataCite 4 (kernel-4): what repositories and DOI agencies exchange, as JSON and as XML of the same content.

Written after the schema's documentation, version 4.6, which brought IsTranslationOf and HasTranslation.
"""

import json
import re

from django.conf import settings

from network.interchange.formats.xml import DECLARATION, element, join
from network.interchange.works import absolute, clean_text, tag_of

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "http://schema.datacite.org/meta/kernel-4/metadata.xsd"
SPDX = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}


def data(work):
    """Return a work as DataCite's JSON; what is empty is left out."""
    return _filled(
        {
            "doi": work.doi,
            "url": work.address,
            "alternateIdentifiers": _alternates(work),
            "creators": [_person(person) for person in work.makers],
            "titles": _titles(work),
            "publisher": {"name": work.publisher or settings.NETWORK_NAME},
            "publicationYear": str(work.any_year or work.changed_at.year),
            "subjects": [_subject(subject) for subject in work.subjects],
            "contributors": [_person(person) | {"contributorType": "Other"} for person in work.contributors],
            "dates": _dates(work),
            "language": tag_of(work.language),
            "types": {"resourceTypeGeneral": work.genre.general, "resourceType": work.kind_label or "Other"},
            "relatedIdentifiers": [_relation(relation) for relation in work.relations],
            "sizes": [f"{file.size} bytes" for file in work.files],
            "formats": list(dict.fromkeys(file.content_type for file in work.files)),
            "version": str(work.edition),
            "rightsList": _rights(work),
            "descriptions": [
                {"description": text, "descriptionType": "Abstract", "lang": tag_of(language)}
                for language, text in work.summaries.items()
                if text
            ],
            "geoLocations": [_place(place) for place in work.places],
            "fundingReferences": [{"funderName": name} for name in work.funders],
            "schemaVersion": NAMESPACE,
        }
    )


def dumped(work):
    """Return the record as a JSON document."""
    return json.dumps(data(work), ensure_ascii=False, indent=1) + "\n"


def _alternates(work):
    """The address, where a DOI stands in the first place."""
    return [{"alternateIdentifier": work.address, "alternateIdentifierType": "URL"}] if work.doi else []


def _person(person):
    family, given = person.parts
    orcid = {"nameIdentifier": person.orcid_address, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
    return {
        "name": f"{family}, {given}" if given else family,
        "nameType": "Organizational" if person.is_body else "Personal",
        "givenName": given,
        "familyName": family if given else "",
        "nameIdentifiers": [orcid] if person.orcid else [],
    }


def _titles(work):
    """The title in the work's own language comes first; those in others are translated titles."""
    titles = [{"title": work.title, "lang": tag_of(work.language)}]
    return titles + [
        {"title": title, "lang": tag_of(language), "titleType": "TranslatedTitle"}
        for language, title in work.titles.items()
        if language != work.language and title
    ]


def _subject(subject):
    return {
        "subject": subject.label,
        "subjectScheme": subject.scheme,
        "schemeUri": absolute(subject.scheme_uri),
        "valueUri": absolute(subject.uri),
        "classificationCode": subject.code,
        "lang": tag_of(subject.language),
    }


def _dates(work):
    dates = [{"date": str(work.year), "dateType": "Created"}] if work.year else []
    if work.published_at:
        dates.append({"date": f"{work.published_at:%Y-%m-%d}", "dateType": "Issued"})
    if work.changed_at:
        dates.append({"date": f"{work.changed_at:%Y-%m-%d}", "dateType": "Updated"})
    return dates


def _relation(relation):
    doi = re.match(r"https://doi\.org/(10\..+)", relation.address)
    return {
        "relatedIdentifier": doi[1] if doi else relation.address,
        "relatedIdentifierType": "DOI" if doi else "URL",
        "relationType": relation.kind,
    }


def _rights(work):
    if not work.licence:
        return []
    scheme = SPDX | {"rightsIdentifier": work.licence.spdx} if work.licence.spdx else {}
    return [{"rights": work.licence.label, "rightsUri": work.licence.address, "lang": "en"} | scheme]


def _place(place):
    named = {"geoLocationPlace": f"{place.name}, {place.country}" if place.country else place.name}
    if place.latitude is None:
        return named
    return named | {
        "geoLocationPoint": {"pointLatitude": place.latitude, "pointLongitude": place.longitude},
    }


def _filled(value):
    """Return a value without its empty parts; its words without what neither XML nor JSON readers take."""
    if isinstance(value, dict):
        filled = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in filled.items() if part not in ("", None, [], {})}
    if isinstance(value, list):
        return [part for part in map(_filled, value) if part not in ("", None, [], {})]
    return clean_text(value) if isinstance(value, str) else value


# -- XML ---------------------------------------------------------------------------------------------------------
ATTRIBUTES = {
    "lang": "xml:lang",
    "schemeUri": "schemeURI",
    "valueUri": "valueURI",
    "rightsUri": "rightsURI",
    **{
        name: name
        for name in (
            *(
                "alternateIdentifierType",
                "nameType",
                "nameIdentifierScheme",
                "titleType",
                "subjectScheme",
                "contributorType",
            ),
            *("dateType", "resourceTypeGeneral", "relatedIdentifierType", "relationType", "rightsIdentifier"),
            *("rightsIdentifierScheme", "descriptionType", "classificationCode"),
        )
    },
}


def markup(work):
    """Return the record as markup of a <resource> element."""
    record = data(work)
    doi = record.get("doi")
    parts = [
        element("identifier", doi or work.address, identifierType="DOI" if doi else "URL"),
        _list("creators", map(_named("creator", "creatorName"), record["creators"])),
        _list("titles", (_leaf("title", title, "title") for title in record["titles"])),
        element("publisher", record["publisher"]["name"]),
        element("publicationYear", record["publicationYear"]),
        _leaf("resourceType", record["types"], "resourceType"),
        _list("subjects", (_leaf("subject", one, "subject") for one in record.get("subjects", ()))),
        _list("contributors", map(_named("contributor", "contributorName"), record.get("contributors", ()))),
        _list("dates", (_leaf("date", one, "date") for one in record.get("dates", ()))),
        element("language", record["language"]) if "language" in record else None,
        _list(
            "alternateIdentifiers",
            (
                _leaf("alternateIdentifier", one, "alternateIdentifier")
                for one in record.get("alternateIdentifiers", ())
            ),
        ),
        _list(
            "relatedIdentifiers",
            (_leaf("relatedIdentifier", one, "relatedIdentifier") for one in record.get("relatedIdentifiers", ())),
        ),
        _list("sizes", (element("size", size) for size in record.get("sizes", ()))),
        _list("formats", (element("format", one) for one in record.get("formats", ()))),
        element("version", record["version"]),
        _list("rightsList", (_leaf("rights", one, "rights") for one in record.get("rightsList", ()))),
        _list("descriptions", (_leaf("description", one, "description") for one in record.get("descriptions", ()))),
        _list("geoLocations", map(_located, record.get("geoLocations", ()))),
        _list(
            "fundingReferences",
            (
                element("fundingReference", element("funderName", one["funderName"]))
                for one in record.get("fundingReferences", ())
            ),
        ),
    ]
    return element(
        "resource",
        *parts,
        **{
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        },
    )


def document(work):
    """Return the record as a document of its own."""
    return DECLARATION + markup(work)


def _leaf(name, record, text):
    """Return an element with the words of one field; the other fields are its attributes."""
    told = {ATTRIBUTES[key]: value for key, value in record.items() if key != text and key in ATTRIBUTES}
    return element(name, record.get(text, ""), **told)


def _list(name, parts):
    parts = join(parts)
    return element(name, parts) if parts else None


def _named(name, inner):
    def made(record):
        kind = {"contributorType": record["contributorType"]} if "contributorType" in record else {}
        return element(
            name,
            element(inner, record["name"], nameType=record["nameType"]),
            element("givenName", record["givenName"]) if "givenName" in record else None,
            element("familyName", record["familyName"]) if "familyName" in record else None,
            *(_leaf("nameIdentifier", one, "nameIdentifier") for one in record.get("nameIdentifiers", ())),
            **kind,
        )

    return made


def _located(record):
    point = record.get("geoLocationPoint")
    return element(
        "geoLocation",
        element("geoLocationPlace", record["geoLocationPlace"]),
        element(
            "geoLocationPoint",
            element("pointLongitude", point["pointLongitude"]),
            element("pointLatitude", point["pointLatitude"]),
        )
        if point
        else None,
    )

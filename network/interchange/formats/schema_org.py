"""schema.org as JSON-LD: what search engines and other readers of pages look for."""

import json

from django.conf import settings
from django.utils.safestring import mark_safe

from network.interchange.works import absolute, tag_of


def data(work):
    """Return a work as a schema.org object; what is empty is left out."""
    based = [r.address for r in work.relations if r.kind in ("IsDerivedFrom", "IsVersionOf")]
    translated = [r.address for r in work.relations if r.kind == "IsTranslationOf"]
    types = list(work.genre.schema)
    about = {
        "@context": "https://schema.org",
        "@type": types[0] if len(types) == 1 else types,
        "@id": work.address,
        "url": absolute(work.page or work.address),
        "identifier": [work.address, *([f"https://doi.org/{work.doi}"] if work.doi else [])],
        "name": work.title,
        "alternateName": [title for code, title in work.titles.items() if code != work.language],
        "description": work.summary[:1000],
        "inLanguage": [tag_of(code) for code in work.languages or (work.language,)],
        "author": [_person(person) for person in work.authors],
        "publisher": {"@type": "Organization", "name": work.publisher, "url": settings.SITE_URL + "/"},
        "sourceOrganization": [{"@type": "Organization", "name": person.name} for person in work.contributors],
        "spatialCoverage": [_place(place) for place in work.places],
        "license": work.licence.address if work.licence else "",
        "datePublished": f"{work.published_at:%Y-%m-%d}" if work.published_at else "",
        "dateModified": f"{work.changed_at:%Y-%m-%d}" if work.changed_at else "",
        "copyrightYear": work.year,
        "version": str(work.edition),
        "about": [_subject(subject) for subject in work.subjects],
        "keywords": list(dict.fromkeys(subject.label for subject in work.subjects)),
        "genre": work.kind_label,
        "learningResourceType": work.kind_label if "LearningResource" in types else "",
        "audience": [{"@type": "Audience", "audienceType": label} for label in work.audiences],
        "isBasedOn": based,
        "translationOfWork": [{"@type": "CreativeWork", "@id": address} for address in translated],
        "isAccessibleForFree": True if work.files else None,
        "funder": [{"@type": "Organization", "name": name} for name in work.funders],
        ("distribution" if "Dataset" in types else "encoding"): [_file(file, types) for file in work.files],
        "sameAs": work.link,
    }
    return filled(about)


def filled(about):
    """Return an object without its empty parts."""
    return {name: value for name, value in about.items() if value not in ("", None, [], {}, ())}


def _person(person):
    kind = "Organization" if person.is_body else "Person"
    family, given = person.parts
    return filled(
        {
            "@type": kind,
            "name": person.name,
            "givenName": given,
            "familyName": family if given else "",
            "@id": person.orcid_address,
        }
    )


def _place(place):
    point = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return filled(
        {
            "@type": "City",
            "name": place.name,
            "url": f"{settings.SITE_URL}/cities/{place.slug}/" if place.slug else "",
            "geo": point if place.latitude is not None else None,
        }
    )


def _subject(subject):
    return filled(
        {
            "@type": "DefinedTerm",
            "name": subject.label,
            "termCode": subject.code,
            "inDefinedTermSet": absolute(subject.scheme_uri) or subject.scheme,
            "url": absolute(subject.uri),
        }
    )


def _file(file, types):
    return {
        "@type": "DataDownload" if "Dataset" in types else "MediaObject",
        "name": file.name,
        "encodingFormat": file.content_type,
        "contentSize": str(file.size),
        "contentUrl": absolute(file.address),
    }


def dumped(work):
    """Return the object as a JSON document."""
    return json.dumps(data(work), ensure_ascii=False, indent=1) + "\n"


def script(about):
    """Return an object as JSON that cannot end the script element it stands in."""
    words = json.dumps(about, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        words = words.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(words)  # noqa: S308 - every character that could end the element was escaped above

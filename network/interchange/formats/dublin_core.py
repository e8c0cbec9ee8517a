"""Dublin Core, the fifteen elements, as OAI-PMH wraps them (oai_dc.xsd of 2002)."""

from network.interchange.formats.xml import DECLARATION, element, join
from network.interchange.works import tag_of

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
SOURCES = ("IsDerivedFrom", "IsTranslationOf")


def elements(work):
    """Yield (element, text, language or None) in the order of the standard; an element may come several times."""
    for language, title in work.titles.items() or [(work.language, work.title)]:
        yield "title", title, language
    for person in work.makers:
        yield "creator", ", ".join(part for part in person.parts if part), None
    for subject in work.subjects:
        yield "subject", subject.label, subject.language
    for language, summary in work.summaries.items():
        yield "description", summary, language
    yield "publisher", work.publisher, None
    for person in work.contributors:
        yield "contributor", person.name, None
    if work.published_at:
        yield "date", f"{work.published_at:%Y-%m-%d}", None
    elif work.any_year:
        yield "date", work.any_year, None
    yield "type", work.kind_label, "en"
    yield "type", work.genre.dcmi, None
    for content_type in dict.fromkeys(file.content_type for file in work.files):
        yield "format", content_type, None
    for address in dict.fromkeys((work.address, work.doi and f"https://doi.org/{work.doi}", work.link)):
        yield "identifier", address, None
    for relation in work.relations:
        yield "source" if relation.kind in SOURCES else "relation", relation.address, None
    for language in work.languages:
        yield "language", tag_of(language), None
    for place in work.places:
        yield "coverage", f"{place.name}, {place.country}" if place.country else place.name, None
    if work.licence:
        yield "rights", work.licence.label, "en"
        yield "rights", work.licence.address, None


def markup(work):
    """Return the record as markup of an <oai_dc:dc> element."""
    told = (
        element(f"dc:{name}", text, xml_lang=language and tag_of(language))
        for name, text, language in elements(work)
        if text
    )
    return element(
        "oai_dc:dc",
        join(told),
        **{
            "xmlns:oai_dc": NAMESPACE,
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        },
    )


def document(work):
    """Return the record as a document of its own."""
    return DECLARATION + markup(work)

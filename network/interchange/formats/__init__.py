"""Works in the formats that others read. Each format is one file; whatever a title holds stays text."""

from dataclasses import dataclass

from network.interchange.formats import bibtex, csl, datacite, dublin_core, ris, schema_org, table


@dataclass(frozen=True)
class Format:
    """How one work, and a list of works, becomes a file: `one(work) -> str`; `many(works) -> iterable of str`."""

    ending: str
    label: str
    content_type: str
    one: object
    many: object = None
    profile: str = ""


FORMATS = {
    form.ending: form
    for form in (
        Format("bib", "BibTeX", "application/x-bibtex; charset=utf-8", bibtex.entry, bibtex.entries),
        Format("ris", "RIS", "application/x-research-info-systems; charset=utf-8", ris.record, ris.records),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", csl.one, csl.many),
        Format("csv", "CSV", "text/csv; charset=utf-8", lambda work: "".join(table.rows([work])), table.rows),
        Format("jsonld", "JSON-LD", "application/ld+json; charset=utf-8", schema_org.dumped),
        Format(
            *("datacite.json", "DataCite JSON", "application/vnd.datacite.datacite+json; charset=utf-8"),
            datacite.dumped,
            profile="http://datacite.org/schema/kernel-4",
        ),
        Format(
            *("datacite.xml", "DataCite XML", "application/vnd.datacite.datacite+xml; charset=utf-8"),
            datacite.document,
            profile="http://datacite.org/schema/kernel-4",
        ),
        Format(
            *("dc.xml", "Dublin Core", "application/xml; charset=utf-8"),
            dublin_core.document,
            profile="http://www.openarchives.org/OAI/2.0/oai_dc/",
        ),
    )
}
"""{ending of the file: Format}."""

LISTS = tuple(form.ending for form in FORMATS.values() if form.many)
"""Endings of the formats in which a whole list is taken."""

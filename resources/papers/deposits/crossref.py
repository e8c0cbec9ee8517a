"""Crossref: posted content of the type report, input schema 5.4.0.

Source: https://www.crossref.org/documentation/schema-library/markup-guide-record-types/posted-content-includes-preprints/
and the order of elements in crossref5.4.0.xsd.
"""

import uuid

from django.conf import settings
from lxml import etree

from network.interchange.works import clean_text, split_name, tag_of
from resources.papers.deposits.sending import post

SPACE = "http://www.crossref.org/schema/5.4.0"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
AI = "http://www.crossref.org/AccessIndicators.xsd"
REL = "http://www.crossref.org/relations.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{SPACE} https://www.crossref.org/schemas/crossref5.4.0.xsd"
NAMES = {None: SPACE, "jats": JATS, "ai": AI, "rel": REL, "xsi": XSI}


def payload(publication, matter):
    """Return the deposit of a publication as XML (text). Its DOI must be known."""
    batch = etree.Element(f"{{{SPACE}}}doi_batch", nsmap=NAMES, version="5.4.0")
    batch.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    head = add(batch, "head")
    stamp = f"{publication.published_at:%Y%m%d%H%M%S}{publication.number:03d}"
    add(head, "doi_batch_id", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{matter.address}#{matter.state}")))
    add(head, "timestamp", stamp)
    depositor = add(head, "depositor")
    add(depositor, "depositor_name", settings.NETWORK_NAME[:130])
    add(depositor, "email_address", settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"))
    add(head, "registrant", settings.NETWORK_NAME[:255])
    record(add(batch, "body"), matter)
    return etree.tostring(batch, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def record(body, matter):
    """Add the record of one publication, its parts in the order of the schema."""
    posted = add(body, "posted_content", type="report", language=tag_of(matter.language).partition("-")[0])
    if matter.authors:
        people = add(posted, "contributors")
        for place, one in enumerate(matter.authors):
            person(people, one, place)
    add(add(posted, "titles"), "title", matter.title)
    date = add(posted, "posted_date")
    for name, value in (("month", f"{matter.day:%m}"), ("day", f"{matter.day:%d}"), ("year", f"{matter.day:%Y}")):
        add(date, name, value)
    if matter.publisher:
        add(add(posted, "institution"), "institution_name", matter.publisher)
    for words in (matter.abstract, matter.plain_summary):
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        if lines:
            part = etree.SubElement(posted, f"{{{JATS}}}abstract")
            if words is matter.plain_summary:
                part.set("abstract-type", "plain-language-summary")
            for line in lines:
                etree.SubElement(part, f"{{{JATS}}}p").text = clean_text(line)
    if matter.licence_address:
        program = etree.SubElement(posted, f"{{{AI}}}program", name="AccessIndicators")
        etree.SubElement(program, f"{{{AI}}}license_ref", applies_to="vor").text = matter.licence_address
    relations(posted, matter)
    data = add(posted, "doi_data")
    add(data, "doi", matter.doi)
    add(data, "resource", matter.address)


def person(people, one, place):
    """Add an author."""
    family, given = split_name(one.name)
    made = add(people, "person_name", sequence="additional" if place else "first", contributor_role="author")
    if given:
        add(made, "given_name", given)
    add(made, "surname", family)
    if one.affiliation:
        institution = add(add(made, "affiliations"), "institution")
        add(institution, "institution_name", one.affiliation)
        if one.ror:
            address = f"https://ror.org/{one.ror.removeprefix('https://ror.org/')}"
            add(institution, "institution_id", address, type="ror")
    if one.orcid:
        add(made, "ORCID", f"https://orcid.org/{one.orcid}", authenticated="false")


def relations(posted, matter):
    """Say which version this one takes the place of, and which takes its."""
    kinds = {"corrects": "isVersionOf", "replaced": "isReplacedBy"}
    rows = [(kinds[kind], address) for kind, address in matter.relations if kind in kinds]
    if not rows:
        return
    program = etree.SubElement(posted, f"{{{REL}}}program", name="relations")
    for kind, address in rows:
        item = etree.SubElement(program, f"{{{REL}}}related_item")
        attributes = {"relationship-type": kind, "identifier-type": "uri"}
        etree.SubElement(item, f"{{{REL}}}intra_work_relation", attributes).text = address


def add(parent, name, words=None, **attributes):
    """Add an element of Crossref's."""
    made = etree.SubElement(parent, f"{{{SPACE}}}{name}", {key: value for key, value in attributes.items() if value})
    if words:
        made.text = clean_text(words)
    return made


def send(deposit):
    """Post the deposit as a form with the file. Returns (taken, answer)."""
    fields = {
        "operation": "doMDUpload",
        "login_id": settings.DOI_AGENCY_USER,
        "login_passwd": settings.DOI_AGENCY_PASSWORD,
    }
    name = f"deposit-{deposit.pk}.xml"
    status, answer = post(settings.DOI_AGENCY_URL, fields=fields, file=(name, deposit.payload.encode()))
    return status == 200 and "SUCCESS" in answer, answer

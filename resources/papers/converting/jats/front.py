"""The front of a paper in JATS: where it appeared, who wrote it and did what, summaries, licence, funding, relations.

Roles are told as CRediT in JATS 1.2 (recommendation of JATS4R: https://jats4r.niso.org/credit-taxonomy/).
"""

from network.interchange.works import split_name
from resources.papers.converting.jats.small import HREF, XML, add, paragraphs
from resources.papers.converting.matter import words_of
from resources.papers.credit import ROLES

CREDIT = "https://credit.niso.org/"
RELATIONS = {"corrects": "corrected-article", "replaces": "updated-article", "replaced": "update"}


def front(article, matter, sheet):
    """Add the front of a paper."""
    head = add(article, "front")
    series = add(head, "journal-meta")
    add(series, "journal-id", "papers", journal_id_type="publisher-id")
    add(add(series, "journal-title-group"), "journal-title", matter.publisher)
    add(add(series, "publisher"), "publisher-name", matter.publisher)
    meta = add(head, "article-meta")
    if matter.doi:
        add(meta, "article-id", matter.doi, pub_id_type="doi")
    if matter.address:
        add(meta, "article-id", matter.address, pub_id_type="publisher-id")
    subjects = add(add(meta, "article-categories"), "subj-group", subj_group_type="heading")
    add(subjects, "subject", matter.kind_label or matter.kind)
    add(add(meta, "title-group"), "article-title", matter.title)
    people(meta, matter)
    if matter.day:
        date = add(meta, "pub-date", pub_type="epub")
        for name, value in (("day", matter.day.day), ("month", matter.day.month), ("year", matter.day.year)):
            add(date, name, str(value))
    rights(meta, matter)
    if matter.address:
        add(meta, "self-uri", matter.address).set(HREF, matter.address)
    for place, (kind, address) in enumerate(matter.relations):
        if kind in RELATIONS:
            add(meta, "related-article", related_article_type=RELATIONS[kind], id=f"related-{place}",
                ext_link_type="uri").set(HREF, address)  # fmt: skip
    summaries(meta, matter)
    if matter.keywords:
        group = add(meta, "kwd-group")
        group.set(XML + "lang", sheet.tag)
        for word in matter.keywords:
            add(group, "kwd", word)
    said = words_of(matter)
    add(add(meta, "funding-group"), "funding-statement", matter.funding or said["no_funding"])
    customs(meta, matter)


def people(meta, matter):
    """Add authors with ORCID, roles of CRediT and organisations with ROR, and what they declare."""
    if not matter.authors:
        return
    group, marks = add(meta, "contrib-group"), matter.marks
    said = words_of(matter)
    for place, one in enumerate(matter.authors):
        author = add(group, "contrib", contrib_type="author", corresp="yes" if one.is_corresponding else "")
        if one.orcid:
            add(author, "contrib-id", f"https://orcid.org/{one.orcid}", contrib_id_type="orcid")
        family, given = split_name(one.name)
        if given:
            name = add(author, "name")
            add(name, "surname", family)
            add(name, "given-names", given)
        else:
            add(author, "string-name", one.name)
        for code, degree in one.roles:
            if code in ROLES:
                role = add(author, "role", ROLES[code].term, vocab="credit", vocab_identifier=CREDIT,
                           vocab_term=ROLES[code].term, vocab_term_identifier=ROLES[code].address)  # fmt: skip
                if degree:
                    role.set("degree-contribution", degree.capitalize())
        if marks[place]:
            add(author, "xref", str(marks[place]), ref_type="aff", rid=f"aff-{marks[place]}")
    for number, (name, ror) in enumerate(matter.affiliations, 1):
        place = add(meta, "aff", id=f"aff-{number}")
        wrap = add(place, "institution-wrap")
        if ror:
            address = f"https://ror.org/{ror.removeprefix('https://ror.org/')}"
            add(wrap, "institution-id", address, institution_id_type="ROR")
        add(wrap, "institution", name)
    notes = add(meta, "author-notes")
    told = "; ".join(f"{name}: {words}" for name, words in matter.interests)
    rest = said["no_interests"] if len(matter.interests) < len(matter.authors) or not matter.authors else ""
    add(add(notes, "fn", fn_type="coi-statement"), "p", " ".join(one for one in (told, rest) if one))


def rights(meta, matter):
    """Add the licence."""
    holder = ", ".join(one.name for one in matter.authors) or matter.publisher
    part = add(meta, "permissions")
    if matter.day:
        add(part, "copyright-statement", f"© {matter.day.year} {holder}")
        add(part, "copyright-year", str(matter.day.year))
    licence = add(part, "license", license_type="open-access")
    if matter.licence_address:
        licence.set(HREF, matter.licence_address)
    add(licence, "license-p", matter.licence or "-")


def summaries(meta, matter):
    """Add the summary, and the one in plain words."""
    for words, kind in ((matter.abstract, ""), (matter.plain_summary, "plain-language-summary")):
        if words.strip():
            paragraphs(add(meta, "abstract", abstract_type=kind), words)


def customs(meta, matter):
    """Add what JATS has no element for: the version, the state, the fingerprint of the signed text."""
    rows = (
        ("version", str(matter.number)),
        ("state", matter.state),
        ("sha256", matter.fingerprint),
        ("signed-on", matter.signed_on.isoformat() if matter.signed_on else ""),
        ("notice", matter.notice),
        ("draft", matter.draft),
    )
    group = add(meta, "custom-meta-group")
    for name, value in rows:
        if value:
            row = add(group, "custom-meta")
            add(row, "meta-name", name)
            add(row, "meta-value", value)

"""What is printed around a version: from what it says of itself, and from what was frozen with it."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from network.files import storing
from resources.library import vocabulary, words
from resources.papers.citing.formatting import rendered
from resources.papers.converting.matter import Matter, Voice, Writer
from resources.papers.converting.pandoc import Fault
from resources.papers.converting.pdf import IMAGES
from resources.papers.converting.pictures import Picture
from resources.papers.converting.survey import survey
from resources.papers.models import Paper
from resources.papers.queries.publishing.frozen import frozen_of

TYPES = {"position": "report", "report": "report", "brief": "report", "article": "article"}


def matter_of(version, paper, *, frozen=None):
    """Return the Matter of a version that is not published, in the language of the paper."""
    about = version.about
    language = about.get("language") or paper.language
    frozen = frozen_of(paper, version) if frozen is None else frozen
    licence = vocabulary.LICENCES.get(about.get("licence") or paper.licence)
    known = words.words("topic")
    people = [one for one in about.get("authors") or () if one.get("part") == "author"]
    with translation.override(language):
        draft = _("Draft, version %(n)s") % {"n": version.number}
        kind = str(Paper.Kind(about.get("kind") or paper.kind).label)
        keywords = tuple(str(known[one].label()) for one in about.get("topics") or paper.topics if one in known)
        licence_label = str(licence.label) if licence else ""
    asked = frozen.get("consulted") or {}
    return Matter(
        title=about.get("title") or paper.title,
        language=language,
        kind=about.get("kind") or paper.kind,
        kind_label=kind,
        number=version.number,
        day=version.at.date(),
        draft=draft,
        publisher=settings.NETWORK_NAME,
        licence=licence_label,
        licence_address=licence.url if licence else "",
        style=about.get("citation_style") or paper.citation_style,
        authors=tuple(writer(one) for one in people),
        thanked=tuple(one["name"] for one in about.get("authors") or () if one.get("part") == "thanked"),
        abstract=about.get("abstract") or "",
        plain_summary=about.get("plain_summary") or "",
        keywords=keywords,
        funding="\n".join(funding(about, frozen)),
        machine_help=about.get("machine_help") or "",
        interests=tuple((name, said) for name, said in frozen.get("interests") or ()),
        voices=tuple(voice(one) for one in frozen.get("voices") or ()),
        consulted_on=day_of(asked.get("closes_on")),
        consulted_version=asked.get("version") or 0,
        signed_on=day_of(frozen.get("signed_on")),
        fingerprint=version.fingerprint,
    )


def funding(about, frozen):
    """Return who paid, line by line: the work as a whole, then what authors declare for themselves."""
    whole = (about.get("funding") or "").strip()
    rows = [f"{name}: {words.strip()}" for name, words in frozen.get("funding") or () if words.strip()]
    return ([whole] if whole else []) + rows


def day_of(words):
    """Return a day that is written as ISO 8601, None for none."""
    return date.fromisoformat(words) if words else None


def of_publication(publication):
    """Return the Matter of a publication: frozen, with its number, address, notice and how it is cited."""
    from dataclasses import replace

    paper, version = publication.paper, publication.version
    address = settings.SITE_URL + publication.get_absolute_url()
    relations = []
    for one in publication.replaces.all():
        relations.append(("corrects", settings.SITE_URL + one.get_absolute_url()))
    if publication.replaced_by_id:
        relations.append(("replaced", settings.SITE_URL + publication.replaced_by.get_absolute_url()))
    matter = replace(
        matter_of(version, paper, frozen=publication.frozen),
        number=publication.number,
        day=publication.published_at.date(),
        draft="",
        doi=publication.doi,
        address=address,
        notice=notice_of(publication),
        state=publication.state,
        relations=tuple(relations),
    )
    return replace(matter, cite_as=cited_as(csl_of(matter), matter))


def notice_of(publication):
    """Return what readers are told first, in the language of the paper."""
    language = publication.version.about.get("language") or publication.paper.language
    with translation.override(language):
        said = {
            "corrected": _("A later version corrects this one."),
            "superseded": _("Another publication has taken the place of this one."),
            "withdrawn": _("This publication was withdrawn. Its text stays here, so that it can be looked up."),
        }.get(publication.state, "")
    later = publication.replaced_by
    where = settings.SITE_URL + later.get_absolute_url() if later else ""
    return " ".join(one for one in (said, where, publication.notice) if one)


def csl_of(matter):
    """Return how a publication is cited, as CSL-JSON."""
    people = [name_of(one.name) for one in matter.authors] or [{"literal": matter.publisher}]
    made = {
        "id": "self",
        "type": TYPES.get(matter.kind, "report"),
        "title": matter.title,
        "author": people,
        "publisher": matter.publisher,
        "genre": matter.kind_label,
        "language": matter.language,
        "URL": matter.address,
    }
    if matter.number > 1:
        made["version"] = str(matter.number)
    if matter.day:
        made["issued"] = {"date-parts": [[matter.day.year, matter.day.month, matter.day.day]]}
    if matter.doi:
        made["DOI"] = matter.doi
        del made["URL"]
    return made


def name_of(name):
    """Return a name as CSL-JSON."""
    from network.interchange.works import split_name

    family, given = split_name(name)
    return {"family": family, "given": given} if given else {"literal": name}


def cited_as(csl, matter):
    """Return the line by which a publication is cited, in plain words and in the style of the paper."""
    asked = {"type": "doc", "content": [{"type": "citation", "attrs": {"items": [{"key": "self"}]}}]}
    try:
        shown = rendered(asked, [csl], style=matter.style, language=matter.language)
    except Fault:
        return f"{matter.title}. {matter.publisher}. {matter.doi or matter.address}"
    from resources.papers.citing.inlines import text_of

    return " ".join(text_of(inlines) for _key, inlines in shown.entry_inlines).strip()


def writer(row):
    """Return an author of a version's `about` as printed."""
    return Writer(
        name=row.get("name") or "",
        affiliation=row.get("affiliation") or "",
        ror=(row.get("ror") or "").removeprefix("https://ror.org/"),
        orcid=row.get("orcid") or "",
        city=row.get("city") or "",
        is_corresponding=bool(row.get("is_corresponding")),
        roles=tuple((code, degree) for code, degree in row.get("roles") or ()),
    )


def voice(row):
    """Return what a city said."""
    return Voice(row["city"], row["answer"], row.get("words") or "", row.get("language") or "en",
                 bool(row.get("was_silent")))  # fmt: skip


def pictures_of(paper, content):
    """Return {number of the Figure row: Picture} of the pictures that a text shows and that can be printed."""
    wanted = {str(number) for number, _attrs in survey(content).images if str(number).isdigit()}
    found = {}
    for row in paper.figures.filter(pk__in=[int(one) for one in wanted]).select_related("file"):
        if row.file.content_type not in IMAGES or not row.file.is_ready:
            continue
        with storing.opened(row.file.stored_as) as stream:
            data = stream.read()
        where = settings.SITE_URL + row.file.get_absolute_url()
        found[str(row.pk)] = Picture(data, row.file.content_type, row.alternative, address=where)
    return found

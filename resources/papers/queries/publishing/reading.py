"""A publication as its page shows it."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from resources.papers.converting import html
from resources.papers.converting.formats import FORMATS
from resources.papers.converting.matter import Matter, words_of
from resources.papers.credit import ROLES
from resources.papers.models import Publication
from resources.papers.queries.publishing.matter import of_publication


@dataclass
class Reading:
    """One publication with all that its page says; `said` are the words of the portal in the reader's language."""

    publication: Publication
    matter: Matter
    body: str
    outline: list = field(default_factory=list)
    files: list = field(default_factory=list)
    versions: list = field(default_factory=list)
    translations: list = field(default_factory=list)
    people: list = field(default_factory=list)
    signatures: list = field(default_factory=list)
    newest: Publication | None = None

    @property
    def is_current(self):
        """Whether it is the one to read and to cite."""
        return self.publication.state == Publication.State.CURRENT


def read(publication):
    """Return the Reading of a publication, as everybody may see it."""
    paper, version = publication.paper, publication.version
    matter = of_publication(publication)
    body = html.page(
        version.content,
        references=version.references,
        figures=figures_of(paper),
        style=matter.style,
        language=matter.language,
    )
    versions = sorted(paper.publications.all(), key=lambda one: -one.number)
    original = publication.translation_of or publication
    family = [original, *original.translations.all()]
    rows = {row.format: row for row in publication.files.all()}
    return Reading(
        publication=publication,
        matter=matter,
        body=body,
        outline=[(name, words) for level, name, words in html.survey(version.content).outline if level == 1 and name],
        files=[{"form": form, "row": rows[code]} for code, form in FORMATS.items() if code in rows],
        versions=versions,
        translations=[one for one in family if one.paper_id != paper.pk],
        people=people(matter),
        signatures=publication.frozen.get("signatures") or [],
        newest=versions[0] if versions and versions[0].pk != publication.pk else None,
    )


def people(matter):
    """Return the authors with their roles in the reader's language."""
    said = words_of(_in_reader_language(matter))
    order = list(ROLES)
    rows = []
    for one in matter.authors:
        mine = sorted(one.roles, key=lambda role: order.index(role[0]) if role[0] in order else 99)
        roles = [(said["roles"].get(code, code), said["degrees"].get(degree, ""), code) for code, degree in mine]
        rows.append({"writer": one, "roles": roles})
    return rows


def _in_reader_language(matter):
    from dataclasses import replace

    return replace(matter, language=get_language() or "en")


def figures_of(paper):
    """Return {number: what a page needs to show a picture}."""
    return {
        row.pk: {"address": row.file.get_absolute_url(), "alt": row.alternative}
        for row in paper.figures.select_related("file")
    }

"""What these pages share: the way between them, and rows that belong to a paper."""

from django.urls import reverse
from django.utils.translation import gettext as _

from network.access.rules import may
from resources.papers.converting import html
from resources.papers.differences import named, pieces_of
from resources.papers.models import Figure
from resources.papers.queries.naming import names_of
from resources.papers.queries.signing import Changes


def tabs(paper, member, current):
    """Return the tabs between the pages of one paper that `member` may open."""
    offered = [("paper", _("Overview"), True)]
    offered.append(("declarations", _("Declarations"), bool(may(member, "papers.see_declarations", paper))))
    offered.append(("consult", _("The cities"), True))
    offered.append(("sign", _("Signatures"), bool(may(member, "papers.see_signatures", paper))))
    return [
        {"label": label, "address": reverse(f"papers:{name}", args=[paper.pk]), "count": None,
         "current": name == current}
        for name, label, is_open in offered
        if is_open or name == current
    ]  # fmt: skip


def text_of(paper, version):
    """Return the text of a kept version as safe HTML."""
    pictures = {
        row.pk: {"address": row.file.get_absolute_url(), "alt": row.alternative, "width": None, "height": None}
        for row in Figure.objects.filter(paper=paper).select_related("file")
    }
    return html.page(
        version.content, references=version.references, figures=pictures,
        style=version.about.get("citation_style") or "apa", language=version.about.get("language") or paper.language,
    )  # fmt: skip


def shown(changes: Changes, paper, version):
    """Return the passages of Changes since a Version for a page: [{"heading", "anchor", "pieces": [HTML]}]."""
    if not changes.passages:
        return []
    with named(names_of(paper, version.content, references=version.references)):
        return [
            {"heading": one.heading, "anchor": one.anchor, "pieces": [pieces_of(hunk).together for hunk in one.hunks]}
            for one in changes.passages
        ]

"""What citations and references to parts of a text are called where a text is compared or listed, not printed."""

import logging

from django.utils.translation import gettext as _

from resources.papers import citing
from resources.papers.converting.pandoc import Fault
from resources.papers.converting.survey import survey

log = logging.getLogger(__name__)


def names_of(paper, *contents, references=()):
    """Return a function that gives the words of a node of these texts: "(Fisher et al., 2015)", "Table 1".

    `references` (CSL-JSON with ids) are known besides those of the paper's list, which come first.
    """
    works = [one.csl | {"id": one.key} for one in paper.references.all()]
    known = {one["id"] for one in works}
    works += [one for one in references if one.get("id") and one["id"] not in known]
    try:
        labels = citing.short_labels(works, style=paper.citation_style, language=paper.language) if works else {}
    except Fault as fault:
        log.warning("the citations of paper %s cannot be named: %s", paper.pk, fault.detail)
        labels = {}
    parts = {}
    for content in reversed(contents):
        parts |= _parts(content)

    def names(node):
        attrs = node.get("attrs") or {}
        if node.get("type") == "citation" and attrs.get("items"):
            return citing.spoken(attrs, labels, paper.language)
        if node.get("type") == "crossRef":
            return parts.get(str(attrs.get("target")), _("[what this pointed to is gone]"))
        return ""

    return names


def with_names(node, names):
    """Return a copy of a node in which what `names` knows stands as plain text."""
    if words := names(node):
        return {"type": "text", "text": words}
    if not node.get("content"):
        return node
    return node | {"content": [with_names(child, names) for child in node["content"]]}


def _parts(content):
    found = survey(content)
    return {
        **{name: f"“{words}”" for name, (_level, words) in found.headings.items() if name},
        **{name: _("Figure %(number)s") % {"number": number} for name, number in found.figures.items()},
        **{name: _("Table %(number)s") % {"number": number} for name, number in found.tables.items()},
    }

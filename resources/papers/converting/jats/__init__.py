"""A paper as JATS XML (Journal Article Tag Suite, NISO Z39.96; tag set Archiving and Interchange 1.2, 'green',
since Journal Publishing asks for an ISSN, which a network's papers need not have).

Written straight from the text and not by pandoc: so every part stands in the element that is meant for it.
Source: https://jats.nlm.nih.gov/archiving/tag-library/1.2/
"""

from lxml import etree

from resources.papers.citing import rendered
from resources.papers.citing.cites import citations_in
from resources.papers.converting.html.drawing import labels_in
from resources.papers.converting.jats.back import back
from resources.papers.converting.jats.body import sections
from resources.papers.converting.jats.front import front
from resources.papers.converting.jats.small import NAMES, XML, Sheet, add
from resources.papers.converting.survey import survey

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.2 20190208//EN" '
    '"JATS-archivearticle1.dtd">'
)


def jats(content, matter, *, references=(), figures=None):
    """Return a paper as JATS XML (bytes of UTF-8).

    `figures` {number of the Figure row: Picture}: a Picture's `address` is where the file lies. Raises Unknown, and
    pandoc.Fault when citations cannot be set.
    """
    citations = citations_in(content)
    shown = rendered(content, list(references), style=matter.style, language=matter.language) if citations else None
    sheet = Sheet(
        survey=survey(content),
        figures={str(key): one for key, one in (figures or {}).items()},
        labels=labels_in(matter.language),
        cites=dict(zip(map(id, citations), shown.label_inlines, strict=True)) if shown else {},
        entries=shown.entry_inlines if shown else [],
        works={str(one.get("id")): one for one in references},
        language=matter.language,
    )
    article = etree.Element("article", nsmap=NAMES)
    article.set("article-type", "other")
    article.set("dtd-version", "1.2")
    article.set(XML + "lang", sheet.tag)
    front(article, matter, sheet)
    body = add(article, "body")
    sections(body, content, sheet)
    if not len(body):
        article.remove(body)
    back(article, matter, sheet)
    return etree.tostring(article, xml_declaration=True, encoding="UTF-8", doctype=DOCTYPE, pretty_print=False)

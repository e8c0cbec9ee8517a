"""The files that a paper comes in: what each is called, and who makes it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from resources.papers.converting.jats import jats
from resources.papers.converting.packed import docx, epub, markdown
from resources.papers.converting.pdf import pdf
from resources.papers.converting.webfile import webfile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """One format: `make(content, matter, references=, figures=) -> bytes`."""

    code: str
    ending: str
    label: str
    text: object
    content_type: str
    make: object


FORMATS = {
    one.code: one
    for one in (
        Format("pdf", "pdf", "PDF", _("to print and to read, tagged for screen readers"), "application/pdf", pdf),
        Format("docx", "docx", "Word", _("to work on"), WORD, docx),
        Format("epub", "epub", "EPUB", _("for phones and readers of books"), "application/epub+zip", epub),
        Format("html", "html", "HTML", _("one page, pictures inside"), "text/html; charset=utf-8", webfile),
        Format("md", "md", "Markdown", _("plain text with marks"), "text/markdown; charset=utf-8", markdown),
        Format("jats", "xml", "JATS XML", _("for archives and libraries"), "application/xml; charset=utf-8", jats),
    )
}
"""{code: Format}, in the order of pages."""

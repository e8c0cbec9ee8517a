"""A paper as Word, EPUB and Markdown: pandoc writes them from one tree, with all that is printed around a text."""

import io
import json
import zipfile

from network.interchange.works import tag_of
from resources.papers.converting import pandoc
from resources.papers.converting.html.drawing import labels_in
from resources.papers.converting.matter import ahead, behind
from resources.papers.converting.writing import Target, document, picture_of

BOOK = b"""body { line-height: 1.55; }
h1, h2, h3, h4 { line-height: 1.2; }
figure { margin: 1.5em 0; } figure img { max-width: 100%; } figcaption { font-size: .9em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #bbb; text-align: left; padding: .3em; }
blockquote { border-left: 2px solid #bbb; margin-left: 0; padding-left: 1em; }
.callout { border-left: 3px solid #a4451f; padding: .2em 1em; background: #faf6f0; }
.csl-entry { padding-left: 1.5em; text-indent: -1.5em; margin-bottom: .6em; }
"""


def docx(content, matter, *, references=(), figures=None):
    """Return a paper as a Word file (bytes). Raises pandoc.Fault."""
    return made(content, matter, references, inside(figures), "docx")


def epub(content, matter, *, references=(), figures=None):
    """Return a paper as EPUB 3 (bytes). Raises pandoc.Fault."""
    arguments = ("--toc", "--toc-depth=2", "--split-level=1")
    return dressed(made(content, matter, references, inside(figures), "epub3", arguments))


def dressed(book):
    """Return an EPUB with our own style in the place of pandoc's: within its walls pandoc cannot be given one."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, BOOK if entry.filename.endswith("stylesheet1.css") else old.read(entry))
    return result.getvalue()


def markdown(content, matter, *, references=(), figures=None):
    """Return a paper as Markdown of Pandoc's (bytes); pictures are named by their addresses. Raises pandoc.Fault."""
    named = {str(key): (one.address, one.alt) for key, one in (figures or {}).items()}
    arguments = ("--standalone", "--wrap=none", "--markdown-headings=atx")
    return made(content, matter, references, named, "markdown-fenced_divs-bracketed_spans-link_attributes", arguments)


def inside(figures):
    """Return {number: (address that holds the picture, its words)}."""
    return {str(key): (one.inside, one.alt) for key, one in (figures or {}).items()}


def made(content, matter, references, figures, writes, arguments=()):
    """Return a paper in one of pandoc's formats."""
    tree = document(
        {"type": "doc", "content": [*ahead(matter), *(content.get("content") or ())]},
        references=references,
        style=matter.style,
        language=matter.language,
        target=Target(picture=lambda attrs: picture_of(attrs, figures), labels=labels_in(matter.language)),
        meta=about(matter, writes),
        after=behind(matter),
    )
    source = json.dumps(tree, ensure_ascii=False)
    return pandoc.run(source, reads="json", writes=writes, arguments=("--standalone", *arguments))


def about(matter, writes):
    """Return what the file says of itself."""
    names = [one.name for one in matter.authors] or [matter.publisher]
    day = matter.day.isoformat() if matter.day else ""
    told = {"title": matter.title, "lang": tag_of(matter.language), "date": day, "rights": matter.licence}
    if writes == "epub3":
        identifier = matter.doi or matter.address or f"urn:sha256:{matter.fingerprint}"
        return told | {
            "creator": [{"role": "author", "text": name} for name in names],
            "identifier": {"scheme": "DOI", "text": matter.doi} if matter.doi else identifier,
            "publisher": matter.publisher,
            "subject": list(matter.keywords),
            "description": matter.abstract,
        }
    if writes == "docx":
        return {"title": matter.title, "lang": tag_of(matter.language), "keywords": list(matter.keywords),
                "description": matter.abstract}  # fmt: skip
    return told | {"author": names, "publisher": matter.publisher, "version": str(matter.number)}

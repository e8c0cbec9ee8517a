"""A paper as one web page in one file: pictures inside, no scripts, readable without the portal."""

from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from network.interchange.works import tag_of
from resources.papers.converting import html
from resources.papers.converting.html.drawing import labels_in
from resources.papers.converting.matter import ahead, behind

LOOK = Path(__file__).parent / "looks" / "paper.css"
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def webfile(content, matter, *, references=(), figures=None):
    """Return a paper as an HTML file (bytes of UTF-8). Raises Unknown."""
    pictures = {
        key: {"address": f"picture:{key}", "alt": one.alt, "width": one.width, "height": one.height}
        for key, one in (figures or {}).items()
    }
    footnotes = [one for one in content.get("content") or () if one.get("type") == "footnote"]
    text = [one for one in content.get("content") or () if one.get("type") != "footnote"]
    whole = {"type": "doc", "content": [*ahead(matter), *text, *behind(matter), *footnotes]}
    body = html.page(
        whole,
        references=references,
        figures=pictures,
        labels=labels_in(matter.language),
        style=matter.style,
        language=matter.language,
        holds_pictures=True,
    )
    for key, one in (figures or {}).items():
        body = body.replace(f'src="picture:{key}"', f'src="{one.inside}"')
    day = format_html('<meta name="dcterms.date" content="{}">', matter.day.isoformat()) if matter.day else ""
    authors = [format_html('<meta name="author" content="{}">', one.name) for one in matter.authors]
    return format_html(
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="{}">\n<title>{}</title>\n'
        "{}{}\n<style>\n{}</style>\n</head>\n"
        "<body>\n<main>\n<h1>{}</h1>\n{}\n</main>\n</body>\n</html>\n",
        tag_of(matter.language),
        POLICY,
        matter.title,
        mark_safe("".join(authors)),  # noqa: S308 - escaped above
        day,
        mark_safe(LOOK.read_text()),  # noqa: S308 - our own file
        matter.title,
        mark_safe(body),  # noqa: S308 - cleaned by page()
    ).encode("utf-8", "replace")

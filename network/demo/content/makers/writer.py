"""OpenDocument text, written by hand: five small XML parts in an archive."""

from xml.sax.saxutils import escape

from network.demo.content import words
from network.demo.content.blocks import parse
from network.demo.content.makers import steady
from network.demo.content.makers.pdf import facts

KIND = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "style": "style", "meta": "meta",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
STYLES = (
    '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
)


def make(resource):
    """The resource as an OpenDocument text."""
    lines = [f'<text:h text:outline-level="1">{escape(resource.title)}</text:h>', _paragraph(resource.summary)]
    lines += [_paragraph(f"{name}: {value}") for name, value in facts(resource)]
    lines.append(_paragraph(words.label("sample", resource.language)))
    lines += [_block(block) for block in parse(resource.body)]
    content = (
        f'{HEAD}<office:document-content {SPACES} office:version="1.3"><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:text>{''.join(lines)}</office:text></office:body>"
        "</office:document-content>"
    )
    about = (
        f'{HEAD}<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:meta><dc:title>{escape(resource.title)}</dc:title><dc:language>{resource.language}</dc:language>"
        "</office:meta></office:document-meta>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", KIND), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.3">{entries}</manifest:manifest>'
    )
    parts = {"mimetype": KIND, "content.xml": content, "meta.xml": about, "META-INF/manifest.xml": manifest}
    return steady.archive({name: text.encode() for name, text in parts.items()}, stored={"mimetype"})


def _paragraph(text):
    return f"<text:p>{escape(text)}</text:p>"


def _runs(runs):
    pieces = []
    for run in runs:
        style = "Bold" if run.bold else "Italic" if run.italic else ""
        text = escape(run.text)
        pieces.append(f'<text:span text:style-name="{style}">{text}</text:span>' if style else text)
    return "".join(pieces)


def _block(block):
    if block.kind == "heading":
        return f'<text:h text:outline-level="{block.level}">{_runs(block.runs)}</text:h>'
    if block.kind in ("bullets", "numbers"):
        rows = "".join(f"<text:list-item><text:p>{_runs(row)}</text:p></text:list-item>" for row in block.rows)
        return f"<text:list>{rows}</text:list>"
    if block.kind == "table":
        rows = "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{_runs(cell)}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in block.rows
        )
        columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
        return f"<table:table>{columns}{rows}</table:table>"
    return f"<text:p>{_runs(block.runs)}</text:p>"

"""Word documents: real headings, lists and tables, so that others can go on writing in them."""

import io

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from network.demo.content import words
from network.demo.content.blocks import parse
from network.demo.content.makers import steady
from network.demo.content.makers.pdf import facts

LOCALES = {"en": "en-GB", "da": "da-DK", "es": "es-ES", "zh-hans": "zh-CN"}
STYLES = {"bullets": "List Bullet", "numbers": "List Number"}


def make(resource):
    """The resource as a Word document."""
    document = Document()
    _dress(document, resource)
    document.add_heading(resource.title, level=0)
    document.add_paragraph(resource.summary, style="Subtitle")
    for name, value in facts(resource):
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    document.add_paragraph(words.label("sample", resource.language)).runs[0].italic = True
    for block in parse(resource.body):
        _write(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady.again(buffer.getvalue())


def _dress(document, resource):
    properties = document.core_properties
    properties.title, properties.author = resource.title, facts(resource)[0][1]
    properties.subject, properties.language = resource.summary[:250], LOCALES[resource.language]
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.6)
    colour = RGBColor.from_string(words.COLOURS.get(resource.cities[0], "#12302F")[1:])
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name = "Calibri"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Microsoft YaHei")
        if name != "Normal":
            style.font.color.rgb = colour
    document.styles["Normal"].font.size = Pt(11)
    run = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = run.find(qn("w:lang"))
    language.set(qn("w:val"), LOCALES[resource.language])
    language.set(qn("w:eastAsia"), "zh-CN")


def _write(document, block):
    if block.kind == "heading":
        document.add_heading(block.text, level=max(1, block.level - 1))
    elif block.kind in STYLES:
        for row in block.rows:
            _runs(document.add_paragraph(style=STYLES[block.kind]), row)
    elif block.kind == "table":
        table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Light Grid Accent 1")
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=True):
                _runs(cell.paragraphs[0], content)
        document.add_paragraph()
    else:
        _runs(document.add_paragraph(style="Quote" if block.kind == "quote" else None), block.runs)


def _runs(paragraph, runs):
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None

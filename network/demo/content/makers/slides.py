"""Slides: one for each section of a text, its paragraphs in full in the speaker's notes."""

import io

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm, Pt

from network.demo.content import words
from network.demo.content.blocks import parse, plain
from network.demo.content.cities import cities
from network.demo.content.makers import steady
from network.demo.content.makers.pdf import facts

SHAPES = {
    "circle": MSO_SHAPE.OVAL,
    "square": MSO_SHAPE.RECTANGLE,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "diamond": MSO_SHAPE.DIAMOND,
    "hexagon": MSO_SHAPE.HEXAGON,
}
LINES, LETTERS = 7, {"zh-hans": 42}
INK = RGBColor(0x12, 0x30, 0x2F)


def make(resource):
    """The resource as a presentation in 16:9."""
    show = Presentation()
    show.slide_width, show.slide_height = Cm(33.87), Cm(19.05)
    properties = show.core_properties
    properties.title, properties.author = resource.title, facts(resource)[0][1]
    colour = RGBColor.from_string(words.COLOURS.get(resource.cities[0], "#12302F")[1:])
    shape = SHAPES[{city.slug: city.mark for city in cities()}[resource.cities[0]]]
    opening = _slide(show, resource.title, [resource.summary], colour, shape, size=38)
    opening.notes_slide.notes_text_frame.text = words.label("sample", resource.language)
    for title, lines, notes in sections(resource):
        for start in range(0, len(lines), LINES):
            slide = _slide(show, title, lines[start : start + LINES], colour, shape)
            slide.notes_slide.notes_text_frame.text = "\n\n".join(notes) if start == 0 else ""
    buffer = io.BytesIO()
    show.save(buffer)
    return steady.again(buffer.getvalue())


def sections(resource):
    """(heading, lines for the slide, full paragraphs for the notes) for each section of the text."""
    found = []
    for block in parse(resource.body):
        if block.kind == "heading" or not found:
            found.append((block.text if block.kind == "heading" else resource.title, [], []))
            if block.kind == "heading":
                continue
        _, lines, notes = found[-1]
        if block.kind == "table":
            lines += [" – ".join(plain(cell) for cell in row) for row in block.rows[1:]]
        elif block.rows:
            lines += [plain(row) for row in block.rows]
        else:
            lines.append(first_sentence(block.text, resource.language))
            notes.append(block.text)
    return [section for section in found if section[1]]


def first_sentence(text, language):
    """The first sentence, shortened to what fits on a slide."""
    stop = "。" if language == "zh-hans" else ". "
    sentence = text.split(stop)[0].rstrip(".。")
    longest = LETTERS.get(language, 130)
    return sentence if len(sentence) <= longest else sentence[: longest - 1].rstrip() + "…"


def _slide(show, title, lines, colour, shape, size=30):
    slide = show.slides.add_slide(show.slide_layouts[5])
    mark = slide.shapes.add_shape(shape, Cm(29.6), Cm(1.1), Cm(2.6), Cm(2.6))
    mark.fill.solid()
    mark.fill.fore_color.rgb = colour
    mark.line.fill.background()
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = Cm(1.8), Cm(0.9), Cm(27), Cm(3.4)
    heading.text_frame.text = title
    heading.text_frame.word_wrap = True
    _letters(heading.text_frame.paragraphs[0], size, colour, bold=True)
    frame = slide.shapes.add_textbox(Cm(1.8), Cm(4.8), Cm(30), Cm(13)).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.space_after = Pt(10)
        _letters(paragraph, 20, INK)
    return slide


def _letters(paragraph, size, colour, *, bold=False):
    paragraph.alignment = 1
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour

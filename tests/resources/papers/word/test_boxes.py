"""What stands beside the text of a Word file comes along, or is named: nothing is dropped in silence."""

import pytest

from resources.papers.converting.word import opened
from resources.papers.differences import plain_text
from tests.resources.papers.word.wordfiles import NAMES, run, zipped

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MORE = (
    f'{MC} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
DRAWING = (
    '<w:drawing><wp:inline><a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline>'
    "</w:drawing>"
)  # fmt: skip
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def paragraph(words):
    return f"<w:p>{run(words)}</w:p>"


def box(*inside):
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    new = DRAWING.format(uri=SHAPE, inside=f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>")
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def read(body):
    file = zipped({"word/document.xml": f"<w:document {NAMES} {MORE}><w:body>{body}</w:body></w:document>"})
    found = opened(file)
    return [plain_text(one) for one in found.before.content["content"]], found.left_out


def test_the_words_of_a_box_follow_the_paragraph_that_holds_it_once():
    body = f"<w:p>{run('First.')}{box(paragraph('In the box.'), paragraph('Also there.'))}</w:p>{paragraph('Last.')}"
    words, left_out = read(body)
    assert words == ["First.", "In the box.", "Also there.", "Last."]
    assert left_out == {"boxes": 1}


def test_a_box_of_an_old_word_and_one_within_another_come_too():
    inner = box(paragraph("Inner."))
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"<w:p>{run('Outer.')}{inner}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    words, left_out = read(f"<w:p>{run('First.')}{old}</w:p>")
    assert words == ["First.", "Outer.", "Inner."]
    assert left_out == {"boxes": 2}


def test_an_empty_box_is_no_word_worth():
    words, left_out = read(f"<w:p>{run('First.')}{box('<w:p/>')}</w:p>")
    assert words == ["First."]
    assert left_out == {}


@pytest.mark.parametrize("kind", ["chart", "diagram"])
def test_charts_and_diagrams_are_named(kind):
    drawn = DRAWING.format(uri=f"http://schemas.openxmlformats.org/drawingml/2006/{kind}", inside="")
    words, left_out = read(f"<w:p>{run('First.')}<w:r>{drawn}</w:r></w:p>")
    assert words == ["First."]
    assert left_out == {"objects": 1}


def test_an_equation_keeps_its_letters_and_is_named():
    math = "<m:oMath><m:r><m:t>E=mc</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
    words, left_out = read(f"<w:p>{run('So ')}{math}</m:sup></m:sSup></m:oMath></w:p>")
    assert words[0].startswith("So E = mc") or words[0].startswith("So E=mc")
    assert "2" in words[0]
    assert left_out == {"equations": 1}

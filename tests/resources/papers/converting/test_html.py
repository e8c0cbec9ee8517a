"""A text on a web page: each node and mark, numbers, notes, references; nothing in it can run."""

import re

import pytest
from django.utils import translation
from lxml.html import fragment_fromstring

from resources.papers.converting import html
from tests.resources.papers.converting.texts import EVERYTHING, REFERENCES, cite, doc, heading, para, text

pytestmark = pytest.mark.django_db
FIGURES = {7: {"address": "/papers/3/figures/7/", "alt": "", "width": 640, "height": 480}}


@pytest.fixture
def drawn():
    return html.page(EVERYTHING, references=REFERENCES, figures=FIGURES, language="en")


def test_marks(drawn):
    for piece in ("<b>bold</b>", "<i> italic</i>", "<u> under</u>", "<s> gone</s>", "<sub>2</sub>", "<sup>3</sup>"):
        assert piece in drawn
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener"> a link</a>' in drawn
    assert '<span lang="zh-Hans">同伴支持</span>' in drawn


def test_headings_begin_below_the_title_of_the_page(drawn):
    assert '<h2 id="p-found">What we found</h2>' in drawn
    assert '<h3 id="p-people">People</h3>' in drawn


def test_figures_and_tables_are_numbered_and_named_by_cross_references(drawn):
    assert '<figure id="p-fig1"><img src="/papers/3/figures/7/" alt="Two people walk beside a river."' in drawn
    assert "<figcaption><b>Figure 1.</b> A walk, <i>spring</i></figcaption>" in drawn
    assert "<caption><b>Table 1.</b> Who took part</caption>" in drawn
    assert '<th scope="col">City</th>' in drawn
    assert '<td colspan="2">København: 17</td>' in drawn
    for target, words in (("fig1", "Figure 1"), ("tab1", "Table 1"), ("found", "“What we found”")):
        assert re.search(f'<a href="#p-{target}"[^>]*>{words}</a>', drawn)


def test_notes_stand_at_the_end_and_lead_back(drawn):
    assert re.search(r'<sup><a id="p-mark-n1" href="#p-note-n1" role="doc-noteref"[^>]*>1</a></sup>', drawn)
    note = drawn[drawn.index('<li id="p-note-n1">') :]
    assert "By hand, " in note
    assert 'href="#p-mark-n1"' in note
    assert drawn.index("By hand") > drawn.index("The end.")


def test_citations_lead_to_the_list(drawn):
    assert re.search(r'<a href="#p-work-li2020"[^>]*>\(Li &amp; Carter, 2020[^<]*12\)</a>', drawn)
    assert re.search(r'<li id="p-work-li2020">Li, X., &amp; Carter, B. \(2020\)', drawn)
    assert "社区同伴支持" in drawn


def test_lists_quotes_callouts(drawn):
    assert '<ul><li>one</li><li><p>two</p><ol start="3"><li>three</li></ol></li></ul>' in drawn
    assert "<blockquote><p>Nobody asked me before.</p></blockquote>" in drawn
    assert '<aside class="note warn" role="note" aria-label="Attention"><p>Mind the bias.</p></aside>' in drawn


def test_talks_are_marked_where_they_are_asked_for(drawn):
    assert "data-thread" not in drawn
    assert '<mark data-thread="t1"> talked about</mark>' in html.page(EVERYTHING, language="en", comments=True)


def test_the_words_of_the_portal_follow_the_language_of_the_text(monkeypatch):
    monkeypatch.setattr(html.drawing, "_", lambda words: f"{words} in {translation.get_language()}")
    shown = html.page(EVERYTHING, figures=FIGURES, language="zh-hans")
    assert "Figure in zh-hans 1" in shown


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_nothing_that_was_typed_becomes_markup():
    shown = html.page(
        doc(
            heading(HOSTILE, 1, '" onclick="alert(3)'),
            para(HOSTILE, text("x", {"type": "language", "attrs": {"lang": '"><script>'}})),
            {
                "type": "figure",
                "attrs": {"figure": 7, "alt": '"><script>alert(4)</script>', "id": "<b>"},
                "content": [],
            },
            {"type": "table", "attrs": {"caption": HOSTILE}, "content": []},
        ),
        figures=FIGURES,
    )
    assert "&lt;script&gt;" in shown
    elements = list(fragment_fromstring(shown, create_parent=True).iter())
    assert not {one.tag for one in elements} & {"script", "iframe", "object"}
    assert not [name for one in elements for name in one.attrib if name.startswith("on")]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "file:///etc"],
)
def test_links_of_other_kinds_are_words(address):
    shown = html.page(doc(para(text("here", {"type": "link", "attrs": {"href": address}}))))
    assert "<a" not in shown
    assert "here" in shown


def test_a_hostile_reference_stays_text():
    works = [{"id": "x", "type": "book", "title": HOSTILE, "URL": "javascript:alert(1)"}]
    shown = html.page(doc(para(cite("x"))), references=works)
    elements = list(fragment_fromstring(shown, create_parent=True).iter())
    assert "script" not in {one.tag for one in elements}
    assert not [one for one in elements if "javascript" in one.get("href", "")]


@pytest.mark.parametrize(
    "node",
    [
        {"type": "iframe"},
        {"type": "paragraph", "content": [{"type": "video"}]},
        {"type": "paragraph", "content": [text("x", "blink")]},
        {"type": "table", "content": [{"type": "paragraph"}]},
        {},
    ],
)
def test_what_the_schema_does_not_know_is_an_error(node):
    with pytest.raises(html.Unknown):
        html.page(doc(node))


def test_numbers_out_of_range_do_not_break_a_page():
    shown = html.page(
        doc(
            {"type": "heading", "attrs": {"level": 99}, "content": [text("deep")]},
            {"type": "orderedList", "attrs": {"start": "x"}, "content": []},
        )
    )
    assert "<h5>deep</h5>" in shown


def test_the_sample_is_a_text_of_the_schema():
    """What converters are tried on is what the editor can write."""
    from resources.papers import schema

    assert [one for one in schema.check(EVERYTHING) if one] == []

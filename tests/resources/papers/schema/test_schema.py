"""What a paper's text may hold: bad input is named, cleaned without losing a word, and measured."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.papers import schema
from resources.papers.wording import plain


def text(words, *marks):
    return {"type": "text", "text": words} | ({"marks": list(marks)} if marks else {})


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def paragraph(*inline):
    return {"type": "paragraph", "content": [text(each) if isinstance(each, str) else each for each in inline]}


CELL = {"type": "tableCell", "attrs": {"colspan": 1, "rowspan": 1, "colwidth": None}, "content": [paragraph("x")]}
WHOLE = doc(
    {"type": "heading", "attrs": {"level": 1, "id": "intro1"}, "content": [text("Støtte fra ligemænd")]},
    paragraph(
        "See ",
        text("here", {"type": "link", "attrs": {"href": "https://example.org/a?b=1#c"}}, {"type": "bold"}),
        text("同伴支持", {"type": "language", "attrs": {"lang": "zh-Hans"}}),
        {"type": "citation", "attrs": {"mode": "paren", "items": [{"key": "fisher2014", "locator": "12"}]}},
        {"type": "hardBreak"},
        {"type": "footnoteRef", "attrs": {"id": "n1"}},
        {"type": "crossRef", "attrs": {"target": "fig1"}},
        text(
            "twice",
            {"type": "comment", "attrs": {"thread": "t1"}},
            {"type": "comment", "attrs": {"thread": "t2"}},
        ),
    ),
    {
        "type": "orderedList",
        "attrs": {"start": 3},
        "content": [
            {
                "type": "listItem",
                "content": [
                    paragraph("a"),
                    {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("b")]}]},
                ],
            }
        ],
    },
    {"type": "blockquote", "content": [paragraph("quoted")]},
    {"type": "callout", "attrs": {"kind": "warning"}, "content": [paragraph("mind")]},
    {
        "type": "table",
        "attrs": {"id": "tab1", "caption": "Cities"},
        "content": [{"type": "tableRow", "content": [CELL | {"type": "tableHeader"}, CELL]}],
    },
    {"type": "figure", "attrs": {"figure": 7, "alt": "A map", "id": "fig1"}, "content": [text("The map")]},
    {"type": "horizontalRule"},
    {"type": "footnote", "attrs": {"id": "n1"}, "content": [text("A note.")]},
)
FIGURES, REFERENCES = {7}, {"fisher2014"}


def codes(content, **given_):
    return {problem.code for problem in schema.check(content, **given_)}


def test_a_text_with_everything_has_no_fault_and_is_left_as_it_is():
    assert schema.check(WHOLE, figures=FIGURES, references=REFERENCES) == []
    cleaned, dropped = schema.clean(copy.deepcopy(WHOLE), figures=FIGURES, references=REFERENCES)
    assert dropped == []
    assert schema.schema().node_from_json(cleaned).eq(schema.schema().node_from_json(WHOLE))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"type": "iframe", "attrs": {"src": "https://x"}}, "unknown-node"),
        ({"type": "paragraph", "content": [paragraph("in a paragraph")]}, "wrong-place"),
        (paragraph(text("x", {"type": "link", "attrs": {"href": "javascript:alert(1)"}})), "bad-link"),
        (paragraph(text("x", {"type": "link", "attrs": {"href": "java\nscript:alert(1)"}})), "bad-link"),
        (paragraph(text("x", {"type": "link", "attrs": {"href": "data:text/html,x"}})), "bad-link"),
        (paragraph(text("x", {"type": "link", "attrs": {"href": "//evil.example"}})), "bad-link"),
        (paragraph(text("x", {"type": "link", "attrs": {"href": "https://x", "onclick": "1"}})), "bad-link"),
        (paragraph(text("x", {"type": "onclick"})), "unknown-mark"),
        (paragraph(text("x", {"type": "language", "attrs": {"lang": 'en" onload="x'}})), "wrong-value"),
        ({"type": "heading", "attrs": {"level": 99}, "content": [text("x")]}, "wrong-value"),
        ({"type": "heading", "attrs": {"level": True}, "content": [text("x")]}, "wrong-value"),
        ({"type": "heading", "attrs": {"level": 1, "id": "a b"}, "content": [text("x")]}, "wrong-value"),
        ({"type": "heading", "attrs": {"level": 1, "id": "intro1"}, "content": [text("x")]}, "id-twice"),
        ({"type": "figure", "attrs": {"figure": 8}}, "unknown-figure"),
        ({"type": "figure", "attrs": {"figure": "7"}}, "wrong-value"),
        ({"type": "figure"}, "wrong-value"),
        ({"type": "table", "content": []}, "wrong-place"),
        (
            {"type": "table", "content": [{"type": "tableRow", "content": [CELL | {"attrs": {"colspan": 10**9}}]}]},
            "too-long",
        ),
        (
            paragraph({"type": "citation", "attrs": {"mode": "paren", "items": [{"key": "nobody"}]}}),
            "unknown-reference",
        ),
        (paragraph({"type": "citation", "attrs": {"items": []}}), "wrong-value"),
        (paragraph({"type": "citation", "attrs": {"items": [{"key": "a", "x": "1"}]}}), "wrong-value"),
        (paragraph({"type": "crossRef", "attrs": {"target": "gone"}}), "dangling"),
        (paragraph({"type": "footnoteRef", "attrs": {"id": "gone"}}), "dangling-note"),
        ({"type": "footnote", "attrs": {"id": "n9"}, "content": [text("x")]}, "lost-note"),
        ({"type": "blockquote", "content": [{"type": "footnote", "attrs": {"id": "n9"}}]}, "note-inside"),
        ({"type": "paragraph", "content": [{"type": "text", "text": ""}]}, "empty-text"),
    ],
)
def test_what_may_not_be_is_named(wrong, code):
    content = copy.deepcopy(WHOLE)
    content["content"].append(wrong)
    assert code in codes(content, figures=FIGURES, references=REFERENCES)


@pytest.mark.parametrize(
    "no",
    [
        None,
        [],
        "x",
        {},
        {"type": "paragraph"},
        {"type": "doc", "content": "x"},
        {"type": "doc", "content": [1]},
        {"type": "doc", "content": [{"type": "paragraph", "attrs": [1]}]},
    ],
)
def test_what_is_no_text_at_all_is_named(no):
    assert codes(no) == {"no-document"}


def test_a_bomb_is_refused_before_it_is_worked_on():
    deep = paragraph("core")
    for _ in range(5000):
        deep = {"type": "blockquote", "content": [deep]}
    assert codes(doc(deep)) == {"too-deep"}
    assert codes(doc(paragraph("=" * 200_000))) == {"too-long"}
    assert codes(doc(*[paragraph("word " * 200)] * 2500)) == {"too-long"}
    cleaned, dropped = schema.clean(doc(deep))
    assert plain(cleaned) == "core"
    assert [problem.code for problem in dropped] == ["too-deep"]


def test_three_hundred_pages_are_still_a_text():
    assert schema.check(doc(*[paragraph("word " * 80)] * 1500)) == []


def test_cleaning_keeps_the_words_of_what_it_drops():
    content = doc(
        {"type": "script", "content": [text("alert"), paragraph("kept one")]},
        text("loose"),
        {"type": "tableRow", "content": [{"type": "tableCell", "content": [text("kept two")]}]},
        {"type": "figure", "attrs": {"figure": 99}, "content": [text("kept three")]},
        paragraph(text("kept four", {"type": "link", "attrs": {"href": "javascript:alert(1)"}}, {"type": "bold"})),
        {"type": "heading", "attrs": {"level": 9, "id": "x y"}, "content": [text("kept five")]},
        {"type": "bulletList", "content": [{"type": "heading", "attrs": {"level": 2}, "content": [text("kept six")]}]},
        {"type": "callout", "attrs": {"kind": "evil"}, "content": []},
        {
            "type": "blockquote",
            "content": [{"type": "footnote", "attrs": {"id": "n1"}, "content": [text("kept seven")]}],
        },
        paragraph("a\x00b\ud800c", {"type": "footnoteRef", "attrs": {"id": "n1"}}),
    )
    cleaned, dropped = schema.clean(content, figures=FIGURES)
    assert schema.check(cleaned, figures=FIGURES) == []
    words = plain(cleaned)
    for number in ("one", "two", "three", "four", "five", "six", "seven"):
        assert f"kept {number}" in words
    assert "ab\ufffdc" in words
    assert {problem.code for problem in dropped} == {"unknown-node", "unknown-figure", "bad-link", "wrong-value"}
    assert cleaned["content"][-1]["type"] == "footnote", "footnotes stand at the end"


def test_ids_that_occur_twice_are_made_anew():
    heading = {"type": "heading", "attrs": {"level": 1, "id": "same"}, "content": [text("x")]}
    cleaned, _ = schema.clean(doc(heading, heading))
    first, second = (block["attrs"]["id"] for block in cleaned["content"])
    assert first == "same"
    assert second != "same"


junk = st.recursive(
    st.one_of(
        st.builds(
            lambda words, marks: {"type": "text", "text": words, "marks": marks},
            st.text(max_size=5),
            st.sampled_from(
                [None, "x", ["x"], [{"type": ["x"]}], [{"type": "link", "attrs": [1]}], [{"type": "bold"}]]
            ),
        ),
        st.sampled_from(
            [None, 3, "x", {}, {"type": "hardBreak"}, {"type": "citation"}, {"type": "figure", "attrs": {"figure": 7}}]
        ),
    ),
    lambda inner: st.builds(
        lambda kind, content, attributes: {"type": kind, "content": content, "attrs": attributes},
        st.sampled_from([*schema.spec()["nodes"], "iframe", None, ["x"]]),
        st.lists(inner, max_size=4),
        st.just([1])
        | st.dictionaries(
            st.sampled_from(["level", "id", "start", "kind", "figure", "items", "target", "colspan", "x"]),
            st.one_of(st.none(), st.integers(-1, 5), st.text(max_size=3), st.lists(st.integers(), max_size=2)),
            max_size=3,
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(junk, max_size=5))
def test_whatever_comes_in_is_fit_after_cleaning(blocks):
    cleaned, _ = schema.clean({"type": "doc", "content": blocks}, figures=FIGURES)
    left = {problem.code for problem in schema.check(cleaned, figures=FIGURES)}
    assert left <= {"dangling", "dangling-note", "lost-note"}, json.dumps(cleaned)
    assert schema.clean(cleaned, figures=FIGURES) == (cleaned, []), "what is clean stays"

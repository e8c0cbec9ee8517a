"""The editor's own tools, asked without a page: what they count, clean, compare."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.kit import bundle
from resources.papers.wording import count

HERE = Path(__file__).parent


def asked(tool, cases):
    """Return what a tool of the editor answers to each case."""
    node, _npm = bundle.programs()
    said = json.dumps({"tool": tool, "cases": cases})
    done = subprocess.run(
        [node, HERE / "tools.mjs"], input=said, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def text(*blocks):
    """A text of paragraphs; a block may be (level, id, words) of a heading."""
    content = []
    for block in blocks:
        level, name, words = block if isinstance(block, tuple) else (0, "", block)
        node = {"type": "heading", "attrs": {"level": level, "id": name}} if level else {"type": "paragraph"}
        content.append(node | ({"content": [{"type": "text", "text": words}]} if words else {}))
    return {"type": "doc", "content": content}


def test_browser_and_server_count_the_same_words():
    cases = [
        "",
        "One two, three.",
        "糖尿病",
        "同伴支持 in Shanghai",
        "it’s a well-known fact",
        "3 of 10",
        "a\nb",
        "åben dør",
    ]
    assert asked("words", cases) == [count(one) for one in cases]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " data:text/html,x", "//example.org", "vbscript:x", "x" * 9],
)
def test_no_link_leads_to_anything_that_runs(address):
    assert asked("address", [address]) == [None]


def test_links_to_pages_and_mail_boxes_stay():
    fine = ["https://example.org/a?b=c#d", "http://example.org", "mailto:bo@houston.example"]
    assert asked("address", fine) == fine


def test_citations_keep_only_what_a_citation_has():
    dirty = '[{"key": "carter2021", "locator": "12", "onclick": "x"}, {"key": "<b>"}, 7, null]'
    assert asked("items", [dirty, "no json", "{}"]) == [[{"key": "carter2021", "locator": "12"}], [], []]


def test_suggestions_are_drawn_word_by_word_and_a_chinese_character_is_a_word():
    before = text("Peer support helps many people.", "我们支持同伴。")
    after = text("Peer support helps all people.", "我们都支持同伴。")
    [told] = asked("changes", [[before, after]])
    assert told == {"count": 2, "added": ["all", "都"], "taken": ["many"]}


def test_whole_paragraphs_that_come_and_go_are_drawn_as_such():
    before = text("First stays here.", "Second goes away.", "Third stays too.")
    after = text("First stays here.", "Third stays too.", "Fourth is new.")
    [told] = asked("changes", [[before, after]])
    assert told == {"count": 2, "added": ["Fourth is new."], "taken": ["Second goes away."]}


def test_equal_texts_show_no_change():
    same = text((1, "a", "Heading"), "Words.", "")
    assert asked("changes", [[same, same]]) == [{"count": 0, "added": [], "taken": []}]


@settings(max_examples=1, deadline=None)
@given(st.lists(st.tuples(st.text("abc", max_size=12), st.text("abc", max_size=12)), min_size=60, max_size=60))
def test_an_alignment_pairs_only_what_is_equal_in_both_orders(cases):
    for (before, after), pairs in zip(cases, asked("pairs", [[list(a), list(b)] for a, b in cases]), strict=True):
        assert all(before[one] == after[other] for one, other in pairs)
        assert pairs == sorted(pairs)
        assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)


def test_a_place_belongs_to_the_headings_over_it():
    doc = text((1, "a", "A"), "In a.", (2, "b", "B"), "In b.", (1, "c", "C"), "In c.")
    assert asked("sections", [[doc, 5], [doc, 14], [doc, 25]]) == [["a"], ["b", "a"], ["c"]]

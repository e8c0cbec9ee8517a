"""What differs between two texts: found, shown, taken over piece by piece."""

import random

import pytest
from django.utils import translation

from resources.papers.differences import combine, compare, pieces_of, render
from resources.papers.differences.tokens import seal


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def text(words, *marks):
    return {"type": "text", "text": words, **({"marks": [{"type": mark} for mark in marks]} if marks else {})}


def par(*inside):
    inside = [text(one) if isinstance(one, str) else one for one in inside]
    return {"type": "paragraph", **({"content": inside} if inside else {})}


def head(words, level=2, ident="h1"):
    return {"type": "heading", "attrs": {"level": level, "id": ident}, "content": [text(words)]}


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def items(*words):
    return {"type": "bulletList", "content": [{"type": "listItem", "content": [par(one)]} for one in words]}


def same(one, other):
    return seal(one) == seal(other)


def test_a_word_is_a_hunk():
    old, new = doc(par("Peer support improves health.")), doc(par("Peer support clearly improves health."))
    [hunk] = compare(old, new)
    assert (hunk.kind, hunk.before, hunk.after.strip()) == ("words", "", "clearly")
    assert hunk.lead.strip() == "Peer support"


def test_a_chinese_character_is_a_word():
    [hunk] = compare(doc(par("同伴支持能够改善血糖。")), doc(par("同伴支持可以改善血糖。")))
    assert (hunk.before, hunk.after) == ("能够", "可以")


def test_two_changes_in_one_paragraph_are_decided_one_by_one():
    old = doc(par("One two three four five six."))
    new = doc(par("One 2 three four five 6."))
    first, second = compare(old, new)
    assert combine(old, new, {first.key})["content"] == [par("One 2 three four five six.")]
    assert combine(old, new, {second.key})["content"] == [par("One two three four five 6.")]


def test_a_key_stays_while_the_rest_of_the_text_changes():
    old = doc(par("One two three."), par("Last words here."))
    new = doc(par("One two three."), par("Last good words here."))
    [hunk] = compare(old, new)
    before = doc(par("A new first paragraph, by somebody else."), *old["content"])
    after = doc(par("A new first paragraph, by somebody else."), *new["content"])
    assert [one.key for one in compare(before, after)] == [hunk.key]


def test_blocks_come_and_go():
    old = doc(par("One."), par("Walking together every Tuesday evening helped most of us."))
    new = doc(par("One."), par("A wholly other thought about money, and long."))
    kinds = {one.kind for one in compare(old, new)}
    assert kinds == {"gone", "come"}


def test_a_moved_level_of_a_heading_is_a_change_of_form():
    [hunk] = compare(doc(head("Methods", 2)), doc(head("Methods", 3)))
    assert hunk.kind == "form"
    assert "level 3" in pieces_of(hunk).after


def test_lists_and_tables_are_compared_inside():
    [hunk] = compare(doc(items("Walk", "Cook")), doc(items("Walk", "Talk a lot", "Cook")))
    assert (hunk.kind, hunk.block, hunk.after) == ("come", "listItem", "Talk a lot")
    row = {"type": "tableRow", "content": [{"type": "tableCell", "content": [par("12")]}]}
    other = {"type": "tableRow", "content": [{"type": "tableCell", "content": [par("13")]}]}
    [hunk] = compare(doc({"type": "table", "content": [row]}), doc({"type": "table", "content": [other]}))
    assert (hunk.before, hunk.after) == ("12", "13")


def test_a_changed_citation_and_a_changed_mark_are_hunks():
    def cite(key):
        return {"type": "citation", "attrs": {"items": [{"key": key}], "mode": "paren"}}

    [hunk] = compare(doc(par("As said ", cite("a"))), doc(par("As said ", cite("b"))))
    assert (hunk.before, hunk.after) == ("[a]", "[b]")
    [hunk] = compare(doc(par("Do this now.")), doc(par("Do ", text("this", "bold"), " now.")))
    assert hunk.is_look
    assert "<strong>this</strong>" in pieces_of(hunk).after


def test_comments_and_null_attributes_are_no_difference():
    comment = {"type": "comment", "attrs": {"thread": "k1"}}
    one = doc(par("Do this now."), {"type": "heading", "attrs": {"level": 2, "id": None}, "content": [text("H")]})
    other = doc(
        par("Do ", {"type": "text", "text": "this", "marks": [comment]}, " now."),
        {"type": "heading", "attrs": {"level": 2.0}, "content": [text("H")]},
    )
    assert compare(one, other) == []


def test_what_is_taken_over_keeps_the_comments_of_the_text():
    comment = {"type": "comment", "attrs": {"thread": "k1"}}
    old = doc(par("Do ", {"type": "text", "text": "this", "marks": [comment]}, " now please."))
    new = doc(par("Do this soon please."))
    [hunk] = compare(old, new)
    mixed = combine(old, new, {hunk.key})
    assert mixed["content"][0]["content"][1]["marks"] == [comment]
    assert same(mixed, new)


def test_a_hunk_knows_the_sections_above_it():
    def whole(words):
        return doc(head("A", 1, "a"), head("B", 2, "b"), head("C", 2, "c"), par(words), head("D", 1, "d"), par("End."))

    [hunk] = compare(whole("Four score years."), whole("Four good years."))
    assert hunk.sections == ("a", "c")
    assert hunk.heading == "C"
    [hunk] = compare(doc(head("Old name", 1, "a")), doc(head("New name", 1, "a")))
    assert hunk.sections == ("a",)


def test_what_anybody_wrote_is_escaped():
    bad = "<script>alert(1)</script>"
    link = {"type": "text", "text": bad, "marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}]}
    figure = {"type": "figure", "attrs": {"alt": bad, "figure": 1}, "content": [text(bad)]}
    speech = {"type": "text", "text": bad, "marks": [{"type": "language", "attrs": {"lang": '"><script>'}}]}
    table = {"type": "table", "content": [{"type": "tableRow", "content": [
        {"type": "tableCell", "attrs": {"colspan": '"><script>'}, "content": [par(bad)]}]}]}  # fmt: skip
    one, other = doc(par("x")), doc(par(link, speech), figure, table, head(bad, '"><script>'))
    for html in (render(one, other), render(other, one), render(other, other, fold=False)):
        assert "<script" not in html
        assert 'href="javascript' not in html
    for hunk in (*compare(one, other), *compare(other, one)):
        assert "<script" not in pieces_of(hunk).together


def test_long_unchanged_stretches_are_folded():
    old = doc(*[par(f"Paragraph number {n}.") for n in range(40)])
    new = doc(*old["content"][:20], par("Something that is new."), *old["content"][20:])
    html = render(old, new)
    assert html.count("<details") == 2
    assert "18 unchanged paragraphs" in html
    assert "<ins" in html
    assert "<details" not in render(old, new, fold=False)


# -- properties ------------------------------------------------------------------------------------------------------
WORDS = (
    "peer",
    "support",
    "同",
    "伴",
    "improves",
    "health",
    ",",
    "of",
    "people",
    "living",
    "with",
    "diabetes",
    "in",
    "the",
)


def any_text(dice, size=8):
    def words():
        return " ".join(dice.choices(WORDS, k=dice.randint(1, 12)))

    def block():
        kind = dice.random()
        if kind < 0.15:
            return head(words(), dice.randint(1, 3), f"h{dice.randint(1, 9)}")
        if kind < 0.3:
            return items(*[words() for _ in range(dice.randint(1, 4))])
        if kind < 0.4:
            return {"type": "blockquote", "content": [par(words()), par(words())]}
        return par(words(), text(words(), "bold")) if kind < 0.6 else par(words())

    return doc(*[block() for _ in range(dice.randint(1, size))])


def changed(dice, content):
    def mutate(node):
        if node["type"] == "text":
            words = node["text"].split(" ")
            for _ in range(dice.randint(0, 2)):
                at = dice.randrange(len(words) + 1)
                words[at : at + dice.randint(0, 1)] = dice.choices(WORDS, k=dice.randint(0, 2))
            return {**node, "text": " ".join(words) or "x"}
        return {**node, "content": [mutate(one) for one in node.get("content", [])]} if "content" in node else node

    blocks = [mutate(one) for one in content["content"]]
    for _ in range(dice.randint(0, 3)):
        at = dice.randrange(len(blocks) + 1)
        blocks[at : at + dice.randint(0, 1)] = any_text(dice, 1)["content"] if dice.random() < 0.6 else []
    return doc(*(blocks or [par("x")]))


@pytest.mark.parametrize("seed", range(100))
def test_all_changes_give_the_new_text_none_the_old_and_any_order_the_same(seed):
    dice = random.Random(seed)
    old = any_text(dice)
    new = changed(dice, old)
    hunks = compare(old, new)
    assert len({one.key for one in hunks}) == len(hunks)
    assert same(combine(old, new, {one.key for one in hunks}), new)
    assert same(combine(old, new, set()), old)
    assert same(combine(old, new, set(), keep="new"), old)
    assert (hunks == []) == same(old, new)
    # One after the other, as people decide: in any order the text ends the same.
    text, steps = old, 0
    while left := compare(text, new):
        text = combine(text, new, {dice.choice(left).key})
        steps += 1
        assert steps <= len(hunks) + 3
    assert same(text, new)
    # And refused one after the other, nothing is left of the new one.
    text = new
    while left := compare(old, text):
        gone = dice.choice(left).key
        text = combine(old, text, {one.key for one in left} - {gone}, keep="new")
    assert same(text, old)
    render(old, new)


@pytest.mark.parametrize("sign", ["a b ", "的是", ""])
def test_a_text_that_is_made_to_hang_the_comparison_does_not(sign):
    import time

    dice = random.Random(7)

    def bad():
        return doc(*[par(" ".join(dice.choices(sign, k=600)) if sign else "") for _ in range(300)])

    began = time.process_time()
    old, new = bad(), bad()
    hunks = compare(old, new)
    assert same(combine(old, new, {one.key for one in hunks}), new)
    assert time.process_time() - began < 20

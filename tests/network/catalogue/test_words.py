"""How text becomes terms, without a database."""

import time

import pytest

from network.catalogue.search import words


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("en", "supporters", "supporting"),
        ("en", "studies", "study"),
        ("da", "støttegrupperne", "støttegruppen"),
        ("da", "København", "Kobenhavn"),
        ("da", "København", "Koebenhavn"),
        ("da", "Ålborg", "Aalborg"),
        ("da", "Ålborg", "alborg"),
        ("da", "rådgivning", "raadgivning"),
        ("es", "educación", "educacion"),
        ("es", "niños", "nino"),
        ("es", "pingüino", "pinguino"),
        ("es", "promotoras", "promotora"),
    ],
)
def test_what_is_typed_meets_what_is_written(language, written, typed):
    terms = words.stems(words.split(words.plain(written)), [language])
    [typed] = words.split(words.plain(typed))
    assert set(words.stems_of_query(typed)) & set(terms)


def test_different_words_stay_apart():
    terms = words.stems(words.split("insulin in the morning"), ["en"])
    assert not set(words.stems_of_query("inside")) & set(terms)


def test_a_run_of_chinese_keeps_the_figures_beside_it():
    assert words.han_runs(words.plain("我有2型糖尿病, yes")) == [["我", "有", "2", "型", "糖", "尿", "病"]]
    assert words.pairs(["2", "型", "糖"]) == ["2型", "型糖"]


def test_the_dictionary_of_the_field_keeps_words_whole():
    assert words.han_cut("同伴支持小组") == ["同伴支持", "小组"]
    assert "糖尿病困扰" in words.han_words("减轻糖尿病困扰的方法")


def test_a_tower_of_marks_is_plain_soon():
    started = time.process_time()
    assert words.plain("e" + "\u0301\u0316" * 50_000).startswith("é")
    assert time.process_time() - started < 0.5


def test_an_apostrophe_s_is_no_word():
    assert words.split("people's peers’s") == ["people", "peers"]

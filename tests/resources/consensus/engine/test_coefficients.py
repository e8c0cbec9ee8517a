"""Coefficients against what SciPy, statsmodels, scikit-learn, the reference implementations and R give."""

import pytest

from resources.consensus import engine

X = None


def close(value):
    return pytest.approx(value, abs=0.00006)


def test_kendall_without_and_with_ties():
    found = engine.kendall([[9, 7, 8, 4, 2], [8, 7, 9, 5, 3], [9, 6, 7, 5, 1], [7, 8, 9, 4, 2]])
    assert [found[key] for key in ("w", "chi2", "df", "p")] == [close(0.8875), close(14.2), 4, close(0.0067)]
    found = engine.kendall([[5, 5, 3, 1], [4, 5, 3, 2], [5, 4, 4, 1]])
    assert [found[key] for key in ("w", "chi2", "df", "p")] == [close(0.8690), close(7.8214), 3, close(0.0499)]


def test_kendall_leaves_out_who_missed_something_and_says_so():
    whole = [[9, 7, 8], [8, 7, 9]]
    found = engine.kendall([*whole, [1, X, 9]])
    assert found == engine.kendall(whole) | {"left_out": 1}


@pytest.mark.parametrize(
    ("matrix", "code"),
    [([], "few-raters"), ([[1, 2]], "few-raters"), ([[1], [2]], "few-items"), ([[5, 5], [5, 5]], "all-tied")],
)
def test_where_kendall_is_not_defined(matrix, code):
    found = engine.kendall(matrix)
    assert (found["w"], found["p"], found["undefined"]) == (None, None, {"w": code})


def test_kendall_is_one_for_one_order_and_no_chance_is_above_one():
    assert engine.kendall([[1, 2, 3]] * 3)["w"] == 1
    assert engine.kendall([[1, 2], [2, 1]]) | {"p": 1} == engine.kendall([[1, 2], [2, 1]])


KRIPPENDORFF = [
    (
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
            [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
        ],
        (0.7434, 0.8154, 0.8491),
    ),
    (
        [
            [X, X, X, X, X, 3, 4, 1, 2, 1, 1, 3, 3, X, 3],
            [1, X, 2, 1, 3, 3, 4, 3, X, X, X, X, X, X, X],
            [X, X, 2, 1, 3, 4, 4, X, 2, 1, 1, 3, 3, X, 4],
        ],
        (0.6914, 0.8067, 0.8108),
    ),
]


@pytest.mark.parametrize(("matrix", "expected"), KRIPPENDORFF)
def test_krippendorff_of_each_level(matrix, expected):
    found = engine.krippendorff(matrix)
    assert [found[level] for level in ("nominal", "ordinal", "interval")] == [close(value) for value in expected]


@pytest.mark.parametrize(
    ("matrix", "code"), [([], "no-pairs"), ([[1, X], [X, 2]], "no-pairs"), ([[7, 7], [7, 7]], "one-value")]
)
def test_where_krippendorff_is_not_defined(matrix, code):
    found = engine.krippendorff(matrix)
    assert found["ordinal"] is None
    assert found["undefined"]["ordinal"] == code


WIKIPEDIA = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "kappa", "free"), [(WIKIPEDIA, 0.2099, 0.2225), ([[7, 1], [3, 5]], 0.161905, 0.214286)]
)
def test_fleiss_and_the_free_marginal_kappa(table, kappa, free):
    found = engine.fleiss(table)
    assert (found["kappa"], found["free"]) == (close(kappa), close(free))


@pytest.mark.parametrize(
    ("table", "kappa", "free"),
    [
        ([], "few-items", "few-items"),
        ([[2, 1], [1, 1]], "unequal-raters", "unequal-raters"),
        ([[1, 0], [0, 1]], "few-raters", "few-raters"),
        ([[3, 0], [3, 0]], "one-category", None),
        ([[3], [3]], "one-category", "one-category"),
    ],
)
def test_where_fleiss_is_not_defined(table, kappa, free):
    found = engine.fleiss(table)
    assert (found["kappa"], found["undefined"].get("kappa")) == (None, kappa)
    assert found["undefined"].get("free") == free
    assert (found["free"] is None) is (free is not None)


COHEN = [
    ([[20, 5], [10, 15]], {"po": 0.7, "kappa": 0.4, "se": 0.1270, "low": 0.1511, "high": 0.6489, "ac1": 0.4059,
                           "pabak": 0.4}),
    ([[45, 15], [25, 15]], {"kappa": 0.1304, "low": -0.0629, "high": 0.3238, "ac1": 0.2661}),
    ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], {"kappa": 0.4842, "se": 0.1380, "low": 0.2137, "high": 0.7547,
                                         "linear": 0.4701}),
    ([[2, 3], [4, 391]], {"po": 0.9825, "kappa": 0.3548, "ac1": 0.9820, "pabak": 0.965}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), COHEN)
def test_cohen_and_its_company(table, expected):
    found = engine.cohen(table)
    assert {key: found[key] for key in expected} == {key: close(value) for key, value in expected.items()}


def test_cohen_where_both_use_one_category():
    found = engine.cohen([[9, 0], [0, 0]])
    assert (found["po"], found["kappa"], found["low"]) == (1, None, None)
    assert found["undefined"]["kappa"] == "one-category"
    assert (found["ac1"], found["pabak"]) == (1, 1)
    assert engine.cohen([[0, 0], [0, 0]])["undefined"]["po"] == "no-pairs"


def test_pabak_is_for_two_categories_alone():
    assert "pabak" not in engine.cohen([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert "pabak" not in engine.cohen([[1]])


def test_perfect_agreement_has_no_error():
    found = engine.cohen([[5, 0], [0, 5]])
    assert (found["kappa"], found["se"], found["low"], found["high"]) == (1, 0, 1, 1)


def test_stability_is_of_the_same_people():
    first, second = [5, 6, 7, 7, 8, 4, 6, 9, 3, 7, 5, 8], [6, 7, 7, 8, 8, 5, 7, 9, 4, 7, 7, 8]
    found = engine.stability(first, second, engine.Rules())
    assert (found["n"], found["changed"], found["changed_third"]) == (12, 7, 4)
    expected = {
        "kappa": 0.2821, "kappa_linear": 0.6220, "kappa_quadratic": 0.8347, "kappa_thirds": 0.36, "cv_first": 0.2823,
        "cv_second": 0.1994, "wilcoxon": 0, "p": 0.0147, "histogram_change": 25,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == {key: close(value) for key, value in expected.items()}
    # Who is in one round only is not compared.
    assert engine.stability([*first, 1, None], [*second, None, 9], engine.Rules()) == found


def test_where_stability_is_not_defined():
    nobody = engine.stability([7, None], [None, 7], engine.Rules())
    assert (nobody["n"], nobody["kappa"], nobody["undefined"]["kappa"]) == (0, None, "no-pairs")
    still = engine.stability([7, 7], [7, 7], engine.Rules())
    assert (still["changed"], still["histogram_change"], still["kappa"], still["p"]) == (0, 0, None, None)
    assert still["undefined"]["p"] == "nobody-changed"
    with pytest.raises(ValueError, match="differ in length"):
        engine.stability([7], [], engine.Rules())


def test_attrition_flags_medians_one_apart():
    found = engine.attrition([7, 7, 8, 8], [6, 7, 6, None])
    assert (found["median_stayers"], found["median_dropouts"], found["difference"], found["flag"]) == (
        7.5,
        6,
        -1.5,
        True,
    )
    assert engine.attrition([7, 8], [7])["flag"] is False
    assert engine.attrition([7, 8], [])["flag"] is None


def test_a_nominal_group_adds_points():
    found = engine.nominal_group([5, 4, 3, 2, 1], [["a", "b", "c"], ["b", "a"], ["b"], []])
    assert found["totals"] == {"b": 14, "a": 9, "c": 3}
    assert (found["ranking"], found["ballots"]) == (["b", "a", "c"], 3)
    assert engine.nominal_group(2, [[1, 2], [2, 1]])["ranks"] == {"1": 1, "2": 1}
    for points, ballots in [([1, 2], []), ([], []), (3, [["a", "a"]]), (1, [["a", "b"]]), (3, ["ab"]), (True, [])]:
        with pytest.raises(ValueError, match=r"\.$"):
            engine.nominal_group(points, ballots)


def test_apmo_counts_majorities_alone():
    assert engine.apmo([[0, 0, 4], [3, 1, 0], [2, 0, 2]]) == close(100 * 7 / 12)
    assert engine.apmo([]) is None

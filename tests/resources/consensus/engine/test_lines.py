"""manage.py consensus_stats: one answer for each line, whatever the line holds."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from resources.consensus.engine.lines import KINDS, answer

ROOT = Path(__file__).parents[4]
RATINGS = {
    "id", "n", "missing", "median", "p30", "p70", "ipr", "ipras", "di", "disagreement", "disagreement_by",
    "rule_sensitive", "classification", "percent_7_9", "percent_1_3", "verdict_70_15", "agree", "mad",
}  # fmt: skip
FORBIDDEN = {
    "ipras", "di", "disagreement", "disagreement_by", "rule_sensitive", "classification", "percent_7_9", "percent_1_3",
    "verdict_70_15",
}  # fmt: skip


def ask(**question):
    return json.loads(answer(json.dumps({"id": "q"} | question)))


def run(data, *arguments):
    done = subprocess.run(
        [sys.executable, "manage.py", "consensus_stats", *arguments],
        cwd=ROOT,
        input=data,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )
    assert done.stderr == b""
    return done.returncode, [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]


def test_the_command_needs_neither_settings_nor_database(tmp_path):
    lines = ['{"id": "ø", "kind": "ratings", "ratings": [7, null, 8]}', "nonsense", "", '{"id": 2, "kind": "kendall"}']
    data = "\n".join(lines).encode() + b"\n\xff\xfe\n"
    status, found = run(data)
    assert status == 0
    assert [one["id"] for one in found] == ["ø", None, None, 2, None]
    assert ["error" in one for one in found] == [False, True, True, True, True]
    file = tmp_path / "questions.jsonl"
    file.write_bytes(data)
    assert run(b"", str(file)) == (0, found)
    assert run(b"", str(tmp_path / "none"))[0] == 1
    out = StringIO()
    call_command("consensus_stats", str(file), stdout=out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == found


def test_ratings_have_the_promised_keys():
    found = ask(kind="ratings", ratings=[1, 1, 1, 1, 1, 1, 7, 7, 7, None])
    assert set(found) == RATINGS
    assert found["disagreement_by"] == {"2": True, "6": True, "7": False, "classic": True}
    assert (found["rule_sensitive"], found["classification"], found["missing"]) == (True, "inappropriate", 1)
    assert ask(kind="ratings", ratings=[1, 1, 1, 1, 1, 1, 7, 7, 7], percentile=2)["classification"] == "uncertain"
    assert ask(kind="ratings", ratings=[8] * 7)["classification"] == "panel too small"
    assert set(found["agree"]) == {"70", "75", "80"}


def test_what_the_scale_forbids_is_absent():
    assert set(ask(kind="ratings", scale=[1, 5], ratings=[4, 5, 5])) == RATINGS - FORBIDDEN


def test_each_further_kind():
    found = ask(kind="groups", groups={"peers": [8] * 9, "city": [2] * 3})
    assert (found["overall"], found["groups"]) == ("none", {"peers": "in", "city": "out"})
    assert found["every_group"] == "none"
    assert {"w", "chi2", "df", "p"} <= set(ask(kind="kendall", matrix=[[1, 2], [2, 3]]))
    assert {"nominal", "ordinal", "interval"} <= set(ask(kind="krippendorff", matrix=[[1, None], [2, 3]]))
    assert {"kappa", "free"} <= set(ask(kind="fleiss", table=[[7, 1], [3, 5]]))
    assert {"po", "kappa", "se", "low", "high", "ac1", "pabak"} <= set(ask(kind="cohen", table=[[20, 5], [10, 15]]))
    assert ask(kind="stability", first=[5, 6], second=[6, 6])["changed"] == 1
    assert ask(kind="attrition", stayers=[7], dropouts=[5])["flag"] is True
    assert ask(kind="nominal_group", points=[2, 1], ballots=[["a", "b"], ["a"]])["totals"] == {"a": 4, "b": 1}


@pytest.mark.parametrize(
    "wrong", ["0", "10", "5.5", '"7"', "true", "NaN", "Infinity", "1e999999999", "1e99999999999999999999", "9" * 6000,
              "[7]", "{}", '""'],
)  # fmt: skip
def test_wrong_ratings_are_errors_in_a_sentence(wrong):
    found = json.loads(answer(f'{{"id": 3, "kind": "ratings", "ratings": [7, {wrong}]}}'))
    assert set(found) == {"id", "error"}
    assert found["id"] == 3
    assert "is not a whole number from 1 to 9." in found["error"]
    assert len(found["error"]) < 120


def test_json_knows_one_kind_of_number():
    assert ask(kind="ratings", ratings=[7.0, 8]) == ask(kind="ratings", ratings=[7, 8])


WRONG = """
{
[]
null
7
{"kind": "votes"}
{"kind": ["ratings"]}
{"kind": "ratings"}
{"kind": "ratings", "ratings": "78"}
{"kind": "ratings", "ratings": {"7": 1}}
{"kind": "ratings", "ratings": [7], "scale": [9, 1]}
{"kind": "ratings", "ratings": [7], "scale": 9}
{"kind": "ratings", "ratings": [7], "percentile": "7"}
{"kind": "ratings", "ratings": [7], "percentile": 5}
{"kind": "groups", "groups": [[7]]}
{"kind": "groups", "groups": {"a": 7}}
{"kind": "groups", "groups": {"a": [7]}, "scope": ["overall"]}
{"kind": "kendall", "matrix": [[1], [1, 2]]}
{"kind": "krippendorff", "matrix": [["a"]]}
{"kind": "fleiss", "table": [[-1]]}
{"kind": "cohen", "table": [[1, 2]]}
{"kind": "stability", "first": [1], "second": []}
{"kind": "nominal_group", "points": {}, "ballots": []}
"""


@pytest.mark.parametrize("line", [b"", b"\xff", b"[" * 100_000, *WRONG.strip().encode().splitlines()])
def test_wrong_lines_are_errors_too(line):
    found = json.loads(answer(line))
    assert set(found) == {"id", "error"}
    assert "cannot be computed" not in found["error"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.integers(1, 9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
FIELDS = (
    "ratings",
    "groups",
    "matrix",
    "table",
    "first",
    "second",
    "stayers",
    "dropouts",
    "points",
    "ballots",
    "scale",
)


@given(st.sampled_from(list(KINDS)), st.dictionaries(st.sampled_from(FIELDS), anything), anything)
def test_no_line_ends_in_a_fault(kind, fields, name):
    found = json.loads(answer(json.dumps({"id": name, "kind": kind} | fields)))
    assert "id" in found
    assert "cannot be computed" not in found.get("error", "")

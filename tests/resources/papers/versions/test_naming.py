"""Citations and parts are called by their names wherever a text is compared, suggested to or counted."""

import pytest

from resources.papers import citing
from resources.papers.actions import versions as actions
from resources.papers.citing.spoken import located
from resources.papers.models import Reference
from tests.resources.papers.talking.make import doc, edit, head, paper, par

pytestmark = pytest.mark.django_db
WORK = {"type": "article-journal", "title": "Peers", "author": [{"family": "Fisher", "given": "E."}],
        "issued": {"date-parts": [[2015]]}}  # fmt: skip


def cite(*items, mode="paren"):
    return {"type": "citation", "attrs": {"items": list(items), "mode": mode}}


@pytest.mark.parametrize(
    ("attrs", "language", "words"),
    [
        ({"items": [{"key": "a"}, {"key": "b", "locator": "4"}]}, "en", "(Fisher, 2015; Chen, 2020, p. 4)"),
        ({"items": [{"key": "a", "prefix": "see", "suffix": "in short"}]}, "en", "(see Fisher, 2015, in short)"),
        ({"items": [{"key": "a", "locator": "2", "label": "chapter"}]}, "da", "(Fisher, 2015, kap. 2)"),
        ({"items": [{"key": "a", "locator": "2", "label": "figure"}]}, "zh-hans", "(Fisher, 2015, 图2)"),
        ({"items": [{"key": "a"}], "mode": "text"}, "en", "Fisher (2015)"),
        ({"items": [{"key": "gone"}]}, "en", "(gone)"),
    ],
)  # fmt: skip
def test_a_citation_is_spoken_with_all_that_it_says(attrs, language, words):
    labels = {"a": {"paren": "(Fisher, 2015)", "text": "Fisher (2015)"}, "b": {"paren": "(Chen, 2020)", "text": "x"}}
    assert citing.spoken(attrs, labels, language) == words


def test_nothing_is_said_of_no_place():
    assert located({"locator": "  "}) == ""


def test_a_style_of_numbers_is_named_by_author_and_year():
    assert citing.short_labels([WORK | {"id": "a"}], style="vancouver")["a"]["paren"] == "(Fisher, 2015)"


def test_history_pages_name_what_is_cited_and_pointed_at(client, bo):
    table = {"type": "table", "attrs": {"id": "t1"}, "content": [
        {"type": "tableRow", "content": [{"type": "tableCell", "content": [par("5")]}]}]}  # fmt: skip
    to_table = {"type": "crossRef", "attrs": {"target": "t1"}}
    one = paper(bo, content=doc(head("Why", "why"), par("So it is ", cite({"key": "a"}), " as ", to_table), table))
    Reference.objects.create(paper=one, key="a", csl=WORK, title="Peers")
    kept = actions.name_version(one, "First", by=bo)
    edit(one.document, bo, "So it is", "So it was")
    client.force_login(bo)
    for address in ("history/compare/?from=1&to=now", "history/1/", "history/1/restore/", "history/written/"):
        shown = client.get(f"/papers/{one.pk}/{address}").content.decode()
        assert "(Fisher, 2015)" in shown, address
        assert "Table 1" in shown, address
        assert "[a]" not in shown, address
        assert "[→" not in shown, address
    assert kept.number == 1


def test_a_comparison_without_versions_says_so(client, bo):
    one = paper(bo)
    client.force_login(bo)
    shown = client.get(f"/papers/{one.pk}/history/compare/").content.decode()
    assert "<select name=" not in shown
    assert "The first one is yours to keep" in shown

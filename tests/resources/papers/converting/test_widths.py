"""Columns that authors made wide or narrow are so in every file."""

import pytest
from lxml import etree

from resources.papers.converting import html
from resources.papers.converting.jats import jats
from resources.papers.converting.widths import per_cent, shares
from resources.papers.converting.writing import document
from tests.resources.papers.converting.paper import MATTER
from tests.resources.papers.converting.test_jats import faults, schema  # noqa: F401
from tests.resources.papers.converting.texts import doc, para

pytestmark = pytest.mark.django_db


def cell(words, *widths, **attrs):
    return {"type": "tableCell", "attrs": {**attrs, "colwidth": list(widths) or None}, "content": [para(words)]}


def table(*rows):
    content = [{"type": "tableRow", "content": list(one)} for one in rows]
    return {"type": "table", "attrs": {"id": "t1"}, "content": content}


WIDE = table([cell("a", 300), cell("b", 200), cell("c", 100)], [cell("d", 300), cell("e", 200), cell("f", 100)])


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (WIDE, [1 / 2, 1 / 3, 1 / 6]),
        (table([cell("a"), cell("b")]), None),
        (table([cell("a", 100, 300, colspan=2), cell("b")]), [1 / 6, 1 / 2, 1 / 3]),
        # A cell that reaches down takes its place in the next row.
        (table([cell("a", rowspan=2), cell("b")], [cell("c", 90)]), [1 / 2, 1 / 2]),
        (table([cell("a", 0), cell("b", "x"), cell("c", -4)]), None),
    ],
)
def test_shares_add_up_to_the_whole(made, found):
    assert shares(made) == (pytest.approx(found) if found else None)


def test_pages_say_them():
    shown = str(html.page(doc(WIDE)))
    assert '<col width="50.0%"><col width="33.3%"><col width="16.7%">' in shown
    assert "<colgroup" not in str(html.page(doc(table([cell("a"), cell("b")]))))
    assert per_cent(table()) == []


def test_files_say_them(schema):  # noqa: F811
    (drawn,) = [one for one in document(doc(WIDE))["blocks"] if one["t"] == "Table"]
    assert [width["c"] for _align, width in drawn["c"][2]] == [0.5, 0.3333, 0.1667]
    tree = etree.fromstring(jats(doc(WIDE), MATTER))
    assert [one.get("width") for one in tree.iter("col")] == ["50.0%", "33.3%", "16.7%"]
    assert faults(schema, jats(doc(WIDE), MATTER)) == []

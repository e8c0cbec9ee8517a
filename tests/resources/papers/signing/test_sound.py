"""A text comes from browsers, and a browser may send anything: nobody signs what a paper may not hold."""

import pytest

from network.live import texts
from resources.papers.queries.signing.checking import before_signing
from tests.resources.papers.signing import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def said(content):
    return {"type": "doc", "content": [{"type": "paragraph", "content": content}]}


@pytest.mark.parametrize(
    ("forged", "name", "blocks"),
    [
        (
            [{"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": "javascript:x"}}]}],
            "sound",
            True,
        ),
        ([{"type": "iframe"}, {"type": "text", "text": "x"}], "sound", True),
        ([{"type": "text", "text": "x"}, {"type": "crossRef", "attrs": {"target": "gone"}}], "pointers", False),
    ],
)
def test_a_forged_text_is_not_put_up_for_signing(freja, bo, forged, name, blocks):
    paper = make.ready(freja, bo)
    assert all(one.is_done for one in before_signing(paper) if one.name in ("sound", "pointers"))
    texts.rewrite(paper.document, said(forged), by=bo)
    open_ones = {one.name: one for one in before_signing(make.fresh(paper)) if not one.is_done}
    assert open_ones[name].text
    assert open_ones[name].blocks == blocks

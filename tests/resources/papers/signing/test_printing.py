"""What authors read as "printed with it" is what is printed: on the page to sign, in files, in the record."""

import pytest

from resources.papers.models import Author
from resources.papers.queries import signing as queries
from resources.papers.queries.publishing import frozen_of, matter_of
from tests.resources.papers.signing import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_page_record_and_files_say_the_same_of_authors(bo, mei, sign_in):
    paper = make.ready(bo, mei)
    round = make.put_up(paper)
    make.declare(paper, mei, has_interests=True, interests="Advises a maker of meters.", funding="Grant 7")
    make.sign(round, bo)
    # Somebody renames a row behind the version's back: what was signed names her otherwise.
    name = make.row_of(paper, mei).name
    Author.objects.filter(paper=paper, member=mei).update(name="Another Name")
    paper = make.fresh(paper)
    frozen = frozen_of(paper, round.version)
    assert frozen == queries.printed(paper, round.version)
    assert frozen["interests"] == [[name, "Advises a maker of meters."]]
    assert frozen["funding"] == [[name, "Grant 7"]]
    assert [one["name"] for one in frozen["signatures"]] == [make.row_of(paper, bo).name]
    assert matter_of(round.version, paper).interests == ((name, "Advises a maker of meters."),)
    assert "Advises a maker of meters." in sign_in(bo).get(f"/papers/{paper.pk}/sign/").text


def test_signatures_on_another_text_are_not_printed_with_it(bo, mei):
    paper = make.ready(bo, mei)
    first = make.put_up(paper)
    make.sign(first, bo)
    paper = make.rewrite(paper, "Somebody near you", "Somebody close to you", bo)
    second = make.put_up(paper)
    assert frozen_of(paper, first.version)["signatures"] == []
    assert frozen_of(paper, first.version)["fingerprint"] == ""
    assert frozen_of(paper, second.version)["signatures"] == []
    make.sign(second, mei)
    assert [one["name"] for one in frozen_of(paper, second.version)["signatures"]] == [make.row_of(paper, mei).name]

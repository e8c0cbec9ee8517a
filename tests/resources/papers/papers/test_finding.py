"""Texts that are not published are found by their words, by those who may read them and by nobody else."""

import pytest

from network.catalogue import actions as catalogue
from network.catalogue import search
from network.catalogue.models import Entry
from network.catalogue.search import index
from network.kit import jobs
from resources.papers import actions
from resources.papers.actions.versions import keep_version, name_version
from resources.papers.models import Paper
from tests.factories.papers import paper
from tests.resources.papers.signing.make import rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WORD = "zanzibar"


@pytest.fixture
def draft(bo, mei):
    """Bo's draft, of which a version was kept."""
    made = paper(bo, "Peers")
    made = rewrite(made, "Somebody", "Somebody of Zanzibar", bo)
    name_version(made, "First", by=bo)
    jobs.drain()
    return made


def finds(member=None):
    """Whether the search of a member finds the text by a word of it."""
    index.catch_up()
    return [str(hit.entry) for hit in search.find(WORD, member=member).hits] == ["Peers"]


def test_who_takes_part_finds_the_text_and_nobody_who_may_not_read_it(draft, bo, mei, tao):
    assert finds(bo)
    assert not finds(tao)
    assert not finds()
    # Whoever is invited sees that there is a paper, and not its words; so they are not searched meanwhile.
    actions.invite(draft, mei, by=bo)
    assert not finds(mei)
    assert not finds(bo)
    assert actions.accept(draft, by=mei)
    assert finds(mei)
    assert finds(bo)


def test_members_find_it_while_cities_are_asked_and_no_longer_while_it_is_signed(draft, tao):
    Paper.objects.filter(pk=draft.pk).update(state="consultation", audience=["members"])
    draft = Paper.objects.get(pk=draft.pk)
    catalogue.write(draft)
    jobs.drain()
    assert finds(tao)
    Paper.objects.filter(pk=draft.pk).update(state="signing")
    catalogue.write(Paper.objects.get(pk=draft.pk))
    jobs.drain()
    assert not finds(tao)


def test_an_automatic_version_brings_the_words_along(draft, bo):
    rewrite(draft, "Zanzibar", "Pemba", bo)
    keep_version(Paper.objects.get(pk=draft.pk))
    entry = Entry.objects.get(source="papers.paper", source_id=str(draft.pk))
    assert "Pemba" in entry.text
    assert "Zanzibar" not in entry.text
    assert entry.kind == "paper-draft"

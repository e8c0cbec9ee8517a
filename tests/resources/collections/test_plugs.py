"""What collections plug in: the catalogue, personal data, a leaver's belongings."""

import pytest

from network.catalogue.facets import labels_of
from network.catalogue.models import Entry
from network.kit import belongings, personal
from resources.collections import actions
from resources.collections.models import Collection, Following
from tests.resources.collections.make import shelf
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("visibility", ["public", "members", "me"])
def test_the_catalogue_agrees_with_the_shelf_on_who_sees_it(visibility, mei, bo, xiu, tao):
    made = shelf(bo, visibility=visibility, things=[shared(mei)])
    for reader in (None, xiu, tao, mei):
        listed = Entry.objects.visible_to(reader).filter(kind="collection").exists()
        assert listed == Collection.objects.visible_to(reader).filter(pk=made.pk).exists()


def test_a_shelf_is_found_by_its_words_and_by_what_stands_on_it(mei, bo):
    made = shelf(bo, "Walks", things=[shared(mei, "A listener's guide", topics=["distress"])])
    entry = Entry.objects.get(kind="collection")
    assert "A listener's guide" in entry.text
    assert {"kind:collection", "topic:distress"} <= set(entry.facets)
    assert "city:houston" not in entry.facets  # where its keeper lives is for members
    actions.revise(made, by=bo, title="Walks", visibility="members")
    assert "city:houston" in Entry.objects.get(kind="collection").facets
    assert entry.people == []
    assert labels_of("kind", ["collection"], "en") == {"collection": "Collection"}


def test_everything_of_mine_is_taken_along(mei, bo, yan):
    made = shelf(bo, "Walks", visibility="me", things=[shared(mei, "Guide")])
    actions.annotate(made, made.placements.get(), by=bo, note="Mine")
    _label, mine = personal.all_exports()["collections"]
    told = mine(bo)
    assert told["collections"][0]["title"] == "Walks"
    assert told["collections"][0]["kept"][0]["note"] == "Mine"
    assert told["collections"][0]["kept"][0]["title"] == "Guide"


def test_what_was_closed_is_not_taken_along(mei, bo):
    from resources.library import actions as library

    work = shared(mei, "Quicksilver")
    shelf(bo, things=[work])
    library.describe(work, by=mei, visibility="city", cities=["shanghai"])
    assert "Quicksilver" not in str(personal.all_exports()["collections"][1](bo))


@pytest.mark.parametrize("keep", [True, False])
def test_erasure_takes_private_shelves_and_leaves_shared_ones(keep, mei, bo, tao):
    open_one, other = shelf(bo, "Open", things=[shared(mei)]), shelf(tao)
    shelf(bo, "Private", visibility="me")
    actions.follow(other, by=bo)
    erase = next(run for _order, name, run in personal.all_erasers() if name == "collections")
    for _twice in (1, 2):
        erase(bo, keep_authorship=keep)
    left = Collection.objects.exclude(pk=other.pk).get()
    assert (left.pk, left.owner, left.credit) == (open_one.pk, None, "Bo Carter" if keep else "")
    assert not Following.objects.exists()
    assert f"member:{bo.pk}" not in left.audience


def test_a_successor_takes_over_shared_shelves(bo, diego, carmen):
    made = shelf(bo, "Open")
    shelf(bo, "Private", visibility="me")
    kind = next(one for one in belongings.all_kinds() if one.name == "collections.shared")
    things = list(kind.things(bo, None))
    assert things == [made]
    assert not kind.things(bo, bo.home_city).exists()
    kind.move(things, to=diego, by=carmen)
    made.refresh_from_db()
    assert made.owner == diego
    assert f"member:{diego.pk}" in made.audience

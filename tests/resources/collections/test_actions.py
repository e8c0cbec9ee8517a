"""Keeping shelves: what goes onto them, in which order, who hears of it."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from resources.collections import actions
from resources.collections.models import Collection, Placement
from resources.collections.terms import Full
from resources.library import actions as library
from tests.resources.collections.make import entry_of, shelf
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def titles(collection):
    return [str(one.entry) for one in collection.placements.order_by("position")]


def test_things_are_kept_once_in_their_order(mei, bo):
    one, two = shared(mei, "One"), shared(mei, "Two")
    made = shelf(bo, things=[one, two, one])
    assert titles(made) == ["One", "Two"]
    assert list(made.placements.values_list("edition", flat=True)) == [1, 1]


def test_order_changes_one_step_at_a_time_and_all_at_once(mei, bo):
    made = shelf(bo, things=[shared(mei, name) for name in ("A", "B", "C")])
    last = made.placements.get(position=3)
    actions.move(made, last, by=bo, up=True)
    assert titles(made) == ["A", "C", "B"]
    actions.move(made, made.placements.get(position=1), by=bo, up=True)  # the first stays where it is
    assert titles(made) == ["A", "C", "B"]
    order = list(made.placements.order_by("-position").values_list("pk", flat=True))
    actions.arrange(made, [*order, 999999, order[0]], by=bo)
    assert titles(made) == ["B", "C", "A"]


def test_moving_passes_over_what_its_keeper_may_no_longer_see(mei, bo):
    a, b, c = (shared(mei, name) for name in ("A", "B", "C"))
    made = shelf(bo, things=[a, b, c])
    library.describe(b, by=mei, visibility="city", cities=["shanghai"])
    actions.move(made, made.placements.get(entry=entry_of(c)), by=bo, up=True)
    assert titles(made) == ["C", "B", "A"]


def test_only_its_owner_changes_it(mei, bo, nova):
    made = shelf(bo, things=[shared(mei)])
    placement = made.placements.get()
    for member in (mei, nova):
        for act in (
            lambda who: actions.keep(made, placement.entry, by=who),
            lambda who: actions.drop(made, placement, by=who),
            lambda who: actions.annotate(made, placement, by=who, note="x"),
            lambda who: actions.arrange(made, [placement.pk], by=who),
            lambda who: actions.revise(made, by=who, title="x"),
            lambda who: actions.delete(made, by=who),
        ):
            with pytest.raises(Denied):
                act(member)


def test_what_i_may_not_see_i_cannot_keep(yan, bo):
    hidden = shared(yan, "Ours", visibility="city", cities=["shanghai"])
    made = shelf(bo)
    with pytest.raises(Entry.DoesNotExist):
        actions.keep(made, entry_of(hidden), by=bo)


def test_a_shelf_does_not_stand_on_itself_but_on_another(bo, mei):
    made = shelf(bo)
    with pytest.raises(Entry.DoesNotExist):
        actions.keep(made, entry_of(made), by=bo)
    other = shelf(mei, "Of shelves")
    actions.keep(other, entry_of(made), by=mei)
    assert titles(other) == ["For new supporters"]


def test_an_applicant_keeps_nothing(xiu):
    with pytest.raises(Denied):
        actions.create(by=xiu, title="x")


def test_limits_are_said_and_not_passed(bo, mei, monkeypatch):
    monkeypatch.setattr("resources.collections.actions.keeping.MOST_ENTRIES", 1)
    monkeypatch.setattr("resources.collections.actions.shelves.MOST_COLLECTIONS", 1)
    made = shelf(bo, things=[shared(mei, "A")])
    with pytest.raises(Full):
        actions.keep(made, entry_of(shared(mei, "B")), by=bo)
    with pytest.raises(Full):
        actions.create(by=bo, title="another")


def test_a_copy_is_private_and_holds_what_its_maker_sees(mei, yan, bo):
    a, ours = shared(mei, "A"), shared(yan, "Ours", visibility="city", cities=["shanghai"])
    made = shelf(mei, things=[a, ours])
    actions.annotate(made, made.placements.get(entry=entry_of(a)), by=mei, note="Read this first.")
    mine = actions.copy(made, by=bo)
    assert titles(mine) == ["A"]
    assert mine.placements.get().note == "Read this first."
    assert (mine.owner, mine.visibility, mine.copied_from) == (bo, "me", made)
    assert not Entry.objects.of(mine).exists()


def test_a_private_shelf_cannot_be_copied(bo, mei):
    private = shelf(bo, visibility="me")
    with pytest.raises(Collection.DoesNotExist):
        actions.copy(private, by=mei)


def test_authors_read_once_that_their_work_was_put_into_a_shared_collection(mei, bo, tao):
    work = shared(mei, "Guide", authors=[mei, tao])
    made = shelf(bo, things=[work])
    actions.drop(made, made.placements.get(), by=bo)
    actions.keep(made, entry_of(work), by=bo)
    told = Activity.objects.filter(kind="collections.collected")
    assert [sorted(one.names) for one in told] == [sorted([mei.pk, tao.pk])]


def test_nobody_hears_of_private_shelves(mei, bo):
    shelf(bo, visibility="me", things=[shared(mei)])
    assert not Activity.objects.filter(kind__in=["collections.collected", "collections.shared"]).exists()
    assert not Activity.objects.filter(kind__startswith="collections.").exclude(audience=[f"member:{bo.pk}"]).exists()


def test_followers_hear_at_most_once_a_day(mei, bo, tao):
    made = shelf(bo)
    actions.follow(made, by=tao)
    actions.follow(made, by=tao)
    with pytest.raises(Denied):
        actions.follow(made, by=bo)
    for name in ("A", "B", "C"):
        actions.keep(made, entry_of(shared(mei, name)), by=bo)
    assert [one.names for one in Activity.objects.filter(kind="collections.added")] == [[tao.pk]]


def second_version(work, by, **words):
    edition = library.begin_version(work, by=by)
    edition = library.describe_version(edition, by=by, carry=work.editions.last().files.all(), **words)
    return library.publish_version(edition, by=by)


def test_who_keeps_version_one_is_told_what_version_two_corrects(mei, bo, tao, priya):
    work = shared(mei, "Guide")
    shelf(bo, visibility="me", things=[work])
    shelf(tao, things=[work])
    shelf(mei, things=[work])
    second_version(work, mei, note="A new cover.", corrects="The dose on page 3.")
    activity = Activity.objects.get(kind="collections.corrected")
    assert activity.names == sorted([bo.pk, tao.pk])
    assert activity.detail == {"number": 2, "note": "A new cover.", "corrects": "The dose on page 3."}
    later = shelf(priya, things=[work])
    assert later.placements.get().edition == 2


def test_who_took_it_too_is_told_once(mei, bo, tao):
    from resources.library.models import Taken

    work = shared(mei, "Guide")
    shelf(bo, things=[work])
    shelf(tao, things=[work])
    Taken.objects.create(member=tao, edition=work.editions.get())
    second_version(work, mei, note="Tables.")
    assert Activity.objects.get(kind="library.edition_published").names == sorted([tao.pk, mei.pk][:1])
    assert Activity.objects.get(kind="collections.newer").names == [bo.pk]


def test_who_keeps_version_two_already_is_not_told(mei, bo):
    work = shared(mei, "Guide")
    made = shelf(bo, things=[work])
    made.placements.update(edition=2)
    assert actions.tell_of_newer(work, number=2) == []


def test_deleting_takes_the_shelf_and_leaves_the_things(mei, bo):
    work = shared(mei)
    made = shelf(bo, things=[work])
    actions.delete(made, by=bo)
    assert not Collection.objects.exists()
    assert not Placement.objects.exists()
    assert entry_of(work).withdrawn_at is None
    assert Entry.objects.get(kind="collection").withdrawn_at


def test_what_was_taken_out_of_sight_stays_there_until_it_is_let_go(bo, mei, carmen, tao):
    made = shelf(bo)
    with pytest.raises(Denied):
        actions.hide(made, by=mei, reason="I do not like it")
    with pytest.raises(ValueError, match="reason"):
        actions.hide(made, by=carmen, reason=" ")
    made = actions.hide(made, by=carmen, reason="It names somebody's illness.")
    assert not Collection.objects.visible_to(tao).exists()
    assert not Entry.objects.visible_to(tao).filter(kind="collection").exists()
    with pytest.raises(Denied, match="illness"):
        actions.revise(made, by=bo, title="Again", visibility="public")
    assert Activity.objects.get(kind="collections.hidden").names == [bo.pk]
    actions.show_again(made, by=carmen)
    actions.revise(made, by=bo, title="Again", visibility="public")
    assert Collection.objects.visible_to(tao).exists()

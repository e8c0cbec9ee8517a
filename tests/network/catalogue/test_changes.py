"""Numbers without gaps, and an index that repeats but never skips."""

import shutil
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from network.catalogue import actions, search
from network.catalogue.models import Change, Entry
from network.catalogue.search import index, store
from tests.network.catalogue.conftest import Thing


def _numbers():
    return list(Change.objects.order_by("number").values_list("number", flat=True))


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_under_concurrent_writers_and_refusals():
    def writer(name):
        try:
            for number in range(12):
                try:
                    with transaction.atomic():
                        actions.write_many([Thing(f"{name} {number} {n}") for n in range(1 + number % 3)])
                        if number % 4 == 3:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    pass
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = _numbers()
    assert numbers == list(range(1, 1 + len(numbers)))
    assert len(numbers) == Entry.objects.count() == 4 * sum(1 + n % 3 for n in range(12) if n % 4 != 3)
    index.catch_up()
    assert search.find("").total == len(numbers)


@pytest.mark.django_db(transaction=True)
def test_a_number_is_visible_only_after_all_before_it():
    """A slow writer holds the counter: a quick one waits instead of overtaking."""
    slow_has_number, quick_done = threading.Event(), threading.Event()

    def quick():
        try:
            slow_has_number.wait(5)
            actions.write(Thing("quick"))
            quick_done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=quick)
    thread.start()
    with transaction.atomic():
        actions.write(Thing("slow"))
        slow_has_number.set()
        assert not quick_done.wait(0.3)
    thread.join()
    assert [str(change.entry) for change in Change.objects.order_by("number")] == ["slow", "quick"]


def test_an_edit_is_found_by_the_job_that_it_wrote(share, drain):
    thing = share("Walking")
    drain()
    assert search.find("walking").total == 1
    thing.fields["titles"] = {"en": "Swimming"}
    actions.write(thing)
    drain()
    assert (search.find("walking").total, search.find("swimming").total) == (0, 1)


def test_what_is_withdrawn_vanishes_and_may_come_back(share, titles):
    thing = share("Walking")
    assert titles("walking") == ["Walking"]
    actions.withdraw(thing)
    assert titles("walking") == titles("") == []
    assert search.suggest("walk") == []
    assert Entry.objects.of(thing).exists()
    assert store.snapshot().searcher.num_docs == 1  # the document that holds the number
    actions.write(thing)
    assert titles("walking") == ["Walking"]
    thing.gone = True
    assert actions.write(thing) is None
    assert titles("walking") == []


def test_a_crash_between_rows_and_index_is_made_up_for(share, caught_up, monkeypatch):
    share("Walking")
    caught_up()
    share("Swimming")
    with monkeypatch.context() as broken:
        broken.setattr(index.schema, "document", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.catch_up()
    assert search.find("swimming").total == 0
    assert search.find("walking").total == 1
    index.catch_up()
    assert search.find("swimming").total == 1


def test_a_deleted_index_is_searched_simply_and_rebuilt_by_one_command(share, caught_up):
    share("Walking", text="over hills")
    share("Secret walking", audience=["members"])
    caught_up()
    shutil.rmtree(store.root())
    found = search.find("hills")
    assert (found.simple, found.total) == (True, 1)
    assert search.find("secret").total == 0
    assert dict(search.find("walking").facets["kind"]) == {"thing": 1}
    out = StringIO()
    call_command("index", "--rebuild", stdout=out)
    assert "2 of 2 entries (100 %)" in out.getvalue()
    found = search.find("hills")
    assert (found.simple, found.total) == (False, 1)


def test_a_missing_index_is_rebuilt_unasked_only_when_it_is_small(share, monkeypatch):
    share("Walking")
    monkeypatch.setattr(index, "SMALL", 0)
    assert index.catch_up() is None
    with pytest.raises(CommandError):
        call_command("index")
    monkeypatch.setattr(index, "SMALL", 1)
    assert index.catch_up() == _numbers()[-1]
    assert search.find("walking").total == 1


def test_a_rebuild_loses_nothing_that_is_written_meanwhile(share, caught_up):
    for number in range(3):
        share(f"Walking {number}")
    caught_up()
    index.rebuild(lambda done, total: share("Walking meanwhile") if done == total and total == 3 else None)
    assert search.find("walking").total == 4
    assert len([path for path in store.root().iterdir() if path.name.startswith("v")]) == 1


def test_an_index_that_stood_still_too_long_is_rebuilt(share, caught_up):
    share("Walking 1")
    caught_up()
    for number in range(2, 5):
        share(f"Walking {number}")
    assert actions.prune_changes(timezone.now()) == 3
    assert len(_numbers()) == 1
    caught_up()
    assert search.find("walking").total == 4


def test_an_index_ahead_of_the_catalogue_is_rebuilt(share, caught_up):
    """As after a restore of the database from a backup."""
    thing = share("Walking")
    share("Swimming")
    caught_up()
    Change.objects.exclude(number=1).delete()
    Entry.objects.exclude(source_id=str(thing.pk)).delete()
    caught_up()
    assert index.state() == (1, 1)
    assert store.snapshot().searcher.num_docs == 2
    assert search.find("walking").total == 1


def test_unchanged_things_get_no_number(share):
    thing = share("Walking")
    before = _numbers()
    actions.write(thing)
    assert _numbers() == before
    actions.write(thing, force=True)
    assert len(_numbers()) == len(before) + 1


def test_many_are_written_in_a_few_statements(django_assert_max_num_queries, db):
    with django_assert_max_num_queries(8):
        actions.write_many([Thing(f"Walking {number}") for number in range(300)])
    assert _numbers() == list(range(_numbers()[0], _numbers()[0] + 300))


def test_an_unknown_field_is_a_mistake_of_the_room(share):
    with pytest.raises(TypeError, match="colour"):
        share("Walking", colour="red")

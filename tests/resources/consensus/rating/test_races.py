"""Two at once: one rating is kept, closing and rating come one after the other, nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from network.access.rules import Denied
from resources.consensus.actions.rating import rate, seats
from resources.consensus.models import Rating, Round, RoundItem, Seat
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running(nova, bo, mei):
    """A panel of two whose first round is open."""
    return made.ready_to_rate(nova, [bo, mei])


def apart(call):
    """Return `call` as it runs in a thread: with its own connection, closed at the end; errors come back as values."""

    def run(*args):
        try:
            return call(*args)
        except Exception as error:
            return error
        finally:
            connection.close()

    return run


def answer(entry, seat, value):
    entry = RoundItem.objects.select_related("round__panel__protocol").get(pk=entry)
    return rate.rate(entry, Seat.objects.get(pk=seat), value=value).value


def test_two_answers_of_one_seat_in_the_same_moment_keep_one_rating(running):
    _panel, round, [(_row, seat), *_] = running
    entry = round.entries.first().pk
    gate = Barrier(4)

    @apart
    def both(value):
        gate.wait()
        return answer(entry, seat.pk, value)

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(both, [1, 9, 5, 7]))
    assert sorted(map(str, said)) == ["1", "5", "7", "9"], "none of them failed"
    assert Rating.objects.count() == 1
    assert Rating.objects.get().value in said


def test_what_comes_while_a_round_closes_is_in_it_or_refused(running):
    _panel, round, [(_row, seat), *_] = running
    entry = round.entries.first().pk
    is_closing, may_go_on = Event(), Event()

    @apart
    def close():
        with transaction.atomic():
            Round.objects.select_for_update().get(pk=round.pk)
            is_closing.set()
            may_go_on.wait(20)
            Round.objects.filter(pk=round.pk).update(state=Round.State.CLOSED)

    @apart
    def late():
        is_closing.wait(20)
        may_go_on.set()
        return answer(entry, seat.pk, 7)

    with ThreadPoolExecutor(2) as pool:
        closing, rating = pool.submit(close), pool.submit(late)
        assert closing.result() is None
        told = rating.result()
    assert isinstance(told, Denied)
    assert not Rating.objects.exists()


def test_a_rating_on_its_way_is_waited_for_by_closing(running):
    from resources.consensus.actions.results import closing

    _panel, round, [(_row, seat), *_] = running
    entry = round.entries.first()
    is_rated, closed = Event(), Event()

    @apart
    def slowly():
        with transaction.atomic():
            rate.rate(entry, seat, value=7)
            is_rated.set()
            # Closing waits for this transaction: it cannot have ended in the meantime.
            return closed.wait(0.5)

    @apart
    def close():
        is_rated.wait(20)
        closing.close(Round.objects.get(pk=round.pk), at=round.closes_at)
        closed.set()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(slowly), pool.submit(close)
        assert first.result() is False
        assert second.result() is None
    entry.refresh_from_db()
    assert entry.result["all"]["n"] == 1


def test_whoever_is_taken_off_at_the_same_moment_leaves_no_rating(running):
    _panel, round, [(row, seat), *_] = running
    entry = round.entries.first().pk
    gate = Barrier(2)

    @apart
    def leave():
        gate.wait()
        seats.remove(row)

    @apart
    def say():
        gate.wait()
        return answer(entry, seat.pk, 7)

    with ThreadPoolExecutor(2) as pool:
        going, saying = pool.submit(leave), pool.submit(say)
        assert going.result() is None
        assert saying.result() == 7 or isinstance(saying.result(), Denied)
    assert not Rating.objects.exists()

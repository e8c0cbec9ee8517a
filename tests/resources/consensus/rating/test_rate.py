"""One answer: what is taken, what is refused, and what the database refuses by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import clock
from resources.consensus.actions.rating import rate
from resources.consensus.actions.rating.refusals import Newer, NotOnScale, TooLate
from resources.consensus.models import Rating, Remark, Round
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(nova, bo, mei):
    """A panel of two whose first round is open."""
    return made.ready_to_rate(nova, [bo, mei])


@pytest.fixture
def entry(running):
    return running[1].entries.first()


@pytest.fixture
def seat(running):
    return running[2][0][1]


def test_the_later_answer_counts_and_one_is_kept(entry, seat):
    rate.rate(entry, seat, value=7)
    rate.rate(entry, seat, value=3)
    row = Rating.objects.get()
    assert (row.value, row.cannot_judge, row.count) == (3, False, 2)
    rate.rate(entry, seat, cannot_judge=True)
    row.refresh_from_db()
    assert (row.value, row.cannot_judge, row.count) == (None, True, 3)


def test_the_same_answer_twice_changes_nothing(entry, seat):
    rate.rate(entry, seat, value=7)
    rate.rate(entry, seat, value=7)
    assert Rating.objects.get().count == 1


@pytest.mark.parametrize("value", [0, 10, -1, 5.5, "7", True, None, 10**9])
def test_what_is_not_on_the_scale_is_refused(entry, seat, value):
    with pytest.raises(NotOnScale):
        rate.rate(entry, seat, value=value)
    assert not Rating.objects.exists()


def test_a_rating_that_cannot_be_judged_has_no_number(entry, seat):
    with pytest.raises(NotOnScale):
        rate.rate(entry, seat, value=5, cannot_judge=True)


def test_what_comes_late_gives_way_to_what_was_set_since(entry, seat):
    rate.rate(entry, seat, value=7)
    rate.rate(entry, seat, value=3)
    with pytest.raises(Newer) as told:
        rate.rate(entry, seat, value=9, count=1)
    assert told.value.rating.value == 3
    assert Rating.objects.get().value == 3
    # A repeated one, whose answer got lost on the way, is no quarrel.
    assert rate.rate(entry, seat, value=3, count=1).count == 2
    assert rate.rate(entry, seat, value=9, count=2).value == 9


def test_after_closing_the_reason_names_the_moment_in_the_zone_of_the_reader(entry, seat, running):
    round = running[1]
    at = clock.at(timezone.datetime(2026, 6, 3, 18, 0), "Europe/Copenhagen")
    Round.objects.filter(pk=round.pk).update(state="closed", closed_at=at)
    with translation.override("en"), timezone.override(clock.zone("Asia/Shanghai")), pytest.raises(TooLate) as told:
        rate.rate(entry, seat, value=7)
    assert "4 June" in told.value.reason
    assert "00:00 (Asia/Shanghai)" in told.value.reason
    assert not Rating.objects.exists()


def test_a_round_whose_time_is_over_takes_nothing_though_nobody_closed_it_yet(entry, seat, running):
    with pytest.raises(TooLate):
        rate.rate(entry, seat, value=7, at=running[1].closes_at)
    assert rate.rate(entry, seat, value=7, at=running[1].closes_at - timedelta(seconds=1)).value == 7


def test_a_seat_of_another_panel_rates_nothing(entry, nova, priya):
    _panel, _round, [(_row, stranger)] = made.ready_to_rate(nova, [priya], title="Another")
    with pytest.raises(Denied):
        rate.rate(entry, stranger, value=7)


def insert(entry, seat, value=7):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consensus_rating (id, entry_id, seat_id, value, cannot_judge, language, count)"
            " VALUES (gen_random_uuid(), %s, %s, %s, false, '', 1)",
            [entry.pk, seat.pk, value],
        )


def test_the_database_refuses_ratings_of_closed_rounds_of_strangers_and_off_the_scale(
    entry, seat, running, nova, priya
):
    insert(entry, seat)
    with pytest.raises(IntegrityError):
        insert(entry, running[2][1][1], value=10)
    _panel, _round, [(_row, stranger)] = made.ready_to_rate(nova, [priya], title="Another")
    with pytest.raises(IntegrityError, match="not of this panel"):
        insert(entry, stranger)
    Round.objects.filter(pk=running[1].pk).update(state="closed")
    for sql in ("UPDATE consensus_rating SET value = 1", "DELETE FROM consensus_rating"):
        with (
            pytest.raises(IntegrityError, match="takes no ratings"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    with pytest.raises(IntegrityError, match="takes no ratings"):
        insert(entry, running[2][1][1])
    assert Rating.objects.get().value == 7


def test_the_database_refuses_words_out_of_time_and_lets_moderation_pass(entry, seat, running):
    said = rate.remark(entry, seat, "comment", "Too short", "en")
    Round.objects.filter(pk=running[1].pk).update(state="closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=said.pk).update(text="Other words")
    Remark.objects.filter(pk=said.pk).update(state="shown", shown="Too short")
    entry.round.refresh_from_db()
    assert rate.remark(entry, seat, "dissent", "I do not agree", "en").kind == "dissent"


def test_dissent_is_for_closed_rounds(entry, seat):
    with pytest.raises(Denied):
        rate.remark(entry, seat, "dissent", "I do not agree", "en")


def test_words_are_kept_once_a_kind_changed_ones_are_read_again_and_empty_ones_go(entry, seat):
    first = rate.remark(entry, seat, "comment", " Too short ", "en")
    Remark.objects.filter(pk=first.pk).update(state="shown", shown="Too short")
    assert rate.remark(entry, seat, "comment", "Too short", "en").state == "shown"
    rate.remark(entry, seat, "comment", "Too long", "en")
    rate.remark(entry, seat, "wording", "Offer somebody", "en")
    kept = Remark.objects.get(kind="comment")
    assert (kept.pk, kept.text, kept.state, kept.shown) == (first.pk, "Too long", "waiting", "")
    assert rate.remark(entry, seat, "comment", "  ", "en") is None
    assert [one.kind for one in Remark.objects.all()] == ["wording"]


def test_answers_leave_no_trace_of_their_time(entry, seat):
    before = Activity.objects.count()
    rate.rate(entry, seat, value=7)
    rate.remark(entry, seat, "comment", "Too short", "en")
    assert Activity.objects.count() == before


def test_a_rating_takes_few_queries(entry, seat, django_assert_max_num_queries):
    entry = type(entry).objects.select_related("round__panel__protocol").get(pk=entry.pk)
    with django_assert_max_num_queries(7) as asked:
        rate.rate(entry, seat, value=7)
    assert not any("kit_" in one["sql"] for one in asked.captured_queries)


def test_the_private_first_rating_is_kept_in_real_time(nova, bo, mei):
    _panel, round, [(_row, seat), *_] = made.ready_to_rate(nova, [bo, mei], method="realtime")
    entry = round.entries.first()
    rate.rate(entry, seat, cannot_judge=True)
    rate.rate(entry, seat, value=8)
    rate.rate(entry, seat, value=5)
    row = Rating.objects.get()
    assert (row.first_value, row.value) == (8, 5)

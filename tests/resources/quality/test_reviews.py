"""Structured reviews: the exact score, the badge and its rule, drafts, revision, answer, expiry."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from network.access.rules import Denied, may
from network.activity.models import Activity
from network.catalogue.models import Entry
from resources.quality import actions
from resources.quality.actions.reviews import Unfinished, years_after
from resources.quality.models import Judgement, Review
from resources.quality.queries import is_peer_reviewed, reviews_of, tally
from resources.quality.terms import CRITERIA, GROUPS
from tests.resources.library.make import shared
from tests.resources.quality.make import reviewed, second_version

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def fresh(resource):
    return type(resource).objects.get(pk=resource.pk)


# -- score -----------------------------------------------------------------------------------------------------------
def test_every_criterion_stands_in_one_group():
    assert len(CRITERIA) == 13
    assert {one.group for one in CRITERIA.values()} == set(GROUPS)


def test_the_score_is_the_exact_share_of_the_applicable_points(mei, bo, tao):
    work = shared(mei)
    reviewed(work, bo, 2, clarity=1, licence=None, tested=0)  # 10 * 2 + 1 + 0 of 24
    reviewed(work, tao, 1, safety=None)  # 12 of 24
    total = tally(reviews_of(work))
    assert (total.whole.points, total.whole.most) == (33, 48)
    assert total.whole.fraction == Fraction(33, 48)
    assert total.whole.per_cent == 69  # 68.75, half up
    by_code = {part.code: part for group in total.groups for part in group.parts}
    assert by_code["licence"].fraction == Fraction(1, 2)
    assert by_code["licence"].answers == ((2, 0), (1, 1), (0, 0), (None, 1))
    assert sum(group.points for group in total.groups) == 33
    assert total.count == 2


def test_what_applies_to_nobody_has_no_score(mei, bo):
    work = shared(mei)
    reviewed(work, bo, 2, licence=None, coverage=None)
    total = tally(reviews_of(work))
    group = next(one for one in total.groups if one.code == "adaptability")
    assert group.per_cent is None
    assert total.whole.fraction == 1


# -- the badge -------------------------------------------------------------------------------------------------------
def test_two_reviewers_of_two_cities_make_it_peer_reviewed(mei, bo, tao):
    work = shared(mei)
    reviewed(work, bo)
    assert not is_peer_reviewed(fresh(work))
    reviewed(work, tao)
    assert is_peer_reviewed(fresh(work))
    assert tally(reviews_of(work)).is_peer_reviewed
    told = Activity.objects.get(kind="quality.peer_reviewed")
    assert told.names == [mei.pk]


def test_two_reviewers_of_one_city_do_not(mei, bo, diego):
    work = shared(mei)
    reviewed(work, bo)
    reviewed(work, diego)
    assert not is_peer_reviewed(fresh(work))


def test_a_declared_interest_does_not_count(mei, bo, tao, priya):
    work = shared(mei)
    reviewed(work, bo)
    reviewed(work, tao, has_interest=True, interest="I work with its authors.")
    assert not is_peer_reviewed(fresh(work))
    reviewed(work, priya)
    assert is_peer_reviewed(fresh(work))


def test_who_becomes_an_author_or_owner_later_counts_no_more(mei, bo, tao):
    from resources.library import actions as library

    work = shared(mei)
    reviewed(work, bo)
    reviewed(work, tao)
    library.describe(work, by=mei, authors=[mei, tao])
    assert not is_peer_reviewed(fresh(work))


def test_nobody_reviews_their_own(mei, bo, tao):
    work = shared(mei, authors=["Somebody", tao])
    for member in (mei, tao):
        assert not may(member, "quality.review", fresh(work))
        with pytest.raises(Denied):
            actions.start_review(work, by=member)
    assert may(bo, "quality.review", fresh(work))


def test_who_answers_for_the_owning_city_does_not_review_it(mei, bo, diego, nova):
    from resources.library import actions as library

    work = shared(mei, cities=["shanghai"])
    library.hand_over(work, by=mei, city=diego.home_city)
    assert not may(diego, "quality.review", fresh(work))


def test_strangers_and_applicants_do_not_review(mei, xiu, ex):
    work = shared(mei)
    for member in (None, xiu, ex):
        assert not may(member, "quality.review", work)


def test_a_review_is_of_an_edition(mei, bo, tao):
    work = shared(mei)
    reviewed(work, bo)
    reviewed(work, tao)
    second_version(work, mei)
    assert not is_peer_reviewed(fresh(work))
    assert tally(reviews_of(work)).count == 0
    again = actions.start_review(work, by=bo)
    assert again.state == "draft"
    assert again.edition.number == 2


def test_reviews_expire_after_two_years_to_the_day(mei, bo, tao):
    work = shared(mei)
    reviewed(work, bo, at=NOON)
    reviewed(work, tao, at=NOON + timedelta(days=3))
    assert Review.objects.get(reviewer=bo).expires_at == datetime(2028, 11, 20, 12, tzinfo=UTC)
    just_before = datetime(2028, 11, 20, 11, 59, tzinfo=UTC)
    assert is_peer_reviewed(fresh(work), just_before)
    assert not is_peer_reviewed(fresh(work), just_before + timedelta(minutes=1))
    assert reviews_of(work, just_before + timedelta(minutes=1)).count() == 1


def test_the_29th_of_february():
    assert years_after(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2030, 2, 28, tzinfo=UTC)


def test_the_reviewer_is_asked_once_a_month_before(mei, bo):
    work = shared(mei)
    reviewed(work, bo, at=NOON)
    ends = datetime(2028, 11, 20, 12, tzinfo=UTC)
    assert actions.nudge_reviewers(ends - timedelta(days=31)) == 0
    assert actions.nudge_reviewers(ends - timedelta(days=29)) == 1
    assert actions.nudge_reviewers(ends - timedelta(days=28)) == 0
    assert Activity.objects.get(kind="quality.review_expires").names == [bo.pk]
    reviewed(work, bo, at=ends - timedelta(days=20))  # it still holds: the two years begin anew
    assert Review.objects.get().expires_at == datetime(2030, 10, 31, 12, tzinfo=UTC)


def test_the_badge_is_found_and_goes_with_its_reviews(mei, bo, tao, monkeypatch):
    work = shared(mei)
    reviewed(work, bo, at=NOON)
    reviewed(work, tao, at=NOON)
    assert "quality:peer_reviewed" in Entry.objects.of(work).get().facets
    later = datetime(2028, 11, 21, tzinfo=UTC)
    monkeypatch.setattr("resources.quality.queries.scores.now", lambda: later)
    assert actions.expire_reviews(later) == 1
    assert "quality:peer_reviewed" not in Entry.objects.of(work).get().facets


# -- writing ---------------------------------------------------------------------------------------------------------
def test_a_draft_is_saved_criterion_by_criterion_and_is_nobodys_else(mei, bo, tao, nova):
    work = shared(mei)
    review = actions.start_review(work, by=bo)
    actions.judge(review, "clarity", by=bo, value=1)
    actions.judge(review, "clarity", by=bo, comment="Long words")
    actions.judge(review, "safety", by=bo, value=None)
    one = Judgement.objects.get(criterion="clarity")
    assert (one.value, one.is_judged, one.comment) == (1, True, "Long words")
    for member in (None, mei, tao, nova):
        assert not Review.objects.visible_to(member).exists()
    assert actions.start_review(work, by=bo) == review
    with pytest.raises(KeyError):
        actions.judge(review, "beauty", by=bo, value=1)
    with pytest.raises(ValueError, match="3"):
        actions.judge(review, "clarity", by=bo, value=3)
    with pytest.raises(Denied):
        actions.judge(review, "clarity", by=tao, value=0)


def test_an_unfinished_review_is_not_given(mei, bo):
    work = shared(mei)
    review = actions.start_review(work, by=bo)
    with pytest.raises(Unfinished) as unfinished:
        actions.give_review(review, by=bo)
    assert set(unfinished.value.missing) == {*CRITERIA, "has_interest"}
    with pytest.raises(Unfinished, match="points"):
        reviewed(work, bo, None)
    with pytest.raises(Unfinished, match="interest"):
        reviewed(work, bo, has_interest=True)
    assert Review.objects.get().state == "draft"


def test_a_given_review_is_revised_as_a_whole(mei, bo):
    work = shared(mei)
    review = reviewed(work, bo, 2, at=NOON)
    with pytest.raises(ValueError, match="whole"):
        actions.judge(review, "clarity", by=bo, value=0)
    reviewed(work, bo, 1, at=NOON + timedelta(days=5))
    review.refresh_from_db()
    assert (review.first_given_at, review.given_at) == (NOON, NOON + timedelta(days=5))
    assert review.was_revised
    assert tally(reviews_of(work)).whole.fraction == Fraction(1, 2)
    assert Review.objects.count() == 1


def test_authors_read_of_a_review_and_its_score(mei, bo, tao):
    work = shared(mei, authors=[mei, tao])
    reviewed(work, bo, 2, clarity=0)
    told = Activity.objects.get(kind="quality.reviewed")
    assert sorted(told.names) == sorted([mei.pk, tao.pk])
    assert told.detail == {"score": 92}


def test_sponsors_staff_is_disclosed(mei, sofie):
    work = shared(mei)
    assert reviewed(work, sofie).is_sponsor_staff


def test_a_reviewer_withdraws_and_may_begin_again(mei, bo, tao):
    work = shared(mei)
    review = reviewed(work, bo)
    with pytest.raises(Denied):
        actions.withdraw_review(review, by=tao)
    actions.withdraw_review(review, by=bo)
    assert tally(reviews_of(work)).count == 0
    assert reviewed(work, bo).pk != review.pk


def test_the_network_takes_a_review_away_with_a_reason(mei, bo, carmen):
    review = reviewed(shared(mei), bo)
    with pytest.raises(ValueError, match="reason"):
        actions.withdraw_review(review, by=carmen)
    review = actions.withdraw_review(review, by=carmen, reason="It insults its authors.")
    assert (review.state, review.withdrawn_by) == ("withdrawn", carmen)
    assert sorted(Activity.objects.get(kind="quality.review_withdrawn").names) == sorted([mei.pk, bo.pk])


def test_authors_answer_once_in_public(mei, bo, tao):
    review = reviewed(shared(mei), bo)
    with pytest.raises(Denied):
        actions.answer_review(review, by=tao, text="No")
    with pytest.raises(ValueError, match="answer"):
        actions.answer_review(review, by=mei, text="  ")
    actions.answer_review(review, by=mei, text="Thank you.")
    with pytest.raises(Denied, match="one answer"):
        actions.answer_review(Review.objects.get(pk=review.pk), by=mei, text="And another thing.")
    assert Activity.objects.get(kind="quality.review_answered").names == [bo.pk]

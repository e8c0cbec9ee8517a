"""Nobody learns too late, or twice, that an agreement ends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from network.cities import actions
from network.cities.models import Agreement, Partnership
from network.kit import jobs

TODAY = date(2026, 11, 22)


@pytest.fixture
def agreement(cities, nova, mei):
    def sign(left, city="shanghai", start=date(2024, 1, 1)):
        return actions.sign(
            cities[city], by=nova, signed_by="林梅", starts_on=start, ends_on=TODAY + timedelta(days=left)
        )

    return sign


@pytest.mark.parametrize("left, written", [(91, 0), (90, 2), (60, 2), (30, 2), (7, 2), (0, 2), (-1, 0)])
def test_the_coordinators_and_the_administrators_are_told_in_time(agreement, outbox, left, written):
    agreement(left)
    assert actions.remind_of_agreements(on=TODAY) == written
    assert sorted(mail["To"] for mail in outbox()) == ["mei@example.org", "nova@example.org"][:written]


def test_each_of_the_three_reminders_goes_out_once(agreement, outbox):
    agreement(100)
    for day in range(101):
        actions.remind_of_agreements(on=TODAY + timedelta(days=day))
        actions.remind_of_agreements(on=TODAY + timedelta(days=day))
    assert len(outbox("mei@example.org")) == 3
    assert len(outbox("nova@example.org")) == 3


def test_a_day_on_which_nothing_ran_is_made_up_for_by_one_mail(agreement, outbox):
    agreement(25)
    actions.remind_of_agreements(on=TODAY)
    assert len(outbox("mei@example.org")) == 1


def test_what_a_long_outage_swallowed_is_sent_after_the_end_once_but_not_for_old_papers(agreement, outbox, nova):
    """The machine stood still from the 20th day before the end to the 5th after it."""
    late = agreement(-5)
    old = agreement(-6, city="tianjin")
    Agreement.objects.filter(pk=late.pk).update(created_at=datetime(2025, 1, 1, tzinfo=UTC))
    assert old.created_at.date() > old.ends_on
    actions.remind_of_agreements(on=TODAY)
    actions.remind_of_agreements(on=TODAY + timedelta(days=1))
    assert [mail["Subject"] for mail in outbox("nova@example.org")] == ["Shanghai: the agreement has ended"]
    assert actions.remind_of_agreements(on=TODAY + timedelta(days=30)) == 0


@pytest.mark.parametrize("state", ["alumni", "prospect"])
def test_a_partnership_that_is_over_reminds_nobody(agreement, cities, outbox, state):
    Partnership.objects.filter(pk=agreement(20).partnership_id).update(state=state)
    assert actions.remind_of_agreements(on=TODAY) == 0


def test_who_left_is_not_written_to_and_who_came_later_is(agreement, outbox, mei, yan, nova, cities):
    agreement(60)
    actions.remind_of_agreements(on=TODAY)
    type(mei).objects.filter(pk=mei.pk).update(status="suspended")
    actions.appoint(cities["shanghai"], yan, by=nova)
    actions.remind_of_agreements(on=TODAY + timedelta(days=40))
    assert len(outbox("mei@example.org")) == 1
    assert len(outbox("yan@example.org")) == 1


def test_an_agreement_that_was_renewed_reminds_nobody(agreement, outbox):
    agreement(20)
    agreement(700, start=TODAY)
    assert actions.remind_of_agreements(on=TODAY) == 0


def test_the_mail_speaks_the_readers_language_and_names_the_day(agreement, outbox):
    agreement(30)
    actions.remind_of_agreements(on=TODAY)
    (mail,) = outbox("nova@example.org")
    text = mail.get_body(("plain",)).get_content()
    assert "Shanghai" in mail["Subject"]
    assert "22 December 2026" in text
    assert "/cities/shanghai/" in text and "/manage/agreements/inspect/" in text
    assert "上海" in outbox("mei@example.org")[0]["Subject"]


def test_the_daily_duty_reminds(agreement, outbox, monkeypatch):
    agreement(30)
    monkeypatch.setattr("network.cities.actions.partnership.now", lambda: jobs.timezone.now().replace(2026, 11, 22))
    jobs.run_daily()
    assert outbox("mei@example.org")

"""Cities are asked for some days, each by its own clocks; what they say is printed as they wrote it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from network.access.rules import Denied, may
from network.activity.models import Activity
from network.cities.models import Partnership
from network.kit import clock, jobs
from network.kit.models import Job
from resources.papers.actions import signing, states
from resources.papers.actions.signing.consulting import NotNow
from resources.papers.models import Consultation, Endorsement, Paper
from resources.papers.queries import signing as queries
from tests.resources.papers.signing import make

pytestmark = pytest.mark.django_db
WHY = "我们不同意第三条建议：社区志愿者不应承担随访。"


@pytest.fixture
def asked(bo, mei, freja, diego, cities):
    """A paper of Bo's, with Shanghai, Copenhagen and Houston being asked from now on for ten days."""
    paper = make.ready(bo)
    return signing.consult(
        paper, by=bo, cities=[cities["shanghai"], cities["copenhagen"], cities["houston"]],
        closes_on=clock.now().date() + timedelta(days=10), silence="abstain", words="Please look at section 2.",
    )  # fmt: skip


def test_days_are_each_citys_own(asked, cities):
    asked.opens_on, asked.closes_on = date(2026, 12, 1), date(2026, 12, 10)
    assert asked.begins_for(cities["shanghai"]) == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert asked.ends_for(cities["shanghai"]) == datetime(2026, 12, 10, 16, tzinfo=UTC)
    assert asked.ends_for(cities["copenhagen"]) == datetime(2026, 12, 10, 23, tzinfo=UTC)
    assert asked.ends_for(cities["houston"]) == datetime(2026, 12, 11, 6, tzinfo=UTC)


def test_dissent_has_words_and_they_stay_as_they_were_written(asked, mei, cities):
    with pytest.raises(ValueError, match="says why"):
        signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="dissent", words="  ")
    said = signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="dissent", words=WHY, language="zh-hans")
    assert (said.words, said.language) == (WHY, "zh-hans")
    # Changed in time: one row, and the earlier words stay in the record.
    signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="abstain")
    assert Endorsement.objects.get().answer == "abstain"
    rows = Activity.objects.filter(kind="papers.city_spoke").order_by("pk")
    assert [row.detail["words"] for row in rows] == [WHY, ""]


def test_only_coordinators_of_an_active_city_that_is_asked_speak_for_it(asked, mei, bo, nova, tao, freja, cities):
    for member in (bo, nova, tao):
        with pytest.raises(Denied):
            signing.answer_for_city(asked, cities["shanghai"], by=member, answer="endorse")
    with pytest.raises(PermissionError):
        signing.answer_for_city(asked, cities["shanghai"], by=freja, answer="endorse")
    Partnership.objects.filter(city=cities["shanghai"]).update(state="paused")
    with pytest.raises(Denied):
        signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="endorse")


def test_a_city_answers_to_the_last_hour_of_its_own_day_and_no_later(asked, mei, freja, cities):
    end = asked.ends_for(cities["shanghai"])
    signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="endorse", at=end - timedelta(seconds=1))
    with pytest.raises(NotNow):
        signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="dissent", words=WHY, at=end)
    # Copenhagen's day is still running then.
    signing.answer_for_city(asked, cities["copenhagen"], by=freja, answer="endorse", at=end)


def test_jobs_remind_once_each_and_close_city_by_city(asked, mei, freja, cities):
    """The clock is moved; each job runs twice, as it may in service."""
    signing.answer_for_city(asked, cities["copenhagen"], by=freja, answer="endorse")
    kinds = ("papers.consultation_remind", "papers.consultation_ends")
    assert Job.objects.filter(kind=kinds[0]).count() == 6 and Job.objects.filter(kind=kinds[1]).count() == 3
    jobs.drain(at=asked.ends_for(cities["houston"]) + timedelta(minutes=1))
    # Jobs ask the clock themselves: nothing is closed before its day.
    asked.refresh_from_db()
    assert asked.closed_at is None
    reminded = Activity.objects.filter(kind="papers.city_reminded")
    assert sorted(reminded.values_list("city", "detail__days")) == [
        ("houston", 2), ("houston", 7), ("shanghai", 2), ("shanghai", 7),
    ]  # fmt: skip
    jobs.drain(at=asked.ends_for(cities["houston"]) + timedelta(minutes=1))
    assert reminded.count() == 4


def test_silence_counts_as_was_said_beforehand(asked, mei, cities):
    end = asked.ends_for(cities["shanghai"])
    signing.close_city(asked, cities["shanghai"], at=end)
    silent = Endorsement.objects.get()
    assert (silent.city, silent.answer, silent.was_silent) == (cities["shanghai"], "abstain", True)
    asked.refresh_from_db()
    assert asked.closed_at is None  # Copenhagen and Houston have hours left
    last = asked.ends_for(cities["houston"])
    assert signing.tidy_consultations(last) == 1 and signing.tidy_consultations(last) == 0
    asked.refresh_from_db()
    assert asked.closed_at == last and asked.endorsements.count() == 3
    assert Activity.objects.filter(kind="papers.consultation_closed").count() == 1
    with pytest.raises(Denied):
        signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="endorse", at=last)


def test_asking_keeps_a_version_and_opens_the_text_to_members(asked, bo, tao):
    paper = make.fresh(asked.paper)
    assert paper.state == Paper.State.CONSULTATION
    assert Paper.objects.visible_to(tao).filter(pk=paper.pk).exists()
    assert may(tao, "papers.read", paper) and may(tao, "papers.comment", paper) and may(tao, "papers.propose", paper)
    make.rewrite(paper, "leaflet", "poster", bo)
    assert "leaflet" in str(asked.version.content)
    # While cities read, nothing is signed, and the text is not taken away from them.
    assert "consultation" in {one.name for one in queries.before_signing(make.fresh(paper)) if one.blocks}
    with pytest.raises(states.Blocked):
        states.move(make.fresh(paper), Paper.State.REVIEW, by=bo)


def test_who_speaks_for_a_city_gets_a_mail_that_leads_there(asked, mei, freja, outbox, drain):
    drain()
    texts = [mail.get_body(("plain",)).get_content() for mail in outbox(mei.email)]
    assert any(f"/papers/{asked.paper_id}/consult/" in text for text in texts)


def test_broken_off_is_told_and_counts_for_nothing(asked, bo, mei, cities):
    signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="endorse")
    with pytest.raises(ValueError):
        signing.stop_consultation(asked, by=bo, reason=" ")
    signing.stop_consultation(asked, by=bo, reason="The wrong text was sent.")
    assert queries.latest_consultation(asked.paper) is None
    assert mei.pk in Activity.objects.get(kind="papers.consultation_stopped").names
    again = signing.consult(
        make.fresh(asked.paper), by=bo, cities=[cities["shanghai"]], closes_on=clock.now().date() + timedelta(days=3)
    )
    assert queries.latest_consultation(asked.paper) == again


def test_a_day_that_is_over_or_a_city_that_left_cannot_be_asked(bo, cities):
    paper = make.ready(bo)
    today = clock.now().date()
    with pytest.raises(ValueError):
        signing.consult(paper, by=bo, cities=[cities["shanghai"]], closes_on=today - timedelta(days=1))
    Partnership.objects.filter(city=cities["tianjin"]).update(state="alumni")
    with pytest.raises(ValueError):
        signing.consult(paper, by=bo, cities=[cities["tianjin"]], closes_on=today)
    assert not Consultation.objects.exists()


def test_a_city_answers_on_a_page_in_its_own_language(asked, sign_in, mei, freja):
    address = f"/papers/{asked.paper_id}/endorse/shanghai/"
    browser = sign_in(mei)
    page = browser.get(address).text
    assert 'value="zh-hans" selected' in page and "leaflet" in page
    assert browser.post(address, {"answer": "dissent", "words": "", "language": "zh-hans"}).status_code == 200
    assert browser.post(address, {"answer": "dissent", "words": WHY, "language": "zh-hans"}).status_code == 302
    shown = sign_in(freja).get(f"/papers/{asked.paper_id}/consult/").text
    assert f'lang="zh-hans"><p>{WHY}</p>' in shown
    assert sign_in(freja).get(address).status_code == 404


def test_readers_are_told_when_the_text_moved_on_after_the_cities_answered(asked, bo, cities):
    signing.tidy_consultations(asked.ends_for(cities["houston"]))
    paper = make.fresh(asked.paper)
    assert {one.name: one.is_done for one in queries.checks(paper)}["endorsements"]
    paper = make.rewrite(paper, "leaflet", "poster", bo)
    check = next(one for one in queries.checks(paper) if one.name == "endorsements")
    assert not check.is_done and not check.blocks


def test_a_changed_answer_leaves_the_earlier_ones_to_be_read(asked, mei, bo, cities, sign_in, in_english):
    signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="dissent", words=WHY, language="zh-hans")
    signing.answer_for_city(asked, cities["shanghai"], by=mei, answer="endorse", words="现在同意。", language="zh-hans")
    page = sign_in(bo).get(f"/papers/{asked.paper_id}/consult/").text
    assert "1 earlier answer" in page
    assert WHY in page
    # What is printed is the answer that stands, alone.
    assert [one["words"] for one in queries.printed(make.fresh(asked.paper))["voices"]] == ["现在同意。"]
    assert sign_in(mei).get(f"/papers/{asked.paper_id}/endorse/shanghai/").status_code == 200

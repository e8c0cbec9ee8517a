"""Reviews in the browser: without scripts, nothing typed is lost, and nobody reads what is not for them."""

import pytest
from bs4 import BeautifulSoup

from network.activity.models import Activity
from network.catalogue.models import Entry
from network.digests.plugs import line
from resources.quality import actions
from resources.quality.models import Judgement, Review
from resources.quality.terms import CRITERIA
from tests.resources.library.make import shared
from tests.resources.quality.make import reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def whole(value="2", **more):
    return {f"value_{code}": value for code in CRITERIA} | {"has_interest": "no", "summary": "Clear."} | more


def test_a_member_reviews_without_scripts(mei, bo, sign_in):
    work, browser = shared(mei), sign_in(bo)
    address = f"/resources/{work.pk}/review/"
    assert address in browser.get(work.get_absolute_url()).text
    assert browser.get(address).status_code == 200
    assert not Review.objects.exists()  # looking begins nothing
    browser.post(address, {"value_clarity": "1", "comment_clarity": "Long", "comment_safety": "Hm", "save": "1"})
    assert Review.objects.get().state == "draft"
    page = BeautifulSoup(browser.get(address).text, "html.parser")
    assert page.select_one("[name=value_clarity][value='1']").has_attr("checked")
    assert "Long" in page.select_one("[name=comment_clarity]").text
    assert "Hm" in page.select_one("[name=comment_safety]").text
    refused = browser.post(address, whole(value_date="", summary="Kept words"))
    assert refused.status_code == 200
    assert "Kept words" in refused.text
    assert Review.objects.get().state == "draft"
    answer = browser.post(address, whole(), follow=True)
    assert Review.objects.get().state == "given"
    assert "100 % of the points (26 of 26), by 1 reviewer" in " ".join(answer.text.split())


def test_each_answer_saves_itself(mei, bo, tao, sign_in):
    work, browser = shared(mei), sign_in(bo)
    address = f"/resources/{work.pk}/review/save/"
    assert browser.post(address, {"name": "value_date", "value": "na"}).json() == {"saved": True}
    assert browser.post(address, {"name": "comment_date", "value": "2019"}).json() == {"saved": True}
    one = Judgement.objects.get()
    assert (one.criterion, one.is_judged, one.value, one.comment) == ("date", True, None, "2019")
    for name, value in (("value_date", "7"), ("value_x", "1"), ("owner", "1"), ("has_interest", "maybe")):
        assert browser.post(address, {"name": name, "value": value}).status_code == 400
    browser.post(f"/resources/{work.pk}/review/", whole())
    assert browser.post(address, {"name": "value_date", "value": "0"}).status_code == 409


def test_authors_are_refused(mei, sign_in):
    work = shared(mei)
    assert sign_in(mei).get(f"/resources/{work.pk}/review/").status_code == 403


def test_what_a_visitor_reads_of_reviews_names_nobody(mei, bo, tao, sofie, xiu, client, sign_in):
    work = shared(mei)
    reviewed(work, bo, has_interest=True, interest="I taught with it.")
    reviewed(work, tao)
    reviewed(work, sofie)
    draft = actions.start_review(work, by=sofie)
    assert draft.state == "given"
    for reader in (client, sign_in(xiu)):
        for address in (work.get_absolute_url(), f"/resources/{work.pk}/reviews/"):
            text = reader.get(address).text
            assert "I taught with it." in text
            assert "Works for a sponsor" in text
            for name in ("Bo Carter", "Tao Wang", "王涛", "Sofie Brandt", "/members/"):
                assert name not in text.split("<main")[1].split("</main")[0], name
    assert "Bo Carter" in sign_in(mei).get(work.get_absolute_url()).text


def test_drafts_are_on_no_page(mei, bo, tao, nova, client, sign_in):
    work = shared(mei)
    review = actions.start_review(work, by=bo)
    actions.judge(review, "clarity", by=bo, value=0, comment="Quicksilver")
    actions.remark_on_whole(review, by=bo, summary="Nightjar")
    for reader in (client, sign_in(mei), sign_in(tao), sign_in(nova)):
        for address in (work.get_absolute_url(), f"/resources/{work.pk}/reviews/", f"/resources/{work.pk}/"):
            text = reader.get(address, follow=True).text
            assert "Quicksilver" not in text
            assert "Nightjar" not in text
    assert "Quicksilver" in sign_in(bo).get(f"/resources/{work.pk}/review/").text


def test_reviews_of_what_is_hidden_do_not_exist(yan, mei, bo, client, sign_in):
    work = shared(yan, "Ours", visibility="city", cities=["shanghai"])
    review = reviewed(work, mei)
    for reader in (client, sign_in(bo)):
        assert reader.get(f"/resources/{work.pk}/reviews/").status_code == 404
    for address in ("review/", f"reviews/{review.pk}/answer/", f"reviews/{review.pk}/withdraw/"):
        assert sign_in(bo).get(f"/resources/{work.pk}/{address}").status_code == 404


def test_the_page_kept_for_visitors_is_renewed_by_a_review_an_answer_and_a_withdrawal(mei, bo, client):
    work = shared(mei)
    assert "by 1 reviewer" not in client.get(work.get_absolute_url()).text
    review = reviewed(work, bo)
    assert "by 1 reviewer" in client.get(work.get_absolute_url()).text
    actions.answer_review(review, by=mei, text="Quicksilver thanks")
    assert "Quicksilver thanks" in client.get(work.get_absolute_url()).text
    actions.withdraw_review(review, by=bo)
    assert "by 1 reviewer" not in client.get(work.get_absolute_url()).text


def test_answer_and_withdraw_on_their_pages(mei, bo, carmen, sign_in):
    work = shared(mei)
    review = reviewed(work, bo)
    address = f"/resources/{work.pk}/reviews/{review.pk}/"
    assert sign_in(bo).get(address + "answer/").status_code == 403
    assert "Thanks!" in sign_in(mei).post(address + "answer/", {"text": "Thanks!"}, follow=True).text
    assert sign_in(mei).get(address + "withdraw/").status_code == 403
    assert sign_in(carmen).post(address + "withdraw/", {"reason": ""}).status_code == 200
    sign_in(carmen).post(address + "withdraw/", {"reason": "Insults"})
    review.refresh_from_db()
    assert review.state == "withdrawn"


def test_the_bars_are_a_table(mei, bo, client):
    work = shared(mei)
    reviewed(work, bo, 1)
    page = BeautifulSoup(client.get(work.get_absolute_url()).text, "html.parser")
    rows = page.select("#reviews table.shares tbody tr")
    assert [row.th.get_text(strip=True) for row in rows][:2] == ["Fit for purpose", "Equity"]
    assert "50 %" in rows[0].get_text()
    assert rows[0].select_one("svg rect")["width"] == "50"


def test_words_of_a_review_stay_words(mei, bo, client):
    work = shared(mei)
    review = reviewed(work, bo)
    Review.objects.filter(pk=review.pk).update(summary="<script>alert(1)</script>")
    actions.answer_review(review, by=mei, text="<b>x</b>")
    text = client.get(work.get_absolute_url()).text
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text


def test_letters_say_who_reviewed_and_how_it_came_out(mei, bo):
    work = shared(mei, "Guide")
    reviewed(work, bo, 1)
    told = Activity.objects.get(kind="quality.reviewed")
    assert line(told, Entry.objects.of(work).get(), mei) == "Bo Carter reviewed “Guide”: 50 % of the points"


def test_as_many_questions_for_one_review_as_for_six(mei, bo, tao, priya, sofie, diego, freja, client,
                                                      django_assert_max_num_queries):  # fmt: skip
    one, many = shared(mei, "One"), shared(mei, "Many")
    reviewed(one, bo)
    for member in (bo, tao, priya, sofie, diego, freja):
        reviewed(many, member)
    counts = []
    for work in (one, many):
        client.get(f"/resources/{work.pk}/reviews/")
        with django_assert_max_num_queries(40) as asked:
            client.get(f"/resources/{work.pk}/reviews/")
        counts.append(len(asked))
    assert counts[0] == counts[1]

"""The pages of signing, as their readers use them."""

from datetime import timedelta

import pytest

from network.desk import waiting
from network.kit import clock
from resources.papers.models import Consultation, Declaration, Round, Signature, Version
from resources.papers.queries import signing as queries
from tests.resources.papers.signing import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(in_english):
    """The pages are read in English here."""


def day(days):
    """A day so far ahead, as forms take it."""
    return (clock.now() + timedelta(days=days)).date().isoformat()


def said(**more):
    """A filled declaration."""
    ticks = {f"criterion_{code}": "on" for code in ("contributed", "drafted", "accountable")}
    return {"role_writing-original-draft": "lead", "has_interests": "no", "funding": "City budget"} | ticks | more


def signs(round, answer="approve", **more):
    """A filled answer."""
    ticks = {f"criterion_{code}": "on" for code in make.ALL_FOUR} | {"has_part": "on", "has_declared": "on"}
    return {"fingerprint": round.version.fingerprint, "answer": answer} | ticks | more


def test_an_author_declares_and_nothing_typed_is_lost(sign_in, bo, mei):
    from tests.factories import papers

    paper = papers.paper(bo, authors=[mei])
    browser, address = sign_in(mei), f"/papers/{paper.pk}/declare/"
    assert browser.get(address).status_code == 200
    page = browser.post(address, said(has_interests="yes", interests="", criterion_drafted=""))
    assert page.status_code == 200 and not Declaration.objects.exists()
    assert "Say which interests." in page.text and "City budget" in page.text
    assert "who cannot is thanked by name" in page.text.lower()
    assert browser.post(address, said()).status_code == 302
    row = queries.declared(paper)[1]
    assert row.is_complete and row.declaration.words == "2026-11" and row.confirmed[0][1].degree == "lead"
    assert "City budget" in sign_in(bo).get(f"/papers/{paper.pk}/declarations/").text


def test_interests_are_managed_by_somebody_else(sign_in, bo, mei, carmen):
    paper = make.ready(bo, mei)
    held = make.declare(paper, bo, has_interests=True, interests="Advises a maker of meters.")
    address = f"/papers/{paper.pk}/declarations/{held.pk}/interests/"
    assert sign_in(bo).get(address).status_code == 403  # one's own
    assert sign_in(mei).get(address).status_code == 403
    # The network's coordinator decides about the lead, and sees nothing else of the draft.
    browser = sign_in(carmen)
    assert [
        row.address for rows in waiting.rows_for(carmen).values() for row in rows if "interests" in row.sentence
    ] == [address]
    assert browser.get(f"/papers/{paper.pk}/").status_code == 404
    assert browser.post(address, {"measure": "aside", "reason": ""}).status_code == 200
    assert browser.post(address, {"measure": "aside", "reason": "Recommendation 3"}).status_code == 302
    assert "Recommendation 3" in sign_in(mei).get(f"/papers/{paper.pk}/declarations/").text


def test_questions_of_the_topic_are_asked_besides(sign_in, bo, mei):
    paper = make.ready(bo, mei)
    lead = sign_in(bo)
    lead.post(f"/papers/{paper.pk}/declarations/questions/", {"questions": "Do you own shares of MeterCo?\n\n"})
    browser, address = sign_in(mei), f"/papers/{paper.pk}/declare/"
    assert "shares of MeterCo" in browser.get(address).text
    assert browser.post(address, said(answer_0="yes")).status_code == 200
    assert browser.post(address, said(answer_0="yes", words_0="Ten of them")).status_code == 302
    row = queries.declared(make.fresh(paper))[1]
    assert row.declaration.is_disclosed and row.needs_management


def test_the_lead_puts_a_text_up_and_all_sign(sign_in, at_home, bo, mei):
    paper = make.ready(bo, mei)
    lead = sign_in(bo)
    page = lead.get(f"/papers/{paper.pk}/sign/put-up/")
    assert "Every comment has an answer" in page.text
    assert lead.post(f"/papers/{paper.pk}/sign/put-up/", {"due_on": day(-2)}).status_code == 200
    assert lead.post(f"/papers/{paper.pk}/sign/put-up/", {"due_on": day(9)}).status_code == 302
    round = Round.objects.get()
    page = sign_in(mei).get(f"/papers/{paper.pk}/sign/")
    assert "Somebody near you helps more than a leaflet." in page.text
    assert round.version.fingerprint[:16] in page.text
    browser = at_home(mei)
    bad = browser.post(f"/papers/{paper.pk}/sign/", signs(round, "note", criterion_drafted="", note="Mind the table"))
    assert bad.status_code == 200 and "Mind the table" in bad.text and not Signature.objects.exists()
    assert browser.post(f"/papers/{paper.pk}/sign/", signs(round)).status_code == 302
    assert Signature.objects.get().author.member == mei


def test_to_sign_takes_a_fresh_proof_and_the_answer_goes_on_by_itself(sign_in, bo, mei):
    from tests.cast import PASSWORD

    round = make.put_up(make.ready(bo, mei))
    browser, address = sign_in(mei), f"/papers/{round.paper_id}/sign/"
    asked = browser.post(address, signs(round, "note", note="With a remark"))
    assert asked.status_code == 302 and "/accounts/reauthenticate/" in asked.url
    assert not Signature.objects.exists()
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": address})
    assert Signature.objects.get().note == "With a remark"


def test_the_page_says_whose_signatures_a_late_edit_reopens_and_where(sign_in, bo, mei, tao):
    paper = make.ready(bo, mei, tao)
    round = make.put_up(paper)
    make.sign(round, bo)
    make.sign(round, mei)
    make.rewrite(paper, "for their time", "for their time and travel", bo)
    page = sign_in(tao).get(f"/papers/{paper.pk}/sign/").text
    changed = page[page.index('id="changed"') : page.index('id="text"')]
    assert "Bo Carter, Mei Lin" in changed and "What we ask of cities" in changed and "travel" in changed
    assert "Tao Wang" not in changed and "1 passage to look at" in changed
    assert "until the lead puts it up again" in page


def test_slips_of_the_pen_take_one_click_of_those_who_signed(at_home, sign_in, bo, mei, tao):
    paper = make.ready(bo, mei, tao)
    make.sign(make.put_up(paper), mei)
    paper = make.rewrite(paper, "leaflet", "leaflet does", bo)
    lead = sign_in(bo)
    lead.post(f"/papers/{paper.pk}/sign/put-up/", {"due_on": day(5), "is_small": "on"})
    round = queries.round_of(paper)
    assert round.is_small
    again = {"again": "1", "fingerprint": round.version.fingerprint}
    assert at_home(tao).post(f"/papers/{paper.pk}/sign/", again).status_code == 200  # who never signed reads it all
    page = sign_in(mei).get(f"/papers/{paper.pk}/sign/").text
    assert "I stand by the changed text" in page and "<ins>" in page
    assert at_home(mei).post(f"/papers/{paper.pk}/sign/", again).status_code == 302
    assert [one.author.member for one in Signature.objects.filter(version=round.version)] == [mei]


def test_tampering_shows(sign_in, bo, mei):
    paper = make.ready(bo, mei)
    round = make.put_up(paper)
    make.sign(round, bo)
    version = Version.objects.get(pk=round.version_id)
    version.about["title"] = "Something else"
    version.save(update_fields=["about"])
    page = sign_in(mei).get(f"/papers/{paper.pk}/sign/").text
    assert "This is not the text that was put up" in page and "Give my answer" not in page


def test_strangers_find_nothing_and_members_are_told_why(client, sign_in, bo, mei, nova, tao):
    paper = make.ready(bo, mei)
    make.put_up(paper)
    for part in ("sign/", "consult/", "declarations/", "declare/", "sign/put-up/"):
        assert sign_in(tao).get(f"/papers/{paper.pk}/{part}").status_code == 404, part
        assert client.get(f"/papers/{paper.pk}/{part}").status_code == 302
    assert sign_in(mei).get(f"/papers/{paper.pk}/sign/put-up/").status_code == 403


def test_the_lead_asks_the_cities_on_a_page(sign_in, bo, mei, cities):
    paper = make.ready(bo, mei)
    lead, address = sign_in(bo), f"/papers/{paper.pk}/consult/"
    asked = {"cities": ["shanghai", "copenhagen"], "opens_on": day(0), "closes_on": day(20), "words": "Please look."}
    assert lead.post(address, asked).status_code == 200  # what silence counts as has to be said
    assert lead.post(address, asked | {"silence": "abstain"}).status_code == 302
    assert Consultation.objects.get().cities.count() == 2
    page = sign_in(mei).get(address).text
    assert "Asia/Shanghai" in page and "counts as abstaining" in page and "Answer for Shanghai" in page

"""What is held back: a landing that tells no more than its owner allows, a request, an answer from the mail."""

import re
from datetime import timedelta

import pytest

from network.access.rules import Denied
from network.catalogue.models import Entry
from network.files.models import StoredFile
from network.kit import clock
from resources.library import actions
from resources.library.actions.letting_in import AlreadyAnswered
from resources.library.models import AccessRequest, Resource
from tests.factories.things import stored as uploaded
from tests.resources.library.make import shared, stored


def closed(by, **fields):
    """A resource for Shanghai alone, of which others may know."""
    told = {"visibility": "city", "cities": ["shanghai"], "is_told_of": True, "summary": "What it is about."} | fields
    return shared(by, "For Shanghai", **told)


def sees(member, resource):
    return Resource.objects.visible_to(member).filter(pk=resource.pk).exists()


def again(member):
    """The member as the next request meets them."""
    return type(member).objects.get(pk=member.pk)


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/library/answer/[^\s]+)", mail.get_body(("plain",)).get_content())[1]


@pytest.mark.parametrize("who", [None, "bo", "xiu"])
def test_without_its_owners_word_it_does_not_exist(client, mei, sign_in, request, who):
    resource = closed(mei, is_told_of=False)
    browser = sign_in(request.getfixturevalue(who)) if who == "bo" else client
    for address in (resource.get_absolute_url(), f"/resources/{resource.pk}/", f"/resources/{resource.pk}/v1/"):
        assert browser.get(address).status_code == 404
    if who:
        assert browser.post(f"/resources/{resource.pk}/access/ask/", {"why": "Please"}).status_code in (302, 404)
        assert not AccessRequest.objects.exists()


def test_the_landing_tells_title_summary_and_city_and_nothing_else(client, mei, bo, sign_in, drain):
    file = stored(mei, "secret-name.pdf", text="words inside")
    resource = closed(mei, files=[file], authors=["Anna Secret"], topics=["a free word"])
    drain()
    for browser in (client, sign_in(bo)):
        html = browser.get(resource.get_absolute_url()).content.decode()
        assert "For Shanghai" in html and "What it is about." in html
        for word in ("secret-name", "Anna Secret", "words inside", str(file.pk), "a free word", "cite.bib", mei.name):
            assert word not in html, word
        for address in ("cite.bib", "v1/", "v1/cite.ris", "files.zip", "access/"):
            assert browser.get(f"/resources/{resource.pk}/{address}").status_code in (302, 404), address
        assert browser.get(file.get_absolute_url()).status_code == 404
        assert "For Shanghai" not in browser.get("/resources/").content.decode()
        assert "For Shanghai" not in browser.get("/feeds/resources.atom").content.decode()


def test_a_landing_is_gone_at_once_when_its_owner_no_longer_tells(client, mei):
    resource = closed(mei)
    assert client.get(resource.get_absolute_url()).status_code == 200
    actions.describe(resource, by=mei, is_told_of=False)
    assert client.get(resource.get_absolute_url()).status_code == 404


def test_a_draft_and_a_withdrawn_one_have_no_landing(client, mei):
    draft = actions.describe(actions.start(by=mei, files=[stored(mei)]), by=mei, title="Draft", is_told_of=True)
    assert client.get(f"/resources/{draft.pk}/").status_code == 404
    gone = actions.withdraw(closed(mei), by=mei, reason="Wrong.")
    assert client.get(f"/resources/{gone.pk}/").status_code == 404


def test_the_owner_answers_from_the_mail_in_one_click(client, mei, bo, sign_in, outbox, drain):
    file = stored(mei)
    resource = closed(mei, files=[file])
    sign_in(bo).post(f"/resources/{resource.pk}/access/ask/", {"why": "For our group in Houston."})
    bo_browser = sign_in(bo)
    assert "You have asked" in bo_browser.get(resource.get_absolute_url()).content.decode()
    client.logout()
    mail = outbox(mei.email)[-1]
    assert "For our group in Houston." in mail.get_body(("plain",)).get_content()
    address = link_in(mail)
    page = client.get(address)
    assert page.status_code == 200 and "For our group in Houston." in page.content.decode()
    assert AccessRequest.objects.get().state == "waiting"  # looking changes nothing
    assert client.post(address, {"act": "let_in", "days": "30"}).status_code == 200
    assert sees(again(bo), resource) and StoredFile.objects.visible_to(again(bo)).exists()
    assert Entry.objects.visible_to(again(bo)).exists()
    assert client.post(address, {"act": "decline", "reason": "No"}).status_code == 409
    assert AccessRequest.objects.get().state == "granted"
    assert "is open to you now" in str(outbox(bo.email)[-1]["Subject"])


def test_a_forged_old_or_strangers_link_leads_nowhere(client, mei, bo, outbox, time_machine=None):
    from network.kit import links

    resource = closed(mei)
    row = actions.ask_access(resource, by=bo, why="Please.")
    address = link_in(outbox(mei.email)[-1])
    assert client.get(address[:-3] + "xx/").status_code == 410
    not_owner = links.sign("library.answer_access", {"request": row.pk, "member": bo.pk})
    assert client.post(f"/library/answer/{not_owner}/", {"act": "let_in"}).status_code == 410
    other = links.sign("accounts.decide", {"request": row.pk, "member": mei.pk})
    assert client.post(f"/library/answer/{other}/", {"act": "let_in"}).status_code == 410
    mei.is_active = False
    mei.save()
    assert client.get(address).status_code == 410
    assert AccessRequest.objects.get().state == "waiting"


def test_a_no_carries_its_reason(mei, bo, sign_in, outbox):
    row = actions.ask_access(closed(mei), by=bo, why="Please.")
    browser = sign_in(mei)
    assert browser.post(f"/desk/access/{row.pk}/", {"act": "decline", "reason": ""}).status_code == 422
    browser.post(f"/desk/access/{row.pk}/", {"act": "decline", "reason": "Names of people stand in it."})
    assert "Names of people stand in it." in outbox(bo.email)[-1].get_body(("plain",)).get_content()
    assert not sees(again(bo), row.resource)
    assert "Names of people stand in it." in sign_in(bo).get(row.resource.get_absolute_url()).content.decode()


def test_who_was_declined_does_not_ask_again_at_once(mei, bo):
    resource = closed(mei)
    row = actions.ask_access(resource, by=bo, why="Please.")
    actions.decline_access(row, by=mei, reason="No.")
    assert actions.ask_access(resource, by=bo, why="Please!").pk == row.pk


def test_a_grant_ends_by_itself(mei, bo, drain):
    from network.kit import jobs

    resource = closed(mei)
    row = actions.let_in(actions.ask_access(resource, by=bo, why="Please."), by=mei, days=30)
    assert sees(again(bo), resource)
    AccessRequest.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    jobs.drain(at=clock.now() + timedelta(days=31))
    assert AccessRequest.objects.get(pk=row.pk).state == "over"
    assert not sees(again(bo), resource)
    assert not StoredFile.objects.visible_to(again(bo)).exists()
    assert not Entry.objects.visible_to(again(bo)).exists()


def test_a_grant_can_be_taken_back(mei, bo, sign_in):
    resource = closed(mei)
    row = actions.let_in(actions.ask_access(resource, by=bo, why="Please."), by=mei)
    browser = sign_in(mei)
    assert "Bo Carter" in browser.get(f"/resources/{resource.pk}/access/").content.decode()
    browser.post(f"/resources/{resource.pk}/access/revoke/", {"request": row.pk})
    assert not sees(again(bo), resource)
    with pytest.raises(AlreadyAnswered):
        actions.revoke_access(row, by=mei)


def test_only_its_owner_answers(mei, bo, yan, carmen, sign_in):
    row = actions.ask_access(closed(yan), by=bo, why="Please.")
    for other in (bo, mei, carmen):
        with pytest.raises(Denied):
            actions.let_in(row, by=other)
        assert sign_in(other).get(f"/desk/access/{row.pk}/").status_code == 404


def test_who_asks_for_another_works_grant_takes_back_nothing(mei, bo, sign_in):
    mine, other = closed(mei), closed(mei)
    row = actions.let_in(actions.ask_access(mine, by=bo, why="Please."), by=mei)
    assert sign_in(mei).post(f"/resources/{other.pk}/access/revoke/", {"request": row.pk}).status_code == 404


@pytest.mark.parametrize("files_for", ["members", "city", "asked"])
def test_files_may_be_held_back_while_the_page_is_open(client, mei, bo, yan, sign_in, drain, files_for):
    file = uploaded(mei, "held-back.txt", b"These words are held back. " * 20)
    resource = shared(mei, "Open page", files=[file], cities=["shanghai"], files_for=files_for)
    drain()
    html = client.get(resource.get_absolute_url()).content.decode()
    assert "Open page" in html and "held-back.txt" not in html and str(file.pk) not in html
    assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(f"/resources/{resource.pk}/files.zip").status_code == 404
    assert "These words are held back" not in Entry.objects.get().text
    assert "Open page" not in client.get("/search/?q=held").content.decode()
    allowed = {"members": (bo, yan, mei), "city": (yan, mei), "asked": (mei,)}[files_for]
    for member in (bo, yan, mei):
        file_seen = StoredFile.objects.visible_to(again(member)).filter(pk=file.pk).exists()
        assert file_seen is (member in allowed), member
    if files_for != "members":
        actions.let_in(actions.ask_access(resource, by=bo, why="Please."), by=mei)
        assert StoredFile.objects.visible_to(again(bo)).filter(pk=file.pk).exists()
        assert not StoredFile.objects.visible_to(None).exists()


def test_files_are_never_wider_than_their_page(mei, bo):
    file = stored(mei)
    shared(mei, files=[file], visibility="city", cities=["shanghai"], files_for="members")
    assert not StoredFile.objects.visible_to(bo).filter(pk=file.pk).exists()


def test_requests_wait_on_the_desk(mei, bo):
    from network.desk.waiting import rows_for

    row = actions.ask_access(closed(mei), by=bo, why="Please.")
    assert [one.address for one in rows_for(mei)["people"]] == [f"/desk/access/{row.pk}/"]

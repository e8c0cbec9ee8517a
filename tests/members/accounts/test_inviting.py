"""Invitation links: trusted and vetted, counted, over and taken back; the secret stays where it is."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from members.accounts import actions
from members.accounts.models import Application, Invitation, Member
from members.accounts.models.invitations import digest_of
from network.access.rules import Denied
from network.kit import clock

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Ming Zhao", "name_latin": "", "email": "ming@example.org", "city": "shanghai", "role": "peer_supporter",
    "why": "To help.", "offer": "Walking groups.", "languages": ["en"], "consent": "on",
}  # fmt: skip


def link(mei, cities, kind="trusted", **changes):
    invitation, token = actions.invite(cities["shanghai"], kind, by=mei, days=30, most_uses=2)
    Invitation.objects.filter(pk=invitation.pk).update(**changes)
    return f"/join/with/{token}/"


def join(browser, outbox, address=None, **changes):
    if address:
        assert browser.post(address).status_code == 302
    answers = ANSWERS | changes
    browser.post("/join/", answers)
    text = outbox(answers["email"])[-1].get_body(("plain",)).get_content()
    code = re.search(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}|\b[A-Z0-9]{6}\b", text).group(0)
    browser.post("/accounts/confirm-email/", {"code": code})
    return Member.objects.get(email=answers["email"])


def test_a_trusted_link_lets_in_at_once(client, mei, cities, outbox):
    member = join(client, outbox, link(mei, cities))
    assert member.status == Member.Status.MEMBER
    assert member.home_city == cities["shanghai"]
    application = member.applications.get()
    assert (application.state, application.decided_by) == (Application.State.APPROVED, mei)
    assert application.invitation.uses == 1
    assert "Welcome" in outbox("ming@example.org")[-1]["Subject"]
    (told,) = outbox(mei.email)
    assert "by your link" in told["Subject"] or "Ming Zhao" in told["Subject"]
    assert client.get("/me/").status_code == 200


def test_a_vetted_link_leads_to_the_queue_and_says_who_invited(client, mei, cities, outbox, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    member = join(client, outbox, link(mei, cities, "vetted"))
    application = member.applications.get()
    assert application.state == Application.State.WAITING
    assert application.invitation.uses == 1
    assert "林梅" in outbox(mei.email)[-1].get_body(("plain",)).get_content()
    page = sign_in(mei).get(application.get_absolute_url()).content.decode()
    assert "林梅" in page


@pytest.mark.parametrize("over", ["revoked", "used up", "expired"])
def test_a_link_that_is_over_says_so_and_offers_the_ordinary_way(client, mei, cities, outbox, over):
    moment = clock.now()
    changes = {
        "revoked": {"revoked_at": moment, "revoked_by": mei},
        "used up": {"uses": 2},
        "expired": {"expires_at": moment - timedelta(minutes=1)},
    }[over]
    address = link(mei, cities, **changes)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 410
        assert "/join/?city=shanghai" in answer.content.decode()
    member = join(client, outbox)
    assert member.applications.get().state == Application.State.WAITING


def test_a_link_taken_back_between_the_form_and_the_code_lets_nobody_in(client, mei, cities, outbox):
    address = link(mei, cities)
    client.post(address)
    client.post("/join/", ANSWERS)
    actions.revoke_invitation(Invitation.objects.get(), by=mei)
    text = outbox("ming@example.org")[-1].get_body(("plain",)).get_content()
    code = re.search(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}|\b[A-Z0-9]{6}\b", text).group(0)
    client.post("/accounts/confirm-email/", {"code": code})
    assert Application.objects.get().state == Application.State.WAITING


def test_a_link_is_for_its_city_alone(client, mei, cities, outbox):
    member = join(client, outbox, link(mei, cities), city="houston")
    application = member.applications.get()
    assert (application.state, application.invitation) == (Application.State.WAITING, None)
    assert Invitation.objects.get().uses == 0


def test_a_link_whose_maker_coordinates_no_longer_leads_to_the_queue(client, mei, cities, outbox):
    address = link(mei, cities)
    mei.terms.update(ended_at=clock.now())
    assert join(client, outbox, address).status == Member.Status.APPLICANT


def test_uses_are_counted_and_end(mei, cities, outbox):
    address = link(mei, cities)
    for number in range(2):
        join(Client(), outbox, address, email=f"m{number}@example.org")
    assert Invitation.objects.get().uses == 2
    assert Client().get(address).status_code == 410


def test_the_secret_is_kept_as_a_digest_and_told_to_nobody(client, mei, cities, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    browser = sign_in(mei)
    made = browser.post("/desk/invitations/shanghai/", {"kind": "trusted", "days": "30", "most_uses": "20"})
    token = re.search(r"/join/with/([\w-]+)/", made.content.decode()).group(1)
    assert made["Cache-Control"] == "private, no-store"
    row = Invitation.objects.get()
    assert row.digest == digest_of(token)
    assert token not in repr(Invitation.objects.values())
    assert token not in browser.get("/desk/invitations/shanghai/").content.decode(), "it is shown once"
    answer = Client().get(f"/join/with/{token}/")
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "private, no-store"
    assert Invitation.objects.get().uses == 0, "to look counts nothing"


def test_there_is_one_link_of_each_kind(mei, cities):
    first = link(mei, cities)
    link(mei, cities, "vetted")
    second = link(mei, cities)
    assert Invitation.objects.filter(revoked_at=None).count() == 2
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_only_who_answers_for_a_city_invites(bo, freja, carmen, cities, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    for member in (bo, freja):
        with pytest.raises(Denied):
            actions.invite(cities["shanghai"], "trusted", by=member, days=7, most_uses=5)
        assert sign_in(member).get("/desk/invitations/shanghai/").status_code == 403
    actions.invite(cities["shanghai"], "trusted", by=carmen, days=7, most_uses=5)
    with pytest.raises(Denied):
        actions.revoke_invitation(Invitation.objects.get(), by=freja)


def test_the_coordinators_page_takes_a_link_back_and_names_who_came(client, mei, cities, outbox, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    join(Client(), outbox, link(mei, cities))
    browser = sign_in(mei)
    assert "Ming Zhao" in browser.get("/desk/invitations/shanghai/").content.decode()
    browser.post("/desk/invitations/shanghai/", {"act": "revoke", "pk": Invitation.objects.get().pk})
    assert Invitation.objects.get().revoked_by == mei
    assert browser.post("/desk/invitations/shanghai/", {"act": "revoke", "pk": "999999"}).status_code == 404


def test_guessing_is_slowed_down(client, cities):
    codes = {client.get(f"/join/with/{number:032}/").status_code for number in range(61)}
    assert codes == {410, 429}


def test_a_member_needs_no_invitation(bo, mei, cities, sign_in):
    assert sign_in(bo).get(link(mei, cities)).url == "/me/"

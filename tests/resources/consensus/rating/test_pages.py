"""The pages of a panellist: the invitation, interests, a round, leaving; signed in, without scripts."""

import pytest
from django.urls import reverse

from resources.consensus.models import Interest, Panellist, Rating, Remark, Round
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(in_english, nova, bo, mei):
    """A panel of two whose first round is open."""
    return made.ready_to_rate(nova, [bo, mei])


@pytest.fixture
def ready(running, sign_in):
    """Bo's browser, interests declared; (client, round)."""
    _panel, round, [(row, _seat), *_] = running
    Interest.objects.create(panellist=row, round=round)
    return sign_in(row.member), round


def post(client, round, entry, **said):
    return client.post(reverse("consensus:round_statement", args=[round.pk, entry.pk]), said)


def send(client, round, entry, **said):
    return client.post(
        reverse("consensus:round_statement", args=[round.pk, entry.pk]), said, headers={"Accept": "application/json"}
    )


def test_an_invitation_is_read_and_answered(in_english, nova, bo, sign_in):
    panel = made.panel(nova, information="It takes ten minutes a round.", consent="I take part freely.")
    from resources.consensus.actions import planning

    [row] = planning.invite(panel, [(bo, panel.groups.first())], nova)
    client = sign_in(bo)
    address = reverse("consensus:answer", args=[panel.pk])
    page = client.get(address).content.decode()
    for words in ("Helping people start insulin", "It takes ten minutes a round.", "I take part freely.", "about 2"):
        assert words in page
    row.refresh_from_db()
    assert row.state == "invited", "looking answers nothing"
    group = panel.groups.last()
    refused = client.post(address, {"answer": "yes", "group": group.pk, "role": "diabetes nurse"})
    assert refused.status_code == 422
    assert "diabetes nurse" in refused.content.decode()
    given = {"answer": "yes", "group": group.pk, "role": "diabetes nurse", "may_be_named": "on", "consents": "on"}
    assert client.post(address, given).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.group, row.role, row.may_be_named) == ("accepted", group, "diabetes nurse", True)
    assert client.post(address, given).status_code == 409


def test_a_no_has_a_reason_and_may_become_a_yes(in_english, nova, bo, sign_in):
    from resources.consensus.actions import planning

    panel = made.panel(nova)
    [row] = planning.invite(panel, [(bo, panel.groups.first())], nova)
    client = sign_in(bo)
    address = reverse("consensus:answer", args=[panel.pk])
    assert client.post(address, {"answer": "no", "reason": "Not my field"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "Not my field")
    client.post(address, {"answer": "yes", "group": row.group_id, "consents": "on"})
    row.refresh_from_db()
    assert row.state == "accepted"


def test_a_stranger_finds_no_invitation(running, priya, sign_in):
    panel, round, _people = running
    client = sign_in(priya)
    assert client.get(reverse("consensus:answer", args=[panel.pk])).status_code == 404
    assert client.get(reverse("consensus:round", args=[round.pk])).status_code == 404
    assert post(client, round, round.entries.first(), value="7").status_code == 404
    assert not Rating.objects.exists()


def test_whoever_runs_the_panel_is_led_to_its_overview(running, nova, sign_in):
    panel, round, _people = running
    answer = sign_in(nova).get(reverse("consensus:round", args=[round.pk]))
    assert (answer.status_code, answer["Location"]) == (302, panel.get_absolute_url())
    assert post(sign_in(nova), round, round.entries.first(), value="7").status_code == 302
    assert not Rating.objects.exists()


def test_interests_come_before_rating_and_are_declared_anew_each_round(running, sign_in):
    panel, round, [(row, _seat), *_] = running
    client = sign_in(row.member)
    answer = client.get(reverse("consensus:round", args=[round.pk]))
    ask = reverse("consensus:round_interests", args=[round.pk])
    assert (answer.status_code, answer["Location"]) == (302, ask)
    early = send(client, round, round.entries.first(), value="7")
    assert (early.status_code, Rating.objects.count()) == (409, 0)
    kept = client.post(ask, {"has_any": "yes", "words": ""})
    assert kept.status_code == 422
    aside = round.entries.last()
    given = {"has_any": "yes", "words": "A grant of a maker of insulin", "sponsor": "on", "recused": aside.item_id}
    assert client.post(ask, given).status_code == 302
    declared = Interest.objects.get()
    assert (declared.words, declared.sponsor) == ("A grant of a maker of insulin", True)
    assert send(client, round, aside, value="7").status_code == 409
    assert send(client, round, round.entries.first(), value="7").status_code == 200
    Round.objects.filter(pk=round.pk).update(state="closed")
    again = made.opened(panel)
    page = client.get(reverse("consensus:round_interests", args=[again.pk])).content.decode()
    assert "A grant of a maker of insulin" in page
    assert client.get(reverse("consensus:round", args=[again.pk])).status_code == 302


def test_leaving_a_statement_aside_takes_back_what_was_said_about_it(ready, running):
    client, round = ready
    entry = round.entries.first()
    send(client, round, entry, value="7")
    send(client, round, entry, comment="I sell it")
    given = {"has_any": "yes", "words": "I sell it", "recused": entry.item_id}
    client.post(reverse("consensus:round_interests", args=[round.pk]), given)
    assert not Rating.objects.exists()
    assert not Remark.objects.exists()


def test_without_scripts_each_statement_is_a_form_that_leads_on(ready):
    client, round = ready
    page = client.get(reverse("consensus:round", args=[round.pk])).content.decode()
    assert page.count("<article") == 3
    assert "0 of 3" in page
    shown = [int(part.split('"')[0]) for part in page.split('data-entry="')[1:]]
    first = round.entries.get(pk=shown[0])
    answer = post(client, round, first, value="8", comment="It helped me", wording="")
    assert answer["Location"].endswith(f"#s{shown[1]}")
    assert Rating.objects.get().value == 8
    assert Remark.objects.get().text == "It helped me"
    page = client.get(reverse("consensus:round", args=[round.pk])).content.decode()
    assert "1 of 3" in page
    assert "It helped me" in page
    one = client.get(reverse("consensus:round_statement", args=[round.pk, shown[1]])).content.decode()
    assert one.count("<article") == 1
    assert "2 of 3" in one
    answer = post(client, round, round.entries.get(pk=shown[1]), value="x", view="one")
    assert answer["Location"].endswith(f"/statements/{shown[2]}/")
    last = post(client, round, round.entries.get(pk=shown[2]), value="1")
    assert last["Location"] == round.get_absolute_url()
    assert Rating.objects.filter(cannot_judge=True).count() == 1


def test_each_seat_has_an_order_of_its_own_that_stays(in_english, nova, bo, mei, priya, sign_in):
    _panel, round, people = made.ready_to_rate(nova, [bo, mei, priya], items=12)
    orders = []
    for row, _seat in people:
        Interest.objects.create(panellist=row, round=round)
        client = sign_in(row.member)
        pages = [client.get(round.get_absolute_url()).content.decode() for _ in range(2)]
        found = [[part.split('"')[0] for part in page.split('data-entry="')[1:]] for page in pages]
        assert found[0] == found[1]
        orders.append(tuple(found[0]))
    assert len(set(orders)) == 3


@pytest.mark.parametrize("value", ["0", "10", "5.5", "-1", "seven", "７", "9" * 30, "1e0"])
def test_what_is_no_rating_is_refused_and_words_are_kept(ready, value):
    client, round = ready
    entry = round.entries.first()
    answer = post(client, round, entry, value=value, comment="My long thought")
    assert answer.status_code == 422
    assert "My long thought" in answer.content.decode()
    assert send(client, round, entry, value=value).json()["why"] == "scale"
    assert not Rating.objects.exists()
    assert Remark.objects.get().text == "My long thought"


def test_a_rating_after_closing_is_refused_with_the_moment_and_what_was_typed_comes_back(ready, running):
    client, round = ready
    from datetime import UTC, datetime

    at = datetime(2026, 6, 3, 16, 0, tzinfo=UTC)
    Round.objects.filter(pk=round.pk).update(state="closed", closed_at=at)
    entry = round.entries.first()
    answer = post(client, round, entry, value="7", comment="My long thought")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "3 June" in page
    assert "11:00 (America/Chicago)" in page
    assert "My long thought" in page
    assert 'value="7" checked' in page
    told = send(client, round, entry, value="7").json()
    assert (told["why"], "11:00" in told["reason"]) == ("closed", True)
    assert not Rating.objects.exists()


def test_an_item_of_another_round_is_none_here(ready, running):
    client, round = ready
    panel = running[0]
    Round.objects.filter(pk=round.pk).update(state="closed")
    again = made.opened(panel)
    old = round.entries.first()
    assert send(client, again, old, value="7").status_code == 404
    assert not Rating.objects.exists()


def test_a_removed_panellist_rates_no_more(ready, running):
    from resources.consensus.actions import planning

    client, round = ready
    panel, _round, [(row, _seat), *_] = running
    entry = round.entries.first()
    send(client, round, entry, value="7")
    planning.remove_panellist(row, by=panel.facilitators.first(), reason="Works for the sponsor")
    told = send(client, round, entry, value="3")
    assert (told.status_code, told.json()["reason"]) == (409, "You are not on this panel any more.")
    assert post(client, round, entry, value="3").status_code in (302, 404)
    assert not Rating.objects.exists()


def test_no_form_is_taken_from_elsewhere(running, bo):
    from django.test import Client

    _panel, round, _people = running
    client = Client(enforce_csrf_checks=True)
    client.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    Interest.objects.create(panellist=Panellist.objects.get(member=bo), round=round)
    assert send(client, round, round.entries.first(), value="7").status_code == 403
    assert not Rating.objects.exists()


def test_saving_answers_with_what_is_kept_and_late_ones_give_way(ready):
    client, round = ready
    entry = round.entries.first()
    assert send(client, round, entry, value="7").json() == {"value": "7", "count": 1}
    assert send(client, round, entry, value="3").json() == {"value": "3", "count": 2}
    late = send(client, round, entry, value="9", late="1")
    assert (late.status_code, late.json()["value"], late.json()["why"]) == (409, "3", "newer")
    assert send(client, round, entry, comment="Later").json() == {}


def test_nobody_else_reads_a_proposed_wording_in_the_open_round(ready, running, sign_in):
    client, round = ready
    send(client, round, round.entries.first(), comment="Secret thought", wording="Secret wording")
    _panel, _round, [_bo, (row, _seat)] = running
    Interest.objects.create(panellist=row, round=round)
    page = sign_in(row.member).get(round.get_absolute_url()).content.decode()
    assert "Secret" not in page


def test_leaving_and_taking_back_consent(ready, running):
    client, round = ready
    panel, _round, [(row, _seat), *_] = running
    send(client, round, round.entries.first(), value="7")
    assert client.get(reverse("consensus:seat", args=[panel.pk])).status_code == 200
    assert client.get(reverse("consensus:leave", args=[panel.pk])).status_code == 200
    assert client.post(reverse("consensus:leave", args=[panel.pk]), {"reason": "No time"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, Rating.objects.count()) == ("left", 1)
    assert client.get(reverse("consensus:withdraw", args=[panel.pk])).status_code == 200
    assert client.post(reverse("consensus:withdraw", args=[panel.pk])).status_code == 302
    row.refresh_from_db()
    assert (row.state, Rating.objects.count()) == ("withdrawn", 0)

"""Letters: what stands in them, for whom, and that nothing comes twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from network.activity import kinds
from network.activity.actions import record
from network.catalogue.models import Entry
from network.digests import actions, compose
from network.digests.models import Delivery, Shown
from network.kit import links
from network.kit.models import Mail, Suppression

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _kinds():
    """A room of the tests: something is shared, something names its author."""
    added = {
        "tests.shared": kinds.Kind("tests.shared", "{by} shared {what}", "digest", False),
        "tests.praised": kinds.Kind("tests.praised", "{by} praised {what}", "digest", True),
        "tests.called": kinds.Kind("tests.called", "{by} called you", "now", True),
        "tests.noted": kinds.Kind("tests.noted", "a note", "none", True),
    }
    kinds._kinds.update(added)
    yield
    for name in added:
        del kinds._kinds[name]


@pytest.fixture
def share(cities):
    """Return `share(by, title, …) -> Entry`: an entry and the activity that tells of it."""

    def make(by, title, *, audience=("public",), facets=(), names=(), kind="tests.shared", at=None):
        at = at or NOW - timedelta(days=2)
        entry = Entry.objects.create(
            source="accounts.member",
            source_id=f"{by.pk}-{title}",
            kind="resource",
            address=f"/resources/{title}/",
            titles={"en": title},
            audience=list(audience),
            facets=list(facets),
            languages=["en"],
            published_at=at,
        )
        tell(by, entry, kind=kind, names=names, at=at)
        return entry

    return make


def tell(by, entry, *, kind, names=(), at=None):
    with transaction.atomic():
        activity = record(
            kind, by=by, subject=by, audience=entry.audience, names=names, at=at or NOW - timedelta(days=1)
        )
    type(activity).objects.filter(pk=activity.pk).update(subject=entry.source, subject_id=entry.source_id)


def letters(outbox, member):
    return [m for m in outbox(member.email) if "List-Unsubscribe" in m]


def run(now=NOW):
    actions.plan_all(now)
    return actions.deliver(now)


def test_a_letter_shows_what_is_new_in_both_parts(share, mei, bo, drain, outbox):
    share(mei, "A guide", facets=["city:shanghai"])
    run()
    drain()
    [letter] = letters(outbox, bo)
    assert "A guide" in letter["Subject"]
    for kind in ("plain", "html"):
        body = letter.get_body((kind,)).get_content()
        assert "A guide" in body
        assert "/resources/A guide/" in body
    assert Mail.objects.get(member=bo).state == Mail.State.SENT


def test_the_headers_of_a_letter(share, mei, bo, outbox):
    share(mei, "A guide")
    run()
    [letter] = letters(outbox, bo)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"].startswith("<digest.")
    assert not letter.defects
    assert bo.email not in letter["List-Unsubscribe"]


def test_nobody_gets_anything_twice(share, mei, bo, outbox):
    share(mei, "A guide")
    run()
    assert run(NOW + timedelta(minutes=1)).get("done", 0) == 0
    assert len(letters(outbox, bo)) == 1
    share(mei, "Another", at=NOW + timedelta(minutes=2))
    run(NOW + timedelta(days=1))
    first, second = letters(outbox, bo)
    assert "Another" in second["Subject"]
    assert "A guide" not in second.get_body(("plain",)).get_content()
    assert first["Message-ID"] != second["Message-ID"]


def test_an_empty_letter_is_not_sent(bo, outbox):
    assert run() == {"empty": 1}
    assert outbox(bo.email) == []


def test_nobody_is_told_of_their_own_acts(share, mei, outbox):
    share(mei, "A guide")
    run()
    assert outbox(mei.email) == []


def test_authors_read_of_their_work_in_their_language(share, mei, bo, outbox):
    entry = share(mei, "A guide")
    tell(bo, entry, kind="tests.praised", names=[mei.pk])
    run()
    [letter] = letters(outbox, mei)
    body = letter.get_body(("html",)).get_content()
    assert 'lang="zh-hans"' in body
    assert "Bo Carter" in body


def test_what_i_may_not_see_is_not_in_my_letter(share, mei, bo, priya, outbox):
    share(mei, "For Shanghai", audience=["city:shanghai"])
    share(mei, "For members", audience=["members"])
    share(mei, "For Bo", audience=[f"member:{bo.pk}"])
    run()
    [to_bo], [to_priya] = letters(outbox, bo), letters(outbox, priya)
    assert "For Bo" in to_bo.as_string() or "For Bo" in to_bo.get_body(("plain",)).get_content()
    text = to_priya.get_body(("plain",)).get_content()
    assert "For members" in text
    assert "For Bo" not in text
    assert "For Shanghai" not in text


def test_what_was_made_private_before_the_hand_over_is_not_sent(share, mei, bo, drain, outbox):
    """A22: asked once more at the last moment."""
    secret = share(mei, "Soon private")
    share(mei, "Still public")
    run()
    Entry.objects.filter(pk=secret.pk).update(audience=[f"member:{mei.pk}"])
    drain()
    actions.deliver(NOW)
    drain()
    sent = Mail.objects.filter(member=bo, state=Mail.State.SENT)
    assert sent.count() == 1
    assert b"Soon private" not in bytes(sent.get().raw)
    assert "Soon private" not in sent.get().subject
    assert Mail.objects.get(member=bo, state=Mail.State.DROPPED)


def test_who_left_before_the_hand_over_gets_nothing(share, mei, bo, drain):
    """A22: asked once more at the last moment."""
    share(mei, "A guide")
    run()
    bo.is_active = False
    bo.save()
    drain()
    assert Mail.objects.get(member=bo).state == Mail.State.DROPPED


def test_off_means_off_and_on_pours_out_nothing_old(share, mei, bo, outbox):
    actions.set_preference(bo, by=bo, frequency="off")
    share(mei, "While it was off")
    assert run() == {"empty": 1}  # Mei's own letter has nothing new in it
    actions.set_preference(bo, by=bo, frequency="daily", at=NOW)
    run(NOW + timedelta(days=1))
    assert outbox(bo.email) == []


def test_one_click_unsubscribe(client, share, mei, bo):
    token = links.sign("unsubscribe", [bo.pk, "digest"])
    actions.preference_of(bo)
    assert client.get(f"/u/{token}").status_code == 200
    assert actions.preference_of(bo).frequency == "weekly"
    answer = client.post(f"/u/{token}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert actions.preference_of(bo).frequency == "off"
    assert client.post(f"/u/{token}").status_code == 200
    assert client.get("/u/forged").status_code == 404
    assert client.post("/u/forged").status_code == 404


def test_planning_is_idempotent_and_keeps_to_the_hour(mei, bo):
    monday = datetime(2026, 11, 23, 13, 2, tzinfo=UTC)  # 07:02 in Houston, 21:02 in Shanghai
    assert actions.plan(monday - timedelta(minutes=10)) == 1
    assert actions.plan(monday) == 1
    assert actions.plan(monday) == 0
    assert set(Delivery.objects.values_list("member", "due_at")) == {
        (mei.pk, datetime(2026, 11, 22, 23, tzinfo=UTC)),
        (bo.pk, datetime(2026, 11, 23, 13, tzinfo=UTC)),
    }


def test_a_crash_before_the_commit_repeats_nothing(share, mei, bo, outbox, monkeypatch):
    share(mei, "A guide")
    actions.plan_all(NOW)
    real = Shown.objects.bulk_create

    def crash(*args, **kwargs):
        raise RuntimeError("the worker dies here")

    monkeypatch.setattr(Shown.objects, "bulk_create", crash)
    assert actions.deliver(NOW)["failed"] == 1
    assert outbox(bo.email) == []
    monkeypatch.setattr(Shown.objects, "bulk_create", real)
    Delivery.objects.update(lease_until=NOW - timedelta(days=900))
    assert actions.deliver(NOW)["done"] == 1
    assert len(letters(outbox, bo)) == 1


def test_two_makers_at_once_make_one_letter(share, mei, bo, outbox):
    share(mei, "A guide")
    actions.plan_all(NOW)
    [row] = [row for row in actions._claim(NOW, 10) if row.member_id == bo.pk]
    assert actions._make(row, NOW) == "done"
    assert actions._make(row, NOW) == "taken"
    assert len(letters(outbox, bo)) == 1


def test_only_what_names_me_comes_at_once(share, mei, bo, drain, outbox):
    entry = share(mei, "A guide")
    drain()
    assert outbox(bo.email) == []
    tell(mei, entry, kind="tests.called", names=[bo.pk])
    drain()
    [notice] = outbox(bo.email)
    assert "林梅" in notice["Subject"]
    assert notice["List-Unsubscribe"]
    drain()
    assert len(outbox(bo.email)) == 1


def test_praise_is_told_to_those_whom_it_names_alone(share, mei, bo, priya):
    tell(bo, share(mei, "A guide", kind="tests.noted"), kind="tests.praised", names=[mei.pk])
    assert [item.section for item in compose.choose(mei, actions.preference_of(mei), NOW)] == ["for_you"]
    assert compose.choose(priya, actions.preference_of(priya), NOW) == []


def test_newcomers_are_told_to_their_city(mei, yan, bo):
    """What has no entry in the catalogue leads to where its room says."""
    with transaction.atomic():
        record(
            "accounts.joined", by=yan, subject=yan, city="shanghai", audience=["members"], at=NOW - timedelta(days=1)
        )
    [item] = compose.choose(mei, actions.preference_of(mei), NOW)
    assert item.section == "city"
    [row] = actions.context_of(mei, [item], NOW)["sections"][0]["rows"]
    assert row["url"].endswith(f"/members/{yan.handle}/")
    assert compose.choose(bo, actions.preference_of(bo), NOW) == []


@pytest.mark.parametrize("kind", ["tests.shared", "tests.praised", "tests.noted"])
def test_silence_for_every_other_kind(kind, share, mei, bo, drain, outbox):
    tell(mei, share(mei, "A guide"), kind=kind, names=[bo.pk])
    drain()
    assert outbox(bo.email) == []


@pytest.mark.parametrize("choice", ["digest", "never"])
def test_a_choice_silences_the_mail_at_once(choice, share, mei, bo, drain, outbox):
    entry = share(mei, "A guide")
    actions.set_preference(bo, by=bo, kinds={"tests.called": choice})
    tell(mei, entry, kind="tests.called", names=[bo.pk])
    drain()
    assert outbox(bo.email) == []
    items = compose.choose(bo, actions.preference_of(bo), NOW)
    assert ("tests.called" in {item.activity.kind for item in items}) == (choice == "digest")


def test_a_suppressed_address_gets_nothing(share, mei, bo):
    Suppression.objects.create(address=bo.email, reason="hard")
    share(mei, "A guide")
    run()
    assert not Mail.objects.filter(member=bo).exists()


def test_my_choices_and_what_was_sent(share, mei, bo, sign_in, drain):
    share(mei, "A guide")
    run()
    drain()
    client = sign_in(bo)
    assert b"A guide" in client.get("/me/mail/").content
    choices = {"frequency": "daily", "weekday": 2, "monthday": 3, "hour": 18}
    assert client.post("/me/mail/", choices).status_code == 302
    assert actions.preference_of(bo).hour == 18
    refused = client.post("/me/mail/", choices | {"monthday": 31})
    assert refused.status_code == 422
    mail = Mail.objects.get(member=bo)
    assert client.post(f"/me/mail/{mail.pk}/again/").status_code == 302
    assert Mail.objects.filter(member=bo).count() == 2
    assert sign_in(mei).post(f"/me/mail/{mail.pk}/again/").status_code == 404


def test_oversight_is_for_administrators(sign_in, nova, bo, carmen):
    assert sign_in(nova).get("/digests/").status_code == 200
    assert sign_in(nova).get(f"/digests/{bo.handle}/").status_code == 200
    for member in (bo, carmen):
        assert sign_in(member).get("/digests/").status_code == 403
        assert sign_in(member).get(f"/digests/{bo.handle}/").status_code == 403


def test_a_thousand_old_things_cost_no_more_queries(share, mei, bo, django_assert_max_num_queries):
    for number in range(30):
        share(mei, f"Thing {number}")
    preference = actions.preference_of(bo)
    with django_assert_max_num_queries(7):
        items = compose.choose(bo, preference, NOW)
    assert len(items) == 3  # one person is not too loud

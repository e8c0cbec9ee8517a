"""A coordinator who leaves puts everything into the hands of a successor: once, whole, and told."""

from datetime import date

import pytest

from members.accounts.models import Application
from network.access.rules import Denied, may
from network.activity.models import Activity
from network.cities import actions, terms
from network.cities.holdings import holdings, names_of
from network.cities.models import CoordinatorTerm, HandOver
from network.kit import belongings
from resources.library import actions as library
from resources.library.models import Resource
from tests.factories import things


@pytest.fixture
def term(mei, yan, xiu, cities):
    """Mei's term in Shanghai; she holds a draft, two resources and Xiu's application."""
    library.start(by=mei, files=[things.stored(mei)])
    things.resource(mei, "A guide", cities=["shanghai"])
    things.resource(mei, "For Shanghai alone", visibility="city", cities=["shanghai"])
    things.resource(mei, "Of Houston", cities=["houston"])
    return CoordinatorTerm.objects.get(member=mei)


def shown(term):
    return names_of(holdings(term.member, term.city))


def test_everything_moves_the_term_ends_and_the_successor_is_appointed(term, mei, yan, outbox):
    done = actions.hand_over(term, successor=yan, by=mei, shown=shown(term))
    assert sorted((row["kind"], len(row["things"])) for row in done.moved) == [
        ("accounts.applications", 1), ("library.drafts", 1), ("library.resources", 2),
    ]  # fmt: skip
    assert Resource.objects.filter(owner=yan).count() == 3
    assert Resource.objects.get(owner=mei).title == "Of Houston"
    term.refresh_from_db()
    assert term.ended_at and term.ended_by == mei
    assert CoordinatorTerm.objects.current().get(city=term.city).member == yan
    told = Activity.objects.get(kind="cities.handed_over")
    assert told.names == sorted([mei.pk, yan.pk]) and told.detail["moved"]["library.resources"] == 2
    assert any("handen" in str(mail["Subject"]) or "上海" in str(mail["Subject"]) for mail in outbox(mei.email))
    kinds = {mail["List-Id"] for mail in outbox(yan.email)}
    assert any("cities-hand_over" in kind for kind in kinds) and any("accounts" in kind for kind in kinds)


def test_the_successor_reaches_the_files_of_drafts_and_answers_the_queue(term, mei, yan):
    from network.files.models import StoredFile

    actions.hand_over(term, successor=yan, by=mei, shown=shown(term))
    draft = Resource.objects.get(state="draft")
    assert StoredFile.objects.visible_to(yan).filter(editions__resource=draft).exists()
    application = Application.objects.get(state="waiting")
    fresh_yan, fresh_mei = (type(mei).objects.get(pk=who.pk) for who in (yan, mei))
    assert may(fresh_yan, "accounts.decide", application)
    assert not may(fresh_mei, "accounts.decide", application)
    assert may(fresh_yan, "library.publish", draft)


def test_authors_stay_authors(term, mei, yan):
    before = list(Resource.objects.exclude(state="draft").order_by("pk").values_list("authorships__member", flat=True))
    actions.hand_over(term, successor=yan, by=mei, shown=shown(term))
    after = list(Resource.objects.exclude(state="draft").order_by("pk").values_list("authorships__member", flat=True))
    assert after == before


def test_pressed_twice_it_happens_once(term, mei, yan, outbox):
    names = shown(term)
    first = actions.hand_over(term, successor=yan, by=mei, shown=names)
    mails = len(outbox())
    assert actions.hand_over(term, successor=yan, by=mei, shown=names) == first
    assert HandOver.objects.count() == 1 and len(outbox()) == mails
    assert CoordinatorTerm.objects.filter(member=yan).count() == 1


def test_a_second_successor_is_refused_with_the_name_of_the_first(term, mei, yan, nova):
    actions.hand_over(term, successor=yan, by=mei, shown=shown(term))
    with pytest.raises(terms.NotPossible, match="handed over already"):
        actions.hand_over(term, successor=nova, by=nova, shown=[])


def test_what_changed_since_the_list_was_read_is_told_and_nothing_moves(term, mei, yan):
    names = shown(term)
    gone = Resource.objects.get(state="draft")
    drafted = f"library.drafts:{gone.pk}"
    new = things.resource(mei, "Shared a minute ago", cities=["shanghai"])
    gone.delete()
    with pytest.raises(terms.Changed) as change:
        actions.hand_over(term, successor=yan, by=mei, shown=names)
    assert change.value.new == [f"library.resources:{new.pk}"]
    assert change.value.gone == [drafted]
    assert not HandOver.objects.exists() and CoordinatorTerm.objects.current().filter(member=mei).exists()
    assert not Resource.objects.filter(owner=yan).exists()


def test_a_kind_that_cannot_move_moves_nothing_at_all(term, mei, yan, monkeypatch, outbox):
    mails = len(outbox())
    kind = next(kind for kind in belongings.all_kinds() if kind.name == "library.resources")

    def broken(things, *, to, by):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(kind, "move", broken)
    with pytest.raises(RuntimeError):
        actions.hand_over(term, successor=yan, by=mei, shown=shown(term))
    assert not Resource.objects.filter(owner=yan).exists()
    assert CoordinatorTerm.objects.current().get(city=term.city).member == mei
    assert len(outbox()) == mails


def test_one_who_coordinates_already_keeps_the_term(term, mei, yan, nova):
    beside = actions.appoint(term.city, yan, by=nova, starts_on=date(2026, 2, 1))
    actions.hand_over(term, successor=yan, by=mei, shown=shown(term))
    assert CoordinatorTerm.objects.current().get(city=term.city) == beside


@pytest.mark.parametrize("who, to, word", [("mei", "mei", "somebody else"), ("mei", "bo", "of this city"),
                                           ("nova", "xiu", "Only members")])  # fmt: skip
def test_who_cannot_be_a_successor(term, who, to, word, request):
    by, successor = request.getfixturevalue(who), request.getfixturevalue(to)
    with pytest.raises(terms.NotPossible, match=word):
        actions.hand_over(term, successor=successor, by=by, shown=shown(term))


@pytest.mark.parametrize("who, allowed", [("mei", True), ("nova", True), ("carmen", True), ("yan", False),
                                          ("diego", False), ("ex", False)])  # fmt: skip
def test_who_may_hand_over(term, yan, who, allowed, request):
    by = request.getfixturevalue(who)
    if allowed:
        assert actions.hand_over(term, successor=yan, by=by, shown=shown(term)).by == by
    else:
        with pytest.raises(Denied):
            actions.hand_over(term, successor=yan, by=by, shown=shown(term))


@pytest.mark.usefixtures("in_english")
def test_the_page_leads_from_the_list_to_the_confirmed_step(sign_in, term, mei, yan):
    browser = sign_in(mei)
    html = browser.get("/cities/shanghai/hand-over/").content.decode()
    assert "For Shanghai alone" in html and "Yan Wu" in html and "Of Houston" not in html
    assert "Bo Carter" not in html
    page = browser.get("/cities/shanghai/hand-over/", {"term": term.pk, "to": "yan"})
    assert "Hand over to" in page.content.decode()
    form = {"term": term.pk, "to": "yan", "thing": page.context["names"]}
    answer = browser.post("/cities/shanghai/hand-over/", form)
    assert answer.status_code == 302
    assert "is in the hands of" in browser.get(answer["Location"]).content.decode()
    assert browser.post("/cities/shanghai/hand-over/", form).status_code == 302
    assert HandOver.objects.count() == 1


@pytest.mark.usefixtures("in_english")
def test_the_page_tells_what_changed_and_keeps_the_choice(sign_in, term, mei, yan):
    browser = sign_in(mei)
    names = browser.get("/cities/shanghai/hand-over/", {"to": "yan"}).context["names"]
    things.resource(mei, "Shared a minute ago", cities=["shanghai"])
    answer = browser.post("/cities/shanghai/hand-over/", {"term": term.pk, "to": "yan", "thing": names})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Something has changed" in html and "1 thing has come" in html and 'value="yan" checked' in html
    again = {"term": term.pk, "to": "yan", "thing": answer.context["names"]}
    assert browser.post("/cities/shanghai/hand-over/", again).status_code == 302


@pytest.mark.parametrize("who, status", [("yan", 404), ("diego", 404), ("bo", 404), ("nova", 200), ("carmen", 200)])
def test_others_find_nothing_there(sign_in, term, who, status, request):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get("/cities/shanghai/hand-over/").status_code == status
    assert browser.get("/cities/shanghai/hand-over/", {"term": term.pk}).status_code == status
    assert browser.get("/cities/houston/hand-over/", {"term": term.pk}).status_code == 404


@pytest.mark.parametrize("who, there", [("mei", True), ("yan", False), ("nova", True)])
def test_the_citys_page_leads_there(sign_in, term, who, there, request):
    html = sign_in(request.getfixturevalue(who)).get("/cities/shanghai/").content.decode()
    assert ("/cities/shanghai/hand-over/" in html) is there


def test_a_stranger_signs_in_first(client, term):
    assert client.get("/cities/shanghai/hand-over/").status_code == 302


def test_the_list_asks_the_database_as_often_for_many_as_for_few(sign_in, term, mei, django_assert_max_num_queries):
    browser = sign_in(mei)
    browser.get("/cities/shanghai/hand-over/")
    with django_assert_max_num_queries(30) as few:
        browser.get("/cities/shanghai/hand-over/")
    for number in range(8):
        things.resource(mei, f"More {number}", cities=["shanghai"])
    browser.get("/cities/shanghai/hand-over/")
    with django_assert_max_num_queries(30) as many:
        browser.get("/cities/shanghai/hand-over/")
    assert len(many) <= len(few)


def test_odd_numbers_in_addresses_find_nothing(term, sign_in, nova, mei):
    for number in ("\u00b2", "9" * 5000):
        assert sign_in(mei).get("/cities/shanghai/hand-over/", {"term": number}).status_code in (200, 404)
        posted = {"act": "revoke", "pk": number}
        assert sign_in(mei).post("/desk/invitations/shanghai/", posted).status_code == 404
    for name in ("to", "q"):
        assert sign_in(mei).post("/cities/shanghai/hand-over/", {name: "\x00"}).status_code == 422
    address = "/manage/bulk/cities/city/revise/?next=/&id=\u00b2"
    assert sign_in(nova).get(address).status_code == 404

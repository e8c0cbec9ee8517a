"""Attacks that go through the whole house: each test names the one that it is about (Axx).

Tokens of calendars (A41) are attacked in tests of feeds; there is nothing yet for A42 (sockets of co-authors).
"""

import re
import time

import pytest
from django.apps import apps
from django.core.cache import caches
from django.test import Client
from django.urls import get_resolver

from tests.factories import things, world
from tests.house import matrix
from tests.house.test_matrix import CAST, browser, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def hidden_city(cities):
    """A city of whose partnership nobody may know yet."""
    from network.cities.models import City, Partnership

    city = City.objects.create(
        slug="atlantis", name="Lost Atlantis", name_native="Lost Atlantis", names={"en": "Lost Atlantis"},
        country="GR", time_zone="Europe/Athens", languages=["en"], latitude=36, longitude=25, mark="circle", colour=6,
    )  # fmt: skip
    Partnership.objects.create(city=city, state="prospect", since=world.date(2026, 1, 1))
    return city


# -- A12, A13, A14, A21: what is not for me does not exist -----------------------------------------------------------
@pytest.mark.parametrize("who", [None, "bo", "xiu"])
@pytest.mark.parametrize(
    "address",
    ["/search/?city=atlantis", "/search/?q=atlantis", "/search/suggest?q=lost", "/resources/?city=atlantis", "/cities/",
     "/feeds/resources.atom?city=atlantis", "/sitemap.xml", "/join/?city=atlantis", "/members/?city=atlantis", "/",
     "/topics/distress/?city=atlantis", "/cities/atlantis/", "/me/"],
)  # fmt: skip
def test_a_city_that_is_not_public_is_named_nowhere(hidden_city, request, who, address):
    """A14: whoever guesses its address in a list, a filter or a feed reads no name."""
    answer = browser(request.getfixturevalue(who) if who else None).get(address, follow=True)
    assert "Lost Atlantis" not in answer.text


@pytest.mark.parametrize("address", ["/resources/", "/search/", "/feeds/resources.atom", "/topics/distress/"])
def test_a_free_word_of_something_private_is_explained_to_nobody_else(yan, bo, mei, address):
    """A14: a filter by a guessed word answers as for a word that does not exist."""
    things.resource(yan, "For us", visibility="city", cities=["shanghai"], topics=["Project Nightjar"])
    for member in (None, bo):
        assert "Nightjar" not in browser(member).get(f"{address}?topic=project-nightjar").text
    for member in (None, bo):
        assert browser(member).get("/topics/project-nightjar/").status_code == 404
    assert "Nightjar" in browser(mei).get("/topics/project-nightjar/").text


def test_what_was_closed_later_is_gone_from_every_list_at_once(everybody, client):
    """A12: also from the pages that are kept for visitors, from feeds, the map, and the page of what happened."""
    from resources.library import actions

    mei, bo = everybody["mei"], everybody["bo"]
    shared = things.resource(mei, "Quicksilver guide", cities=["shanghai"], topics=["distress"])
    places = ["/", "/resources/", "/cities/shanghai/", "/feeds/resources.atom", "/topics/distress/", "/sitemap.xml"]
    places += ["/feeds/everything.rss", "/feeds/everything.json", "/api/v1/resources"]
    places += [f"/oai?verb=ListRecords&metadataPrefix={prefix}" for prefix in ("oai_dc", "oai_datacite")]
    seen = [address for address in places if re.search("quicksilver", client.get(address).text, re.I)]
    assert seen == places
    assert "Quicksilver" in browser(bo).get("/me/").text
    actions.describe(shared, by=mei, visibility="city")
    for address in places:
        assert not re.search("quicksilver", client.get(address).text, re.I), address
    for address in (shared.get_absolute_url(), f"/resources/{shared.pk}/", f"/resources/{shared.pk}/cite.bib"):
        assert client.get(address).status_code == 404
    assert "Quicksilver" not in browser(bo).get("/me/").text


def test_the_page_of_what_happened_tells_nothing_of_what_was_closed(everybody):
    """A12: a row without the name of the thing would still tell that there is one, and whose it is."""
    from members.accounts.feed import happened_for
    from resources.library import actions

    mei, bo = everybody["mei"], everybody["bo"]
    shared = things.resource(mei, "Quicksilver guide", cities=["shanghai"])
    assert any("Quicksilver" in row["text"] for row in happened_for(bo))
    actions.describe(shared, by=mei, visibility="city")
    del bo.__dict__["_audience_keys"]
    assert not [row for row in happened_for(bo) if row["city"] == "shanghai" or "林梅" in row["text"]]


def test_the_forbidden_answers_word_for_word_like_the_unknown(everybody):
    """A13: neither the status nor one byte of the page tells that something is there."""
    hidden = things.resource(everybody["yan"], "For Shanghai alone", visibility="city", cities=["shanghai"])
    file = hidden.editions.get().files.get()
    pairs = [
        (f"/resources/{hidden.pk}/", "/resources/999999/"),
        (f"/resources/{hidden.pk}/cite.bib", "/resources/999999/cite.bib"),
        (f"/resources/{hidden.pk}/withdraw/", "/resources/999999/withdraw/"),
        (f"/resources/{hidden.pk}/edit/", "/resources/999999/edit/"),
        (f"/files/{file.pk}/{file.name}", f"/files/{'0' * 8}-0000-7000-8000-{'0' * 12}/{file.name}"),
        (f"/uploads/{file.pk}", f"/uploads/{'0' * 8}-0000-7000-8000-{'0' * 12}"),
    ]
    for actor in (None, everybody["bo"], everybody["xiu"]):
        for there, nowhere in pairs:
            one, two = (browser(actor).get(address) for address in (there, nowhere))
            assert one.status_code == two.status_code
            assert without_address(one, there).splitlines() == without_address(two, nowhere).splitlines()


def without_address(answer, address):
    text = answer.text + answer.headers.get("Location", "")
    for own in (address, address.replace("/", "%2F"), answer.headers["X-Request-ID"]):
        text = text.replace(own, "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", text)


@pytest.mark.parametrize("who", [None, "xiu"])
def test_names_of_members_are_for_members(everybody, who):
    """A21: no list, suggestion or page of a city names members to visitors and applicants."""
    shared = things.resource(everybody["mei"])
    from resources.library import actions

    actions.mark_useful(shared, by=everybody["bo"])
    reader = browser(everybody[who] if who else None)
    for address in ("/members/", "/members/bo/", "/members/?q=bo", "/cities/houston/", shared.get_absolute_url(),
                    "/search/?q=carter", "/search/suggest?q=carter", "/"):  # fmt: skip
        assert "Bo Carter" not in reader.get(address, follow=True).text, address


# -- A19, A37, A39, A44: odd parameters ------------------------------------------------------------------------------
LISTS = ("/", "/cities/", "/cities/shanghai/", "/resources/", "/search/", "/members/", "/feeds/resources.atom",
         "/feeds/everything.json", "/oai", "/api/v1/cities", "/me/mail/", "/manage/cities/", "/manage/organisations/",
         "/manage/pages/search/", "/mailbox/")  # fmt: skip
ODD = (
    "owner__password__startswith=a", "member__email__contains=@", "page=1000000000000000000", "p=1000000000000000000",
    "page=-1", "ordering=member__password", "page_size=1000000000", "q=%27%20OR%201%3D1--", "id__in=1,2,3",
    "in=../../x",
    "city=" + "a" * 5000, "q=" + "%28" * 3000, "to=%25", "export=csv&owner__email=x", "language=%3Cscript%3E",
)  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_odd_parameters_are_left_aside(everybody, address):
    """A39, A44: nothing that is typed into an address becomes a look-up, an error, or much work."""
    reader = browser(everybody["nova"])
    reader.raise_request_exception = False
    plain = reader.get(address).status_code
    assert plain == 200
    for query in ODD:
        answer = reader.get(f"{address}?{query}")
        assert answer.status_code in (200, 302, 400, 404, 422), query
        assert not answer.streaming or address.startswith("/manage/")


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "language", "messages"])
@pytest.mark.parametrize("value", ['"\\000aaaaaaaaaaaa"', '"\\377\\376aaaaaaaaa"', "x" * 4000, '"\\012aaaaaaaa"', ""])
def test_no_cookie_breaks_a_page(db, name, value):
    """A37: a quoted cookie may carry any byte, also those that PostgreSQL refuses."""
    client = Client(raise_request_exception=False, headers={"cookie": f"{name}={value}"})
    for address in ("/", "/me/", "/accounts/login/", "/search/?q=x"):
        assert client.get(address).status_code in (200, 302, 400), address


# -- A27, and pages that are kept ------------------------------------------------------------------------------------
FORGED = ({"host": "evil.example"}, {"x-forwarded-host": "evil.example"}, {"x-forwarded-server": "evil.example"},
          {"forwarded": "host=evil.example"}, {"x-original-url": "/evil.example"})  # fmt: skip


@pytest.mark.parametrize("headers", FORGED)
def test_a_forged_host_reaches_no_page_and_no_memory(cities, headers):
    """A27: neither the page that is asked for nor the one that the next visitor gets names another host."""
    for address in (
        "/",
        "/cities/",
        "/sitemap.xml",
        "/robots.txt",
        "/.well-known/security.txt",
        "/feeds/resources.atom",
    ):
        caches["fragments"].clear()
        asked = Client().get(address, headers=headers)
        assert asked.status_code in (200, 400)
        assert b"evil.example" not in asked.content or asked.status_code == 400
        assert b"evil.example" not in Client().get(address).content, address


def test_what_is_kept_for_visitors_is_nobodys_own_page(everybody):
    """A14: a member's page is never kept, a visitor's is never given to a member, each language has its own."""
    mei, own = everybody["mei"], 'href="/desk/"'
    for address in ("/", "/cities/", "/cities/shanghai/"):
        assert own in browser(mei).get(address).text
        stranger = Client().get(address)
        assert own not in stranger.text and '<html lang="en"' in stranger.text
        assert '<html lang="da"' in Client(headers={"accept-language": "da"}).get(address).text
        assert '<html lang="en"' in Client().get(address).text
        assert own in browser(mei).get(address).text
        assert browser(mei).get(address)["Cache-Control"] == "private, no-store"


def test_no_address_of_a_page_becomes_part_of_the_frame(cities):
    """A32: the frame is kept with a place for the reader's address, which is filled in as text."""
    for address in ('/cities/?"><script>alert(1)</script>', "/cities/?{{7*7}}", "//evil.example/", '/"onload="x'):
        page = Client().get(address).text
        assert "<script>alert" not in page and '"onload="' not in page and "49" not in page.split("<main")[0]


# -- A31: looking changes nothing, and every form carries its token --------------------------------------------------
UNTOUCHED = (
    "accounts.Member", "accounts.Application", "account.EmailAddress", "activity.Activity", "catalogue.Entry",
    "kit.Mail",
    "library.Resource", "library.Useful", "library.Edition", "files.StoredFile", "files.Intake", "cities.Partnership",
    "cities.CoordinatorTerm", "digests.DigestPreference", "digests.Delivery", "kit.UsedLink", "mfa.Authenticator",
    "wagtailcore.Page", "wagtailcore.Revision",
    "calendar.Meeting", "calendar.Series", "calendar.Attendance", "calendar.Standing", "calendar.Proposal",
    "calendar.FeedAddress", "calendar.Certificate", "calendar.Pulse", "calendar.Group",
    "polls.TimePoll", "polls.Invitee", "polls.Vote", "minutes.Minutes", "minutes.Task", "minutes.Decision",
    "congresses.Congress", "congresses.Presence", "congresses.Note", "congresses.Proposal",
    "introductions.Request", "introductions.Introduction", "introductions.Side", "introductions.Outcome",
    "introductions.Openness", "introductions.Block",
)  # fmt: skip


def rows():
    found = {}
    for label in UNTOUCHED:
        model = apps.get_model(label)
        # The cards of the catalogue are drawn when they are first looked at.
        left = {"last_login", "cards", "stamp", "fingerprint"}
        names = [f.attname for f in model._meta.concrete_fields if f.name not in left]
        found[label] = list(model._base_manager.order_by("pk").values_list(*names))
    return found


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("who", ["mei", "nova"])
def test_looking_at_every_address_changes_nothing(everybody, who, method):
    """A31: neither GET nor HEAD nor OPTIONS of any address of ours acts, whatever its query says."""
    given = things.some_of_everything(everybody)
    reader = browser(everybody[who])
    for address in ("/me/mail/", "/digests/bo/"):  # whose standard choices are written at the first look
        reader.get(address)
    before = rows()
    for name, template, pattern in matrix.addresses():
        path = "/" + fill(name, template, pattern, given)
        getattr(reader, method)(f"{path}?act=approve&useful=yes&follow=yes&revision=1&confirm=1&language=es")
    after = rows()
    assert [label for label in UNTOUCHED if before[label] != after[label]] == []


# Their authority is in the address or in the browser's word on the origin; each is tested in its room.
# Links of mails carry a signed token of their own; OAI-PMH asks by POST too, and only reads.
WITHOUT_TOKEN = {
    *(f"calendar:{name}_mail" for name in ("answer", "confirm", "place", "pulse")),
    *(f"introductions:{name}_mail" for name in ("outcome", "request", "side")),
    *("accounts:answer", "digests:unsubscribe", "home:language", "library:answer", "privacy:undo", "interchange:oai"),
    "polls:vote_mail",
    "minutes:task_mail",
    *(f"consensus:{name}" for name in ("answer_mail", "mail", "mail_ideas", "mail_interests", "mail_ranking")),
    "consensus:mail_statement",
}
# Nothing but GET at the API; the desk's translation editor asks for the token by itself (REST framework's sessions).
REFUSING = ("api:", "wagtail_localize:")


def test_every_address_refuses_a_form_without_its_token(everybody):
    """A31: also with JSON sent as plain text, from another origin, and with another method in a header."""
    given = things.some_of_everything(everybody)
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(everybody["mei"], backend="allauth.account.auth_backends.AuthenticationBackend")
    before = rows()
    for name, template, pattern in matrix.addresses():
        if name in WITHOUT_TOKEN:
            continue
        path = "/" + fill(name, template, pattern, given)
        for headers, body, kind in (
            ({}, b"", "application/x-www-form-urlencoded"),
            ({"origin": "https://evil.example"}, b'{"a":1}', "text/plain"),
        ):
            assert strict.post(path, body, content_type=kind, headers=headers).status_code in (403, 405), name
        assert strict.put(path).status_code in (403, 405), name
        assert strict.delete(path).status_code in (403, 405), name
    assert rows() == before


def test_the_addresses_without_a_token_are_the_known_ones():
    """A31: a new one needs a thought, and a test. (The desk's API asks for the token by itself.)"""

    def walk(resolver, spaces=()):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern, (*spaces, *((pattern.namespace,) if pattern.namespace else ())))
            elif getattr(pattern.callback, "csrf_exempt", False) and "wagtailadmin_api" not in spaces:
                yield ":".join((*spaces, pattern.name or str(pattern.pattern)))

    assert {name for name in walk(get_resolver()) if not name.startswith(REFUSING)} == WITHOUT_TOKEN


# -- A34: what people write is never a template ----------------------------------------------------------------------
def test_placeholders_in_names_and_titles_stay_words(everybody):
    """A34: neither Django's nor Python's nor our own places are filled in where people wrote them."""
    from members.accounts.models import Member
    from network.activity.models import Activity
    from network.catalogue.models import Entry
    from network.digests import actions, plugs

    odd = "{what} {{7*7}} {by.__class__} %(secret)s ${7*7} {city}"
    Member.objects.filter(pk=everybody["mei"].pk).update(name=odd, name_latin=odd)
    mei = Member.objects.get(pk=everybody["mei"].pk)
    shared = things.resource(mei, f"Guide {odd}", cities=["houston"])
    activity = Activity.objects.get(kind="library.published", subject_id=str(shared.pk))
    said = plugs.line(activity, Entry.objects.of(shared).get(), everybody["bo"])
    assert said.count(odd) == 2
    page = Client().get(shared.get_absolute_url()).text
    assert "Guide {what} {{7*7}} {by.__class__} %(secret)s ${7*7} {city}" in page
    actions.preference_of(everybody["bo"])
    assert "{{7*7}}" in browser(everybody["bo"]).get("/me/digest/").text


# -- A38: long and slow ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["x" * 100_000, "e" + "\u0301" * 100_000, "[" * 10_000 + ">" * 10_000, "<a href=" * 12_000, "药" * 100_000]
)
def test_long_words_cost_little(everybody, text):
    """A38: in a profile, a title, a search and an application; at most a second of work for each."""
    from resources.library import actions

    draft = actions.start(by=everybody["bo"], files=[things.stored(everybody["bo"])])
    reader = browser(everybody["bo"])
    edit = f"/resources/{draft.pk}/edit/"
    for address, field in (("/me/profile/", "about"), ("/me/profile/", "name"), (edit, "title"), (edit, "topics")):
        started = time.process_time()
        assert reader.post(address, {field: text, "describes": "1"}).status_code in (200, 302, 400, 422), address
        assert time.process_time() - started < 1, (address, field)


# -- A30: nobody is led elsewhere ------------------------------------------------------------------------------------
ELSEWHERE = (
    "//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)", "https://evil.example",
    "http://testserver@evil.example", "/%0d%0aSet-Cookie:x=1", "///evil.example", "\t//evil.example",
)  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_out_leads_elsewhere(everybody, target):
    """A30: language, sign-out, code, reauthentication, the desk's door, and the pages behind a sign-in."""
    reader = browser(everybody["bo"])
    same = {"sec-fetch-site": "same-origin"}
    asked = [
        Client().post("/language/", {"language": "da", "next": target}, headers=same),
        Client().post("/accounts/login/code/", {"email": "bo@example.org", "next": target}),
        Client().get("/manage/login/", {"next": target}),
        Client().get("/accounts/signup/", {"next": target}),
        reader.get("/accounts/login/", {"next": target}),
        reader.post("/accounts/reauthenticate/", {"password": "correct horse battery", "next": target}),
        reader.post("/accounts/logout/", {"next": target}),
    ]
    for answer in asked:
        assert answer.status_code in (200, 302, 303), answer
        place = answer.headers.get("Location", "/")
        assert place.startswith("/") and not place.startswith(("//", "/\\")), place
        assert not set(place) & set("\r\n\t")

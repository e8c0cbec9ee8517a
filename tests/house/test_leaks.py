"""No private word reaches anybody for whom it is not: pages, lists, feeds, search, exports, API, headers, mails.

Each kind of private thing holds a word of its own (`leaks.py`); strangers, applicants and members of other cities walk
through every address that there is (A10, A13, A14, A21, A22).
"""

import re
from difflib import unified_diff

import pytest
from django.test import Client

from network.kit import jobs
from network.kit.models import Mail
from tests.house import leaks

pytestmark = pytest.mark.django_db
CAST = ("xiu", "bo", "mei", "carmen", "nova", "yan", "priya")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def people(request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def secrets(people, cities):
    planted = leaks.Secrets(people, cities).plant()
    jobs.drain()
    return planted


def browser(member):
    client = Client(raise_request_exception=False)
    if member is not None:
        client.force_login(member, backend=BACKEND)
    return client


def found_by(client, addresses, words):
    """Return [(address, word)] of every word that an answer holds; the address itself may hold it."""
    found = []
    for address in addresses:
        response = client.get(address)
        while response.status_code in (301, 302) and response.url.startswith("/") and "/accounts/" not in response.url:
            response = client.get(response.url)
        if response.status_code in (404, 400, 405, 410):
            # What is not there may say back what was asked for.
            continue
        text = leaks.everything_of(response)
        found += [(address, word) for word in words if word in text and word not in address]
    return found


@pytest.mark.parametrize("actor", ["stranger", "xiu", "bo"])
def test_nobody_finds_what_is_not_theirs(actor, people, secrets):
    client = browser(people.get(actor))
    addresses = [*dict.fromkeys(leaks.paths(secrets)), *leaks.searches()]
    assert len(addresses) > 200
    assert found_by(client, addresses, secrets.forbidden(actor)) == []


def test_every_secret_is_found_by_those_for_whom_it_is(people, secrets):
    """Else the walk would prove nothing: each word stands somewhere on its reader's way."""
    lists = [f"/search/?q={leaks.KEY}", "/me/mail/", "/me/profile/", "/collections/", "/desk/", "/cities/", "/papers/"]
    addresses = [*lists, *dict.fromkeys(leaks.paths(secrets, of_things_alone=True))]
    missing = {secret.word for secret in secrets.all if secret.readers}
    for actor in ("mei", "yan", "carmen"):
        client, mine = browser(people[actor]), {secret.word for secret in secrets.all if actor in secret.readers}
        for address in addresses:
            missing -= {word for _address, word in found_by(client, [address], missing & mine)}
            if not missing & mine:
                break
    # Who signed an agreement stands in the desk at /manage/, whose lists the walk leaves out; an address stands on no
    # page, and the name of an applicant is said as part of the sentence that names both scripts. The room of two who
    # want to meet is told once they do.
    assert missing <= {"leaksigned", "leakaddress", "leakothername", "leakroom"}


def test_a_refusal_looks_like_nothing_is_there(people, secrets):
    """What is hidden is answered like what never was: same status, and nothing of it in the words."""
    for client in (browser(None), browser(people["bo"])):
        for resource in secrets.resources[1:4]:
            hidden, never = client.get(f"/resources/{resource.pk}/x/"), client.get("/resources/999999/x/")
            if hidden.status_code == never.status_code:
                text = leaks.everything_of(hidden)
                assert not [secret.word for secret in secrets.all if secret.word in text]


def test_counts_tell_a_stranger_nothing(people, cities):
    """Lists, facets, feeds and sitemaps read the same before and after private things came (A14)."""
    from tests.factories import things

    things.resource(people["mei"], "A first guide", cities=["shanghai"])
    jobs.drain()
    asked = [*leaks.searches(), "/", "/resources/", "/cities/", "/cities/shanghai/", "/sitemap.xml", "/collections/"]
    before = {address: still(browser(None).get(address)) for address in asked}
    secrets = leaks.Secrets(people, cities)
    for part in (secrets.library, secrets.profiles, secrets.joining, secrets.shelves, secrets.papers):
        part()
    jobs.drain()
    after = {address: still(browser(None).get(address)) for address in asked}
    different = [address for address in asked if before[address] != after[address]]
    assert different == [], _difference(before, after, different[0])


def _difference(before, after, address):
    """Return the lines in which two answers differ, for whoever reads the report."""
    lines = unified_diff(before[address].splitlines(), after[address].splitlines(), lineterm="", n=0)
    return "\n".join([address, *(line[:300] for line in lines)])[:3000]


def still(response):
    """Return an answer without what differs at each look: moments, clocks of cities, tokens, numbers of requests."""
    text = leaks.everything_of(response).partition("\n")[2]
    text = re.sub(r"\d{4}-\d\d-\d\dt[\d:.]+(?:z|[+-][\d:]+)?", "", text)
    text = re.sub(r"\b\d\d:\d\d\b(<small>[^<]*</small>)?", "", text)
    text = re.sub(r'(csrfmiddlewaretoken" value)[":= ]+[^\n"]*', "", text)
    return re.sub(r"nonce-[\w+/=-]+|updated|resumptiontoken[^<]*", "", text)


def test_mails_hold_nothing_that_their_receiver_may_not_read(people, secrets, outbox):
    from network.digests import actions as digests

    digests.plan_all()
    digests.deliver()
    jobs.drain()
    names = {member.email.lower(): name for name, member in people.items()}
    assert Mail.objects.count() > 3
    for letter in outbox():
        actor = names.get(str(letter["To"]).lower(), "stranger")
        whole = f"{letter.items()}" + "".join(
            str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"
        )
        # To write to somebody takes the address; guests are sent what they are asked.
        told = secrets.guests.get(str(letter["To"]).lower(), ())
        words = [word for word in secrets.forbidden(actor) if word not in str(letter["To"]) and word not in told]
        assert not [word for word in words if word in whole.lower()], letter["Subject"]


def test_what_was_public_is_gone_once_it_is_closed(people, client):
    """A12: its page, files, pictures, entry, feed and place in the sitemap, for whoever is not in its circle."""
    from network.files.actions import examine
    from resources.library import actions
    from tests.factories import things

    mei = people["mei"]
    file = things.stored(mei, "leakclosed.txt", b"leakclosed walks " * 20)
    examine(file.pk)
    resource = things.resource(mei, "leakclosed guide", files=[file], cities=["shanghai"])
    jobs.drain()
    asked = [resource.get_absolute_url(), file.get_absolute_url(), "/search/?q=walks", "/feeds/resources.atom", "/oai?verb=ListRecords&metadataPrefix=oai_dc"]  # fmt: skip  # noqa: E501
    assert all("leakclosed" in leaks.everything_of(client.get(address)) for address in asked)
    actions.describe(resource, by=mei, visibility="city")
    jobs.drain()
    for address in asked:
        response = client.get(address)
        assert response.status_code == 404 or "leakclosed" not in leaks.everything_of(response), address

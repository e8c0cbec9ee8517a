"""The permission matrix: who gets what at every address, compared with the committed table; and who may what."""

import os
import re
import uuid

import pytest
from django.test import Client

from network.access import rules
from network.kit import links
from tests.factories import things
from tests.house import matrix

pytestmark = pytest.mark.django_db
CAST = ("xiu", "bo", "mei", "carmen", "nova", "ex", "yan")


@pytest.fixture
def everybody(request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return {name: request.getfixturevalue(name) for name in CAST}


def browser(member):
    client = Client()
    if member is not None:
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_every_address_answers_everybody_as_the_table_says(everybody, request):
    """A13: what one may not see does not exist; what one may not do says why; strangers are shown the door."""
    world = things.some_of_everything(everybody)
    asked = {"stranger": None} | everybody
    table = {}
    for name, template, pattern in matrix.addresses():
        path = "/" + fill(name, template, pattern, world)
        table[name] = tuple(str(browser(asked[actor]).get(path).status_code) for actor in matrix.ACTORS)
    # Whether the machine is ready is no matter of who asks.
    table.pop("health_ready")
    if os.environ.get("WRITE_MATRIX"):
        matrix.write(table)
    committed = matrix.read()
    assert set(table) == set(committed), "addresses without a row, or rows without an address"
    different = {name: (committed[name], codes) for name, codes in table.items() if committed[name] != codes}
    assert different == {}
    assert not [name for name, codes in table.items() if any(code.startswith("5") and code != "503" for code in codes)]


def fill(name, template, pattern, world):
    """Put the ids of real things into the places of an address."""
    known = world.get(name, {})
    if "(?P<" in template:
        template = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda m: str(known[m.group(1)]), template)
    text = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(known[m.group(1)]), template)
    return text.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")


def test_no_rule_stands_unused_or_unexplained():
    """Each rule has a name of the form room.verb and a label that people read."""
    for rule in rules.all_rules():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", rule.name)
        assert str(rule.label).strip()


# What is open to everybody on purpose.
OPEN = {"accounts.apply"}


def test_a_stranger_may_do_nothing_that_asks_no_thing(everybody):
    """Rules without an object are closed to strangers and to closed accounts."""
    names = [rule.name for rule in rules.all_rules() if not rule.needs_object]
    for name in names:
        assert name in OPEN or not rules.may(None, name), f"a stranger may {name}"
        assert not rules.may(everybody["ex"], name), f"a closed account may {name}"


def test_an_unknown_rule_is_an_error_and_not_an_answer():
    with pytest.raises(KeyError):
        rules.may(None, "library.fly")


@pytest.mark.parametrize(
    "path", ["/resources/999999/x/", f"/files/{uuid.UUID(int=1)}/x.pdf", "/members/nobody/", "/u/x"]
)
def test_the_unknown_looks_like_the_forbidden(path, everybody):
    """The same words for what does not exist, whoever asks."""
    assert browser(everybody["bo"]).get(path).status_code == 404


def test_links_of_mails_are_of_one_purpose():
    token = links.sign("unsubscribe", [1, "digest"])
    assert links.read("accounts.answer", token) is None
    assert links.read("unsubscribe", token) == [1, "digest"]
    assert links.read("unsubscribe", token[:-2]) is None

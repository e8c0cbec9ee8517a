"""Looking at everything: every address of a panel, and what an answer says without what is different at each look."""

import re

from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from tests.house.test_leaks import still

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GENERAL = (
    "/", "/consensus/", "/state-of-the-art/", "/search/?q=insulin", "/search/suggest?q=insu", "/search/?q=quillwort",
    "/desk/", "/me/", "/me/mail/", "/members/", "/members/?q=Panellist", "/sitemap.xml",
    "/feeds/resources.atom", "/api/v1/search?q=insulin", "/oai?verb=ListRecords&metadataPrefix=oai_dc",
)  # fmt: skip
ABOUT_ROUNDS = ("round", "results", "moderate", "dissent")
OWN = ("seat", "leave", "withdraw", "answer")


def stand_still(monkeypatch):
    """Let no minute pass between two looks."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)


def browser(member):
    """Return a Client that is signed in as `member`, or nobody."""
    client = Client(raise_request_exception=False)
    if member is not None:
        client.force_login(member, backend=BACKEND)
    return client


def addresses(panel, round):
    """Return every address of consensus about `panel` and `round`, and the general ones."""
    entry, row = round.entries.first(), panel.panellists.first()
    values = {
        "pk": panel.pk, "number": 1, "entry": entry.pk, "row": row.pk, "language": "da", "format": "docx",
        "slug": "insulin", "ending": "json", "version": 1, "token": "forged" * 5,
    }  # fmt: skip
    found = list(GENERAL)
    spoken = get_resolver().namespace_dict["consensus"][1]
    for name in sorted(one for one in spoken.reverse_dict if isinstance(one, str)):
        given = values | ({"pk": round.pk} if name.startswith(ABOUT_ROUNDS) else {})
        for _pattern, wanted in ((None, params) for params in _params(spoken, name)):
            try:
                found.append(reverse(f"consensus:{name}", kwargs={key: given[key] for key in wanted}))
            except NoReverseMatch:
                continue
    return list(dict.fromkeys(found))


def _params(resolver, name):
    for possibilities, *_rest in resolver.reverse_dict.getlist(name):
        for _result, params in possibilities:
            yield params


def seen(client, places):
    """Return {address: what the answer says} as far as it is not different at each look."""
    found = {}
    for address in places:
        response = client.get(address, follow=True)
        text = f"{response.status_code}\n\n{still(response)}" if response.status_code < 400 else response.status_code
        # Words of some languages stand right behind a clock.
        found[address] = re.sub(r"csrf[^\n>]*|\d?\d:\d\d", "", str(text))
    return found


def differences(before, after):
    """Return [(address, words at the first difference, the others)] of the addresses at which two looks differ."""
    found = []
    for address, text in before.items():
        other = after[address]
        if text != other:
            place = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
            found.append((address, text[max(0, place - 80) : place + 80], other[max(0, place - 80) : place + 80]))
    return found

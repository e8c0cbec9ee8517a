"""Programs that follow links: JSON-LD read by extruct, signposts read by requests, records that answer."""

import json

import extruct
import pytest
import requests

from network.interchange import works
from resources.library import actions
from tests.resources.library.make import shared, stored

pytestmark = pytest.mark.django_db
HOSTILE = '</script><img src=x onerror=alert(1)>; rel="item", <https://evil.example> 听懂\r\nX-Evil: 1'
ENDINGS = ("jsonld", "datacite.json", "datacite.xml", "dc.xml", "bib", "ris", "json", "linkset")


def signposts(answer):
    """Return {relation: [addresses]} of the header Link, as requests reads it."""
    found = {}
    for link in requests.utils.parse_header_links(answer["Link"]):
        found.setdefault(link["rel"], []).append(link["url"])
    return found


def test_extruct_finds_what_the_page_is_about(client, mei):
    resource = shared(mei, HOSTILE[:200], summary=HOSTILE, authors=["林梅"], topics=["distress"], cities=["shanghai"])
    html = client.get(resource.get_absolute_url()).content.decode()
    (told,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert told["name"].startswith("</script><img") and told["@context"] == "https://schema.org"
    assert told["author"][0]["name"] == "林梅" and told["spatialCoverage"][0]["name"] == "Shanghai"
    assert told["@id"].endswith(f"/resources/{resource.pk}/") and told["license"].startswith("https://creativecommons")


def test_the_page_is_signposted_kept_or_not(client, sign_in, bo, mei):
    resource = shared(mei, HOSTILE[:150], link="https://doi.org/10.1234/abc")
    for answer in (
        *(client.get(resource.get_absolute_url()) for _ in range(2)),
        sign_in(bo).get(resource.get_absolute_url()),
    ):
        found = signposts(answer)
        assert found["cite-as"] == ["https://doi.org/10.1234/abc"]
        assert found["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
        assert "https://schema.org/AboutPage" in found["type"] and len(found["item"]) == 1
        assert found["linkset"][0].endswith(f"/records/resources/{resource.pk}.linkset")
        assert len(found["describedby"]) == 7 and "X-Evil" not in answer
        assert not any("evil.example" in address for some in found.values() for address in some)


def test_each_signpost_leads_somewhere_and_back(client, mei):
    resource = shared(mei)
    page = client.get(resource.get_absolute_url())
    site = works.absolute("/").rstrip("/")
    for link in requests.utils.parse_header_links(page["Link"]):
        if link["rel"] in ("describedby", "linkset"):
            answer = client.get(link["url"].removeprefix(site))
            assert answer.status_code == 200 and answer["Content-Type"].startswith(link["type"])
            assert signposts(answer)["describes"] == [site + resource.get_absolute_url()]


def test_the_link_set_says_of_files_where_they_belong(client, mei):
    resource = shared(mei)
    (told,) = [json.loads(client.get(f"/records/resources/{resource.pk}.linkset").content)["linkset"]]
    page = works.absolute(resource.get_absolute_url())
    assert told[0]["anchor"] == page and told[0]["cite-as"][0]["href"].endswith(f"/resources/{resource.pk}/")
    back = {one["anchor"]: one for one in told[1:]}
    for item in told[0]["item"]:
        assert back[item["href"]]["collection"][0]["href"] == page


@pytest.mark.parametrize("ending", ENDINGS)
def test_records_of_what_is_closed_do_not_exist(client, sign_in, mei, bo, ending):
    closed = shared(mei, "Closed", visibility="city", cities=["shanghai"])
    address = f"/records/resources/{closed.pk}.{ending}"
    assert client.get(address).status_code == 404
    assert sign_in(bo).get(address).status_code == 404
    actions.withdraw(closed, by=mei, reason="Wrong.")
    assert client.get(address).status_code == 404


def test_what_was_withdrawn_is_gone_and_drafts_were_never_there(client, mei):
    gone = shared(mei, "Gone")
    actions.withdraw(gone, by=mei, reason="Wrong.")
    assert client.get(f"/records/resources/{gone.pk}.jsonld").status_code == 410
    draft = actions.start(by=mei, files=[stored(mei)])
    assert client.get(f"/records/resources/{draft.pk}.jsonld").status_code == 404
    assert client.get("/records/secrets/1.jsonld").status_code == 404
    assert client.get("/records/everything/1.jsonld").status_code == 404


def test_files_that_only_some_may_take_are_no_items(client, mei):
    resource = shared(mei)
    part = resource.editions.get().parts.get()
    part.file.audience = ["members"]
    part.file.save()
    told = client.get(f"/records/resources/{resource.pk}.linkset").content.decode()
    assert str(part.file.pk) not in told and str(part.file.pk) not in client.get(resource.get_absolute_url())["Link"]

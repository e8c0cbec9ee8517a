"""OAI-PMH 2.0: sickle harvests everything, nothing is lost in the midst of changes, nothing closed is told."""

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import BadResumptionToken, IdDoesNotExist, NoRecordsMatch

from network.catalogue.models import Entry
from network.interchange.oai import records
from network.kit.clock import now as moment
from resources.library import actions
from tests.network.interchange import protocol
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db
HOSTILE = "Title \x0b <b>&amp;]]> \ud800".encode("utf-8", "ignore").decode() + " 听懂 ﷐ \ufffe"


@pytest.fixture
def oai(web):
    return Sickle(f"{web}/oai")


def ask(client, **arguments):
    """Ask by GET and return the answer, checked against the protocol's own grammar."""
    if "since" in arguments:
        arguments["from"] = arguments.pop("since")
    return protocol.checked(client.get("/oai", arguments))


def name(resource):
    return records.identifier_of("library.resource", resource.pk)


def change(resource, by, **fields):
    """Describe a published resource anew."""
    resource.refresh_from_db()
    return actions.describe(resource, by=by, **fields)


# -- the six verbs, by a real client ----------------------------------------------------------------------------------
def test_sickle_harvests_everything(oai, mei, bo, monkeypatch):
    monkeypatch.setattr(records, "SIZE", 3)
    made = [shared(mei, f"Guide {n}", cities=["shanghai"], topics=["distress"]) for n in range(8)]
    made.append(shared(bo, HOSTILE, summary=HOSTILE, kind="findings", authors=["林梅", "Bo Carter"]))
    found = {record.header.identifier: record for record in oai.ListRecords(metadataPrefix="oai_dc")}
    assert set(found) == {name(one) for one in made}
    told = found[name(made[-1])].metadata
    assert "听懂" in told["title"][0] and "林梅" in told["creator"]
    assert (
        told["rights"][0] == "CC BY 4.0"
        and told["publisher"]
        and told["identifier"][0] == f"https://portal.example/resources/{made[-1].pk}/"
    )
    for prefix in ("datacite", "oai_datacite"):
        assert len(list(oai.ListRecords(metadataPrefix=prefix))) == 9
    assert {header.identifier for header in oai.ListIdentifiers(metadataPrefix="oai_dc")} == set(found)
    one = oai.GetRecord(identifier=name(made[0]), metadataPrefix="oai_dc")
    assert one.metadata["title"] == ["Guide 0"] and "city:shanghai" in one.header.setSpecs


def test_who_we_are(oai, mei):
    shared(mei)
    told = oai.Identify()
    assert told.protocolVersion == "2.0" and told.deletedRecord == "persistent"
    assert told.granularity == "YYYY-MM-DDThh:mm:ssZ" and told.baseURL == "https://portal.example/oai"
    assert "@" in told.adminEmail and told.repositoryIdentifier == "portal.example"
    assert {one.metadataPrefix for one in oai.ListMetadataFormats()} == {"oai_dc", "datacite", "oai_datacite"}


def test_sets_are_cities_topics_and_kinds(oai, mei, bo):
    first = shared(mei, "One", cities=["shanghai"], topics=["distress", "脚 护理"])
    second = shared(bo, "Two", cities=["houston"], kind="findings", topics=["feet"])
    sets = {one.setSpec: one.setName for one in oai.ListSets()}
    assert sets["city:shanghai"] == "Shanghai" and sets["kind:findings"] == "Findings" and "topic" in sets
    assert all(re.fullmatch(r"[A-Za-z0-9\-_.!~*'():]+", spec) for spec in sets)
    chinese = next(spec for spec, label in sets.items() if label == "脚 护理")

    def within(spec):
        return [header.identifier for header in oai.ListIdentifiers(metadataPrefix="oai_dc", set=spec)]

    assert within("city:shanghai") == within(chinese) == [name(first)]
    assert within("topic:feet") == within("kind:findings") == [name(second)]
    assert within("city") == [name(first), name(second)]
    with pytest.raises(NoRecordsMatch):
        within("city:atlantis")


def test_by_post_too(client, mei):
    shared(mei)
    answer = client.post("/oai", {"verb": "ListRecords", "metadataPrefix": "oai_dc"})
    assert protocol.checked(answer).findall(".//{*}record")


# -- errors ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Fly", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=oai:x:1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=colour:red", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=forged", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:library.resource:1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%27%22%3C", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nothing", "idDoesNotExist"),
    ],
)
def test_errors_have_their_codes(client, mei, query, code):
    shared(mei)
    answer = protocol.checked(client.get(f"/oai?{query}"))
    assert [one.get("code") for one in answer.findall("{*}error")] == [code]
    bare = code in ("badVerb", "badArgument")
    assert bare == (not answer.find("{*}request").attrib)


# -- harvests ----------------------------------------------------------------------------------------------------------
def test_nothing_is_lost_in_the_midst_of_changes(client, mei, monkeypatch):
    """While a harvest goes on, things are changed, withdrawn and added: all that there is at the end was told."""
    monkeypatch.setattr(records, "SIZE", 2)
    made = [shared(mei, f"Guide {n}") for n in range(7)]
    told, token, page = {}, None, 0
    while True:
        arguments = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        answer = ask(client, verb="ListRecords", **arguments)
        for record in answer.findall(".//{*}record"):
            title = record.findtext(".//{*}title")
            told[record.findtext(".//{*}identifier")] = title
        if page == 0:
            change(made[0], mei, title="Changed behind the harvester")
            change(made[5], mei, title="Changed before the harvester")
            actions.withdraw(made[6], by=mei, reason="Wrong.")
            made.append(shared(mei, "New"))
        page += 1
        token = answer.findtext(".//{*}resumptionToken")
        if not token:
            break
    assert told[name(made[0])] == "Changed behind the harvester"
    assert told[name(made[5])] == "Changed before the harvester"
    assert told[name(made[6])] is None and told[name(made[7])] == "New"
    assert set(told) == {name(one) for one in made}


def test_tokens_say_how_far_they_are_and_are_good_for_one_list_only(client, mei, monkeypatch):
    monkeypatch.setattr(records, "SIZE", 2)
    for n in range(5):
        shared(mei, f"Guide {n}")
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc").find(".//{*}resumptionToken")
    assert (first.get("completeListSize"), first.get("cursor")) == ("5", "0") and first.get("expirationDate")
    second = ask(client, verb="ListIdentifiers", resumptionToken=first.text).find(".//{*}resumptionToken")
    assert second.get("cursor") == "2"
    last = ask(client, verb="ListIdentifiers", resumptionToken=second.text).find(".//{*}resumptionToken")
    assert last.get("cursor") == "4" and not last.text
    again = ask(client, verb="ListIdentifiers", resumptionToken=first.text)
    assert len(again.findall(".//{*}header")) == 2, "a token may be sent again"
    wrong = ask(client, verb="ListRecords", resumptionToken=first.text)
    assert wrong.find("{*}error").get("code") == "badResumptionToken"


def test_tokens_expire(oai, client, mei, monkeypatch):
    monkeypatch.setattr(records, "SIZE", 1)
    shared(mei), shared(mei)
    token = ask(client, verb="ListRecords", metadataPrefix="oai_dc").findtext(".//{*}resumptionToken")
    later = time.time() + 3 * 86400
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(BadResumptionToken):
        list(oai.ListRecords(resumptionToken=token))


def test_between_two_moments(client, mei):
    old, new = shared(mei, "Old"), shared(mei, "New")
    Entry.objects.of(old).update(told_at=moment() - timedelta(days=10))
    day = (moment() - timedelta(days=5)).strftime("%Y-%m-%d")

    def found(**arguments):
        answer = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **arguments)
        return [one.text for one in answer.findall(".//{*}header/{*}identifier")]

    assert found(since=day) == [name(new)] and found(until=day) == [name(old)]
    stamp = Entry.objects.of(new).get().told_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found(since=stamp, until=stamp) == [name(new)], "both ends belong to it"


def test_what_machines_are_told_of_counts_as_a_change(client, mei):
    """An ORCID or a DOI that is added must reach who harvests from yesterday on."""
    resource = shared(mei, authors=["Mette Lund"])
    before = Entry.objects.of(resource).get().told_at
    change(resource, mei, link="https://doi.org/10.1234/abc")
    assert Entry.objects.of(resource).get().told_at > before


# -- what is closed ----------------------------------------------------------------------------------------------------
def test_what_was_never_public_does_not_exist(client, oai, mei):
    closed = [shared(mei, "Closed", visibility="members"), shared(mei, "City", visibility="city", cities=["shanghai"])]
    actions.withdraw(closed[0], by=mei, reason="Wrong.")
    with pytest.raises(NoRecordsMatch):
        list(oai.ListRecords(metadataPrefix="oai_dc"))
    for one in closed:
        with pytest.raises(IdDoesNotExist):
            oai.GetRecord(identifier=name(one), metadataPrefix="oai_dc")
    assert b"Closed" not in client.get("/oai?verb=ListSets").content


def test_withdrawn_and_closed_become_deleted(client, mei, bo):
    gone, shut = shared(mei, "Gone", topics=["feet"]), shared(mei, "Shut", topics=["feet"])
    actions.withdraw(gone, by=mei, reason="Wrong.")
    change(shut, mei, visibility="members")
    answer = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    headers = {one.findtext("{*}identifier"): one for one in answer.findall(".//{*}header")}
    assert {one.get("status") for one in headers.values()} == {"deleted"}
    assert not answer.findall(".//{*}metadata")
    assert "topic:feet" in [one.text for one in headers[name(gone)].findall("{*}setSpec")]
    assert not headers[name(shut)].findall("{*}setSpec")


def test_what_happens_behind_a_closed_door_is_not_told(client, mei):
    shut = shared(mei, "Shut")
    change(shut, mei, visibility="members")
    stamp = Entry.objects.of(shut).get().told_at
    change(shut, mei, title="Secret", topics=["distress"])
    actions.withdraw(shut, by=mei, reason="Wrong.")
    entry = Entry.objects.of(shut).get()
    assert entry.told_at == stamp and entry.changed_at > stamp
    answer = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert "distress" not in answer and "Secret" not in answer
    change_back = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="topic:distress")
    assert [one.get("status") for one in change_back.findall(".//{*}header")] == ["deleted"]


def test_relatives_and_files_are_told_only_where_everybody_may_see_them(client, mei):
    from resources.library.models import Related

    hidden, open_one = shared(mei, "Hidden", visibility="members"), shared(mei, "Open")
    Related.objects.create(resource=open_one, relation="translation-of", to=hidden, by=mei)
    Related.objects.create(resource=hidden, relation="replaces", to=open_one, by=mei)
    answer = client.get(f"/oai?verb=GetRecord&metadataPrefix=datacite&identifier={name(open_one)}").content.decode()
    assert f"/resources/{hidden.pk}/" not in answer


def test_too_many_are_told_to_come_again_later(client, mei, monkeypatch):
    monkeypatch.setattr("network.interchange.oai.views.LIMIT", "2/m")
    codes = [client.get("/oai?verb=Identify").status_code for _ in range(3)]
    assert codes == [200, 200, 503]


def test_a_page_of_records_costs_the_same_statements(client, mei):
    counts = []
    for n in (1, 1, 6):  # the first fills what a process remembers of cities and words
        for _ in range(n):
            shared(mei, cities=["shanghai"], topics=["feet"], authors=["Mette Lund"])
        with CaptureQueriesContext(connection) as asked:
            client.get("/oai?verb=ListRecords&metadataPrefix=oai_datacite")
        counts.append(len(asked))
    # What a process remembers of words is read anew once a second.
    assert max(counts) <= 12


def test_the_answer_is_open_to_other_sites_and_runs_nothing(client, mei):
    answer = client.get("/oai?verb=Identify")
    assert answer["Access-Control-Allow-Origin"] == "*" and "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Type"].startswith("text/xml") and not answer.cookies
    assert etree.fromstring(answer.content) is not None

"""What agencies are told: DataCite's record against DataCite's schema, Crossref's against the rules of its schema; sent
only where the portal is set up for it."""

import json

import pytest
from datacite import schema45
from lxml import etree

from resources.papers import deposits
from resources.papers.deposits import crossref, sending
from resources.papers.models import Deposit
from resources.papers.queries.publishing import of_publication
from tests.resources.papers.publishing import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C = f"{{{crossref.SPACE}}}"
ORDER = (
    *("group_title", "contributors", "titles", "posted_date", "acceptance_date", "institution", "item_number"),
    *("abstract", "program", "version_info", "doi_data", "citation_list"),
)
"""Order of the parts of posted_content in crossref5.4.0.xsd."""


@pytest.fixture
def made(mei, bo, settings):
    settings.DOI_PREFIX = "10.5555"
    made = make.published(bo, mei)
    deposits.write_deposits(made, of_publication(made))
    return made


def payload(made, agency):
    return Deposit.objects.get(publication=made, agency=agency).payload


def test_the_record_for_datacite_is_valid(made):
    record = json.loads(payload(made, "datacite"))
    assert list(schema45.validator.iter_errors(record)) == []
    assert record["doi"] == f"10.5555/paper.{made.paper_id}.v1"
    assert record["creators"][0]["name"] == "Carter, Bo"
    assert record["types"]["resourceTypeGeneral"] == "Report"


def test_the_check_can_fail(made):
    record = json.loads(payload(made, "datacite"))
    del record["titles"]
    assert list(schema45.validator.iter_errors(record))


def test_the_record_for_crossref_has_all_parts_in_the_order_of_the_schema(made):
    batch = etree.fromstring(payload(made, "crossref").encode())
    assert batch.tag == f"{C}doi_batch"
    assert batch.get("version") == "5.4.0"
    head = batch.find(f"{C}head")
    assert [one.tag.removeprefix(C) for one in head] == ["doi_batch_id", "timestamp", "depositor", "registrant"]
    posted = batch.find(f"{C}body/{C}posted_content")
    assert posted.get("type") == "report"
    names = [etree.QName(one).localname for one in posted]
    assert names == sorted(names, key=ORDER.index)
    assert {"contributors", "titles", "posted_date", "doi_data"} <= set(names)
    person = posted.find(f"{C}contributors/{C}person_name")
    assert (person.get("sequence"), person.get("contributor_role")) == ("first", "author")
    assert posted.findtext(f"{C}titles/{C}title") == made.paper.title
    assert posted.findtext(f"{C}doi_data/{C}doi") == made.doi
    assert posted.findtext(f"{C}doi_data/{C}resource").endswith(made.get_absolute_url())


def test_without_a_prefix_there_is_no_doi_and_nothing_for_crossref(mei, bo):
    made = make.published(bo, mei)
    deposits.write_deposits(made, of_publication(made))
    assert made.doi == ""
    assert list(Deposit.objects.values_list("agency", flat=True)) == ["datacite"]


def test_nothing_is_sent_unless_the_portal_is_set_up_for_it(made, monkeypatch):
    calls = []
    monkeypatch.setattr(sending, "post", lambda *args, **words: calls.append(args))
    for row in Deposit.objects.all():
        deposits.send(row.pk)
    assert calls == []
    assert set(Deposit.objects.values_list("state", flat=True)) == {"ready"}


@pytest.mark.parametrize(("status", "said", "state"), [(200, "<h2>SUCCESS</h2>", "sent"), (401, "wrong", "failed")])
def test_where_it_is_set_up_the_answer_is_kept(made, monkeypatch, settings, status, said, state):
    settings.DOI_AGENCY, settings.DOI_AGENCY_URL = "crossref", "https://agency.example/deposit"
    settings.DOI_AGENCY_USER, settings.DOI_AGENCY_PASSWORD = "us", "secret"
    calls = []
    monkeypatch.setattr(crossref, "post", lambda *args, **words: calls.append((args, words)) or (status, said))
    row = Deposit.objects.get(publication=made, agency="crossref")
    deposits.send(row.pk)
    row.refresh_from_db()
    assert (row.state, row.answer) == (state, said)
    (address,), words = calls[0]
    assert address == "https://agency.example/deposit"
    assert words["fields"]["operation"] == "doMDUpload"
    assert made.doi.encode() in words["file"][1]
    if state == "sent":
        deposits.send(row.pk)
        assert len(calls) == 1


def test_secrets_go_by_https_alone():
    with pytest.raises(OSError, match="https"):
        sending.post("http://agency.example/", body=b"x")

"""The list of references: nothing comes in unseen, nothing that is cited leaves, keys stay."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from network.access.rules import Denied
from network.live import texts
from resources.papers import actions as papers
from resources.papers.actions import gathering
from resources.papers.actions import references as actions
from resources.papers.models import Gathering, Reference
from resources.papers.queries import references as queries
from tests.resources.papers.references.test_citing import LIN, WANG, cite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
RIS = b"""TY  - JOUR
AU  - Lin, Mei
TI  - Walking together
PY  - 2019
DO  - 10.1000/walk
ER  -

TY  - JOUR
AU  - Carter, Bo
PY  - 2018
ER  -

TY  - JOUR
AU  - Lin, M.
TI  - Walking - together
PY  - 2019
ER  -
"""


@pytest.fixture
def paper(bo):
    return papers.begin(by=bo, title="Peers in every clinic")


def write(paper, by, *inlines):
    content = {"type": "doc", "content": [
        {"type": "heading", "attrs": {"level": 1, "id": "why"}, "content": [{"type": "text", "text": "Why"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Peers help "}, *inlines]},
    ]}  # fmt: skip
    texts.rewrite(paper.document, content, by=by)


def test_a_work_stands_once_and_fills_up(paper, bo):
    first, is_new = actions.add(paper, LIN | {"volume": ""}, by=bo)
    assert (is_new, first.key, first.doi, first.year) == (True, "lin2019", "10.1000/abc", 2019)
    again, is_new = actions.add(
        paper, {"title": "Something", "DOI": "https://doi.org/10.1000/ABC", "volume": "4"}, by=bo
    )
    assert (is_new, again.pk, again.csl["volume"]) == (False, first.pk, "4")
    _other, is_new = actions.add(paper, {"title": "Peer support and… no"}, by=bo)
    assert is_new
    assert actions.add(paper, {"title": "PEER SUPPORT & glucose!", "issued": LIN["issued"]}, by=bo) == (again, False)
    other, is_new = actions.add(paper, LIN | {"title": "Other", "DOI": "10.1000/other"}, by=bo)
    assert (is_new, other.key) == (True, "lin2019-2")
    chinese, _new = actions.add(paper, WANG, by=bo)
    assert chinese.key == "wang2020"


def test_what_is_cited_stays_and_says_where(paper, bo, sign_in):
    reference, _new = actions.add(paper, LIN, by=bo)
    write(paper, bo, cite(reference.key))
    with pytest.raises(actions.Cited) as refused:
        actions.remove(paper, reference, by=bo)
    assert refused.value.places == [{"heading": "Why", "before": "Peers help"}]
    address = f"/papers/{paper.pk}/references/work/lin2019/remove/"
    answer = sign_in(bo).post(address)
    assert answer.status_code == 409
    assert "Peers help" in answer.content.decode()
    write(paper, bo)
    assert sign_in(bo).post(address).status_code == 302
    assert not Reference.objects.exists()


def test_what_an_open_proposal_cites_stays_too(paper, bo, mei):
    from resources.papers.models import Proposal

    reference, _new = actions.add(paper, LIN, by=bo)
    write(paper, bo)
    branch = texts.fork(paper.document, by=mei)
    texts.rewrite(branch, {"type": "doc", "content": [{"type": "paragraph", "content": [cite(reference.key)]}]}, by=mei)
    Proposal.objects.create(paper=paper, document=branch, by=mei)
    with pytest.raises(actions.Cited) as refused:
        actions.remove(paper, reference, by=bo)
    assert "proposal" in refused.value.places[0]


def test_merging_keeps_the_citations(paper, bo):
    one, _new = actions.add(paper, LIN, by=bo)
    two, _new = actions.add(paper, LIN | {"title": "Quite another", "DOI": "10.1000/two", "ISSN": "1234"}, by=bo)
    write(paper, bo, cite(two.key), {"type": "text", "text": " and "}, cite(one.key, two.key, locator="3"))
    kept = actions.merge(paper, two, one, by=bo)
    assert kept.csl["ISSN"] == "1234"
    assert kept.csl["DOI"] == "10.1000/abc"
    from resources.papers.citing import citations_in

    cited = citations_in(texts.read(paper.document))
    assert [[item["key"] for item in one["items"]] for one in cited] == [["lin2019"], ["lin2019"]]


def test_the_fate_of_each_row_is_seen_before_anything_is_written(paper, bo, sign_in):
    actions.add(paper, {"title": "Known", "DOI": "10.1000/known"}, by=bo)
    browser = sign_in(bo)
    file = SimpleUploadedFile("mine.ris", RIS + b"TY  - JOUR\nTI  - Known one\nDO  - 10.1000/known\nER  - \n")
    answer = browser.post(f"/papers/{paper.pk}/references/bring/", {"file": file}, follow=True)
    mine = Gathering.objects.get()
    assert [row["fate"] for row in mine.rows] == ["new", "unread", "twice", "known"]
    assert Reference.objects.count() == 1
    page = answer.content.decode()
    for words in ("Walking together", "Has no title", "The same as one further up", "In the list already"):
        assert words in page
    browser.post(f"/papers/{paper.pk}/references/bring/{mine.pk}/", {"row": ["0", "3", "99", "x"]})
    assert sorted(Reference.objects.values_list("key", flat=True)) == ["known", "lin2019"]
    assert not queries.waiting(paper, bo).exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"PK\x03\x04" + b"\0" * 400, "not a text file"),
        (b"hello", "none of the formats"),
        (b"TY  - JOUR\nTI  - Half a rec", "has no end"),
        (b"\xff\xfe" + "TY  - JOUR\r\nTI  - Wide\r\nER  - \r\n".encode("utf-16-le"), "Wide"),
        (b"x" * (5 * 1024 * 1024 + 1), "more than 5 MB"),
    ],
)
def test_half_broken_files_are_told_of(paper, bo, sign_in, content, words):
    file = SimpleUploadedFile("x.ris", content)
    answer = sign_in(bo).post(f"/papers/{paper.pk}/references/bring/", {"file": file}, follow=True)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_pasted_text_and_hostile_titles(paper, bo, sign_in):
    browser = sign_in(bo)
    pasted = json.dumps([{"title": '<img src=x onerror="alert(1)"><i>Peers</i>', "URL": "javascript:alert(1)"}])
    browser.post(f"/papers/{paper.pk}/references/bring/", {"text": pasted})
    mine = Gathering.objects.get()
    assert mine.rows[0]["csl"]["title"] == "<i>Peers</i>"
    browser.post(f"/papers/{paper.pk}/references/bring/{mine.pk}/", {"row": "0"})
    page = browser.get(f"/papers/{paper.pk}/references/").content.decode()
    assert "<em>Peers</em>" in page
    assert "onerror" not in page
    assert browser.post(f"/papers/{paper.pk}/references/bring/", {"text": "  "}).status_code == 422


def test_a_doi_is_asked_for_in_a_job_and_its_absence_stops_nobody(paper, bo, sign_in, drain, settings, monkeypatch):
    from resources.imports import doi

    browser = sign_in(bo)
    assert browser.post(f"/papers/{paper.pk}/references/doi/", {"doi": "hello"}).status_code == 422
    settings.DOI_RESOLVER_URL = "https://resolver.example"
    monkeypatch.setattr(doi, "fetched", lambda asked: LIN | {"DOI": asked, "title": "<jats:p>Told</jats:p>"})
    browser.post(f"/papers/{paper.pk}/references/doi/", {"doi": "https://doi.org/10.1000/New"})
    mine = Gathering.objects.get()
    assert mine.state == "waiting"
    assert browser.get(f"/papers/{paper.pk}/references/bring/{mine.pk}/")["Refresh"] == "3"
    drain()
    mine.refresh_from_db()
    assert (mine.state, mine.rows[0]["csl"]["title"], mine.rows[0]["fate"]) == ("ready", "Told", "new")

    settings.DOI_RESOLVER_URL = ""
    browser.post(f"/papers/{paper.pk}/references/doi/", {"doi": "10.1000/away"})
    drain()
    away = Gathering.objects.first()
    assert away.state == "failed"
    page = browser.get(f"/papers/{paper.pk}/references/bring/{away.pk}/").content.decode()
    assert "by hand" in page


def test_the_library_and_other_papers_can_be_cited(paper, bo, mei, sign_in):
    from network.catalogue.models import Entry
    from tests.factories.things import resource

    shared = resource(mei, "Walking groups in Shanghai")
    entry = Entry.objects.of(shared).get()
    other = papers.begin(by=bo, title="Another paper")
    actions.add(other, LIN, by=bo)
    strange = papers.begin(by=mei, title="Not mine")
    secret, _new = actions.add(strange, WANG | {"title": "Walking in secret"}, by=mei)
    browser = sign_in(bo)
    page = browser.get(f"/papers/{paper.pk}/references/library/?q=walking").content.decode()
    assert "Walking groups in Shanghai" in page
    assert "Walking in secret" not in page
    assert "Peer support" in browser.get(f"/papers/{paper.pk}/references/library/?q=lin+2019").content.decode()
    address = f"/papers/{paper.pk}/references/library/"
    answer = browser.post(address, {"entry": entry.pk}, headers={"Accept": "application/json"})
    made = Reference.objects.get(paper=paper)
    assert answer.json() == {"key": made.key, "new": True}
    assert (made.entry, made.title) == (entry, "Walking groups in Shanghai")
    assert browser.post(address, {"work": secret.pk}, headers={"Accept": "application/json"}).status_code == 404


def test_the_editor_finds_works_and_their_labels(paper, bo, sign_in):
    reference, _new = actions.add(paper, LIN, by=bo)
    actions.add(paper, WANG, by=bo)
    write(paper, bo, cite(reference.key))
    browser = sign_in(bo)
    found = browser.get(f"/papers/{paper.pk}/references/search?q=glucose+lin").json()
    assert [one["key"] for one in found["works"]] == ["lin2019"]
    assert found["works"][0]["paren"] == "(Lin &amp; Sørensen, 2019)"
    assert found["works"][0]["text"] == "Lin &amp; Sørensen (2019)"
    assert found["works"][0]["cited"] == 1
    assert found["numeric"] is False
    assert len(browser.get(f"/papers/{paper.pk}/references/search").json()["works"]) == 2
    assert browser.get(f"/papers/{paper.pk}/references/search?q=王小明").json()["works"] == []
    assert browser.get(f"/papers/{paper.pk}/references/search?q=王").json()["works"][0]["key"] == "wang2020"
    assert browser.get(f"/papers/{paper.pk}/references/search?q=10.1000/none").json()["doi"] == "10.1000/none"
    by_doi = browser.get(f"/papers/{paper.pk}/references/search?q=https://doi.org/10.1000/ABC").json()
    assert [one["key"] for one in by_doi["works"]] == ["lin2019"]


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_the_list_leaves_as_others_read_it_and_comes_back_the_same(paper, bo, sign_in, ending):
    actions.add(paper, LIN, by=bo)
    actions.add(paper, WANG, by=bo)
    answer = sign_in(bo).get(f"/papers/{paper.pk}/references/list.{ending}")
    assert "attachment" in answer["Content-Disposition"]
    from network.interchange.reading import read

    back = {one.csl["title"]: one.csl for one in read(answer.content).records}
    english = next(csl for title, csl in back.items() if "glucose" in title)
    assert english["DOI"] == "10.1000/abc"
    assert english["author"][0] == {"family": "Lin", "given": "Mei"}
    assert english["issued"]["date-parts"][0][0] == 2019
    assert "同伴支持对糖尿病的影响" in back


def test_a_work_is_written_by_hand_and_nothing_typed_is_lost(paper, bo, sign_in):
    browser = sign_in(bo)
    address = f"/papers/{paper.pk}/references/add/"
    given = {"type": "report", "title": "A report", "author": "Lin, Mei\nWorld Health Organization\n王小明",
             "issued": "sometime", "publisher": "WHO", "DOI": "hello"}  # fmt: skip
    answer = browser.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("World Health Organization", "sometime", "This is not a DOI", "Write a year"):
        assert words in page
    assert browser.post(address, given | {"issued": "2021-05", "DOI": ""}).status_code == 302
    made = Reference.objects.get()
    assert made.csl["author"] == [{"family": "Lin", "given": "Mei"}, {"literal": "World Health Organization"},
                                  {"literal": "王小明"}]  # fmt: skip
    assert made.csl["issued"] == {"date-parts": [[2021, 5]]}
    edit = f"/papers/{paper.pk}/references/work/{made.key}/"
    assert "2021-05" in browser.get(edit).content.decode()
    browser.post(edit, given | {"title": "A better report", "issued": "2022", "DOI": ""})
    made.refresh_from_db()
    assert (made.title, made.year, made.key) == ("A better report", 2022, "lin2021")


def test_only_the_authors_keep_the_list(paper, bo, mei, sign_in):
    with pytest.raises(Denied):
        actions.add(paper, LIN, by=mei)
    with pytest.raises(Denied):
        gathering.begin(paper, RIS, by=mei, name="x")
    browser = sign_in(mei)
    for rest in ("", "search", "add/", "list.bib", "library/", "bring/"):
        assert browser.get(f"/papers/{paper.pk}/references/{rest}").status_code == 404, rest

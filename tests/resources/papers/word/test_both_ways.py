"""A Word file becomes a paper, one that comes back becomes suggestions; what cannot be read is told of."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from network.live import texts
from resources.papers import actions as papers
from resources.papers.actions.talking import begin_proposal, open_thread
from resources.papers.differences import compare, plain_text
from resources.papers.models import Comment, Figure, Paper, Proposal, Reference, Thread, WordFile
from tests.resources.papers.word import wordfiles
from tests.resources.papers.word.test_round_trip import paragraph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def content(*blocks):
    return {"type": "doc", "content": [paragraph(one) if isinstance(one, str) else one for one in blocks]}


@pytest.fixture
def paper(bo):
    made = papers.begin(by=bo, title="Peers in every clinic", sections=[])
    texts.rewrite(made.document, content("Peers help people.", "Every day.", "The end."), by=bo)
    return made


def upload(name, data):
    return {"files": SimpleUploadedFile(name, data)}


def taken(browser, paper, *wanted):
    answer = browser.get(f"/papers/{paper.pk}/export/word", {"with": wanted})
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    return answer.content


def edited(data, *changes):
    """Return a Word file in which words were typed over, as in Word without tracking."""
    return wordfiles.changed(data, lambda xml: _replace(xml, changes))


def _replace(xml, changes):
    for old, new in changes:
        assert old in xml, old
        xml = xml.replace(old, new)
    return xml


def test_a_file_that_comes_back_becomes_suggestions_over_what_was_written_since(paper, bo, sign_in, drain):
    browser = sign_in(bo)
    file = edited(taken(browser, paper), ("Every day.", "Every single day."))
    texts.rewrite(paper.document, content("Peers help people.", "Every day, and night.", "The very end."), by=bo)
    answer = browser.post(f"/papers/{paper.pk}/word/", upload("back.docx", file))
    row = WordFile.objects.get()
    assert answer["Location"] == f"/papers/{paper.pk}/word/{row.pk}/"
    drain()
    row.refresh_from_db()
    assert (row.state, row.problem) == ("done", "")
    assert plain_text(texts.read(paper.document)) == "Peers help people.\nEvery day, and night.\nThe very end."
    found = texts.read(row.proposal.document)
    assert plain_text(found) == "Peers help people.\nEvery single day, and night.\nThe very end."
    assert row.proposal.origin == Proposal.Origin.WORD
    page = browser.get(f"/papers/{paper.pk}/word/{row.pk}/").content.decode()
    assert "1 change waits" in page
    assert "does not say from which text" not in page


def test_what_went_out_as_suggestion_and_comment_does_not_come_back_as_new(paper, bo, mei, sign_in, drain):
    from resources.papers.models import Author

    Author.objects.create(paper=paper, member=mei, name="Mei Lin", part="reviewer", state="accepted")
    branch = content("Peers really help people.", "Every day.", "The end.")
    begin_proposal(paper, by=mei, content=branch)
    thread = open_thread(paper, by=bo, text="Is it so?", quote="Every day", find=True)
    browser = sign_in(bo)
    file = taken(browser, paper, "changes", "comments")
    document = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()
    assert 'w:author="Mei Lin"' in document
    assert "commentRangeStart" in document
    assert "Is it so?" in zipfile.ZipFile(io.BytesIO(file)).read("word/comments.xml").decode()

    answered = wordfiles.with_answer(file, "Prof. Øst", "It is.")
    answered = wordfiles.with_comment(answered, "The end.", "Prof. Øst", "Too short.")
    browser.post(f"/papers/{paper.pk}/word/", upload("same.docx", answered))
    drain()
    row = WordFile.objects.get()
    assert (row.state, row.proposal, row.told["changes"], row.told["comments"]) == ("done", None, 0, 2)
    assert [(one.name, one.text) for one in thread.comments.exclude(name="")] == [("Prof. Øst", "It is.")]
    new = Thread.objects.exclude(pk=thread.pk).get()
    assert (new.quote, new.is_detached, new.comments.get().text) == ("The end.", False, "Too short.")
    assert new.key in str(texts.read(paper.document))
    assert thread.key in str(texts.read(paper.document))
    assert len(compare(texts.read(paper.document), branch)) == 1


def test_tracked_changes_of_a_professor_keep_the_name(paper, bo, sign_in, drain):
    browser = sign_in(bo)
    file = wordfiles.with_tracked(taken(browser, paper), "Every", "Prof. Øst", "Nearly every")
    browser.post(f"/papers/{paper.pk}/word/", upload("prof.docx", file))
    drain()
    proposal = Proposal.objects.get()
    assert plain_text(texts.read(proposal.document)).split("\n")[1] == "Nearly every day."
    assert proposal.written[0]["name"] == "Prof. Øst"
    from resources.papers.queries.talking.writers import Writers

    [hunk] = compare(texts.read(paper.document), texts.read(proposal.document))
    assert Writers(proposal).of(hunk).name == "Prof. Øst"


def test_a_foreign_file_becomes_a_paper(bo, sign_in, drain):
    """Headings, lists, a table with its caption, a picture, notes, links, tracked changes, comments, Zotero's field."""
    browser = sign_in(bo)
    answer = browser.post("/papers/from-word/", upload("Draft of the peers.docx", wordfiles.foreign()))
    row = WordFile.objects.get()
    assert answer["Location"] == f"/papers/from-word/{row.pk}/"
    assert browser.get(answer["Location"])["Refresh"] == "3"
    drain()
    row.refresh_from_db()
    assert (row.state, row.problem) == ("done", "")
    paper = Paper.objects.get()
    assert (paper.title, paper.lead, paper.language) == ("Peers, seen from Word", bo, "en")
    text = texts.read(paper.document)
    kinds = [block["type"] for block in text["content"]]
    assert kinds == ["heading", "paragraph", "bulletList", "table", "figure", "paragraph", "footnote"]
    heading, first, items, table, figure, _last, note = text["content"]
    assert heading["attrs"]["level"] == 1
    assert plain_text(first) == "Peers help people[lin2019][*]. See [→ " + table["attrs"]["id"] + "]."
    assert len(items["content"]) == 2
    assert table["attrs"]["caption"] == "What helps"
    assert table["content"][0]["content"][0]["type"] == "tableHeader"
    assert plain_text(figure) == "Two people walk"
    shown = Figure.objects.get()
    assert (figure["attrs"]["figure"], figure["attrs"]["alt"], shown.file.owner) == (shown.pk, "Walking", bo)
    assert plain_text(note) == "A note."
    [work] = Reference.objects.all()
    assert (work.key, work.title) == ("lin2019", "Peers and sugar")
    proposal = Proposal.objects.get()
    assert [(one.before, one.after) for one in compare(text, texts.read(proposal.document))] == [("end", "close")]
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.thread.quote) == ("林梅", "Really?", "help people")
    assert comment.thread.key in str(first)
    assert f"/papers/{paper.pk}/" in browser.get(f"/papers/from-word/{row.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.doc", wordfiles.old(), "old Word file"),
        ("locked.docx", wordfiles.locked(), "password"),
        ("macro.docx", wordfiles.zipped({"word/vbaProject.bin": b"x"}), "macros"),
        ("cut.docx", wordfiles.zipped({})[:-40], "damaged|Office document"),
        ("notes.txt", b"Walking together helps. " * 20, "no Word file"),
        ("bomb.docx", wordfiles.zipped({"word/document.xml": b"<a>" + b" " * 80_000_000}), "larger than it seems"),
    ],
)
def test_bad_files_are_told_beside_the_field(paper, bo, sign_in, name, data, words):
    answer = sign_in(bo).post(f"/papers/{paper.pk}/word/", upload(name, data))
    assert answer.status_code == 422
    assert any(one in answer.content.decode() for one in words.split("|"))
    assert not WordFile.objects.exists()


@pytest.mark.parametrize(
    "document",
    [
        b"<w:document>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<?xml version="1.0"?><a/>',
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    ],
)
def test_a_broken_document_is_told_after_the_job(paper, bo, sign_in, drain, document):
    browser = sign_in(bo)
    data = wordfiles.zipped({"word/document.xml": document})
    answer = browser.post(f"/papers/{paper.pk}/word/", upload("broken.docx", data))
    assert answer.status_code == 302
    drain()
    row = WordFile.objects.get()
    assert row.state == "failed"
    assert "damaged" in browser.get(answer["Location"]).content.decode()
    assert plain_text(texts.read(paper.document)).startswith("Peers help people.")
    assert not Proposal.objects.exists()


def test_a_file_of_another_paper_is_sent_there(paper, bo, sign_in, drain):
    browser = sign_in(bo)
    other = papers.begin(by=bo, title="Another", sections=[])
    file = taken(browser, other)
    browser.post(f"/papers/{paper.pk}/word/", upload("x.docx", file))
    drain()
    assert WordFile.objects.get().problem == "This file left another paper. Bring it back there."


def test_only_who_reads_takes_it_and_only_who_may_suggest_brings_it(paper, bo, mei, sign_in):
    browser = sign_in(mei)
    for rest in ("word/", "export/word"):
        assert browser.get(f"/papers/{paper.pk}/{rest}").status_code == 404
    assert browser.post(f"/papers/{paper.pk}/word/", upload("x.docx", wordfiles.foreign())).status_code == 404
    row = WordFile.objects.create(paper=paper, by=bo, file=references_file(bo))
    assert browser.get(f"/papers/from-word/{row.pk}/").status_code == 404


def references_file(by):
    from tests.factories.things import stored

    return stored(by)

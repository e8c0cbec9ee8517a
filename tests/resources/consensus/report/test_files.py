"""The report as Word file and PDF: made by the exporter of papers, once for what it says, in every language."""

import io
import zipfile

import pytest

from network.kit.jobs import drain
from resources.consensus.actions import report as actions
from resources.consensus.models import ReportFile
from resources.consensus.report.content import content_of
from resources.consensus.report.telling import tell
from resources.papers.schema.checking import check
from tests.resources.consensus.report.make import ended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def ask(browser, panel, format, **words):
    """Press the button, and return the page that the browser comes to."""
    return browser.post(f"/consensus/panels/{panel.pk}/report/{format}/", words, follow=True)


@pytest.mark.parametrize("language", ["en", "da", "es", "zh-hans"])
def test_the_text_is_one_that_papers_can_print(mei, cities, language):
    assert check(content_of(tell(ended(mei, cities), language))) == []


def test_a_word_file_is_asked_for_waited_for_and_taken(mei, cities, sign_in):
    panel, browser = ended(mei, cities), sign_in(mei)
    waiting = ask(browser, panel, "docx", language="en")
    assert (waiting.status_code, waiting["Refresh"]) == (200, "3")
    drain()
    taken = browser.get(waiting.redirect_chain[-1][0])
    with zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content))) as word:
        text = word.read("word/document.xml").decode()
    assert "Helping people start insulin" in text
    assert "not reported" in text
    assert panel.protocol.sha256 in text
    assert taken["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_pdf_is_made(mei, cities, language):
    panel = ended(mei, cities)
    row = actions.ask(panel, "pdf", language, by=mei)
    drain()
    row.refresh_from_db()
    assert (row.state, row.fault) == ("ready", "")


def test_the_same_report_is_made_once_and_a_changed_one_anew(mei, cities, sign_in):
    panel, browser = ended(mei, cities), sign_in(mei)
    ask(browser, panel, "docx", language="en")
    ask(browser, panel, "docx", language="en")
    assert ReportFile.objects.count() == 1
    actions.tell(panel, {"limits": "Few people."}, by=mei)
    ask(browser, panel, "docx", language="en")
    assert ReportFile.objects.count() == 2


def test_files_of_others_and_other_formats_are_not_there(mei, bo, cities, sign_in):
    panel = ended(mei, cities)
    assert sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/epub/").status_code == 404
    assert sign_in(bo).get(f"/consensus/panels/{panel.pk}/report/pdf/").status_code == 404
    assert b"<form" in sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/pdf/").content

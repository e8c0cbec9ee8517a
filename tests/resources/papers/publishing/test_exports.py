"""Taking a text along: asked for, waited for without scripts, fetched; for readers of the paper alone."""

import pytest

from network.kit.jobs import drain
from resources.papers.actions import publishing
from resources.papers.models import Export
from tests.factories import papers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def ask(browser, paper, format="md", **words):
    """Press the button, and return the page that the browser comes to."""
    return browser.post(f"/papers/{paper.pk}/export/{format}/", words, follow=True)


def test_a_file_is_asked_for_waited_for_and_taken(mei, sign_in):
    paper = papers.paper(mei)
    browser = sign_in(mei)
    waiting = ask(browser, paper)
    assert waiting.status_code == 200
    assert waiting["Refresh"] == "3"
    drain()
    taken = browser.get(waiting.redirect_chain[-1][0])
    text = b"".join(taken.streaming_content).decode()
    assert "Pay peer supporters for their time." in text
    assert taken["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in taken["Content-Security-Policy"]


def test_the_same_text_is_made_once(mei, sign_in):
    paper = papers.paper(mei)
    browser = sign_in(mei)
    ask(browser, paper)
    drain()
    first = Export.objects.get()
    assert ask(browser, paper)["Content-Disposition"]
    again = Export.objects.get()
    assert (again.pk, again.made_at) == (first.pk, first.made_at)


def test_a_changed_text_is_made_anew(mei, sign_in):
    from tests.resources.papers.signing.make import rewrite

    paper = papers.paper(mei)
    browser = sign_in(mei)
    ask(browser, paper)
    rewrite(paper, "for their time", "for time and travel", mei)
    ask(browser, paper)
    assert Export.objects.count() == 2


def test_a_version_that_was_kept_is_taken_as_it_was(mei, sign_in):
    from resources.papers.actions.versions import name_version
    from tests.resources.papers.signing.make import rewrite

    paper = papers.paper(mei)
    kept = name_version(paper, "First", by=mei)
    rewrite(paper, "for their time", "for time and travel", mei)
    browser = sign_in(mei)
    waiting = ask(browser, paper, version=kept.number)
    drain()
    text = b"".join(browser.get(waiting.redirect_chain[-1][0]).streaming_content).decode()
    assert "for their time." in text
    assert browser.get(f"/papers/{paper.pk}/export/?version={kept.number}").status_code == 200
    assert browser.get(f"/papers/{paper.pk}/export/?version=99").status_code == 404


def test_what_cannot_be_printed_says_where(mei, sign_in):
    text = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "We walk 🚶 a lot."}]}],
    }
    paper = papers.paper(mei, text=text)
    browser = sign_in(mei)
    waiting = ask(browser, paper, "pdf")
    drain()
    told = browser.get(waiting.redirect_chain[-1][0])
    assert told.status_code == 409
    assert "We walk" in told.content.decode()


def test_others_do_not_find_it(mei, bo, xiu, client, sign_in):
    paper = papers.paper(mei)
    ask(sign_in(mei), paper)
    drain()
    row = Export.objects.get()
    for browser in (sign_in(bo), sign_in(xiu)):
        assert browser.get(f"/papers/{paper.pk}/export/md/?file={row.pk}").status_code == 404
        assert ask(browser, paper).status_code == 404
    assert client.get(f"/papers/{paper.pk}/export/md/").status_code == 302
    other = papers.paper(bo)
    assert sign_in(bo).get(f"/papers/{other.pk}/export/md/?file={row.pk}").status_code == 404


def test_an_unknown_format_is_nowhere(mei, sign_in):
    assert ask(sign_in(mei), papers.paper(mei), "exe").status_code == 404


def test_old_files_are_tidied_away(mei, sign_in):
    from datetime import timedelta

    from network.kit.clock import now

    paper = papers.paper(mei)
    ask(sign_in(mei), paper)
    drain()
    publishing.tidy(at=now() + timedelta(days=20))
    assert Export.objects.exists()
    publishing.tidy(at=now() + timedelta(days=31))
    assert not Export.objects.exists()

"""Pages and answers about comments and suggestions: without scripts, and for the editor."""

import pytest

from network.live import texts
from resources.papers.actions import talking
from resources.papers.models import Comment, Proposal, Thread, Version
from tests.resources.papers.talking.make import edit, paper, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
JSON = {"Accept": "application/json"}


def suggested(one, by, *changes):
    proposal = talking.begin_proposal(one, by=by)
    for old, new in changes:
        edit(proposal.document, by, old, new)
    return Proposal.objects.get(pk=proposal.pk)


def test_a_comment_by_form_stands_at_its_words(sign_in, mei, bo):
    one = paper(mei, reviewers=[bo])
    browser = sign_in(bo)
    address = f"/papers/{one.pk}/comments/"
    assert "A new comment" in browser.get(address).content.decode()
    answer = browser.post(address, {"quote": "every week", "text": "Really? <script>alert(1)</script>"}, follow=True)
    page = answer.content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    thread = Thread.objects.get()
    assert thread.quote == "every week"
    assert thread.before.endswith("Peers meet ")
    assert not thread.is_detached
    from resources.papers.queries.talking.threads import keys_in

    assert keys_in(texts.read(one.document)) == {thread.key}


def test_words_that_stand_nowhere_lose_nothing_of_what_was_typed(sign_in, mei):
    one = paper(mei)
    page = sign_in(mei).post(f"/papers/{one.pk}/comments/", {"quote": "no such words", "text": "A long thought."})
    assert "stand nowhere" in page.content.decode()
    assert "A long thought." in page.content.decode()
    assert not Thread.objects.exists()


def test_the_editor_begins_answers_closes_and_opens_again(sign_in, mei, bo):
    one = paper(mei, reviewers=[bo])
    browser = sign_in(bo)
    at = f"/papers/{one.pk}/threads/"
    key = "Abcdefgh12"
    given = {"key": key, "quote": "every week", "before": "Peers meet ", "after": " in", "text": "Which day?"}
    made = browser.post(at, given, headers=JSON)
    assert made.status_code == 201
    assert browser.post(at, given, headers=JSON).json()["thread"]["key"] == key  # sent twice, it is one
    assert Thread.objects.count() == 1
    told = made.json()["thread"]
    assert told["detached"] is False  # the mark comes by the socket
    assert browser.get(at, headers=JSON).json()["threads"][0]["detached"] is True  # it never came
    assert told["comments"][0]["text"] == "Which day?"
    assert told["may"] == {"reply": True, "close": True}
    here = told["address"]
    assert len(browser.post(here, {"act": "reply", "text": "Tuesday."}, headers=JSON).json()["thread"]["comments"]) == 2
    refused = browser.post(here, {"act": "close", "outcome": "refused"}, headers=JSON)
    assert refused.status_code == 400
    assert "say why" in refused.json()["error"]
    closed = browser.post(here, {"act": "close", "outcome": "answered"}, headers=JSON).json()["thread"]["closed"]
    assert closed["outcome"] == "answered"
    assert browser.post(here, {"act": "reopen"}, headers=JSON).json()["thread"]["closed"] is None
    mine = Comment.objects.first()
    back = browser.post(f"/papers/{one.pk}/comments/{mine.pk}/", {"act": "back"}, headers=JSON).json()["thread"]
    assert back["comments"][0]["removed"] is True
    assert back["comments"][0]["text"] == ""


def test_somebody_elses_comment_and_key_stay_theirs(sign_in, mei, bo):
    one = paper(mei, reviewers=[bo])
    thread = talking.open_thread(one, by=bo, text="Mine", key="Abcdefgh12", quote="every week")
    browser = sign_in(mei)
    comment = thread.comments.get()
    answer = browser.post(f"/papers/{one.pk}/comments/{comment.pk}/", {"act": "edit", "text": "x"}, headers=JSON)
    assert (answer.status_code, answer.json()["error"]) == (403, "It is somebody else's.")
    answer = browser.post(f"/papers/{one.pk}/threads/", {"key": "Abcdefgh12", "text": "x", "quote": "y"}, headers=JSON)
    assert answer.status_code == 409
    comment.refresh_from_db()
    assert comment.text == "Mine"


def test_outsiders_find_nothing_and_hear_nothing(sign_in, client, mei, bo, tao):
    one = paper(mei, reviewers=[bo])
    thread = talking.open_thread(one, by=bo, text="Between us", quote="every week", find=True)
    proposal = suggested(one, bo, ("every week", "each week"))
    addresses = ["comments/", "threads/", f"threads/{thread.key}/", "proposals/", f"proposals/{proposal.pk}/"]
    addresses += ["history/", "history/written/", "people/named/"]
    for address in addresses:
        assert client.get(f"/papers/{one.pk}/{address}").status_code == 302
        assert client.get(f"/papers/{one.pk}/{address}", headers=JSON).status_code in (302, 401)
    browser = sign_in(tao)
    for address in addresses:
        assert browser.get(f"/papers/{one.pk}/{address}").status_code == 404, address
    assert browser.post(f"/papers/{one.pk}/threads/", {"text": "x"}, headers=JSON).status_code == 404
    assert browser.post(f"/papers/{one.pk}/proposals/begin/", headers=JSON).status_code == 404


def test_in_a_consultation_what_the_authors_said_stays_among_them(sign_in, mei, bo, tao, priya):
    one = paper(mei, reviewers=[bo])
    talking.open_thread(one, by=bo, text="Between us", quote="every week", find=True)
    proposal = suggested(one, bo, ("cook,", "dance,"))
    from tests.factories.papers import put

    put(one, "consultation")
    browser = sign_in(tao)
    page = browser.get(f"/papers/{one.pk}/comments/").content.decode()
    assert "Between us" not in page
    browser.post(f"/papers/{one.pk}/comments/", {"quote": "same place", "text": "From Tianjin"})
    assert "From Tianjin" in sign_in(priya).get(f"/papers/{one.pk}/comments/").content.decode()
    assert browser.get(f"/papers/{one.pk}/proposals/{proposal.pk}/").status_code == 404
    assert browser.get(f"/papers/{one.pk}/history/").status_code == 403
    lead = sign_in(mei).get(f"/papers/{one.pk}/comments/").content.decode()
    assert "Between us" in lead
    assert "From Tianjin" in lead


def test_a_post_without_its_token_is_refused(mei):
    from django.test import Client

    one = paper(mei)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(mei, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(f"/papers/{one.pk}/threads/", {"text": "x"}, headers=JSON).status_code == 403
    assert not Thread.objects.exists()


def test_whoever_writes_without_end_is_asked_to_wait(sign_in, mei, monkeypatch):
    from resources.papers.views.talking import asked

    monkeypatch.setattr(asked, "OFTEN", "2/10m")
    one = paper(mei)
    browser = sign_in(mei)
    codes = [browser.post(f"/papers/{one.pk}/threads/", {"text": "x"}, headers=JSON).status_code for _ in range(3)]
    assert codes == [201, 201, 429]
    page = browser.post(f"/papers/{one.pk}/comments/", {"text": "A long thought."}).content.decode()
    assert "in a few minutes" in page
    assert "A long thought." in page
    assert browser.post(f"/papers/{one.pk}/proposals/begin/").status_code == 429


def test_changes_are_decided_on_a_page_without_scripts(sign_in, mei, bo):
    one = paper(mei, reviewers=[bo])
    browser = sign_in(bo)
    begun = browser.post(f"/papers/{one.pk}/proposals/begin/", headers=JSON).json()
    proposal = Proposal.objects.get(pk=begun["proposal"])
    assert begun["write"].endswith(f"/write/?proposal={proposal.pk}")
    edit(proposal.document, bo, "every week", "each week")
    edit(proposal.document, bo, "cook,", "dance,")
    edit(one.document, mei, "same place", "library")
    here = begun["review"]
    page = browser.get(here).content.decode()
    assert "<ins>" in page
    assert 'value="accept"' not in page  # a reviewer does not decide
    assert browser.post(here, {"act": "accept_all"}).status_code == 403
    lead = sign_in(mei)
    answer = lead.get(here)
    hunks = answer.context["hunks"]
    assert [one["ground_changed"] for one in hunks] == [True, False]
    assert "has changed since this was suggested" in answer.content.decode()
    head = Proposal.objects.get(pk=proposal.pk).document.head
    page = lead.post(here, {"act": "accept", "hunk": hunks[0]["hunk"].key}, follow=True).content.decode()
    assert "Accepted: it stands in the text." in page
    assert "Accepted by" in page
    assert said(one.document)[3] == "Peers meet each week in the library."
    assert Proposal.objects.get(pk=proposal.pk).document.head > head
    stale = lead.post(here, {"act": "accept", "hunk": hunks[0]["hunk"].key}, follow=True).content.decode()
    assert "has changed since you opened the page" in stale
    assert "1 change to decide" in lead.get(f"/papers/{one.pk}/proposals/").content.decode()
    page = lead.post(here, {"act": "refuse_all"}, follow=True).content.decode()
    assert "1 change is refused." in page
    assert "cook" in said(one.document)[4]


def test_looking_at_suggestions_writes_nothing(sign_in, mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "each week"))
    edit(one.document, mei, "same place", "library")
    before = Proposal.objects.get(pk=proposal.pk)
    page = sign_in(mei).get(f"/papers/{one.pk}/proposals/{proposal.pk}/")
    assert len(page.context["hunks"]) == 1
    after = Proposal.objects.get(pk=proposal.pk)
    assert (after.followed, after.document.head) == (before.followed, before.document.head)


def test_people_are_named_and_told(sign_in, mei, bo, tao):
    from network.activity.models import Activity

    one = paper(mei, reviewers=[bo])
    browser = sign_in(mei)
    found = browser.get(f"/papers/{one.pk}/people/named/?q=bo", headers=JSON).json()["people"]
    assert [row["handle"] for row in found] == ["bo"]
    browser.post(f"/papers/{one.pk}/comments/", {"quote": "", "text": "@bo and @tao, please look. mail@bo.example"})
    told = Activity.objects.filter(kind="papers.mentioned")
    assert [row.names for row in told] == [[bo.pk]]  # Tao does not see the paper
    page = browser.get(f"/papers/{one.pk}/comments/").content.decode()
    assert "@Bo Carter</a>" in page
    assert "@tao" in page


def test_the_history_keeps_compares_and_gives_back(sign_in, mei, bo):
    one = paper(mei, bo)
    browser = sign_in(mei)
    here = f"/papers/{one.pk}/history/"
    assert "Give it a name" in browser.post(here, {"label": " "}).content.decode()
    browser.post(here, {"label": "Before the meeting"})
    edit(one.document, bo, "every week", "each week")
    page = browser.get(f"{here}compare/?from=1&to=now").content.decode()
    assert "1 change" in page
    assert "</span>every</del>" in page
    assert "</span>each</ins>" in page
    assert "Bo Carter" in browser.get(f"{here}written/").content.decode()
    assert "What would change" in browser.get(f"{here}1/restore/").content.decode()
    assert "each week" in said(one.document)[3]  # asking changes nothing
    browser.post(f"{here}1/restore/")
    assert "every week" in said(one.document)[3]
    assert list(Version.objects.values_list("number", "kind")) == [(3, "named"), (2, "auto"), (1, "named")]
    assert "each week" in str(Version.objects.get(number=2).content)
    page = browser.get(f"{here}?all=1").content.decode()
    assert "before an older text came back" in page


def test_a_tampered_version_shows_as_such_and_does_not_come_back(sign_in, mei):
    one = paper(mei)
    browser = sign_in(mei)
    here = f"/papers/{one.pk}/history/"
    browser.post(here, {"label": "First"})
    kept = Version.objects.get()
    assert "As it was kept" in browser.get(f"{here}1/").content.decode()
    kept.content["content"][1]["content"][0]["text"] = "Somebody else's words."
    kept.save()
    for address in (here, f"{here}1/", f"{here}1/restore/", f"{here}compare/?from=1&to=now"):
        assert "not what was kept" in browser.get(address).content.decode(), address
    browser.post(f"{here}1/restore/")
    assert "Somebody else" not in " ".join(said(one.document))

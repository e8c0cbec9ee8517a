"""Pages of minutes: who sees them, forms without scripts, what others wrote meanwhile, files, the catalogue."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meetings.minutes import actions
from meetings.minutes.models import Minutes
from meetings.minutes.passages import from_lines, split, to_lines, with_key
from network.catalogue.models import Entry
from network.kit.clock import now
from network.live import texts
from resources.papers.schema import check
from resources.papers.wording import plain
from tests.factories.meetings import meeting
from tests.meetings.minutes.test_minutes import at, over, running

pytestmark = pytest.mark.usefixtures("in_english")


def page(name, one, **asked):
    return reverse(f"minutes:{name}", args=[one.pk], query=asked or None)


def test_minutes_are_seen_by_whoever_sees_the_meeting_and_by_visitors_once_sent(freja, bo, tao, sign_in):
    public = over(freja, [bo], visibility="public")
    closed = over(freja, [bo], visibility="invited")
    for one in (public, closed):
        actions.add_passage(actions.begin_minutes(one, freja), "Talk", "Quietly said.", by=freja)
    assert "Quietly" in sign_in(tao).get(page("minutes", public)).text
    assert sign_in(tao).get(page("minutes", closed)).status_code == 404
    assert "Quietly" in sign_in(bo).get(page("minutes", closed)).text
    assert "Quietly" not in Client().get(page("minutes", public)).text
    actions.circulate(public.written, by=freja)
    actions.add_passage(Minutes.objects.get(meeting=public), "More", "A correction.", by=freja)
    seen = Client().get(page("minutes", public)).text
    assert "Quietly" in seen
    assert "A correction." not in seen
    assert "Bo Carter" not in seen
    actions.narrow(Minutes.objects.get(meeting=public), True, by=freja)
    assert "Quietly" not in Client().get(page("minutes", public)).text
    assert "Quietly" not in sign_in(tao).get(page("minutes", public)).text
    assert "Quietly" in sign_in(bo).get(page("minutes", public)).text


def test_they_are_begun_from_the_page_and_written_with_the_editor(freja, bo, tao, sign_in):
    one = running(freja, [bo])
    assert "Begin the minutes" in sign_in(bo).get(page("minutes", one)).text
    assert "Begin the minutes" not in sign_in(tao).get(page("minutes", one)).text
    assert sign_in(bo).post(page("begin", one)).status_code == 302
    writing = sign_in(bo).get(page("write", one))
    assert writing.status_code == 200
    assert f"/ws/minutes/{one.pk}/" in writing.text
    assert 'data-do="cite"' not in writing.text
    assert 'data-panel="comments"' not in writing.text
    assert sign_in(tao).get(page("write", one)).status_code == 302


def test_a_passage_is_saved_by_itself(freja, bo, sign_in):
    one = running(freja, [bo])
    minutes = actions.begin_minutes(one, freja)
    browser = sign_in(bo)
    form = browser.get(page("passage", one, key="notes"))
    assert form.status_code == 200
    lines = "We met.\n\n- one\n- **two**\n\n1. first\n2. second"
    answer = browser.post(page("passage", one, key="notes"), {"lines": lines, "was": ""})
    assert answer.status_code == 302
    content = texts.read(minutes.document)
    assert [node["type"] for node in with_key(content, "notes").blocks] == ["paragraph", "bulletList", "orderedList"]
    assert not check(content)
    assert browser.get(page("passage", one, key="gone")).status_code == 404


def test_who_wrote_later_is_shown_what_was_what_is_and_their_own(freja, bo, sign_in):
    one = running(freja, [bo])
    minutes = actions.begin_minutes(one, freja)
    actions.save_passage(minutes, "notes", "Before.", was="", by=freja)
    actions.save_passage(minutes, "notes", "Freja's words.", was="Before.", by=freja)
    browser = sign_in(bo)
    refused = browser.post(page("passage", one, key="notes"), {"lines": "Bo's words.", "was": "Before."})
    assert refused.status_code == 409
    for words in ("Before.", "Freja&#x27;s words.", "Bo&#x27;s words."):
        assert words in refused.text
    assert plain(texts.read(minutes.document)).endswith("Freja's words.")
    both = {"lines": "Freja's words. Bo's words.", "was": "Freja's words."}
    assert browser.post(page("passage", one, key="notes"), both).status_code == 302
    assert plain(texts.read(minutes.document)).endswith("Freja's words. Bo's words.")


def test_a_passage_that_is_gone_can_be_added_anew(freja, bo, sign_in):
    one = running(freja, [bo])
    minutes = actions.begin_minutes(one, freja)
    empty = {"type": "doc", "content": [{"type": "paragraph"}]}
    texts.rewrite(minutes.document, empty, by=freja)
    refused = sign_in(bo).post(page("passage", one, key="notes"), {"lines": "Bo's words.", "was": ""})
    assert refused.status_code == 409
    assert "Bo&#x27;s words." in refused.text
    assert sign_in(bo).post(page("passage_new", one), {"title": "Again", "lines": "Bo's words."}).status_code == 302
    assert "Bo's words." in plain(texts.read(minutes.document))


def test_lines_keep_what_they_cannot_say():
    table = {"type": "table", "content": [{"type": "tableRow", "content": [
        {"type": "tableCell", "content": [{"type": "paragraph"}]}]}]}  # fmt: skip
    under = {"type": "paragraph", "content": [{"type": "text", "text": "low", "marks": [{"type": "subscript"}]}]}
    words = {"type": "paragraph", "content": [{"type": "text", "text": "5 * 3 [see] \\ "}, {"type": "text", "text": "b",
             "marks": [{"type": "bold"}]}]}  # fmt: skip
    blocks = [under, table, words]
    lines = to_lines(blocks)
    assert from_lines(lines, blocks) == blocks
    assert from_lines(lines.replace("low", "lower"), blocks)[1:] == [table, words]
    assert from_lines(to_lines([words])) == [words]
    nested = from_lines("- a\n   - b\n   - c\n- d")
    assert [len(nested), len(nested[0]["content"]), len(nested[0]["content"][0]["content"])] == [1, 2, 2]
    assert from_lines("[x](javascript:alert(1))")[0]["content"][0]["text"].startswith("[x]")
    assert from_lines(to_lines(nested)) == nested
    deep = "\n".join("   " * depth + "- x" for depth in range(30))
    assert not check({"type": "doc", "content": from_lines(deep)})


def test_a_text_is_parted_at_its_headings():
    content = {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "first"}]},
        {"type": "heading", "attrs": {"level": 1, "id": "a"}, "content": [{"type": "text", "text": "A"}]},
        {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": "B"}]},
        {"type": "paragraph"}]}  # fmt: skip
    assert [(one.key, one.title, len(one.blocks)) for one in split(content)] == [
        ("top", "", 1), ("a", "A", 0), ("at-2", "B", 1)]  # fmt: skip


def test_a_decision_leads_to_what_it_changes(freja, bo, mei, sign_in):
    from tests.factories import things

    shared = things.resource(mei, "A guide")
    one = running(freja, [bo])
    actions.begin_minutes(one, freja)
    new = page("decision_new", one)
    browser = sign_in(bo)
    refused = browser.post(new, {"text": "We take it over.", "about": "https://evil.example/resources/1/"})
    assert refused.status_code == 422
    assert "no address of this portal" in refused.text
    assert "We take it over." in refused.text
    browser.post(new, {"text": "We take it over.", "about": shared.get_absolute_url() + "edit/"})
    made = one.decisions.get()
    assert made.entry == Entry.objects.of(shared).get()
    assert "A guide" in browser.get(page("minutes", one)).text
    register = browser.get(reverse("minutes:decisions"), {"q": "take over"}).text
    assert "We take it over." in register
    assert "We take it over." not in browser.get(reverse("minutes:decisions"), {"q": "elephant"}).text
    assert "We take it over." not in Client().get(reverse("minutes:decisions")).text


def test_sending_and_approving_are_asked_once_more(freja, bo, sign_in):
    one = running(freja, [bo])
    actions.begin_minutes(one, freja)
    assert sign_in(bo).get(page("send", one)).status_code == 403
    browser = sign_in(freja)
    assert "Send the minutes to all?" in browser.get(page("send", one)).text
    browser.post(page("send", one))
    again = browser.post(page("send", one), follow=True)
    assert "sent already" in again.text
    actions.add_passage(Minutes.objects.get(), "Late", "A further word.", by=freja)
    assert "A further word." in browser.get(page("sent", one)).text
    assert "<ins>" in browser.get(page("sent", one)).text
    browser.post(page("approve", one))
    assert Minutes.objects.get().is_approved
    assert Minutes.objects.get().sha256 in browser.get(page("minutes", one)).text


@pytest.mark.parametrize("ending", ["pdf", "docx", "md", "txt"])
def test_they_come_as_files(freja, bo, sign_in, ending):
    one = over(freja, [bo], title="Møde om gåture")
    minutes = actions.begin_minutes(one, freja)
    actions.decide(one, by=freja, text="We walk on Sundays.")
    actions.add_passage(minutes, "Talk", "- one\n- two", by=freja)
    answer = sign_in(bo).get(reverse("minutes:file", args=[one.pk, ending]))
    assert answer.status_code == 200
    assert len(answer.content) > 100
    if ending in ("md", "txt"):
        assert "We walk on Sundays." in answer.text
    assert answer.content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}.get(ending, answer.content[:4])
    assert Client().get(reverse("minutes:file", args=[one.pk, ending])).status_code == 404


def test_minutes_that_members_may_see_are_found_by_their_words(freja, bo):
    one, closed = over(freja, [bo]), over(freja, [bo], visibility="invited")
    for held in (one, closed):
        minutes = actions.begin_minutes(held, freja)
        actions.add_passage(minutes, "Talk", "Quietly said.", by=freja)
        assert not Entry.objects.of(minutes).exists()
        actions.circulate(minutes, by=freja)
    entry = Entry.objects.of(one.written).get()
    assert "Quietly said." in entry.text
    assert entry.audience == ["members"]
    assert not Entry.objects.of(closed.written).exists()
    actions.narrow(one.written, True, by=freja)
    assert Entry.objects.of(one.written).get().withdrawn_at


def test_what_came_of_it_and_what_is_open_stands_on_the_page_of_the_meeting(freja, bo, sign_in):
    from network.kit.panels import shown
    from tests.factories.meetings import series

    days = [(now() + timedelta(days=n)).date() for n in (-7, 7)]
    first, second = series(freja, dates=days, zone="UTC").meetings.order_by("starts_at")
    actions.begin_minutes(first, freja)
    actions.assign(first, by=freja, owner=bo, title="Print the map", due_on=days[1])

    class Request:
        user = bo

    names = [template for template, _ in shown("calendar.meeting", "main", Request, second)]
    assert "minutes/panels/before.html" in names
    names = [template for template, _ in shown("calendar.meeting", "main", Request, first)]
    assert "minutes/panels/outcome.html" in names
    assert "minutes/panels/series.html" in [t for t, _ in shown("calendar.series", "main", Request, first.series)]


def test_the_desk_shows_my_tasks_and_minutes_that_wait(freja, bo, sign_in):
    one = over(freja, [bo])
    actions.begin_minutes(one, freja)
    actions.assign(one, by=freja, owner=bo, title="Print the map", due_on=(now() + timedelta(days=2)).date())
    assert "Print the map" in sign_in(bo).get("/desk/").text
    assert "wait to be sent" in sign_in(freja).get("/desk/").text


def test_nobody_writes_after_a_meeting_was_called_off(freja, bo, sign_in):
    one = meeting(freja, people=[bo], **at(now() - timedelta(minutes=5)))
    actions.begin_minutes(one, freja)
    type(one).objects.filter(pk=one.pk).update(state="cancelled")
    assert sign_in(bo).post(page("passage_new", one), {"title": "x", "lines": "y"}).status_code == 403


def test_the_next_meeting_of_the_series_is_asked_to_approve_the_last_minutes(freja, bo):
    from network.kit.panels import shown
    from tests.factories.meetings import series

    days = [(now() + timedelta(days=n)).date() for n in (-7, 7, 14)]
    first, second, third = series(freja, dates=days, zone="UTC").meetings.order_by("starts_at")
    actions.circulate(actions.begin_minutes(first, freja), by=freja)

    def waiting(reader, one):
        class Request:
            user = reader

        found = dict(shown("calendar.meeting", "main", Request, one))
        return found.get("minutes/panels/before.html", {}).get("waiting")

    assert waiting(freja, second) == first.written
    assert waiting(bo, second) is None
    assert waiting(freja, third) is None
    actions.approve(first.written, by=freja, within=second)
    assert waiting(freja, second) is None

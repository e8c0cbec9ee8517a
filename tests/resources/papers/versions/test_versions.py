"""Versions: kept by name and by themselves, under a fingerprint; an older text back as a forward edit."""

import hashlib
from datetime import timedelta

import pytest

from network.access.rules import Denied
from network.kit.clock import now
from network.live import texts
from resources.papers.actions import talking
from resources.papers.actions import versions as actions
from resources.papers.fingerprints import fingerprint, is_untouched
from resources.papers.models import Paper, Reference, Version
from tests.resources.papers.talking.make import doc, edit, paper, par, said

pytestmark = pytest.mark.django_db


def test_a_fingerprint_is_of_what_is_said_and_not_of_how_it_is_stored():
    one = {"type": "doc", "content": [{"type": "heading", "attrs": {"level": 2, "id": None}}]}
    other = {"content": [{"attrs": {"level": 2.0}, "type": "heading"}], "type": "doc"}
    assert fingerprint(one, [], {}) == fingerprint(other, [], {})
    assert len(fingerprint(one, [], {})) == 64
    assert fingerprint(one, [], {}) != fingerprint(one, [{"id": "a"}], {})
    assert fingerprint(one, [], {}) != fingerprint(one, [], {"title": "x"})
    # Fixed for ever: signatures are bound to it.
    written = '{"about":{"title":"同伴"},"content":{"type":"doc"},"references":[]}'
    assert fingerprint({"type": "doc"}, [], {"title": "同伴"}) == hashlib.sha256(written.encode()).hexdigest()


def test_a_version_survives_its_way_through_the_database(mei):
    one = paper(mei, content=doc(par("Zoë 同伴 🙂 1.0"), {"type": "orderedList", "attrs": {"start": 3}, "content": [
        {"type": "listItem", "content": [par("x")]}]}))  # fmt: skip
    kept = actions.name_version(one, "First", by=mei)
    assert is_untouched(Version.objects.get(pk=kept.pk))
    assert (kept.number, kept.kind, kept.words, kept.seq) == (1, "named", 6, one.document.head)


def test_only_what_is_cited_belongs_to_it(mei):
    cite = {"type": "citation", "attrs": {"items": [{"key": "a1"}], "mode": "paren"}}
    one = paper(mei, content=doc(par("So it is ", cite)))
    for key in ("a1", "b2"):
        Reference.objects.create(paper=one, key=key, csl={"title": key}, title=key)
    before = actions.keep_version(one)
    assert [work["id"] for work in before.references] == ["a1"]
    Reference.objects.filter(key="b2").update(csl={"title": "another"})
    assert actions.keep_version(one) == before
    Reference.objects.filter(key="a1").update(csl={"title": "another"})
    assert actions.keep_version(one).fingerprint != before.fingerprint


def test_who_stands_on_it_is_part_of_it(mei, bo):
    one = paper(mei, bo)
    before = actions.keep_version(one)
    row = one.authors.get(member=bo)
    row.affiliation = "Another house"
    row.save()
    assert actions.keep_version(one).fingerprint != before.fingerprint


def test_one_is_kept_by_itself_ten_minutes_after_the_last_word(mei, bo):
    one = paper(mei, bo)
    edit(one.document, bo, "every week", "each week")
    assert actions.keep_after_pause(one.pk) is True
    assert not one.versions.exists()
    later = now() + timedelta(minutes=11)
    assert actions.keep_after_pause(one.pk, at=later) is False
    [kept] = one.versions.all()
    assert (kept.kind, kept.label) == ("auto", actions.AFTER_A_PAUSE)
    assert actions.keep_after_pause(one.pk, at=later + timedelta(hours=1)) is False
    assert one.versions.count() == 1
    # There and back again is the same text: nothing to keep twice.
    edit(one.document, bo, "each week", "every week")
    edit(one.document, bo, "every week", "each week")
    actions.keep_all_after_pause(at=now() + timedelta(minutes=11))
    assert one.versions.count() == 1


def test_an_older_text_comes_back_as_a_further_edit(mei, bo):
    one = paper(mei, bo)
    first = actions.name_version(one, "First", by=mei)
    thread = talking.open_thread(one, by=bo, text="Hm", quote="cook, walk", find=True)
    edit(one.document, bo, "every week", "each week")
    head = type(one.document).objects.get(pk=one.document.pk).head
    new = actions.restore(first, by=mei)
    assert "every week" in said(one.document)[3]
    assert new.seq > head
    assert new.number == 3
    assert one.versions.get(kind="auto").content != first.content
    from resources.papers.queries.talking.threads import keys_in

    assert keys_in(texts.read(one.document)) == {thread.key}


def test_a_fixed_text_does_not_change_under_its_signatures(mei):
    one = paper(mei)
    first = actions.name_version(one, "First", by=mei)
    edit(one.document, mei, "every week", "each week")
    texts.freeze(one.document)
    with pytest.raises(texts.Frozen):
        actions.restore(first, by=mei)
    assert one.versions.count() == 1


def test_a_tampered_version_does_not_come_back(mei):
    one = paper(mei)
    first = actions.name_version(one, "First", by=mei)
    first.references = [{"id": "x"}]
    first.save()
    with pytest.raises(actions.Tampered):
        actions.restore(first, by=mei)


def test_who_may_not_may_not(mei, bo, tao):
    one = paper(mei, reviewers=[bo])
    first = actions.name_version(one, "First", by=bo)
    with pytest.raises(Denied):
        actions.restore(first, by=bo)
    with pytest.raises(Denied):
        actions.name_version(one, "Mine", by=tao)
    with pytest.raises(ValueError, match="name"):
        actions.name_version(one, "  ", by=mei)


def test_an_automatic_version_can_get_a_name_and_a_signed_one_keeps_its_own(mei):
    one = paper(mei)
    kept = actions.keep_version(one)
    assert actions.rename_version(kept, "Worth keeping", by=mei).kind == "named"
    edit(one.document, mei, "every week", "each week")
    candidate = actions.keep_version(one, Version.Kind.CANDIDATE, "For signing")
    with pytest.raises(ValueError, match="keeps its name"):
        actions.rename_version(candidate, "Mine", by=mei)


def test_who_wrote_what_adds_up_to_the_text(mei, bo):
    from resources.papers.differences import plain_text
    from resources.papers.queries.versions import written

    one = paper(mei, bo)
    edit(one.document, bo, "every week", "each week 同伴 🙂")
    found = written(Paper.objects.get(pk=one.pk), mei)
    assert found.letters == sum(len(plain_text(block)) for block in texts.read(one.document)["content"])
    by = {row.member: row.letters for row in found.writers}
    assert by[mei] + by[bo] == found.letters
    assert len("ach 同伴 🙂") <= by[bo] <= len("each week 同伴 🙂")
    assert round(sum(row.share for row in found.writers)) == 100

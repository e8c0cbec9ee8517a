"""Shared texts for rooms: made, read, changed, branched, merged, stopped, with every writer remembered."""

import psycopg
import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from pycrdt import Doc, XmlFragment

from network.live import notices, prose, texts
from network.live.compaction import compact
from network.live.models import Client, Document, Snapshot, Update
from network.live.store import conninfo

pytestmark = pytest.mark.django_db


def said(*blocks):
    """Return a text of paragraphs: plain strings, or lists of nodes."""
    return {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": block}] if isinstance(block, str) else block}
            for block in blocks
        ],
    }


def typed(document, member, change):
    """Do as a browser of this member does: change an own replica, append what it sent."""
    doc = texts.replica(document)
    heard = []
    watching = doc.observe(lambda event: heard.append(event.update))
    change(doc.get(prose.FIELD, type=XmlFragment))
    doc.unobserve(watching)
    document.refresh_from_db()
    for update in heard:
        document.head += 1
        client = doc.client_id
        Update.objects.create(
            document=document,
            seq=document.head,
            payload=update,
            member=member,
            client_ids=[client],
            size=len(update),
        )
        Client.objects.get_or_create(
            document=document, client_id=client, defaults={"member": member, "first_seq": document.head}
        )
    document.save()


def test_what_is_put_in_is_read(freja):
    text = said("Støtte fra ligemænd 😀", "同伴支持很重要。")
    document = texts.create("papers.paper:1", text, by=freja)
    assert texts.read(document) == text
    assert (document.head, Update.objects.get(document=document).member) == (1, freja)


def test_a_new_text_without_words_has_one_empty_paragraph_for_all(freja):
    assert texts.read(texts.create("papers.paper:1", by=freja)) == texts.EMPTY


def test_a_text_weighs_what_must_be_read_to_open_it(freja):
    document = texts.create("papers.paper:1", said("word " * 200), by=freja)
    first = Update.objects.get(document=document).size
    assert texts.weight(document) == first > 1000
    texts.rewrite(document, said("word " * 199, "new"), by=freja)
    assert texts.weight(document) > first
    compact(document.pk)
    snapshot = Snapshot.objects.get(document=document)
    assert texts.weight(document) == len(bytes(snapshot.payload))


def test_a_rewrite_appends_the_smallest_row_and_nothing_for_nothing(freja):
    document = texts.create("papers.paper:1", said("word " * 2000, "second"), by=freja)
    assert texts.rewrite(document, texts.read(document), by=freja) == 1
    assert texts.rewrite(document, said("word " * 1000 + "new " + "word " * 1000, "second"), by=freja) == 2
    assert Update.objects.get(document=document, seq=2).size < 60
    assert texts.read(document, 1) == said("word " * 2000, "second")


def test_what_others_type_meanwhile_stays(freja, bo):
    """A browser that has not heard of the rewrite sends what it typed before: both are in the text."""
    document = texts.create("papers.paper:1", said("one two three", "four five"), by=freja)
    browser = texts.replica(document)
    heard = []
    browser.observe(lambda event: heard.append(event.update))
    browser.get(prose.FIELD, type=XmlFragment).children[0].children[0].insert(3, " and a half")
    texts.rewrite(document, said("one two THREE", "in between", "four five six"), by=bo)
    server = texts.replica(document)
    server.apply_update(heard[0])
    assert prose.read(server) == said("one and a half two THREE", "in between", "four five six")


def test_comments_stay_on_words_that_stay(freja):
    mark = [{"type": "comment", "attrs": {"thread": "t1"}}]
    text = said(
        [{"type": "text", "text": "peer "}, {"type": "text", "text": "support improves control", "marks": mark}]
    )
    document = texts.create("papers.paper:1", text, by=freja)
    texts.rewrite(document, said("Good peer support greatly improves glucose control."), by=freja)
    (paragraph,) = texts.read(document)["content"]
    marked = "".join(node["text"] for node in paragraph["content"] if node.get("marks"))
    assert marked == "support greatly improves glucose control"
    texts.rewrite(document, said("Good peer support"), by=freja, keep=())
    assert texts.read(document) == said("Good peer support")


def test_who_wrote_what_is_counted_by_block(freja, bo):
    text = said("Freja wrote this 😀", "同伴支持")
    text["content"][0] |= {"type": "heading", "attrs": {"level": 1, "id": "intro"}}
    document = texts.create("papers.paper:1", text, by=freja)
    typed(document, bo, lambda root: root.children[0].children[0].insert(0, "Bo: "))
    typed(document, bo, lambda root: root.children[1].children[0].insert(0, "好"))
    assert texts.who_wrote(document) == {
        "intro": [(freja.pk, 18), (bo.pk, 4)],
        "1": [(freja.pk, 4), (bo.pk, 1)],
    }


def test_a_branch_comes_home_with_its_writers(freja, bo, mei):
    main = texts.create("papers.paper:1", said("one", "two"), by=freja)
    branch = texts.fork(main, by=mei)
    assert (branch.parent, branch.forked_at, branch.subject) == (main, 1, main.subject)
    typed(branch, mei, lambda root: root.children[0].children[0].insert(3, " 支持"))
    typed(main, bo, lambda root: root.children[1].children[0].insert(3, " more"))
    assert texts.read(main) == said("one", "two more")
    assert texts.merge(branch, main, by=freja) == 3
    assert texts.read(main) == said("one 支持", "two more")
    assert texts.who_wrote(main) == {"0": [(freja.pk, 3), (mei.pk, 3)], "1": [(bo.pk, 5), (freja.pk, 3)]}
    assert Update.objects.get(document=main, seq=3).member == mei
    assert texts.merge(branch, main, by=freja) == 3, "what is there already is not repeated"


def test_a_branch_follows_the_text_it_came_from(freja, bo, mei):
    main = texts.create("papers.paper:1", said("one", "two"), by=freja)
    branch = texts.fork(main, by=mei)
    typed(branch, mei, lambda root: root.children[0].children[0].insert(0, "mine "))
    typed(main, bo, lambda root: root.children[1].children[0].insert(3, " more"))
    assert texts.merge(main, branch, by=None) == 3
    assert texts.read(branch) == said("mine one", "two more")
    assert texts.read(main) == said("one", "two more")
    assert texts.who_wrote(branch)["1"] == [(bo.pk, 5), (freja.pk, 3)]
    assert texts.merge(branch, main, by=freja) == 3, "of what came from here nothing is repeated"
    assert texts.read(main) == said("mine one", "two more")


def test_what_nobody_wrote_belongs_to_nobody_and_cannot_be_claimed():
    document = texts.create("papers.paper:1", said("one"))
    assert list(Client.objects.filter(document=document).values_list("member", flat=True)) == [None]
    assert texts.who_wrote(document) == {"0": [(None, 3)]}


def test_a_frozen_text_is_not_written_and_a_thawed_one_is(freja):
    document = texts.create("papers.paper:1", said("one"), by=freja)
    texts.freeze(document)
    with pytest.raises(texts.Frozen):
        texts.rewrite(document, said("two"), by=freja)
    with pytest.raises(texts.Frozen):
        texts.merge(texts.fork(document, by=freja), document, by=freja)
    assert texts.read(document) == said("one")
    texts.thaw(document)
    assert texts.rewrite(document, said("two"), by=freja) == 2


def test_a_damaged_snapshot_is_passed_over(freja):
    document = texts.create("papers.paper:1", said("one"), by=freja)
    forged = Doc()
    Snapshot.objects.create(document=document, upto=1, payload=forged.get_update(), sha256="0" * 64)
    assert texts.read(document) == said("one")


def test_a_row_that_cannot_be_applied_does_not_close_the_text(freja):
    document = texts.create("papers.paper:1", said("one"), by=freja)
    Update.objects.create(document=document, seq=2, payload=b"\x07no update", size=10)
    Document.objects.filter(pk=document.pk).update(head=2)
    assert texts.read(document) == said("one")


@pytest.mark.django_db(transaction=True)
def test_nobody_else_writes_in_a_text_that_is_held(freja, bo):
    """Between reading and rewriting nobody's words can come in: they would be missing in what is wanted."""
    document = texts.create("papers.paper:1", said("one"), by=freja)
    other = Document.objects.get(pk=document.pk)
    texts.rewrite(document, said("one two"), by=bo)
    with psycopg.connect(conninfo(), autocommit=True) as line:
        line.execute("SET lock_timeout = '200ms'")
        with transaction.atomic():
            texts.hold(other)
            assert other.head == 2
            with pytest.raises(psycopg.errors.LockNotAvailable):
                line.execute("UPDATE live_document SET head = head + 1 WHERE id = %s", [document.pk])
        line.execute("SELECT 1 FROM live_document WHERE id = %s FOR UPDATE", [document.pk])
    with pytest.raises(TransactionManagementError):
        texts.hold(document)


def test_a_number_that_the_log_does_not_have_is_refused(freja):
    document = texts.create("papers.paper:1", said("one"), by=freja)
    with pytest.raises(texts.Unreadable):
        texts.read(document, 2)


@pytest.mark.django_db(transaction=True)
def test_servers_of_open_texts_hear_of_a_rewrite_when_it_is_committed(freja):
    document = texts.create("papers.paper:1", said("one"), by=freja)
    with psycopg.connect(conninfo(), autocommit=True) as other:
        other.execute(f"LISTEN {notices.LOG}")
        with transaction.atomic():
            texts.rewrite(document, said("two"), by=freja)
            assert not list(other.notifies(timeout=0.2, stop_after=1))
        assert [notice.payload for notice in other.notifies(timeout=5, stop_after=1)] == [f"{document.pk} 2"]

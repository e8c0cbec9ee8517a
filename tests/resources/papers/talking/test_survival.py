"""What people said and suggested survives whatever is written around it, in any order, in any partition."""

import random

import pytest

from network.access.rules import Denied
from network.live import texts
from resources.papers.actions import talking
from resources.papers.differences import compare
from resources.papers.models import Proposal, Thread
from resources.papers.queries.talking.threads import keys_in, threads_of
from tests.resources.papers.talking.make import doc, edit, head, paper, par, said
from tests.resources.papers.versions.test_differences import any_text, changed, same

pytestmark = pytest.mark.django_db


def fresh(one):
    return type(one).objects.get(pk=one.pk)


def rough(dice, content):
    """Change a text as people do who strike out, retype and move whole paragraphs."""
    content = changed(dice, content)
    blocks = list(content["content"])
    if dice.random() < 0.3 and len(blocks) > 1:
        blocks.append(blocks.pop(dice.randrange(len(blocks))))
    if dice.random() < 0.2:
        blocks = blocks[: len(blocks) // 2] or blocks
    return doc(*blocks)


@pytest.mark.parametrize("seed", range(6))
def test_no_comment_is_lost_without_its_place(seed, mei, bo):
    dice = random.Random(seed)
    one = paper(mei, bo, content=any_text(dice, 12))
    for _ in range(6):
        words = [line for line in said(one.document) if line.strip()]
        line = dice.choice(words).split("\n")[0].split(" ")
        start = dice.randrange(len(line))
        quote = " ".join(line[start : start + dice.randint(1, 4)])
        if quote.strip():
            talking.open_thread(one, by=dice.choice([mei, bo]), text="About this", quote=quote, find=True)
    keys = set(Thread.objects.values_list("key", flat=True))
    assert keys
    assert keys <= keys_in(texts.read(one.document))
    # Four people apart from each other: each has the text as it was, writes, and hears of some others now and then.
    apart = [texts.fork(one.document, by=mei) for _ in range(4)]
    for _ in range(14):
        here = dice.choice(apart)
        if dice.random() < 0.25:
            texts.merge(here, one.document, by=mei)
            texts.merge(one.document, here, by=mei)
        else:
            texts.rewrite(here, rough(dice, texts.read(here)), by=dice.choice([mei, bo]))
    dice.shuffle(apart)
    for here in apart:
        texts.merge(here, one.document, by=mei)
    for here in apart:
        texts.merge(one.document, here, by=mei)
        assert texts.read(here) == texts.read(one.document)
    talking.sweep(one)
    stand = keys_in(texts.read(one.document))
    rows = {row.key: row for row in Thread.objects.all()}
    assert set(rows) == keys
    for key, row in rows.items():
        assert row.is_detached == (key not in stand)
        assert row.quote
        assert row.comments.get().text == "About this"
    assert {row.key: row.is_detached for row in threads_of(one, mei)} == {k: r.is_detached for k, r in rows.items()}
    # And each that lost its passage can be placed again, wherever words stand.
    words = next((line for line in said(one.document) if line.strip()), "")
    for row in rows.values():
        if row.is_detached and words:
            talking.place_again(row, by=bo, quote=words.split("\n")[0][:30])
    if words:
        assert keys <= keys_in(texts.read(one.document))
        assert not Thread.objects.filter(is_detached=True).exists()


def test_struck_out_and_brought_back_words_bring_their_comment_back(mei, bo):
    one = paper(mei, bo)
    thread = talking.open_thread(one, by=bo, text="Hm", quote="every week", find=True)
    before = texts.read(one.document)
    texts.rewrite(one.document, doc(*before["content"][:3], par("Nobody comes."), *before["content"][4:]), by=bo)
    talking.sweep(one)
    assert fresh(thread).is_detached
    with pytest.raises(talking.NotFound):
        talking.place_again(thread, by=bo)
    texts.rewrite(one.document, before, by=bo)
    assert talking.sweep(one) == 1
    assert not fresh(thread).is_detached


def test_of_several_places_the_one_with_the_same_surroundings_is_meant(mei, bo):
    one = paper(mei, bo, content=doc(par("We walk every day."), par("We cook every day."), par("We talk every day.")))
    thread = talking.open_thread(one, by=bo, text="Hm", quote="every day", before="We cook ", find=True)
    marked = [place for place, block in enumerate(texts.read(one.document)["content"]) if thread.key in keys_in(block)]
    assert marked == [1]


def test_a_comment_on_a_suggestion_goes_with_it_into_the_text(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = talking.begin_proposal(one, by=bo)
    edit(proposal.document, bo, "every week", "on each Tuesday evening")
    thread = talking.open_thread(
        one, by=mei, text="Why?", quote="Tuesday evening", document=proposal.document, find=True
    )
    assert [row.key for row in threads_of(one, mei)] == []
    talking.decide_all(fresh(proposal), "accepted", by=mei)
    talking.sweep(one)
    assert [(row.key, row.is_detached) for row in threads_of(one, mei)] == [(thread.key, False)]
    assert fresh(thread).document == one.document


@pytest.mark.parametrize("seed", range(8))
def test_decided_one_by_one_in_any_order_the_text_is_the_merged_one(seed, mei, bo):
    dice = random.Random(1000 + seed)
    one = paper(mei, reviewers=[bo], content=any_text(dice, 7))
    proposal = talking.begin_proposal(one, by=bo)
    texts.rewrite(proposal.document, changed(dice, texts.read(proposal.document)), by=bo)
    if seed % 2:
        texts.rewrite(one.document, changed(dice, texts.read(one.document)), by=mei)
    talking.follow(fresh(proposal))
    wanted = texts.read(fresh(proposal).document)
    steps = 0
    while hunks := talking.hunks_of(fresh(proposal)):
        talking.decide(fresh(proposal), dice.choice(hunks).key, "accepted", by=mei)
        assert same(texts.read(proposal.document), wanted), "the branch lost or doubled something"
        steps += 1
        assert steps < 60
    assert same(texts.read(one.document), wanted)
    assert not steps or fresh(proposal).state == Proposal.State.CLOSED


@pytest.mark.parametrize("seed", range(6))
def test_refused_one_by_one_the_text_stays_and_mixed_each_gets_its_answer(seed, mei, bo):
    dice = random.Random(2000 + seed)
    one = paper(mei, reviewers=[bo], content=any_text(dice, 7))
    before = texts.read(one.document)
    proposal = talking.begin_proposal(one, by=bo)
    texts.rewrite(proposal.document, changed(dice, texts.read(proposal.document)), by=bo)
    decided = 0
    while hunks := talking.hunks_of(fresh(proposal)):
        hunk = dice.choice(hunks)
        answer = "refused" if seed % 2 or dice.random() < 0.5 else "accepted"
        talking.decide(fresh(proposal), hunk.key, answer, by=mei)
        left = {one.key for one in talking.hunks_of(fresh(proposal))}
        assert hunk.key not in left or len(left) < len(hunks)
        decided += 1
        assert decided < 60
    if seed % 2:
        assert same(texts.read(one.document), before)
    assert not compare(texts.read(one.document), texts.read(proposal.document))


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_the_same_moment_decide_once(mei, bo, tao):
    """Both press accept on the same change: one ruling, and the words stand once."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    one = paper(mei, tao, reviewers=[bo], content=doc(head("A", "a"), par("One two three."), par("Four five six.")))
    proposal = talking.begin_proposal(one, by=bo)
    edit(proposal.document, bo, "two", "two and a half")
    edit(proposal.document, bo, "five", "fifty")
    first, second = (hunk.key for hunk in talking.hunks_of(fresh(proposal)))

    def press(by, key):
        try:
            talking.decide(Proposal.objects.get(pk=proposal.pk), key, "accepted", by=by)
            return "done"
        except (talking.Moved, Denied):  # it is no longer there, or nothing is open any more
            return "late"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        pressed = [pool.submit(press, by, key) for by, key in ((mei, first), (tao, first), (mei, second))]
        answers = [one.result() for one in pressed]
    assert sorted(answers) == ["done", "done", "late"]
    assert said(one.document)[1:] == ["One two and a half three.", "Four fifty six."]
    assert proposal.rulings.count() == 2
    assert fresh(proposal).state == "closed"

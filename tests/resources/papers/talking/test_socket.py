"""The same rights on the real socket: a server in a process of its own asks this room who may what."""

import asyncio
import time

import pytest
from django.db import connection

from network.live import protocol
from network.live.models import Document
from network.live.protocol import UPDATE
from resources.papers import actions
from resources.papers.actions import talking
from resources.papers.models import Author
from tests.network.live.conftest import common, nursery  # noqa: F401 - fixtures
from tests.network.live.people import Person, until
from tests.network.live.twisted import sign_in
from tests.resources.papers.talking.make import paper, said

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


def called(function, *arguments, **more):
    """Call from a story, in a thread with a connection of its own."""

    def work():
        try:
            return function(*arguments, **more)
        finally:
            connection.close()

    return asyncio.to_thread(work)


def test_reviewers_suggest_in_their_own_branch_and_whoever_is_off_writes_no_more(common, mei, bo, tao, priya):  # noqa: F811
    one = paper(mei, reviewers=[bo, tao])
    proposal = talking.begin_proposal(one, by=bo)
    keys = {member: sign_in(member) for member in (mei, bo, tao, priya)}
    address = f"{common.address.split('/ws/')[0]}/ws/papers/{one.pk}/"
    branch = {"branch": proposal.pk}

    async def typed(person, text):
        person.out.clear()
        person.paragraph().insert(0, text)
        for update in person.out:
            await person.send(protocol.sync(UPDATE, update))

    async def story():
        lead = await Person(address, keys[mei]).enter()
        assert lead.hello["role"] == "edit"
        # A reviewer comments in the text, and no more.
        reviewer = await Person(address, keys[bo]).enter()
        assert reviewer.hello["role"] == "comment"
        await typed(reviewer, "Sneaked in. ")
        await until(lambda: reviewer.closed is not None)
        assert (reviewer.closed, reviewer.refusals) == (4403, ["comment-only"])
        # Somebody else's branch is not theirs either; who is not on the paper finds nothing.
        other = await Person(address, keys[tao], **branch).enter()
        assert other.hello["role"] == "comment"
        await typed(other, "Sneaked in. ")
        await until(lambda: other.closed is not None)
        assert other.closed == 4403
        for more in ({}, branch):
            outsider = await Person(address, keys[priya], **more).enter()
            await until(lambda outsider=outsider: outsider.closed is not None)
            assert outsider.closed == 4404
            assert not outsider.text
        # The own branch is written in, live.
        writer = await Person(address, keys[bo], **branch).enter()
        assert writer.hello["role"] == "edit"
        await typed(writer, "Indeed: ")
        await writer.settle()
        assert writer.saved == writer.sent
        # Taken off the paper, the socket closes within five seconds, and what comes after does not enter.
        head = await called(Document.objects.values_list("head", flat=True).get, pk=proposal.document_id)
        row = await called(Author.objects.get, paper=one, member=bo)
        began = time.monotonic()
        await called(actions.take_off, row, by=mei)
        await until(lambda: writer.closed is not None)
        assert time.monotonic() - began < 5
        again = await Person(address, keys[bo], **branch).enter()
        await until(lambda: again.closed is not None)
        assert again.closed == 4404
        assert await called(Document.objects.values_list("head", flat=True).get, pk=proposal.document_id) == head
        await lead.leave()

    asyncio.run(story())
    assert "Sneaked" not in " ".join(said(one.document) + said(proposal.document))
    assert said(proposal.document)[0].startswith("Indeed: ")
    [hunk] = talking.hunks_of(type(proposal).objects.get(pk=proposal.pk))
    assert hunk.after == "Indeed: "

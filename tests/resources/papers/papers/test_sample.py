"""The papers of the sample world: whole, told twice without a second copy, quick."""

import time
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from members.accounts.models import Member
from network.demo import papers, world
from network.demo.content import prose
from network.demo.content.people import people
from network.desk.waiting import rows_for
from network.live import texts
from resources.papers.models import Paper, Publication, Reference
from resources.papers.queries import overview
from resources.papers.schema import checking

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cities):
    """Everybody whom the sample papers name, as members."""
    from network.cities.models import CoordinatorTerm

    for one in people():
        Member.objects.create_user(
            one.email, handle=one.handle, name=one.name, name_latin=one.name_latin, language=one.language,
            home_city=cities.get(one.city), status="member", joined_at=timezone.now(),
        )  # fmt: skip
    for handle, slug in (("emily", "vancouver"), ("diego", "houston"), ("mei", "shanghai")):
        member = Member.objects.get(handle=handle)
        CoordinatorTerm.objects.create(city=cities[slug], member=member, starts_on=date(2020, 1, 1))


def test_the_story_has_a_draft_with_talk_one_to_sign_and_one_in_print(cast):
    teller = world.Teller(timezone.now())
    reverse("papers:list")  # the addresses of the whole portal are read once
    began = time.process_time()
    papers.tell(teller, {})
    took = time.process_time() - began
    papers.tell(teller, {})
    assert Paper.objects.count() == 3
    draft = Paper.objects.get(title__startswith="Pay people")
    content = texts.read(draft.document)
    kinds = {block["type"] for block in content["content"]}
    assert {"table", "figure", "footnote", "callout", "blockquote", "orderedList"} <= kinds
    assert draft.threads.exclude(quote="").count() == 3
    assert draft.proposals.count() == 1
    assert Reference.objects.filter(paper=draft).count() == 7
    told = {one.title.split(":")[0]: one.state for one in Paper.objects.all()}
    assert told == {
        "Pay people for supporting their peers": "drafting",
        "Counting whom we reach": "signing",
        "Peer support by telephone": "published",
    }
    to_sign, tom = Paper.objects.get(state="signing"), Member.objects.get(handle="tom")
    waiting = overview.of(to_sign, tom).waits
    assert [address for _words, address in waiting] == [f"/papers/{to_sign.pk}/sign/"]
    assert [row.address for row in rows_for(tom)["people"]] == [f"/papers/{to_sign.pk}/sign/"]
    assert not overview.of(to_sign, to_sign.lead).waits
    [out] = Publication.objects.all()
    assert "同意时记下电话" in str(out.frozen)
    assert took < 6, f"{took:.1f} s of the processor"


def test_the_texts_are_what_the_schema_allows():
    for _head, body in prose.papers():
        content = prose.text(body, figures={"stay.png": 1})
        checking.check(content)


def test_whoever_is_named_is_there():
    known = {one.handle for one in people()}
    for head, _body in prose.papers():
        named = {head["lead"], *head["authors"], *head["reviewers"], *head.get("invited", ())}
        assert named <= known
        assert {handle for one in head["plan"] for handle in one["writers"]} <= named


def test_twice_is_once_even_without_people(cities):
    papers.tell(SimpleNamespace(today=timezone.now()), {})
    assert not Paper.objects.exists()

"""Words that coordinators look after: edited, merged with a way back, and told to other systems as SKOS."""

import json
from datetime import timedelta

import pytest

from network.access.rules import Denied
from network.catalogue.models import Entry
from network.kit import clock
from resources.library import actions, words
from resources.library.actions.wording import CannotMerge, TooLate
from resources.library.models import Topic, TopicMerge
from tests.resources.library.make import shared


@pytest.fixture(autouse=True)
def fresh_words(db):
    """Words are remembered for a second; each test begins without."""
    words.changed()
    yield
    words.changed()


def topic(slug):
    return Topic.objects.get(slug=slug)


def test_merging_moves_everything_and_old_addresses_and_filters_lead_there(client, mei, bo, drain):
    both = shared(mei, "Both", topics=["river walks", "walks by water"])
    one = shared(mei, "One", topics=["river walks"])
    bo.topics = ["river-walks", "distress"]
    bo.save()
    actions.merge_topics(topic("river-walks"), topic("walks-by-water"), by=mei)
    drain()
    for resource in (both, one):
        assert [t.slug for t in resource.topics.all()] == ["walks-by-water"]
    facets = {entry.source_id: [w for w in entry.facets if w.startswith("topic:")] for entry in Entry.objects.all()}
    assert set(map(tuple, facets.values())) == {("topic:walks-by-water",)}
    bo.refresh_from_db()
    assert bo.topics == ["walks-by-water", "distress"]
    assert client.get("/topics/river-walks/")["Location"] == "/topics/walks-by-water/"
    answer = client.get("/resources/?topic=river-walks&kind=training")
    assert "topic=walks-by-water" in answer["Location"] and "kind=training" in answer["Location"]
    assert "One" in client.get("/search/?topic=river-walks").content.decode()
    assert "One" in client.get("/feeds/resources.atom?topic=river-walks", follow=True).content.decode()


def test_who_writes_the_old_word_gets_the_new_topic(mei):
    shared(mei, "One", topics=["river walks"])
    shared(mei, "Two", topics=["walks by water"])
    actions.merge_topics(topic("river-walks"), topic("walks-by-water"), by=mei)
    later = shared(mei, "Three", topics=["River walks"])
    assert [t.slug for t in later.topics.all()] == ["walks-by-water"]


def test_a_merge_can_be_undone_for_a_day(mei, bo, drain):
    both = shared(mei, "Both", topics=["river walks", "walks by water"])
    one = shared(mei, "One", topics=["river walks"])
    bo.topics = ["river-walks"]
    bo.save()
    merge = actions.merge_topics(topic("river-walks"), topic("walks-by-water"), by=mei)
    after = shared(mei, "After", topics=["walks by water"])
    actions.part_topics(merge, by=mei)
    assert {t.slug for t in both.topics.all()} == {"river-walks", "walks-by-water"}
    assert [t.slug for t in one.topics.all()] == ["river-walks"]
    assert [t.slug for t in after.topics.all()] == ["walks-by-water"]
    bo.refresh_from_db()
    assert bo.topics == ["river-walks"]
    assert not words.replaced("river-walks")
    with pytest.raises(TooLate):
        actions.part_topics(merge, by=mei)
    old = actions.merge_topics(topic("river-walks"), topic("walks-by-water"), by=mei)
    TopicMerge.objects.filter(pk=old.pk).update(at=clock.now() - timedelta(hours=25))
    with pytest.raises(TooLate):
        actions.part_topics(old, by=mei)


def test_topics_are_not_merged_in_circles(mei):
    shared(mei, topics=["one word", "two words"])
    actions.merge_topics(topic("one-word"), topic("two-words"), by=mei)
    for first, second in (("one-word", "two-words"), ("two-words", "one-word"), ("two-words", "two-words")):
        with pytest.raises(CannotMerge):
            actions.merge_topics(topic(first), topic(second), by=mei)


def test_members_do_not_edit_words(bo, mei, sign_in):
    shared(mei, topics=["one word", "two words"])
    with pytest.raises(Denied):
        actions.merge_topics(topic("one-word"), topic("two-words"), by=bo)
    browser = sign_in(bo)
    assert browser.get("/words/topic/one-word/").status_code == 403
    assert browser.post("/topics/one-word/merge/", {"into": "two-words"}).status_code == 403
    assert browser.post("/words/value/V1.1/", {}).status_code == 403


def test_a_coordinator_does_all_this_on_pages(mei, client, sign_in, drain):
    shared(mei, "One", topics=["river walks", "distress"])
    drain()
    assert "river walks" in client.get("/topics/").content.decode()
    browser = sign_in(mei)
    assert browser.get("/words/topic/river-walks/").status_code == 200
    browser.post("/topics/river-walks/merge/", {"into": "distress"})
    html = browser.get("/words/topic/river-walks/").content.decode()
    assert "/topics/river-walks/part/" in html
    browser.post("/topics/river-walks/part/")
    assert topic("river-walks").status == "active"
    browser.post("/topics/river-walks/take-in/")
    assert "river-walks" in words.words("topic")


@pytest.mark.parametrize("scheme,code", [("car-stage", "C2"), ("topic", "distress"), ("value", "V1.1")])
def test_an_edited_word_reads_so_everywhere(client, mei, sign_in, drain, scheme, code):
    resource = shared(mei, "One", topics=["distress"], car_stage="C2", values=["V1.1"])
    drain()
    browser = sign_in(mei)
    given = {f"label_{c}": f"Quite another word {c}" for c in words.LANGUAGES}
    given |= {f"definition_{c}": f"What it means {c}" for c in words.LANGUAGES}
    answer = browser.post(f"/words/{scheme}/{code}/", given | {"mesh": "D003920 x", "broader": "", "status": "active"})
    assert answer.status_code == 422 and "Quite another word da" in answer.content.decode()
    answer = browser.post(f"/words/{scheme}/{code}/", given | {"mesh": "D003920", "broader": "", "status": "active"})
    assert answer.status_code == 302
    client.logout()
    client.cookies.clear()
    html = client.get(resource.get_absolute_url()).content.decode()
    assert "Quite another word en" in html
    danish = client.get(resource.get_absolute_url(), headers={"Accept-Language": "da"}).content.decode()
    assert "Quite another word da" in danish


def test_a_retired_word_is_no_longer_offered_but_stays_where_it_is(mei):
    from resources.library.forms import DescribeForm

    resource = shared(mei, "One", car_stage="C2")
    other = shared(mei, "Two")
    actions.edit_word("car-stage", "C2", by=mei, labels={"en": "Create"}, definitions={}, status="retired")
    assert "C2" in dict(DescribeForm(resource).fields["car_stage"].choices)
    assert "C2" not in dict(DescribeForm(other).fields["car_stage"].choices)


def test_free_words_of_what_one_may_not_see_are_not_named(client, mei, bo, sign_in, drain):
    shared(mei, "Closed", visibility="city", cities=["shanghai"], topics=["secret word"])
    drain()
    for browser in (client, sign_in(bo)):
        assert "secret word" not in browser.get("/topics/").content.decode()
    assert "secret word" not in client.get("/topics.ttl").content.decode()


def test_the_vocabularies_are_skos_that_rdflib_reads_the_same_both_ways(client, mei):
    rdflib = pytest.importorskip("rdflib")
    from rdflib.compare import isomorphic
    from rdflib.namespace import OWL, SKOS

    actions.edit_word(
        "topic", "feet", by=mei, labels={"en": 'Feet "bare"\\n\n<x>', "da": "Fødder"}, definitions={"en": "Line\nbreak"}
    )
    shared(mei, topics=["stigma", "mood"])
    actions.merge_topics(topic("stigma"), topic("mood"), by=mei)
    turtle = rdflib.Graph().parse(data=client.get("/topics.ttl").content, format="turtle")
    linked = rdflib.Graph().parse(data=client.get("/topics.jsonld").content, format="json-ld")
    assert isomorphic(turtle, linked)
    scheme = next(one for one in turtle.subjects(rdflib.RDF.type, SKOS.ConceptScheme) if str(one).endswith("/topics/"))
    base = str(scheme).removesuffix("/topics/")
    feet = rdflib.URIRef(f"{base}/topics/feet/")
    assert {str(label) for label in turtle.objects(feet, SKOS.prefLabel) if label.language == "en"} == {
        'Feet "bare"\\n\n<x>'
    }
    distress = rdflib.URIRef(f"{base}/topics/distress/")
    tongues = {label.language.lower() for label in turtle.objects(distress, SKOS.prefLabel)}
    assert tongues == {"en", "da", "es", "zh-hans"}
    mesh = rdflib.URIRef("http://id.nlm.nih.gov/mesh/D000079225")
    assert (distress, SKOS.closeMatch, mesh) in turtle
    value = rdflib.URIRef(f"{base}/words/#value.V1.1")
    assert (value, SKOS.broader, rdflib.URIRef(f"{base}/words/#value.V1")) in turtle
    stigma = rdflib.URIRef(f"{base}/topics/stigma/")
    assert (stigma, OWL.deprecated, rdflib.Literal(True)) in turtle
    codes = {str(code) for code in turtle.objects(None, SKOS.notation)}
    assert {f"V{n}" for n in range(1, 10)} | {f"C{n}" for n in range(7)} | {"V9.1", "daily-management"} <= codes


def test_json_ld_is_json(client, db):
    data = json.loads(client.get("/topics.jsonld").content)
    assert len(data["@graph"]) > 120
    tag = client.get("/topics.jsonld")["ETag"]
    assert client.get("/topics.jsonld", headers={"If-None-Match": tag}).status_code == 304


def test_every_mesh_id_looks_like_one():
    from resources.library import vocabulary
    from resources.library.forms.words import MESH

    for scheme in ("topic", *vocabulary.SCHEMES):
        for word in words._code()[scheme].values():
            assert all(MESH.match(code) for code in word.mesh), (scheme, word.code)


def older(resource):
    """Let it have been published yesterday."""
    Entry.objects.of(resource).update(published_at=clock.now() - timedelta(days=1))


def test_the_page_of_a_topic_links_its_feeds_and_may_be_turned_round(client, mei, drain):
    first, _second = shared(mei, "First", topics=["feet"]), shared(mei, "Second", topics=["feet"])
    older(first)
    drain()
    page = client.get("/topics/feet/").content.decode()
    for ending in ("atom", "rss", "json"):
        assert page.count(f'href="/feeds/everything.{ending}?topic=feet"') >= 2
        assert "First" in client.get(f"/feeds/everything.{ending}?topic=feet").content.decode()
    assert page.index("Second") < page.index(">First<")
    turned = client.get("/topics/feet/?sort=oldest").content.decode()
    assert turned.index(">First<") < turned.index(">Second<")
    assert f"/resources/{first.pk}/" in turned


def test_the_library_may_be_turned_round_without_searching(client, mei, drain):
    older(shared(mei, "First"))
    shared(mei, "Second")
    drain()
    page = client.get("/resources/").content.decode()
    assert "<span>Newest first</span>" in page and 'href="?sort=oldest">Oldest first' in page
    turned = client.get("/resources/?sort=oldest").content.decode()
    assert turned.index(">First<") < turned.index(">Second<")

"""Publishing: guarded, frozen, with an address and files for good; corrected, superseded, withdrawn in public."""

import pytest

from network.access.rules import Denied
from network.catalogue.models import Entry
from network.kit.jobs import drain
from resources.papers.actions import publishing, states
from resources.papers.models import Paper, Publication, Version
from tests.factories import papers
from tests.resources.papers.publishing import make
from tests.resources.papers.signing import make as signing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
State = Paper.State


def test_nothing_is_published_before_all_have_signed(mei, bo):
    paper = signing.ready(bo, mei)
    round = signing.put_up(paper)
    signing.sign(round, bo)
    with pytest.raises(states.Blocked):
        publishing.publish(signing.fresh(paper), by=bo)
    assert not Publication.objects.exists()
    signing.sign(round, mei)
    assert publishing.publish(signing.fresh(paper), by=bo).number == 1


def test_only_its_lead_publishes(mei, bo):
    paper = make.signed(bo, mei)
    with pytest.raises(Denied):
        publishing.publish(paper, by=mei)


def test_the_record_is_the_very_text_that_was_signed(mei, bo):
    made = make.published(bo, mei)
    record = made.version
    assert record.kind == Version.Kind.RECORD
    signed = made.paper.rounds.get().version
    assert (record.fingerprint, record.content, record.about) == (signed.fingerprint, signed.content, signed.about)
    assert [one["name"] for one in made.frozen["signatures"]] == ["Bo Carter", "Mei Lin"]


def test_all_files_are_made_once_and_public(mei, bo, client):
    made = make.published(bo, mei, files=True)
    rows = {row.format: row for row in made.files.all()}
    assert set(rows) == {"pdf", "docx", "epub", "html", "md", "jats"}
    for row in rows.values():
        assert row.is_ready, (row.format, row.fault)
        answer = client.get(row.get_absolute_url())
        assert answer.status_code == 200
        assert len(b"".join(answer.streaming_content)) == row.size
        assert answer["Content-Disposition"].startswith("attachment")


def test_a_text_that_cannot_be_printed_is_not_published(bo, mei):
    text = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "We walk 🚶 a lot."}]}],
    }
    paper = make.signed(bo, mei, text=text)
    with pytest.raises(states.Blocked) as refusal:
        publishing.publish(paper, by=bo)
    assert "We walk" in str(refusal.value)
    assert signing.fresh(paper).state == State.SIGNING
    with pytest.raises(states.Blocked):
        states.move(signing.fresh(paper), State.PUBLISHED, by=bo)


def test_visitors_find_it_and_read_it(mei, bo, client):
    made = make.published(bo, mei)
    entry = Entry.objects.visible_to(None).get(source="papers.paper")
    assert entry.address == made.get_absolute_url()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Pay peer supporters for their time." in page
    assert f'<meta name="citation_title" content="{made.paper.title}">' in page
    assert "application/ld+json" in page
    assert "Mei Lin" in page


def test_signposts_lead_from_the_page_to_its_files_and_records(mei, bo, client):
    made = make.published(bo, mei, files=True)
    links = client.get(made.get_absolute_url())["Link"]
    assert 'rel="cite-as"' in links
    assert made.files.get(format="pdf").get_absolute_url() in links
    for ending in ("bib", "ris", "json"):
        assert client.get(f"/records/papers/{made.paper_id}.{ending}").status_code == 200
        assert client.get(f"{made.get_absolute_url()}cite.{ending}").status_code == 200


def test_the_oai_list_has_it(mei, bo, client):
    made = make.published(bo, mei)
    answer = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert made.paper.title in answer


def corrected(made, by, *authors):
    """Publish a second version of a paper that says what it corrects."""
    paper = states.move(signing.fresh(made.paper), State.DRAFTING, by=by)
    signing.rewrite(paper, "for their time", "for their time and travel", by)
    papers.put(signing.fresh(paper), State.REVIEW)
    round = signing.put_up(signing.fresh(paper))
    for member in (by, *authors):
        signing.sign(round, member)
    return publishing.publish(signing.fresh(paper), by=by, notice="Travel was forgotten.")


def test_a_correction_is_a_further_version_with_a_notice_on_both(mei, bo, client):
    first = make.published(bo, mei, files=True)
    second = corrected(first, bo, mei)
    drain()
    first.refresh_from_db()
    assert (first.state, first.replaced_by, second.number) == ("corrected", second, 2)
    old = client.get(first.get_absolute_url()).content.decode()
    assert "for their time." in old
    assert second.get_absolute_url() in old
    assert "Travel was forgotten." in old
    new = client.get(second.get_absolute_url()).content.decode()
    assert "for their time and travel." in new
    assert "Travel was forgotten." in new
    markdown = b"".join(client.get(first.files.get(format="md").get_absolute_url()).streaming_content).decode()
    assert second.get_absolute_url() in markdown


def test_a_correction_says_what_it_corrects(mei, bo):
    first = make.published(bo, mei)
    paper = states.move(signing.fresh(first.paper), State.DRAFTING, by=bo)
    papers.put(signing.fresh(paper), State.REVIEW)
    round = signing.put_up(signing.fresh(paper))
    for member in (bo, mei):
        signing.sign(round, member)
    with pytest.raises(ValueError, match="corrects"):
        publishing.publish(signing.fresh(paper), by=bo)


def test_a_withdrawn_text_stays_and_is_marked(mei, bo, client):
    made = make.published(bo, mei, files=True)
    publishing.withdraw(made, "Two figures were wrong.", by=bo)
    drain()
    page = client.get(made.get_absolute_url())
    assert page.status_code == 200
    shown = page.content.decode()
    assert "Two figures were wrong." in shown
    assert "Pay peer supporters for their time." in shown
    assert signing.fresh(made.paper).state == State.WITHDRAWN
    printed = b"".join(client.get(made.files.get(format="html").get_absolute_url()).streaming_content).decode()
    assert "Two figures were wrong." in printed


def test_nobody_else_withdraws(mei, bo):
    made = make.published(bo, mei)
    with pytest.raises(Denied):
        publishing.withdraw(made, "I do not like it.", by=mei)


def test_one_paper_takes_the_place_of_another(mei, bo, client):
    first, second = make.published(bo, mei), make.published(bo, mei, title="Newer and better")
    publishing.supersede(first, second, "It has more cities.", by=bo)
    page = client.get(first.get_absolute_url()).content.decode()
    assert second.get_absolute_url() in page
    assert "It has more cities." in page


def test_translations_lead_to_each_other(mei, bo, client):
    first, second = make.published(bo, mei), make.published(bo, mei, title="身边的人", language="zh-hans")
    publishing.tie_translation(second, first, by=bo)
    assert second.get_absolute_url() in client.get(first.get_absolute_url()).content.decode()
    assert first.get_absolute_url() in client.get(second.get_absolute_url()).content.decode()


def test_a_publication_has_a_page_in_the_desk_around_its_text(mei, bo, client):
    made = make.published(bo, mei)
    page = made.page
    page.lede = "Words of an editor."
    page.save_revision().publish()
    assert page.url == made.get_absolute_url()
    assert "Words of an editor." in client.get(made.get_absolute_url()).content.decode()


def test_what_cities_said_is_printed_in_their_words_and_stays(mei, bo, client, cities):
    """Dissent stands on the page and in the file, in the language in which it was written."""
    from datetime import timedelta

    from network.kit import clock
    from resources.papers.models import Consultation, Endorsement

    paper = make.signed(bo, mei)
    version = paper.rounds.get().version
    day = clock.now().date()
    asked = Consultation.objects.create(paper=paper, version=version, opens_on=day - timedelta(days=9),
                                        closes_on=day - timedelta(days=2), closed_at=clock.now())  # fmt: skip
    asked.cities.add(cities["shanghai"])
    said = Endorsement.objects.create(consultation=asked, city=cities["shanghai"], answer="dissent",
                                      words="我们不同意第三条。", language="zh-hans", by=mei)  # fmt: skip
    made = publishing.publish(paper, by=bo)
    drain()
    said.words = "改了"
    said.save()
    page = client.get(made.get_absolute_url()).content.decode()
    assert '<blockquote lang="zh-hans"><p>我们不同意第三条。</p>' in page
    printed = b"".join(client.get(made.files.get(format="jats").get_absolute_url()).streaming_content).decode()
    assert "我们不同意第三条。" in printed
    assert 'sec-type="dissent"' in printed

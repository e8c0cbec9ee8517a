"""Signatures are bound to one exact text; whatever changes it re-opens those that were given, and no others."""

from datetime import timedelta

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.desk import waiting
from network.kit import clock
from resources.papers.actions import signing, states
from resources.papers.actions.signing.rounds import NotReady, OtherText
from resources.papers.models import Author, Paper, Signature, Thread, Version
from resources.papers.queries import signing as queries
from tests.resources.papers.signing import make

pytestmark = pytest.mark.django_db


def seats(paper, round=None):
    """{handle: state} of everybody's seat, as the pages show it."""
    paper = make.fresh(paper)
    round = round or queries.round_of(paper)
    round.paper = paper
    changes = queries.changes_since(round.version, queries.present(paper))
    return {seat.author.member.handle: seat.state for seat in queries.board(round, changed=bool(changes))}


def test_a_late_edit_reopens_the_two_signatures_and_no_third(bo, mei, tao):
    paper = make.ready(bo, mei, tao)
    round = make.put_up(paper)
    make.sign(round, bo)
    make.sign(round, mei)
    assert seats(paper) == {"bo": "signed", "mei": "signed", "tao": "waits"}

    paper = make.rewrite(paper, "Pay peer supporters", "Pay and insure peer supporters", bo)

    assert seats(paper) == {"bo": "reopened", "mei": "reopened", "tao": "waits"}
    changes = queries.changes_since(round.version, queries.present(paper))
    assert [passage.heading for passage in changes.passages] == ["What we ask of cities"]
    with pytest.raises(OtherText):  # nobody signs a text that will not be printed
        make.sign(round, tao)

    again = make.put_up(paper)
    assert seats(paper) == {"bo": "again", "mei": "again", "tao": "waits"}
    with pytest.raises(OtherText):  # the fingerprint of the earlier text signs nothing
        make.sign(again, mei, fingerprint=round.version.fingerprint)
    for member in (bo, mei, tao):
        make.sign(again, member)
    assert set(seats(paper).values()) == {"signed"}


def test_a_change_that_is_taken_back_needs_no_new_signature(bo, mei):
    paper = make.ready(bo, mei)
    make.sign(make.put_up(paper), bo)
    make.rewrite(paper, "more than a leaflet", "more than two leaflets", mei)
    assert seats(paper)["bo"] == "reopened"
    make.rewrite(paper, "more than two leaflets", "more than a leaflet", mei)
    assert seats(paper)["bo"] == "signed"


def test_an_author_who_comes_or_goes_voids_every_signature(bo, mei, tao):
    from tests.factories.papers import takes_part

    paper = make.ready(bo, mei)
    make.sign(make.put_up(paper), bo)
    takes_part(make.fresh(paper), tao)
    assert seats(paper) == {"bo": "reopened", "mei": "waits", "tao": "waits"}
    Author.objects.filter(paper=paper, member=tao).update(state="left")
    assert seats(paper)["bo"] == "signed"
    Author.objects.filter(paper=paper, member=mei).update(name="Lin, Mei")
    changes = queries.changes_since(queries.round_of(paper).version, queries.present(make.fresh(paper)))
    assert [str(one) for one in changes.about] == ["what is printed about Lin, Mei"]


def test_approving_takes_all_four_criteria_and_one_fingerprint(bo, mei):
    round = make.put_up(make.ready(bo, mei))
    with pytest.raises(ValueError, match="four criteria"):
        make.sign(round, mei, criteria=make.ALL_FOUR[:3])
    with pytest.raises(ValueError, match="few words"):
        make.sign(round, mei, "refuse")
    with pytest.raises(OtherText):
        make.sign(round, mei, fingerprint="0" * 64)
    assert not Signature.objects.exists()
    made = make.sign(round, mei, "note", note="The table should be checked in spring.")
    assert made.fingerprint == round.version.fingerprint and made.words == "2026-11" and made.declaration
    row = Activity.objects.get(kind="papers.signed")
    assert row.detail["fingerprint"] == made.fingerprint and row.names == [bo.pk]


def test_only_authors_sign_and_each_for_themselves(bo, mei, tao, nova):
    from tests.factories.papers import takes_part

    paper = make.ready(bo, mei)
    takes_part(paper, tao, part="reviewer")
    round = make.put_up(paper)
    for member in (tao, nova):
        with pytest.raises(Denied):
            make.sign(round, member)


def test_an_old_declaration_is_asked_for_again(bo, mei):
    paper = make.ready(bo, mei)
    declaration = queries.latest_declaration(make.row_of(paper, mei))
    assert queries.is_fresh(declaration)
    declaration.at = clock.now() - timedelta(days=366)
    declaration.save()
    assert not queries.is_fresh(declaration)
    with pytest.raises(NotReady) as refused:
        make.put_up(paper)
    assert [one.name for one in refused.value.checks] == ["declared"]
    assert "林梅" in refused.value.checks[0].text or "Mei Lin" in refused.value.checks[0].text


def test_open_comments_and_lost_citations_stand_in_the_way(bo):
    paper = make.ready(bo)
    Thread.objects.create(paper=paper, document=paper.document, key="t1", by=bo)
    assert {one.name for one in queries.before_signing(paper) if one.blocks} == {"threads"}


def test_a_tampered_version_is_seen_and_cannot_be_signed(bo, mei):
    paper = make.ready(bo, mei)
    round = make.put_up(paper)
    version = Version.objects.get(pk=round.version_id)
    version.content["content"][1]["content"][0]["text"] = "Somebody far away helps more."
    version.save(update_fields=["content"])
    round.version.refresh_from_db()
    with pytest.raises(OtherText):
        make.sign(round, mei)
    assert {one.name for one in queries.checks(make.fresh(paper)) if one.blocks} >= {"untouched", "unchanged", "signed"}


def test_it_is_published_only_when_all_stand_by_this_very_text(in_english, sign_in, bo, mei):
    paper = make.ready(bo, mei)
    round = make.put_up(paper)
    make.sign(round, bo)
    with pytest.raises(states.Blocked) as blocked:
        states.move(make.fresh(paper), Paper.State.PUBLISHED, by=bo)
    assert any("Mei" in reason or "林梅" in reason for reason in blocked.value.reasons)
    make.sign(round, mei)
    assert not [one.name for one in queries.checks(make.fresh(paper)) if one.blocks]
    printed = queries.printed(make.fresh(paper))
    assert len(printed["signatures"]) == 2 and printed["fingerprint"] == round.version.fingerprint
    states.move(make.fresh(paper), Paper.State.PUBLISHED, by=bo)
    assert queries.round_of(paper) is None and queries.last_round(paper) == round
    page = sign_in(mei).get(f"/papers/{paper.pk}/sign/").text
    assert "Give my answer" not in page and page.count("Approves") == 2


def test_signing_begins_by_putting_a_text_up_and_not_otherwise(bo, mei):
    paper = make.ready(bo, mei)
    with pytest.raises(states.Blocked):
        states.move(paper, Paper.State.SIGNING, by=bo)
    with pytest.raises(states.Blocked):
        states.move(paper, Paper.State.CONSULTATION, by=bo)
    make.put_up(paper)
    assert make.fresh(paper).state == Paper.State.SIGNING
    states.move(make.fresh(paper), Paper.State.REVIEW, by=bo)
    assert queries.round_of(paper) is None


def test_signers_are_told_once_that_the_text_changed(bo, mei, tao, outbox, drain):
    paper = make.ready(bo, mei, tao)
    round = make.put_up(paper)
    make.sign(round, mei)
    assert signing.tell_of_changes(round) == []
    make.rewrite(paper, "near you", "beside you", bo)
    assert signing.tell_of_changes(round) == [mei.pk]
    assert signing.tell_of_changes(round) == []
    row = Activity.objects.get(kind="papers.text_reopened")
    assert row.names == [mei.pk] and row.detail["count"] == 1
    rows = [one for section in waiting.rows_for(mei).values() for one in section]
    assert any("1" in one.sentence and one.address == f"/papers/{paper.pk}/sign/" for one in rows)
    before = waiting._count(mei)
    make.rewrite(paper, "beside you", "near you", bo)
    assert signing.tell_of_changes(round) == []
    assert waiting._count(mei) == before - 1


def test_what_waits_on_a_desk_is_a_signature_and_then_no_more(in_english, bo, mei):
    round = make.put_up(make.ready(bo, mei))
    wanted = "Your signature is wanted under “Somebody near you”"
    assert wanted in [one.sentence for rows in waiting.rows_for(mei).values() for one in rows]
    make.sign(round, mei)
    assert wanted not in [one.sentence for rows in waiting.rows_for(mei).values() for one in rows]


def test_mails_say_that_a_signature_is_wanted_and_lead_to_the_page(in_english, bo, mei, outbox, drain):
    paper = make.ready(bo, mei)
    make.put_up(paper)
    drain()
    mail = outbox(mei.email)[-1]
    assert "signature" in mail["Subject"].lower() or "signature" in mail.get_body(("plain",)).get_content().lower()
    assert f"/papers/{paper.pk}/sign/" in mail.get_body(("plain",)).get_content()


def test_silence_is_never_approval(bo, mei, tao):
    paper = make.ready(bo, mei, tao)
    round = make.put_up(paper)
    make.sign(round, bo)
    make.sign(round, mei)
    with pytest.raises(Denied):  # the day is not over
        signing.propose_departure(round, make.row_of(paper, tao), by=bo, reason="No answer")
    round.due_on = clock.now().date() - timedelta(days=3)
    round.save()
    departure = signing.propose_departure(round, make.row_of(paper, tao), by=bo, reason="No answer to three letters.")
    assert tao.pk in Activity.objects.get(kind="papers.departure_proposed").names
    with pytest.raises(ValueError, match="not be done yet"):
        signing.carry_out(departure, by=bo)
    signing.answer_departure(departure, by=tao, answer="objected")
    with pytest.raises(ValueError, match="not be done yet"):
        signing.carry_out(departure, by=bo, at=clock.now() + timedelta(days=30))
    with pytest.raises(Denied):
        signing.answer_departure(departure, by=mei, answer="agreed")
    signing.answer_departure(departure, by=tao, answer="agreed")
    assert signing.carry_out(departure, by=bo).part == Author.Part.THANKED
    # The list of authors is part of what was signed: both who stay are asked anew.
    assert seats(paper) == {"bo": "reopened", "mei": "reopened"}


def test_who_stays_silent_is_not_thanked_by_name_without_their_word(bo, mei):
    paper = make.ready(bo, mei)
    round = make.put_up(paper)
    round.due_on = clock.now().date() - timedelta(days=3)
    round.save()
    departure = signing.propose_departure(round, make.row_of(paper, mei), by=bo, reason="No answer.")
    row = signing.carry_out(departure, by=bo, at=clock.now() + timedelta(days=8))
    assert row.state == Author.State.LEFT
    assert Activity.objects.filter(kind="papers.author_left_out", detail__is_thanked=False).exists()


def test_what_is_printed_names_interests_cities_and_signatures(bo, mei, cities):
    paper = make.ready(bo)
    signing.consult(paper, by=bo, cities=[cities["shanghai"]], closes_on=clock.now().date() + timedelta(days=1))
    consultation = queries.open_consultation(paper)
    signing.answer_for_city(
        consultation, cities["shanghai"], by=mei, answer="dissent", words="不同意。", language="zh-hans"
    )
    signing.tidy_consultations(consultation.ends_for(cities["shanghai"]))
    make.declare(paper, bo, has_interests=True, interests="Advises a maker of meters.", funding="Grant 7")
    printed = queries.printed(make.fresh(paper))
    assert printed["interests"] == [["Bo Carter", "Advises a maker of meters."]]
    assert printed["funding"] == [["Bo Carter", "Grant 7"]]
    voice = printed["voices"][0]
    assert (voice["city"], voice["answer"], voice["words"]) == ("Shanghai", "dissent", "不同意。")
    assert printed["signatures"] == [] and printed["consulted"]["version"] == 1

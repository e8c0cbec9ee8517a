"""What papers tell other rooms: desk, letters, jobs, feeds, archive and erasure, hand-over, pages of others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.activity.models import Activity
from network.desk.waiting import rows_for
from network.digests.actions import preference_of
from network.digests.compose import choose
from network.kit import belongings, jobs, personal
from network.live import texts
from network.live.models import Document, Update
from resources.papers import actions
from resources.papers.actions import reminding
from resources.papers.models import Author, Paper, Publication, Version
from tests.factories.papers import TEXT, paper, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def published(by, **fields):
    """Return a publication made by hand, as publishing would make it."""
    made = paper(by, **fields)
    about = {
        "title": made.title, "language": "en", "abstract": "Pay peers.", "cities": ["houston"], "licence": made.licence,
        "authors": [{"name": one.name, "part": one.part, "orcid": one.orcid} for one in made.authors.all()],
    }  # fmt: skip
    version = Version.objects.create(paper=made, number=1, kind="record", seq=1, content=TEXT, about=about)
    one = Publication.objects.create(paper=made, version=version, slug="somebody-near-you")
    put(made, "published")
    return one


def section_due(made, member, days):
    section = made.sections.first()
    day = timezone.now().date() + timedelta(days=days)
    words = 5000  # far from written
    return actions.change_section(
        section, by=made.lead, writers=[made.authors.get(member=member)], due_on=day, words=words
    )


# -- desk, letters, jobs -----------------------------------------------------------------------------------------
def test_the_desk_holds_invitations_and_sections_that_are_due(bo, mei, freja):
    made = paper(bo, authors=[mei])
    actions.invite(made, freja, by=bo, part="reviewer")
    section_due(made, mei, -2)
    [row] = rows_for(freja)["people"]
    assert row.sentence == "Bo Carter invites you to review “Somebody near you”"
    [due] = [row for row in rows_for(mei)["due"] if "Somebody near you" in row.sentence]
    assert (due.urgency, due.line) == ("late", "late")
    actions.decline(made, by=freja)
    assert not rows_for(freja)


def test_a_writer_is_reminded_once_before_the_day_and_once_on_it(bo, mei):
    made = paper(bo, authors=[mei])
    section = section_due(made, mei, 6)
    for _round in range(2):
        reminding.plan_reminders()
        jobs.drain()
    assert Activity.objects.filter(kind="papers.due", names__contains=[mei.pk]).count() == 1
    reminding.plan_reminders(section.due_on)
    jobs.drain()
    assert Activity.objects.filter(kind="papers.due").count() == 2


def test_nobody_is_reminded_of_what_is_written_or_was_moved(bo, mei):
    made = paper(bo, authors=[mei])
    section = section_due(made, mei, 3)
    section.words = 5
    section.save()
    reminding.plan_reminders()
    jobs.drain()
    assert not Activity.objects.filter(kind="papers.due").exists()
    section.words, section.due_on = 5000, section.due_on + timedelta(days=60)
    section.save()
    assert reminding.remind(section.pk, (section.due_on - timedelta(days=60)).isoformat(), "week") == []


def test_letters_tell_of_a_draft_to_those_who_take_part_alone(bo, mei, freja):
    made = paper(bo, authors=[mei])
    actions.move(made, Paper.State.REVIEW, by=bo)
    now = timezone.now() + timedelta(minutes=1)
    lines = [item.line(mei) for item in choose(mei, _preference(mei), now)]
    assert "“Somebody near you” is in internal review" in lines
    assert not choose(freja, _preference(freja), now)


def _preference(member):
    found = preference_of(member)
    found.since = timezone.now() - timedelta(days=2)
    return found


def test_whoever_is_invited_gets_a_mail_at_once(bo, mei, drain, outbox):
    made = paper(bo)
    actions.invite(made, mei, by=bo)
    drain()
    [mail] = outbox(mei.email)
    assert "Somebody near you" in mail["Subject"] + mail.get_body(("plain",)).get_content()


# -- pages of others -------------------------------------------------------------------------------------------------
def test_publications_stand_on_the_front_page_and_at_their_city_and_drafts_do_not(bo, mei, client, sign_in):
    paper(bo, "A secret draft", cities=[bo.home_city])
    published(bo, cities=[bo.home_city])
    jobs.drain()
    for address in ("/", "/cities/houston/", "/papers/", "/feeds/papers.atom"):
        page = client.get(address).content.decode()
        assert "Somebody near you" in page, address
        assert "A secret draft" not in page, address
    assert "A secret draft" in sign_in(bo).get("/me/").content.decode()
    assert "A secret draft" not in sign_in(mei).get("/me/").content.decode()


def test_machines_read_publications_alone(bo, client):
    from network.catalogue.models import Entry
    from network.interchange.works import works_of

    draft, out = paper(bo, "A secret draft"), published(bo)
    found = works_of(list(Entry.objects.of(draft)) + list(Entry.objects.of(out.paper)))
    assert [work.title for work in found.values()] == ["Somebody near you"]
    [work] = found.values()
    assert work.page == "/publications/somebody-near-you/"
    assert [one.name for one in work.authors] == ["Bo Carter"]


# -- what is held of a person ------------------------------------------------------------------------------------
def test_the_archive_names_papers_words_and_edits(bo, mei):
    made = paper(bo, authors=[mei])
    actions.say(made, "Shorter, please.", by=mei)
    held = personal.all_exports()["papers"][1](mei)
    assert held["parts"][0]["paper"] == "Somebody near you"
    assert held["comments"][0]["text"] == "Shorter, please."
    assert personal.all_exports()["papers"][1](bo)["edits"] == {f"papers.paper:{made.pk}": 1}


def erase(member, keep):
    for _order, name, call in personal.all_erasers():
        if name == "papers":
            call(member, keep_authorship=keep)


def test_an_erased_lead_is_followed_by_the_next_author(bo, mei):
    made = paper(bo, authors=[mei])
    actions.say(made, "Shorter, please.", by=bo)
    erase(bo, keep=False)
    made = Paper.objects.get()
    assert made.lead == mei
    assert not made.authors.filter(name="Bo Carter").exists()
    assert texts.read(made.document)["content"]
    assert not Update.objects.filter(member=bo).exists()


def test_a_draft_that_nobody_shares_goes_with_its_text(bo):
    paper(bo)
    erase(bo, keep=True)
    assert not Paper.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(("keep", "name"), [(True, "Bo Carter"), (False, "former member")])
def test_an_erased_author_of_a_publication_is_named_as_chosen(keep, name, bo):
    one = published(bo)
    erase(bo, keep)
    row = Author.objects.get(paper=one.paper)
    assert (row.member, row.name) == (None, name)
    assert one.version.about["authors"][0]["name"] == "Bo Carter"


def test_papers_of_a_leaver_go_into_other_hands(bo, diego):
    made = paper(bo, cities=[bo.home_city])
    kind = next(one for one in belongings.all_kinds() if one.name == "papers.led")
    assert list(kind.things(bo, bo.home_city)) == [made]
    kind.move([made], to=diego, by=_admin())
    assert Paper.objects.get().lead == diego
    assert made.authors.get(member=bo).state == Author.State.ACCEPTED


def _admin():
    from members.accounts.models import Member

    return Member.objects.create_superuser("root@example.org", "x", handle="root", name="Root", status="member")


@pytest.mark.parametrize("who", ["bo", "mei"])
def test_a_citys_page_with_its_papers_and_meetings_takes_fifteen_statements(
    bo, sign_in, request, who, django_assert_max_num_queries
):
    published(bo, cities=[bo.home_city])
    jobs.drain()
    browser = sign_in(request.getfixturevalue(who))
    for _time in range(2):
        browser.get("/cities/houston/")
    with django_assert_max_num_queries(15):
        assert "Somebody near you" in browser.get("/cities/houston/").content.decode()


def test_whoever_is_to_be_erased_reads_first_where_the_name_stays(bo, mei, at_home):
    found = published(bo)
    assert found.get_absolute_url() in at_home(bo).get("/me/privacy/erase/").text
    assert "/publications/" not in at_home(mei).get("/me/privacy/erase/").text

"""What uses tell elsewhere: letters, search, desks, city and member pages, archives, erasure, hand-over."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from network.catalogue import queries
from network.catalogue.facets import labels_of
from network.catalogue.models import Entry
from network.desk.waiting import rows_for
from network.digests import compose
from network.digests.actions import preference_of
from network.kit import belongings, clock, personal
from resources.adaptations import actions
from resources.adaptations.models import Adaptation
from resources.library.models import Following
from tests.factories.things import stored
from tests.resources.adaptations.make import report, work


@pytest.fixture
def manual(bo):
    return work(bo, "Four role plays", cities=["houston"], topics=["insulin"])


def letter_of(member):
    preference = preference_of(member)
    preference.since = clock.now() - timedelta(days=7)
    return compose.choose(member, preference, clock.now() + timedelta(minutes=1))


def test_the_authors_read_all_cities_in_one_sentence(manual, bo, tao, priya, freja):
    report(manual, tao)
    report(manual, priya)
    with override("en"):
        [row] = [item for item in letter_of(bo) if item.activity.kind == "adaptations.used"]
        assert row.line(bo) == "“Four role plays” is in use in Vancouver and Tianjin"
        assert (row.section, row.entry.source) == ("for_you", "library.resource")
    report(manual, freja)
    with override("zh-hans"):
        [row] = [item for item in letter_of(bo) if item.activity.kind == "adaptations.used"]
        assert len(row.keys) == 3 and "哥本哈根" not in row.line(bo)  # the five cities of tests have no such name
        assert "天津" in row.line(bo)


def test_what_was_told_in_one_letter_does_not_come_again(manual, bo, tao, priya, outbox):
    from network.digests.actions import deliver, plan_all

    report(manual, tao)
    report(manual, priya)
    letter_of(bo)
    preference = preference_of(bo)
    preference.save()
    plan_all()
    deliver()
    letters = [mail for mail in outbox(bo.email) if "is in use in" in mail.get_body(("plain",)).get_content()]
    assert len(letters) == 1
    assert [item for item in letter_of(bo) if item.activity.kind == "adaptations.used"] == []


def test_a_report_taken_back_is_no_news(manual, bo, tao):
    mine = report(manual, tao)
    actions.withdraw(mine, by=tao, reason="Counted twice")
    assert [item for item in letter_of(bo) if item.activity.kind.startswith("adaptations.")] == []


def test_a_report_for_a_city_alone_is_told_to_nobody_else(manual, tao, priya, bo):
    draft = actions.save(manual, by=tao, use="as-is", rating=4, line="Only for us", visibility="city")
    actions.publish(draft, by=tao)
    assert not [item for item in letter_of(priya) if item.activity.kind.startswith("adaptations.")]
    assert [item.section for item in letter_of(bo) if item.activity.kind == "adaptations.used"] == ["for_you"]


def test_followers_of_the_original_hear_of_its_uses(manual, tao, priya):
    Following.objects.create(resource=manual, member=priya)
    report(manual, tao, line="先谈家里人")
    [row] = [item for item in letter_of(priya) if item.activity.kind == "adaptations.reported"]
    assert row.section == "followed"
    with override("en"):
        assert row.line(priya).endswith("tells how it went in Tianjin")


def test_search_finds_reports_by_their_words_and_where_they_were_used(manual, tao, priya):
    report(manual, tao, line="Family first", more={"result": "Questions about addiction", "populations": ["type-2"]})
    entry = Entry.objects.get(kind="adaptation")
    assert entry.titles["en"] == "Used in Tianjin: Four role plays"
    assert "天津" in entry.titles["zh-hans"]
    words = {"kind:adaptation", "city:tianjin", "used:tianjin", "topic:insulin", "population:type-2"}
    assert words <= set(entry.facets)
    from django.http import QueryDict

    found = queries.listing(QueryDict("q=addiction&used=tianjin"), member=None)
    assert [hit.entry.pk for hit in found.hits] == [entry.pk]
    assert not queries.listing(QueryDict("q=addiction&used=houston"), member=None).hits
    with override("en"):
        assert labels_of("kind", ["adaptation"]) == {"adaptation": "Used in a city"}
        assert labels_of("used", ["tianjin"]) == {"tianjin": "Tianjin"}


def test_no_list_of_the_library_grows_by_reports(manual, tao, client):
    report(manual, tao, line="Family first")
    assert "Family first" not in client.get("/resources/").content.decode()


@pytest.mark.usefixtures("in_english")
def test_the_citys_page_lists_what_it_used(manual, tao, yan, client, sign_in):
    report(manual, tao, line="Family first")
    assert "Used and adapted here" in client.get("/cities/tianjin/").content.decode()
    assert "Used and adapted here" not in client.get("/cities/shanghai/").content.decode()
    draft = actions.save(manual, by=yan, use="as-is", rating=4, line="Hidden line", visibility="members")
    actions.publish(draft, by=yan)
    assert "Used and adapted here" not in client.get("/cities/shanghai/").content.decode()
    assert "Used and adapted here" in sign_in(tao).get("/cities/shanghai/").content.decode()


def test_a_members_page_names_reports_that_the_reader_may_see(manual, tao, priya, sign_in):
    mine = report(manual, tao, line="Family first")
    assert "Family first" in sign_in(priya).get(f"/members/{tao.handle}/").content.decode()
    actions.tell(mine, by=tao, visibility="city")
    assert "Family first" not in sign_in(priya).get(f"/members/{tao.handle}/").content.decode()


def test_drafts_wait_on_the_desk(manual, tao):
    actions.save(manual, by=tao, use="as-is")
    with override("en"):
        assert [row.sentence for row in rows_for(tao)["due"]] == ["Your report on “Four role plays” is not sent yet"]


def test_my_everything_holds_my_reports(manual, tao):
    mine = report(manual, tao, line="Family first", more={"why": "The family decides"})
    file = stored(tao, "version.txt")
    from network.files.actions import examine

    examine(file.pk)
    actions.add_files(mine, by=tao, files=[file])
    actions.save(work(tao, "Mine"), by=tao, use="as-is", line="begun")
    _label, told = personal.all_exports()["adaptations"]
    rows = told(tao)["reports"]
    assert [row["line"] for row in rows] == ["Family first", "begun"] and rows[0]["why"] == "The family decides"
    [(name, opened)] = personal.all_files()["adaptations"](tao)
    with opened() as stream:
        assert name.endswith("version.txt") and stream.read().startswith(b"Walking")


@pytest.mark.parametrize(("keeps", "named"), [(True, "王涛"), (False, "a former member")])
def test_erasure_leaves_the_report_to_the_city(manual, tao, yan, client, keeps, named):
    mine = report(manual, tao)
    actions.save(work(yan, "Other"), by=tao, use="as-is")
    erase = next(run for _order, name, run in personal.all_erasers() if name == "adaptations")
    for _twice in range(2):
        erase(tao, keep_authorship=keeps)
    mine.refresh_from_db()
    assert mine.by is None and not Adaptation.objects.filter(state="draft").exists()
    page = client.get(mine.get_absolute_url()).content.decode()
    assert named in page and (keeps or "王涛" not in page)
    people = Entry.objects.get(kind="adaptation").people
    assert [one["handle"] for one in people] == ([""] if keeps else [])


def test_a_leavers_reports_go_to_the_successor(manual, yan, mei):
    mine = report(manual, yan)
    kinds = {kind.name: kind for kind in belongings.all_kinds()}
    things = kinds["adaptations.reports"].things(yan, yan.home_city)
    assert [str(one.pk) for one in things] == [str(mine.pk)]
    kinds["adaptations.reports"].move(list(things), to=mei, by=mei)
    mine.refresh_from_db()
    assert mine.by == mei and mine.reporters.get().member == yan


def test_the_entry_of_the_original_says_where_it_was_used_as_far_as_all_may_know(manual, tao, yan, priya):
    def facets():
        return {word for word in Entry.objects.get(source_id=str(manual.pk), kind="resource").facets if "used:" in word}

    mine = report(manual, tao)
    assert facets() == {"used:tianjin"}
    actions.publish(actions.save(manual, by=yan, use="as-is", rating=4, line="Quiet", visibility="members"), by=yan)
    assert facets() == {"used:tianjin"}, "what members alone may know is no word on a public entry"
    actions.withdraw(mine, by=tao, reason="Counted twice")
    assert facets() == set()


def test_whoever_took_something_long_ago_is_asked_once(manual, tao, priya, sign_in):
    from resources.library.models import Taken

    long_ago = clock.now() - timedelta(days=100)
    Taken.objects.create(member=tao, edition=manual.editions.get(), at=long_ago)
    Taken.objects.create(member=priya, edition=manual.editions.get(), at=long_ago)
    assert "did-you-use-it" in sign_in(priya).get("/me/").content.decode()
    assert sign_in(priya).post(f"/resources/{manual.pk}/used/not/").status_code == 302
    assert "did-you-use-it" not in sign_in(priya).get("/me/").content.decode()
    report(manual, tao)
    assert "did-you-use-it" not in sign_in(tao).get("/me/").content.decode()


def test_nobody_is_asked_about_what_they_may_no_longer_see(manual, tao, bo, sign_in):
    from resources.library import actions as library
    from resources.library.models import Taken

    Taken.objects.create(member=tao, edition=manual.editions.get(), at=clock.now() - timedelta(days=100))
    library.describe(manual, by=bo, visibility="city")
    assert "did-you-use-it" not in sign_in(tao).get("/me/").content.decode()

"""Reading before publication: where it is asked for, who answers, what everybody hears of it."""

import pytest

from network.access.rules import Denied, may
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.desk.waiting import count_for, rows_for
from network.files.models import StoredFile
from resources.library import actions as library
from resources.library.models import Resource
from resources.quality import actions
from resources.quality.models import Policy, Submission
from resources.quality.queries import reviews_wanted, wants_review
from tests.resources.quality.make import draft, second_version, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def shanghai_reads(mei, nova):
    """Shanghai asks for a review; returns the city."""
    actions.set_policy(mei.home_city, by=mei, asks=True)
    return mei.home_city


def thread_of(resource):
    return Submission.objects.get(resource=resource, state="open")


# -- where it is asked for -------------------------------------------------------------------------------------------
def test_without_a_choice_everything_is_published_at_once(yan, mei):
    assert library.publish(draft(yan, cities=["shanghai"]), by=yan).state == "published"


def test_a_citys_choice_holds_for_what_comes_from_it(yan, bo, shanghai_reads, cities):
    assert library.publish(draft(yan, cities=["shanghai"]), by=yan).state == "review"
    assert library.publish(draft(bo, cities=["houston"]), by=bo).state == "published"
    assert library.publish(draft(bo, cities=["houston", "shanghai"]), by=bo).state == "review"


def test_the_networks_choice_holds_for_all(bo, nova, carmen, diego):
    with pytest.raises(Denied):
        actions.set_policy(None, by=carmen, asks=True)
    actions.set_policy(None, by=nova, asks=True)
    assert library.publish(draft(bo, cities=["houston"]), by=bo).state == "review"
    actions.set_policy(None, by=nova, asks=False)
    assert library.publish(draft(bo, cities=["houston"]), by=bo).state == "published"
    assert Policy.objects.count() == 1


def test_who_sets_a_citys_choice(mei, diego, bo, carmen, xiu, cities):
    for member, allowed in ((mei, True), (carmen, True), (diego, False), (bo, False), (xiu, False), (None, False)):
        assert bool(may(member, "quality.set_policy", cities["shanghai"])) is allowed


def test_where_nobody_could_answer_nothing_waits(mei):
    """Mei is Shanghai's only coordinator, and there is no network coordinator: her own draft is published at once."""
    actions.set_policy(mei.home_city, by=mei, asks=True)
    work = draft(mei, cities=["shanghai"])
    assert wants_review(work) == ""
    assert library.publish(work, by=mei).state == "published"


def test_many_are_asked_about_at_once(yan, bo, mei, shanghai_reads, cities, django_assert_max_num_queries):
    ours, theirs = draft(yan, cities=["shanghai"]), [draft(bo, cities=["houston"]) for _ in range(5)]
    assert list(reviews_wanted([ours, *theirs])) == [ours.pk]
    with django_assert_max_num_queries(2):
        assert reviews_wanted(theirs) == {}
    actions.set_policy(mei.home_city, by=mei, asks=False)
    with django_assert_max_num_queries(1):
        assert reviews_wanted([ours, *theirs]) == {}


def test_the_networks_reason_is_said_before_a_citys(yan, mei, nova, shanghai_reads):
    actions.set_policy(None, by=nova, asks=True)
    assert wants_review(draft(yan, cities=["shanghai"])).startswith("The network")


# -- new versions ----------------------------------------------------------------------------------------------------
def test_a_new_version_is_out_at_once_and_those_who_read_first_hear_of_it(yan, mei, bo, shanghai_reads):
    work = library.accept(submitted(yan, cities=["shanghai"]), by=mei)
    edition = second_version(work, yan)
    assert edition.published_at and not Submission.objects.filter(state="open").exists()
    told = Activity.objects.get(kind="quality.version_out")
    assert (told.names, told.audience, told.detail["number"]) == ([mei.pk], [f"member:{mei.pk}"], 2)
    assert not Activity.objects.visible_to(bo).filter(pk=told.pk).exists()


def test_nobody_is_told_of_versions_who_did_not_ask_to_read_first(yan, mei, bo, shanghai_reads):
    second_version(library.publish(draft(bo, cities=["houston"]), by=bo), bo)
    work = library.accept(submitted(yan, cities=["shanghai"]), by=mei)
    actions.set_policy(mei.home_city, by=mei, asks=False)
    second_version(work, yan)
    assert not Activity.objects.filter(kind="quality.version_out").exists()


# -- who answers -----------------------------------------------------------------------------------------------------
def test_the_coordinators_of_its_cities_are_asked_and_answer(yan, mei, diego, bo, shanghai_reads):
    work = submitted(yan, cities=["shanghai"])
    asked = Activity.objects.get(kind="quality.submission_waits")
    assert asked.names == [mei.pk]
    assert count_for(mei) == 1
    assert "before it is published" in rows_for(mei)["people"][0].sentence
    assert count_for(diego) == 0
    for member in (yan, diego, bo):
        with pytest.raises(Denied):
            actions.accept(thread_of(work), by=member)
    actions.accept(thread_of(work), by=mei, text="Lovely.")
    work.refresh_from_db()
    assert (work.state, work.published_by) == ("published", mei)
    done = Submission.objects.get()
    assert (done.state, done.decided_by) == ("accepted", mei)
    assert [one.kind for one in done.remarks.all()] == ["submitted", "accepted"]
    assert done.remarks.last().text == "Lovely."
    assert count_for(mei) == 0


def test_nobody_answers_for_their_own_and_the_network_does_where_no_other_coordinator_is(mei, carmen, shanghai_reads):
    work = submitted(mei, cities=["shanghai"])
    thread = thread_of(work)
    assert thread.is_for_network
    assert Activity.objects.get(kind="quality.submission_waits").names == [carmen.pk]
    assert count_for(carmen) == 1
    with pytest.raises(Denied, match="yours"):
        actions.accept(thread, by=mei)
    actions.accept(thread, by=carmen)


def test_an_author_who_coordinates_does_not_answer_either(yan, mei, carmen, shanghai_reads):
    work = submitted(yan, cities=["shanghai"], authors=[yan, mei])
    assert count_for(mei) == 0
    with pytest.raises(Denied):
        actions.decline(thread_of(work), by=mei, text="no")
    actions.accept(thread_of(work), by=carmen)


# -- what happens ----------------------------------------------------------------------------------------------------
def test_changes_are_asked_for_and_it_comes_again(yan, mei, shanghai_reads):
    work = submitted(yan, cities=["shanghai"])
    with pytest.raises(ValueError, match="which"):
        actions.ask_changes(thread_of(work), by=mei, text=" ")
    actions.ask_changes(thread_of(work), by=mei, text="Name the clinic.")
    work.refresh_from_db()
    assert work.state == "draft"
    told = Activity.objects.get(kind="library.sent_back")
    assert (told.names, told.detail["reason"]) == ([yan.pk], "Name the clinic.")
    assert library.publish(work, by=yan).state == "review"
    assert list(Submission.objects.order_by("pk").values_list("state", flat=True)) == ["changes", "open"]


def test_declining_takes_a_reason_which_the_submitter_reads_in_her_language(yan, mei, shanghai_reads):
    work = submitted(yan, cities=["shanghai"])
    with pytest.raises(ValueError, match="reason"):
        actions.decline(thread_of(work), by=mei, text="")
    actions.decline(thread_of(work), by=mei, text="It is an advertisement.")
    done = Submission.objects.get()
    assert (done.state, done.reason) == ("declined", "It is an advertisement.")
    assert Resource.objects.get().state == "draft"
    assert "It is an advertisement." in Activity.objects.get(kind="library.sent_back").detail["reason"]


def test_taking_it_back_closes_the_thread(yan, mei, shanghai_reads):
    work = submitted(yan, cities=["shanghai"])
    library.take_back(work, by=yan)
    assert Submission.objects.get().state == "taken_back"
    assert count_for(mei) == 0


def test_everybody_in_the_thread_hears_what_is_written(yan, mei, bo, shanghai_reads):
    work = submitted(yan, cities=["shanghai"])
    thread = thread_of(work)
    actions.remark(thread, by=mei, text="Who drew the pictures?")
    actions.remark(thread, by=yan, text="My sister.")
    with pytest.raises(Denied):
        actions.remark(thread, by=bo, text="Me too")
    with pytest.raises(ValueError, match="something"):
        actions.remark(thread, by=yan, text="")
    told = Activity.objects.filter(kind="quality.remarked").order_by("pk")
    assert [one.names for one in told] == [[yan.pk], [mei.pk]]


def test_an_adviser_reads_and_writes_but_does_not_decide(yan, mei, bo, tao, shanghai_reads):
    work = submitted(yan, cities=["shanghai"], visibility="city")
    file = StoredFile.objects.get(editions__resource=work)
    assert not Resource.objects.visible_to(tao).exists()
    with pytest.raises(Denied):
        actions.ask_advice(thread_of(work), by=yan, member=tao)
    actions.ask_advice(thread_of(work), by=mei, member=tao)
    actions.ask_advice(thread_of(work), by=mei, member=tao)
    assert Resource.objects.visible_to(tao).get() == work
    file.refresh_from_db()
    assert f"member:{tao.pk}" in file.audience
    assert Activity.objects.get(kind="quality.advice_asked").names == [tao.pk]
    assert count_for(tao) == 1
    actions.remark(thread_of(work), by=tao, text="Sound.")
    assert count_for(tao) == 0
    with pytest.raises(Denied):
        actions.accept(thread_of(work), by=tao)
    actions.ask_changes(thread_of(work), by=mei, text="Shorter.")
    assert not Resource.objects.visible_to(tao).exists()
    assert not Resource.objects.visible_to(bo).exists()


def test_nothing_under_review_is_found(yan, mei, bo, tao, client, sign_in, shanghai_reads):
    work = submitted(yan, "Quicksilver", cities=["shanghai"])
    address = Resource.objects.get().get_absolute_url()
    assert not Entry.objects.filter(withdrawn_at=None).exists()
    for reader in (client, sign_in(bo), sign_in(tao)):
        assert reader.get(address).status_code == 404
        answer = reader.get(f"/resources/{work.pk}/submission/")
        assert answer.status_code in (302, 404)
        assert "Quicksilver" not in answer.text
    for kind in ("quality.submission_waits", "quality.remarked", "library.submitted"):
        assert not Activity.objects.visible_to(bo).filter(kind=kind).exists()


# -- pages -----------------------------------------------------------------------------------------------------------
def test_the_thread_without_scripts(yan, mei, tao, sign_in, shanghai_reads):
    work = submitted(yan, "Quicksilver", cities=["shanghai"])
    address = f"/resources/{work.pk}/submission/"
    for member in (yan, mei):
        page = sign_in(member).get(work.get_absolute_url()).text
        assert address in page
    page = sign_in(yan).get(address).text
    assert 'value="accept"' not in page
    assert 'value="say"' in page
    browser = sign_in(mei)
    assert 'value="accept"' in browser.get(address).text
    assert "Say it in a few words." in browser.post(address, {"act": "decline", "text": ""}).text
    refused = browser.post(address + "advice/", {"handle": "nobody"})
    assert "No member has this handle." in refused.text
    browser.post(address + "advice/", {"handle": "/members/tao/"})
    assert sign_in(tao).get(address).status_code == 200
    browser = sign_in(mei)
    browser.post(address, {"act": "say", "text": "<i>Hm</i>"})
    assert "&lt;i&gt;Hm&lt;/i&gt;" in browser.get(address).text
    answer = browser.post(address, {"act": "accept", "text": ""}, follow=True)
    assert "It is published." in answer.text
    assert sign_in(yan).get(address).status_code == 200


def test_the_submitter_sees_the_state_on_draft_and_desk(yan, mei, sign_in, shanghai_reads):
    work = submitted(yan, "Quicksilver", cities=["shanghai"])
    assert "waits for its review" in sign_in(yan).get("/desk/").text
    actions.ask_changes(thread_of(work), by=mei, text="Name the clinic.")
    page = sign_in(yan).get(work.get_absolute_url()).text
    assert "Changes are asked for" in page
    assert "Name the clinic." in page


def test_choices_of_cities_on_their_page(mei, bo, nova, client, sign_in, cities):
    assert client.get("/quality/").status_code == 302
    assert "Read first" not in sign_in(bo).get("/quality/").text
    sign_in(bo).post("/quality/", {"city": "shanghai", "asks": "yes"})
    assert not Policy.objects.exists()
    sign_in(mei).post("/quality/", {"city": "shanghai", "asks": "yes"})
    assert Policy.objects.get().asks
    assert "Review before publication" in sign_in(mei).get("/cities/shanghai/").text
    assert "Review before publication" not in sign_in(bo).get("/cities/shanghai/").text
    sign_in(nova).post("/quality/", {"city": "", "asks": "yes"})
    assert Policy.objects.filter(city=None, asks=True).exists()
    assert sign_in(nova).post("/quality/", {"city": "nowhere", "asks": "yes"}).status_code == 404


def test_who_looks_after_the_network_finds_the_choices_on_their_page(nova, bo, sign_in):
    assert "/quality/" in sign_in(nova).get("/me/").text
    assert "/quality/" not in sign_in(bo).get("/me/").text

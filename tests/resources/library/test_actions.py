"""What people do in the library."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.files.models import StoredFile
from resources.library import actions
from resources.library.models import Resource, Useful
from resources.library.terms import NotReady
from tests.resources.library.make import shared, stored


def test_a_draft_is_its_owners_alone(mei, bo):
    draft = actions.start(by=mei, files=[stored(mei)])
    assert draft.state == "draft"
    assert Resource.objects.visible_to(mei).filter(pk=draft.pk).exists()
    assert not Resource.objects.visible_to(bo).filter(pk=draft.pk).exists()
    assert not Entry.objects.exists()


def test_the_draft_takes_title_and_language_from_its_file(mei):
    draft = actions.start(by=mei, files=[stored(mei, title="同伴支持手册", language="zh-hans")])
    assert (draft.title, draft.languages, draft.language) == ("同伴支持手册", ["zh-hans"], "zh-hans")


def test_a_suggestion_never_overwrites(mei):
    draft = actions.start(by=mei)
    draft = actions.describe(draft, by=mei, title="我写的标题", languages=["en"])
    draft = actions.add_files(draft, by=mei, files=[stored(mei, title="Read in the file", language="zh-hans")])
    assert draft.title == "我写的标题"


def test_publish_says_what_is_missing(mei):
    draft = actions.start(by=mei)
    with pytest.raises(NotReady) as error:
        actions.publish(draft, by=mei)
    assert set(error.value.missing) == {"title", "kind", "licence", "languages", "files"}


def test_publish_spreads_the_audience(mei, bo):
    file = stored(mei, text="困扰 and distress inside the file")
    resource = shared(mei, files=[file], topics=["distress", "new words"], cities=["shanghai"])
    entry = Entry.objects.get()
    assert resource.audience == entry.audience == ["public"]
    file.refresh_from_db()
    assert file.audience == ["public"]
    assert entry.text == "困扰 and distress inside the file"
    assert {"kind:training", "city:shanghai", "topic:distress", "topic:new-words", "licence:CC-BY-4.0"} <= set(
        entry.facets
    )
    activity = Activity.objects.get(kind="library.published")
    assert (activity.by, activity.city, activity.audience) == (mei, "shanghai", ["public"])


def test_what_is_shared_with_a_city_is_seen_there_alone(mei, bo, yan, carmen, nova):
    resource = shared(mei, visibility="city", cities=["shanghai"])
    for member, sees in ((yan, True), (mei, True), (carmen, True), (nova, True), (bo, False), (None, False)):
        assert Resource.objects.visible_to(member).filter(pk=resource.pk).exists() is sees, member
        assert Entry.objects.visible_to(member).exists() is sees, member
        assert StoredFile.objects.visible_to(member).exists() is sees, member


def test_an_open_licence_is_needed(mei):
    draft = actions.start(by=mei, link="https://example.org/guide")
    actions.describe(draft, by=mei, title="T", kind="tool", languages=["en"], licence="unknown")
    with pytest.raises(NotReady) as error:
        actions.publish(draft, by=mei)
    assert set(error.value.missing) == {"licence"}


def test_a_file_that_was_refused_or_is_on_its_way_holds_publishing_up(mei):
    for state in ("refused", "receiving"):
        with pytest.raises(NotReady) as error:
            shared(mei, title=state, files=[stored(mei, f"{state}.pdf", state=state)])
        assert set(error.value.missing) == {"files"}


def test_nobody_borrows_a_file(mei, bo):
    draft = actions.start(by=bo, files=[stored(mei)])
    assert not draft.editions.get().files.exists()


def test_withdrawn_is_gone_for_all_but_who_looks_after_it(mei, bo, yan):
    resource = shared(mei)
    resource = actions.withdraw(resource, by=mei, reason="Wrong figures on page 3.")
    assert not Entry.objects.visible_to(bo).exists()
    assert not StoredFile.objects.visible_to(bo).exists()
    assert not Resource.objects.visible_to(bo).exists()
    assert Resource.objects.visible_to(mei).get().withdrawn_reason == "Wrong figures on page 3."


def test_others_may_not_publish_edit_or_withdraw(mei, bo):
    draft = actions.start(by=mei)
    for act in (
        lambda: actions.publish(draft, by=bo),
        lambda: actions.describe(draft, by=bo, title="Mine now"),
        lambda: actions.discard(draft, by=bo),
        lambda: actions.withdraw(draft, by=bo, reason="x"),
    ):
        with pytest.raises(Denied):
            act()


def test_applicants_do_not_share(xiu):
    with pytest.raises(Denied):
        actions.start(by=xiu)


def test_useful_names_the_owner_once(mei, bo, yan):
    resource = shared(mei, authors=[mei, yan])
    actions.mark_useful(resource, by=bo)
    actions.mark_useful(resource, by=bo)
    assert Useful.objects.get().city.slug == "houston"
    activity = Activity.objects.get(kind="library.found_useful")
    assert set(activity.names) == {mei.pk, yan.pk}
    assert activity.city == "houston"
    assert Entry.objects.get().useful_in == ["houston"]
    actions.unmark_useful(resource, by=bo)
    assert not Useful.objects.exists()
    assert Entry.objects.get().useful_in == []
    actions.mark_useful(resource, by=bo)
    assert Activity.objects.filter(kind="library.found_useful").count() == 1


def test_ones_own_is_not_found_useful(mei, yan):
    resource = shared(mei, authors=[yan])
    for author in (mei, yan):
        with pytest.raises(Denied):
            actions.mark_useful(resource, by=author)


def test_split_makes_each_file_its_own(mei):
    files = [stored(mei, "a.pdf", "First"), stored(mei, "b.pdf", "Second"), stored(mei, "c.pdf", "Third")]
    draft = actions.describe(actions.start(by=mei, files=files), by=mei, kind="training")
    drafts = actions.split(draft, by=mei)
    assert [one.title for one in drafts] == ["First", "Second", "Third"]
    assert [one.editions.get().files.count() for one in drafts] == [1, 1, 1]
    assert {one.kind for one in drafts} == {"training"}


def test_a_file_of_two_resources_stays_while_one_is_withdrawn(mei, bo):
    file = stored(mei)
    one, _two = shared(mei, "One", files=[file]), shared(mei, "Two", files=[file])
    actions.withdraw(one, by=mei, reason="Twice.")
    assert StoredFile.objects.visible_to(bo).filter(pk=file.pk).exists()


def test_downloads_are_counted_by_city(mei, bo):
    resource = shared(mei)
    for by in (bo, bo, None):
        actions.count_download(resource, by=by)
    assert dict(resource.downloads.values_list("place", "count")) == {"houston": 2, "visitors": 1}

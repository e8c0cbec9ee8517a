"""What the library puts on desks, in letters, and among the labels of facets."""

from django.utils.translation import override

from network.activity.models import Activity
from network.catalogue.facets import labels_of
from network.catalogue.models import Entry
from network.desk.waiting import count_for, rows_for
from network.digests.plugs import line
from network.files import hooks
from network.files.models import StoredFile
from resources.library import actions
from resources.library.models import Download
from tests.resources.library.make import shared, stored


def test_drafts_wait_on_the_desk_and_a_refused_file_comes_first(bo):
    actions.start(by=bo, files=[stored(bo, "a.pdf", "Calm")])
    actions.start(by=bo, files=[stored(bo, "b.pdf", state="refused")])
    shared(bo, "Published")
    assert count_for(bo) == 2
    rows = rows_for(bo)["due"]
    assert [row.urgency for row in rows] == ["soon", "calm"]
    assert "Calm" in rows[1].sentence


def test_a_letter_names_the_city_in_the_language_of_its_reader(mei, bo):
    resource = shared(mei, "听懂“我没事”", languages=["zh-hans"])
    actions.mark_useful(resource, by=bo)
    activity = Activity.objects.get(kind="library.found_useful")
    with override("en"):
        assert line(activity, Entry.objects.get(), mei) == "Bo Carter finds “听懂“我没事”” useful in Houston"


def test_labels_of_words(mei):
    shared(mei, topics=["distress", "river walks"])
    with override("en"):
        assert labels_of("topic", ["distress", "river-walks"], "en") == {
            "distress": "Diabetes distress",
            "river-walks": "river walks",
        }
        assert labels_of("kind", ["training"], "en") == {"training": "Training material"}
        assert labels_of("licence", ["CC-BY-4.0"], "en") == {"CC-BY-4.0": "CC BY 4.0"}


def test_a_file_that_is_read_after_publishing_is_found_by_its_text(mei):
    file = stored(mei, state="checking")
    shared(mei, files=[file])
    assert Entry.objects.get().text == ""
    from network.files.models import FileText

    FileText.objects.create(file=file, text="words inside")
    StoredFile.objects.filter(pk=file.pk).update(state="ready")
    file.refresh_from_db()
    hooks.ready(file)
    assert Entry.objects.get().text == "words inside"
    assert StoredFile.objects.get().audience == ["public"]


def test_a_download_is_counted_where_its_reader_lives(mei, bo, client, sign_in, settings):
    from network.files import storing

    file = stored(mei)
    resource = shared(mei, files=[file])
    path = settings.FILES_ROOT / file.stored_as
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4")
    assert storing.opened(file.stored_as)
    StoredFile.objects.filter(pk=file.pk).update(size=8)
    b"".join(client.get(file.get_absolute_url()).streaming_content)
    b"".join(sign_in(bo).get(file.get_absolute_url()).streaming_content)
    assert dict(Download.objects.values_list("place", "count")) == {"visitors": 1, "houston": 1}
    html = client.get(resource.get_absolute_url()).content.decode()
    assert "by visitors" in html


def test_a_file_says_where_it_is_at_home(mei, bo):
    file = stored(mei)
    resource = shared(mei, "Home", files=[file])
    assert hooks.home(file, bo) == ("Home", resource.get_absolute_url())
    draft = stored(mei)
    actions.start(by=mei, files=[draft])
    assert hooks.home(draft, bo)[1] == draft.get_absolute_url()

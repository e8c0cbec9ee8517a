"""What imports tell other rooms: the desk, the letter, the archive, the hand-over."""

import pytest

from network.activity.models import Activity
from network.desk.waiting import count_for, rows_for
from network.digests import plugs
from network.files.models import StoredFile
from network.kit import belongings, personal
from resources.imports import actions
from resources.imports.models import Import, Row
from resources.library.models import Resource
from tests.resources.imports.conftest import fresh, work
from tests.resources.imports.test_bringing import CHOICES

pytestmark = pytest.mark.django_db
TEXT = "title,link\nOne guide,https://example.org/1\nTwo guide,https://example.org/2\n"


def test_what_waits_for_a_word_stands_on_the_desk(begun, bo, mei):
    batch = begun(bo, {"t.csv": TEXT})
    assert [row.address for row in rows_for(bo)["due"]] == [batch.get_absolute_url()]
    assert "due" not in rows_for(mei)
    actions.discard(batch, by=bo)
    assert "due" not in rows_for(bo)


def test_hundreds_of_drafts_do_not_fill_the_desk(judged, bo):
    text = "title\n" + "".join(f"Guide no. {n}\n" for n in range(60))
    batch = judged(bo, {"t.csv": text}, **CHOICES)
    actions.write(batch, by=bo)
    work()
    assert Resource.objects.filter(state="draft").count() == 60
    assert len(rows_for(bo)["due"]) == 20
    assert count_for(bo) == 20


def test_a_letter_names_the_batch_once(judged, bo):
    batch = judged(bo, {"t.csv": TEXT}, publishes=True, **CHOICES)
    actions.write(batch, by=bo)
    work()
    told = Activity.objects.get(kind="imports.brought")
    assert plugs.line(told, None, bo) == "Bo Carter brought 2 resources into the library"
    assert plugs.address_of(told) == "/resources/"
    assert not Activity.objects.filter(kind="library.published").exists()


def test_the_archive_holds_rows_and_files(judged, bo, mei):
    batch = judged(bo, {"t.csv": TEXT + ",x\n"}, **CHOICES)
    _label, mine = personal.all_exports()["imports"]
    told = mine(bo)["imports"]
    assert [row["text"] for row in told[0]["rows"]] == [*TEXT.splitlines()[1:], ",x"]
    assert told[0]["rows"][2]["reasons"][0] == "There is no title."
    assert mine(mei) == {"imports": []}
    [(name, open_it)] = list(personal.all_files()["imports"](bo))
    assert name == f"imports/{batch.pk}/t.csv"
    with open_it() as stream:
        assert stream.read().decode().startswith("title,link")


def test_erasing_takes_imports_and_leaves_what_they_brought(judged, bo):
    batch = judged(bo, {"t.csv": TEXT}, **CHOICES)
    actions.write(batch, by=bo)
    work()
    erase = next(run for _order, name, run in personal.all_erasers() if name == "imports")
    erase(bo, keep_authorship=True)
    erase(bo, keep_authorship=True)
    assert (Import.objects.count(), Row.objects.count(), StoredFile.objects.count()) == (0, 0, 0)
    assert Resource.objects.count() == 2


def test_a_leaver_hands_over_what_is_not_written(judged, bo, mei):
    batch = judged(bo, {"t.csv": TEXT}, **CHOICES)
    kind = next(kind for kind in belongings.all_kinds() if kind.name == "imports.unfinished")
    assert list(kind.things(bo, None)) == [batch]
    assert not kind.things(bo, bo.home_city).exists()
    kind.move(list(kind.things(bo, None)), to=mei, by=bo)
    assert (fresh(batch).owner, batch.files.get().owner) == (mei, mei)
    actions.write(fresh(batch), by=mei)
    work()
    assert set(Resource.objects.values_list("owner", flat=True)) == {mei.pk}


def test_old_imports_go_by_their_clock(judged, bo):
    judged(bo, {"t.csv": TEXT}, **CHOICES)
    clock = personal.all_clocks()["imports.sent"]
    assert clock.run(clock.before, 100) == 0
    Import.objects.update(changed_at="2020-01-01T00:00Z")
    assert clock.run(clock.before, 100) == 1

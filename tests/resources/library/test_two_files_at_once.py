"""Two files of one draft that become ready at the same moment."""

import threading

import pytest
from django.db import connection

from network.files import hooks
from network.files.actions import settle
from network.files.extraction import Found
from network.files.models import StoredFile
from resources.library import actions
from tests.resources.library.make import stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_published", [False, True])
def test_neither_waits_for_the_other_for_ever(mei, monkeypatch, is_published):
    """Both hold their own file before either asks for the draft: what deadlocked when each wanted both files."""
    files = [stored(mei, f"{n}.pdf", state="checking") for n in range(2)]
    draft = actions.start(by=mei, files=files)
    if is_published:
        actions.describe(draft, by=mei, title="Two files", kind="training", licence="CC-BY-4.0", languages=["en"])
        actions.publish(draft, by=mei)
    both_hold = threading.Barrier(2, timeout=20)
    told = list(hooks._ready)

    def wait_then_tell(file):
        both_hold.wait()
        for call in told:
            call(file)

    monkeypatch.setattr(hooks, "_ready", [wait_then_tell])
    broken = []

    def read(file):
        try:
            settle(file, Found(text="Words", title="A title", language="en"))
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=[file]) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert broken == []
    assert set(StoredFile.objects.values_list("state", flat=True)) == {"ready"}

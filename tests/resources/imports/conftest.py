"""Helpers: an import as its owner would begin it, and the machine's work on it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from network.files.actions import accept_upload
from network.kit import jobs
from resources.imports import actions
from resources.imports.models import Import


def work():
    """Let the machine do all that is due, waiting jobs too."""
    jobs.drain(at=timezone.now() + timezone.timedelta(minutes=1))


def packed(files):
    """Return the bytes of a ZIP of {name: bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def sent(by, name, content):
    """Upload one file as `by` would."""
    return accept_upload(by, SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode()))


@pytest.fixture
def begun(db):
    """Return `begun(member, **{name: content}) -> Import`, read by the machine."""

    def begin(by, files):
        batch = actions.begin(by=by, files=[sent(by, name, content) for name, content in files.items()])
        work()
        return fresh(batch)

    return begin


@pytest.fixture
def judged(begun):
    """Return `judged(member, files, **choices) -> Import`, ready to be written."""

    def judge(by, files, **choices):
        batch = begun(by, files)
        assert batch.state == "asking", (batch.state, batch.problem)
        actions.choose(batch, by=by, **choices)
        work()
        return fresh(batch)

    return judge


def fresh(batch):
    """Return the import as the database has it."""
    return Import.objects.get(pk=batch.pk)


@pytest.fixture(autouse=True)
def _no_reader(monkeypatch):
    """What stands in the files is no matter here; the child process that reads them would take most of the time."""
    from network.files import extraction

    monkeypatch.setattr(extraction, "examine", lambda path, content_type: extraction.Found())

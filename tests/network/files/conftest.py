"""What the tests of files share."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from network.files import actions, extraction


@pytest.fixture
def upload(mei, django_capture_on_commit_callbacks):
    """Return `upload(name, data, by=mei) -> StoredFile`: the plain form's way in, not yet examined."""

    def send(name, data, by=mei):
        with django_capture_on_commit_callbacks(execute=True):
            return actions.accept_upload(by, SimpleUploadedFile(name, data))

    return send


@pytest.fixture
def read_quickly(monkeypatch):
    """Spare the reading child where a test is not about it: every file has one page that says nothing."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 50), "white").save(buffer, "WEBP")
    pictures = [(number, 40, 50, buffer.getvalue()) for number in (0, 1)]
    monkeypatch.setattr(extraction, "examine", lambda *_: extraction.Found(text="Peer support", pictures=pictures))


@pytest.fixture
def stored(upload):
    """Return `stored(name, data, audience=()) -> StoredFile`: uploaded, examined and shared."""

    def send(name, data, audience=(), **more):
        file = upload(name, data, **more)
        actions.examine(file.pk)
        file.refresh_from_db()
        actions.share(file, audience=audience)
        return file

    return send


@pytest.fixture
def disk(settings):
    """Return `disk() -> set of paths`: every file that lies under FILES_ROOT."""

    def look():
        root = settings.FILES_ROOT
        return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} if root.exists() else set()

    return look

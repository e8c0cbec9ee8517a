"""What the tests of files share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from network.files import actions


@pytest.fixture
def upload(mei, django_capture_on_commit_callbacks):
    """Return `upload(name, data, by=mei) -> StoredFile`: the plain form's way in, not yet examined."""

    def send(name, data, by=mei):
        with django_capture_on_commit_callbacks(execute=True):
            return actions.accept_upload(by, SimpleUploadedFile(name, data))

    return send


@pytest.fixture
def stored(upload, drain):
    """Return `stored(name, data, audience=()) -> StoredFile`: uploaded, examined and shared."""

    def send(name, data, audience=(), **more):
        file = upload(name, data, **more)
        drain("slow")
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

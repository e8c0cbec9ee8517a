"""Pictures of a text: uploaded or from the library, never without words, never wider than the paper itself."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from network.files import actions as files
from network.files.models import StoredFile
from resources.papers.models import Figure
from tests.factories import papers

pytestmark = pytest.mark.usefixtures("in_english")


def uploaded(member, drain, name="map.png", kind="PNG"):
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, kind)
    file = files.accept_upload(member, SimpleUploadedFile(name, data.getvalue()))
    drain()
    file.refresh_from_db()
    return file


def put(browser, paper, **fields):
    return browser.post(reverse("papers:figures", args=[paper.pk]), fields)


def test_an_upload_becomes_a_picture_that_all_who_read_the_paper_see(bo, mei, tao, sign_in, drain):
    paper = papers.paper(bo, reviewers=[mei])
    file = uploaded(bo, drain)
    told = put(sign_in(bo), paper, upload=file.pk, alternative="A map of Houston")
    assert told.status_code == 201
    address = told.json()["address"]
    assert sign_in(mei).get(address, follow=True).headers["Content-Type"] == "image/png"
    assert sign_in(tao).get(address).status_code == 404
    assert sign_in(tao).get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("words", ["", "   "])
def test_no_picture_without_words_for_those_who_do_not_see_it(bo, sign_in, drain, words):
    paper = papers.paper(bo)
    told = put(sign_in(bo), paper, upload=uploaded(bo, drain).pk, alternative=words)
    assert told.status_code == 422
    assert "Say in words" in told.json()["error"]
    assert not Figure.objects.exists()


def test_somebody_elses_upload_is_not_there_to_take(bo, mei, sign_in, drain):
    file = uploaded(mei, drain)
    paper = papers.paper(bo)
    assert put(sign_in(bo), paper, upload=file.pk, alternative="A map").status_code == 422
    assert put(sign_in(bo), paper, file=file.pk, alternative="A map").status_code == 422


def test_what_is_no_picture_is_refused_with_a_word(bo, sign_in, drain):
    file = files.accept_upload(bo, SimpleUploadedFile("notes.txt", b"only words"))
    drain()
    told = put(sign_in(bo), papers.paper(bo), upload=file.pk, alternative="Words")
    assert told.status_code == 422
    assert "no picture" in told.json()["error"]


def test_a_picture_of_the_library_is_copied_so_that_its_own_readers_stay_the_same(bo, mei, sign_in, drain):
    file = uploaded(mei, drain)
    files.share(file, audience=["members"])
    paper = papers.paper(bo)
    told = put(sign_in(bo), paper, file=file.pk, alternative="A map")
    figure = Figure.objects.get(pk=told.json()["figure"])
    assert figure.file_id != file.pk
    file.refresh_from_db()
    assert (file.audience, file.owner_id) == (["members"], mei.pk)
    assert figure.file.audience == paper.audience
    twin = StoredFile.objects.get(pk=figure.file_id)
    assert twin.stored_as != file.stored_as
    assert b"".join(sign_in(bo).get(figure.file.get_absolute_url()).streaming_content)


def test_readers_without_a_part_put_no_pictures_in(bo, mei, sign_in, drain):
    paper = papers.paper(bo, state="published")
    assert put(sign_in(mei), paper, upload=uploaded(mei, drain).pk, alternative="A map").status_code == 403

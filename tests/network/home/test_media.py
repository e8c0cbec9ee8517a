"""Pictures of pages: visitors get those that stand on a public page, and nobody gets an original (A10, A12)."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.images import get_image_model

from network.cities import actions
from network.cities.models import Partnership
from tests.factories import pages


@pytest.fixture
def image(cities, mei):
    data = io.BytesIO()
    Pillow.new("RGB", (900, 600), "teal").save(data, "JPEG")
    pages.lay_out()
    return get_image_model().objects.create(
        title="People at a table", file=ContentFile(data.getvalue(), "people.jpg"), uploaded_by_user=mei
    )


@pytest.fixture
def shown(image, cities, mei):
    """The address of the picture on Shanghai's page."""
    body = f'<p>Here:</p><embed embedtype="image" id="{image.pk}" format="fullwidth" alt="People"/>'
    pages.city_page(cities["shanghai"], by=mei, body=body)
    return image.get_rendition("width-800").url


def test_a_visitor_sees_the_picture_of_a_public_page(client, shown, cities):
    html = client.get("/cities/shanghai/").content.decode()
    assert f'src="{shown}"' in html and 'alt="People"' in html
    answer = client.get(shown)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_nobody_gets_the_original(client, sign_in, image, shown, nova):
    for browser in (client, sign_in(nova)):
        assert browser.get(image.file.url).status_code == 404
        for address in ("/media/", "/media/images/", "/media/original_images/", "/media/%2e%2e/secret", "/media/x%00"):
            assert browser.get(address).status_code in (400, 404), address


def test_a_picture_of_no_page_is_for_editors_alone(client, sign_in, image, mei, bo):
    address = image.get_rendition("width-400").url
    assert client.get(address).status_code == 404
    assert sign_in(bo).get(address).status_code == 404
    answer = sign_in(mei).get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("how", ["unpublished", "removed", "not public"])
def test_what_leaves_the_public_page_is_gone_at_once(client, shown, cities, mei, how):
    assert client.get(shown).status_code == 200
    city = cities["shanghai"]
    if how == "unpublished":
        for page in city.pages.all():
            page.unpublish()
    elif how == "removed":
        actions.write_page(
            city, [{"language": "en", "headline": "H", "lede": "L", "body": "<p>No picture</p>"}], by=mei
        )
    else:
        Partnership.objects.filter(city=city).update(state="prospect")
    assert client.get(shown).status_code == 404


def test_a_picture_with_too_many_points_is_refused(sign_in, nova, settings, cities):
    settings.REQUIRE_SECOND_FACTOR = False
    pages.lay_out()
    data = io.BytesIO()
    Pillow.new("1", (9000, 9000)).save(data, "PNG")
    upload = ContentFile(data.getvalue(), "bomb.png")
    answer = sign_in(nova).post("/manage/images/add/", {"title": "Bomb", "file": upload})
    assert answer.status_code == 200
    assert not get_image_model().objects.exists()


SVG = b"<svg onload='alert(1)'/>"


@pytest.mark.parametrize("name, content", [("x.svg", SVG), ("x.png", SVG), ("x.html", b"<script>alert(1)</script>")])
def test_what_is_no_picture_is_refused(sign_in, nova, settings, cities, name, content):
    settings.REQUIRE_SECOND_FACTOR = False
    pages.lay_out()
    sign_in(nova).post("/manage/images/add/", {"title": "X", "file": ContentFile(content, name)})
    assert not get_image_model().objects.exists()

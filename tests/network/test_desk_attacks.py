"""The desk at /manage/ in hostile hands: a coordinator of one city, at every address, with the ids of another city."""

import io
import itertools
import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import URLResolver, get_resolver
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from network.cities import actions
from network.cities.actions.editors import collection_of
from tests.factories import pages

pytestmark = pytest.mark.django_db
# Wagtail itself fails at these when a form comes without its fields.
BROKEN = {"manage/choose-external-link/"}
SECRET, UNSEEN = "Quicksilver draft", "Nightjar photograph"


@pytest.fixture
def world(cities, mei, diego, freja, settings):
    """Houston's page with an unpublished draft and a picture in Houston's collection; Mei looks after Shanghai."""
    settings.REQUIRE_SECOND_FACTOR = False
    pages.city_page(cities["shanghai"], by=mei)
    page = pages.city_page(cities["houston"], by=diego).specific
    actions.sync_editors()
    published = page.latest_revision
    page.headline, page.lede, page.body = SECRET, SECRET, f"<p>{SECRET}</p>"
    page.draft_title = SECRET
    draft = page.save_revision(user=diego)
    # wagtail-localize notes at which migration a text was taken; tests run without migrations.
    MigrationRecorder(connection).ensure_schema()
    source, _made = TranslationSource.update_or_create_from_instance(page)
    danish = Locale.objects.get(language_code="da")
    translation = Translation.objects.create(source=source, target_locale=danish)
    translation.save_target(user=diego, publish=False)
    picture = get_image_model()(title=UNSEEN, collection=collection_of(cities["houston"]))
    picture.file = ContentFile(drawn(), name="nightjar.png")
    picture.save()
    return {"page": page, "translation": translation, "published": published, "draft": draft, "picture": picture}


def drawn():
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "PNG")
    return stream.getvalue()


def all_addresses():
    """Yield every address below /manage/ as its parts of patterns."""

    def walk(resolver, before):
        for pattern in resolver.url_patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, here)
            elif here.startswith("manage/"):
                yield here, pattern.name

    yield from walk(get_resolver(), "")


def filled(template, world):
    """Put Houston's ids into the places of an address; None where it is no plain path."""
    page, picture = world["page"], world["picture"]
    known = {
        "image_id": picture.pk, "image": picture.pk, "revision_id": world["draft"].pk, "version": "v3", "format": "png",
        "revision_id_a": world["published"].pk, "revision_id_b": world["draft"].pk,
        "collection_id": picture.collection_id, "translation_id": world["translation"].pk,
        "translation_source_id": world["translation"].source_id,
        "string_segment_id": world["translation"].source.stringsegment_set.first().pk,
        "app_label": "cities", "model_name": "citypage", "filter_spec": "width-800", "content_type_app_name": "cities",
        "content_type_model_name": "citypage", "language_code": "en", "slug": "houston", "action": "unpublish",
        "action_name": "unpublish", "content_type_id": page.content_type_id, "filename": "x.png", "uuid": "x",
    }  # fmt: skip

    def value(found):
        name = found[1].split(":")[-1]
        if template.startswith(("manage/images/", "manage/reports")) and name in ("pk", "object_id"):
            return str(picture.pk)
        return str(known.get(name, page.pk))

    path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", value, template)
    path = re.sub(r"<([^>]+)>", value, path).replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")
    return None if set(path) & set("(|)[]*+?\\") else f"/{path}"


def state():
    """What no request of Mei's may change."""
    return {
        "pages": list(Page.objects.order_by("pk").values("pk", "live", "locked", "title", "path", "slug", "owner")),
        "drafts": list(Revision.objects.order_by("pk").values_list("pk", "object_id", "user")),
        "pictures": list(get_image_model().objects.order_by("pk").values("pk", "title", "collection", "file")),
        "flows": (WorkflowState.objects.count(), TaskState.objects.count()),
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_the_desk_tells_or_changes_what_is_another_citys(world, sign_in, mei, method):
    """A15, A16: preview, compare, history, usage, copy, move, lock, workflow, privacy, chooser, bulk actions, API."""
    browser = sign_in(mei)
    browser.raise_request_exception = False
    assert browser.get("/manage/").status_code == 200
    before, asked, broken = state(), 0, set()
    page, picture = world["page"], world["picture"]
    given = {"id": [page.pk], "next": "/manage/", "new_title": "Stolen", "new_slug": "stolen", "title": "Stolen",
             "new_parent_page": Page.objects.filter(slug="shanghai").order_by("pk").last().pk, "action-publish": "1",
             "copy_subpages": "on", "locales": ["1", "2", "3", "4"], "value": "Stolen",
             "restriction_type": "login", "comment": "x", "q": "nightjar quicksilver"}  # fmt: skip
    for (template, _name), wish in itertools.product(all_addresses(), ("", "?p=1&q=quicksilver", f"?id={page.pk}")):
        path = filled(template, world)
        if path is None or "/logout/" in path:
            continue
        if "/bulk/" in path:
            path, wish = path.split("?")[0], f"?id={picture.pk if 'image' in path else page.pk}&next=/manage/"
        if method == "post" and wish:
            continue
        answer = getattr(browser, method)(path + wish, given if method == "post" else None)
        if answer.status_code >= 500:
            broken.add(template)
        body = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")
        for secret in (SECRET, UNSEEN, "nightjar.png"):
            assert secret not in body.replace(path, ""), (path + wish, answer.status_code)
        asked += 1
    assert asked > 150
    assert broken <= BROKEN
    assert state() == before


@pytest.mark.parametrize("action", ["copy", "move", "delete", "publish", "unpublish", "revert_to_page_revision"])
def test_the_desks_api_acts_on_nothing_of_another_city(world, sign_in, mei, action):
    """A16, A31: neither with the token of a form nor, for the own page, without it."""
    before = state()
    address = f"/manage/api/main/pages/{world['page'].pk}/action/{action}/"
    assert sign_in(mei).post(address, {"revision_id": world["draft"].pk}).status_code in (400, 403, 404)
    assert state() == before


def test_the_desks_api_asks_for_the_token(world, mei):
    """A31: the API is exempt from Django's own check and brings another one."""
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mei, backend="allauth.account.auth_backends.AuthenticationBackend")
    own = Page.objects.filter(slug="shanghai").order_by("pk").last()
    assert strict.post(f"/manage/api/main/pages/{own.pk}/action/unpublish/", {}).status_code == 403
    own.refresh_from_db()
    assert own.live


def test_a_term_that_ended_today_closes_the_desk_though_the_groups_are_behind(world, sign_in, diego):
    """A18: a session that was open goes nowhere; the groups of the CMS are tidied up by night."""
    from network.cities.models import CoordinatorTerm
    from network.kit.clock import now

    browser = sign_in(diego)
    edit = f"/manage/pages/{world['page'].pk}/edit/"
    assert browser.get(edit).status_code == 200
    CoordinatorTerm.objects.filter(member=diego).update(ended_at=now())
    for address in ("/manage/", edit, "/manage/images/", f"/manage/pages/{world['page'].pk}/history/"):
        assert browser.get(address).status_code in (302, 403, 404), address
        assert browser.post(address, {"action-publish": "1"}).status_code in (302, 403, 404, 405), address
    world["page"].refresh_from_db()
    assert world["page"].latest_revision_id == world["draft"].pk


def test_who_lost_one_city_and_keeps_another_edits_only_that(world, sign_in, diego, cities):
    """A17: the door stays open for the other city; the page of the lost one is closed at once."""
    from network.cities.models import CoordinatorTerm
    from network.kit.clock import now

    CoordinatorTerm.objects.create(city=cities["shanghai"], member=diego, starts_on=now().date())
    actions.sync_editors()
    CoordinatorTerm.objects.filter(member=diego, city=cities["houston"]).update(ends_on="2026-01-02")
    browser = sign_in(diego)
    assert browser.get("/manage/").status_code == 200
    assert browser.get(f"/manage/pages/{world['page'].pk}/edit/").status_code in (302, 403, 404)


def test_administrators_are_no_row_in_anything_that_a_coordinator_finds(world, sign_in, mei, nova):
    """A17: no list, filter, chooser or suggestion of the desk names them or lets them be picked."""
    browser = sign_in(mei)
    for address in ("/manage/", "/manage/coordinators/", "/manage/cities/", "/manage/organisations/", "/manage/images/",
                    "/manage/reports/", "/manage/pages/"):  # fmt: skip
        answer = browser.get(address)
        assert nova.email not in answer.text and "Nova Lindqvist" not in answer.text, address


def test_a_filter_of_pictures_is_made_for_nobody(world, sign_in, mei, nova):
    """A44: no address draws a picture in a size that somebody wishes."""
    picture = world["picture"]
    for member in (mei, nova):
        browser = sign_in(member)
        for spec in ("width-99999", "max-50000x50000", "fill-9999x9999|format-png", "original"):
            for address in (
                f"/manage/images/{picture.pk}/generate_url/{spec}/",
                f"/manage/images/{picture.pk}/preview/{spec}/",
            ):
                assert browser.get(address).status_code in (302, 400, 403, 404) or picture.renditions.count() <= 3
    assert not picture.renditions.filter(width__gt=5000).exists()

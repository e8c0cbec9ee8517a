"""Pages are edited in the desk: coordinators submit, the network publishes, what was published is not taken away."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import WorkflowState

from resources.consensus.actions import topics as actions
from resources.consensus.models import PageStatement
from tests.factories import topics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def filled(client, page):
    """Return what the edit form of a page would send, as it stands."""
    form = client.get(edit(page)).context["form"]
    data = {}
    for one in [form, *form.formsets.values(), *(f for s in form.formsets.values() for f in [s.management_form, *s])]:
        for bound in getattr(one, "visible_fields", list)() + getattr(one, "hidden_fields", list)():
            value = bound.value()
            if hasattr(bound.field, "block"):
                data |= streamed(bound.html_name, value)
            else:
                data[bound.html_name] = "" if value is None else value
    return data


def streamed(name, value):
    """Return the fields of a stream whose blocks are structs of plain fields."""
    data = {f"{name}-count": len(value)}
    for place, block in enumerate(value):
        data |= {
            f"{name}-{place}-type": block.block_type,
            f"{name}-{place}-order": place,
            f"{name}-{place}-deleted": "",
        }
        data |= {f"{name}-{place}-value-{key}": "" if one is None else one for key, one in block.value.items()}
    return data


def test_a_coordinator_edits_and_submits_and_the_network_approves(carmen, mei, freja, sign_in):
    made = topics.topic(carmen)
    page = actions.original_page(made)
    client = sign_in(mei)
    answer = client.get(edit(page))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "action-submit" in text and 'name="action-publish"' not in text
    data = filled(client, page) | {"statements-0-text": "Offer a peer supporter to all.", "action-submit": "1"}
    answer = client.post(edit(page), data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert WorkflowState.objects.active().for_instance(page).count() == 1
    made.refresh_from_db()
    assert made.editions.count() == 1
    WorkflowState.objects.active().get().current_task_state.approve(user=carmen)
    assert made.editions.count() == 2 and made.statements.count() == 2
    assert made.statements.get(number=1).versions.count() == 2
    assert made.statements.get(number=2).versions.count() == 1


def test_members_do_not_enter(carmen, bo, sign_in):
    page = actions.original_page(topics.topic(carmen))
    assert sign_in(bo).get(edit(page)).status_code in (302, 403, 404)


def test_strong_on_weak_evidence_needs_a_reason(carmen):
    page = topics.draft(topics.topic(carmen))
    child = PageStatement(page=page, locale=page.locale, text="Do it.", strength="strong", certainty="very-low")
    with pytest.raises(ValidationError, match="weak evidence"):
        child.clean()
    child.strong_anyway = "life"
    with pytest.raises(ValidationError, match="weak evidence"):
        child.clean()
    child.strong_words = "Nothing else saves them."
    child.clean()


def test_a_statement_of_another_page_is_refused(carmen):
    other = topics.topic(carmen, "Distress")
    page = topics.draft(topics.topic(carmen))
    child = PageStatement(page=page, locale=page.locale, text="Do it.", statement=other.statements.first())
    with pytest.raises(ValidationError, match="another page"):
        child.clean()


def test_what_was_published_is_not_taken_away(carmen, sign_in):
    page = actions.original_page(topics.topic(carmen))
    client = sign_in(carmen)
    for name in ("delete", "unpublish"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    page.refresh_from_db()
    assert page.live


def test_the_draft_is_looked_at_as_readers_will_see_it(carmen, mei, sign_in):
    made = topics.topic(carmen)
    topics.write(made, statements=[{"at": 0, "text": "Words that nobody has seen."}, {"at": 1}])
    page = actions.original_page(made)
    text = sign_in(mei).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Words that nobody has seen." in text and "This is a draft." in text
    assert "Words that nobody has seen." not in sign_in(mei).get(made.get_absolute_url()).content.decode()


def test_translations_are_begun_by_curators_alone(carmen, mei, bo, sign_in):
    # wagtail-localize writes its right by a migration; tests run without.
    kind, _made = ContentType.objects.get_or_create(app_label="wagtail_localize", model="submittranslation")
    Permission.objects.get_or_create(content_type=kind, codename="submit_translation", defaults={"name": "Translate"})
    made = topics.topic(carmen)
    address = reverse("wagtail_localize:submit_page_translation", args=[actions.original_page(made).pk])
    assert sign_in(mei).get(address).status_code == 200
    assert sign_in(bo).get(address).status_code in (302, 403, 404)
    client = sign_in(mei)
    answer = client.post(reverse("consensus:translate_topic", args=[made.slug]), {"language": "da"})
    assert answer.status_code == 302
    assert made.pages.count() == 2
    assert client.post(reverse("consensus:translate_topic", args=[made.slug]), {"language": "xx"}).status_code == 404


def test_editors_are_those_who_coordinate_today(carmen, mei, bo):
    topics.topic(carmen)
    group = Group.objects.get(name="State of the art editors")
    assert mei in group.user_set.all() and carmen in group.user_set.all() and bo not in group.user_set.all()


def test_a_topic_is_begun_as_a_draft(mei, bo, sign_in):
    client = sign_in(mei)
    answer = client.post("/state-of-the-art/new/", {"title": "Healthier ways of living", "language": "en"})
    assert answer.status_code == 302 and answer.url.startswith("/manage/pages/")
    assert client.get(answer.url).status_code == 200
    assert sign_in(bo).post("/state-of-the-art/new/", {"title": "x", "language": "en"}).status_code == 403

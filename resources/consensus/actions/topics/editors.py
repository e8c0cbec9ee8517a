"""What the CMS must know so that coordinators may edit pages of the state of the art, and the network approves them.

The table of rules decides (`access/topics.py`, asked by `wagtail_hooks.py`); groups and the workflow only follow it, so
that the desk offers the right buttons: coordinators submit, network coordinators approve.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import GroupApprovalTask, GroupPagePermission, Locale, Workflow, WorkflowPage, WorkflowTask

from network.cities.actions import NETWORK
from network.cities.models import CoordinatorTerm
from network.home.actions import lay_out
from resources.consensus.models import StateOfTheArtIndex

EDITORS = "State of the art editors"
WORKFLOW = "Approval by the network"
SLUG = "state-of-the-art"
MEMBER = "member"


def index_page(language=settings.LANGUAGE_CODE):
    """Return the page under which topics of a language hang; all languages, group and workflow are made at once."""
    pages = {page.locale.language_code: page for page in StateOfTheArtIndex.objects.select_related("locale")}
    if language in pages:
        return pages[language]
    home = lay_out()
    key = next((page.translation_key for page in pages.values()), None)
    for code, _name in settings.LANGUAGES:
        if code not in pages:
            slug = SLUG if code == settings.LANGUAGE_CODE else f"{SLUG}-{code}"
            locale = Locale.objects.get(language_code=code)
            page = StateOfTheArtIndex(title="State of the art", slug=slug, locale=locale)
            page.translation_key = key = key or page.translation_key
            pages[code] = home.add_child(instance=page)
    _open_to_editors(pages.values())
    _lay_workflow(pages.values())
    sync_editors()
    return pages[language]


def _open_to_editors(pages):
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*_rights("wagtail_localize", ["submit_translation"]))
    for page in pages:
        for right in _rights("wagtailcore", ["change_page"]):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)


def _lay_workflow(pages):
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first() or GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.add(Group.objects.get_or_create(name=NETWORK)[0])
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for page in pages:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def sync_editors():
    """Let exactly those who coordinate a city today, or the network, be editors."""
    group = Group.objects.filter(name=EDITORS).first()
    if group is None:
        return
    present = CoordinatorTerm.objects.current().values("member")
    people = get_user_model().objects.filter(is_active=True, status=MEMBER)
    group.user_set.set(people.filter(Q(pk__in=present) | Q(is_network_coordinator=True)))


def _rights(app, names):
    return Permission.objects.filter(content_type__app_label=app, codename__in=names).order_by("codename")

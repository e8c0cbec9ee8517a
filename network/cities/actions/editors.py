"""What Wagtail must know so that coordinators may edit their city's page and no other: groups, never user rights."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from network.cities.models import CoordinatorTerm

PAGE_RIGHTS = ("change_page", "publish_page")
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")
NETWORK = "Network editors"


def collection_of(city):
    """Return the collection in which a city keeps the pictures of its page."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return root.get_children().filter(name=city.name).first() or root.add_child(name=city.name)


def group_of(city, pages, collection):
    """Return the group 'City editors: slug' with its rights on the city's pages and one collection of pictures."""
    group, _made = Group.objects.get_or_create(name=f"City editors: {city.slug}")
    group.permissions.add(*_rights("wagtail_localize", ["submit_translation"]))
    for page in pages:
        for right in _rights("wagtailcore", PAGE_RIGHTS):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
    for right in _rights("wagtailimages", IMAGE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)
    return group


def network_group(page, collection):
    """Return the group of network coordinators, who edit the front page and all that stands below it."""
    group, _made = Group.objects.get_or_create(name=NETWORK)
    for right in _rights("wagtailcore", PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
    for right in _rights("wagtailimages", IMAGE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)
    return group


def sync_group(city, group):
    """Let exactly the present coordinators of the city be in its group."""
    present = CoordinatorTerm.objects.current().filter(city=city).values("member")
    group.user_set.set(get_user_model().objects.filter(pk__in=present, is_active=True))


def _rights(app, names):
    return Permission.objects.filter(content_type__app_label=app, codename__in=names).order_by("codename")

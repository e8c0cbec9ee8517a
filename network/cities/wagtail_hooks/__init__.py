"""The desk of coordinators and administrators in the CMS: lists, what waits, and what is kept out of it."""

from django.http import Http404
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from network.access.rules import demand
from network.cities.models import CityPage
from network.cities.wagtail_hooks import policies
from network.home.models import OwnPage

policies.register()

from network.cities.wagtail_hooks import bulk  # noqa: E402
from network.cities.wagtail_hooks.choosers import person_chooser  # noqa: E402
from network.cities.wagtail_hooks.kept import Lists  # noqa: E402
from network.cities.wagtail_hooks.panels import Waiting  # noqa: E402

HIDDEN = {"documents", "reports", "help", "forms"}
KEPT_SETTINGS = {"collections"}


@hooks.register("register_admin_viewset")
def lists():
    return Lists()


@hooks.register("register_admin_viewset")
def choosers():
    return person_chooser


for act in bulk.ALL:
    hooks.register("register_bulk_action", act)


@hooks.register("construct_main_menu")
def shorten_menu(request, items):
    """Take away what we do elsewhere: files have a hub of their own, people a desk."""
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("construct_settings_menu")
def shorten_settings(request, items):
    """Take away users, groups and sites: there is one door to each, and it is not here."""
    items[:] = [item for item in items if item.name in KEPT_SETTINGS]


@hooks.register("construct_homepage_panels")
def say_what_waits(request, panels):
    """Let the desk begin with what waits for the person."""
    panels.insert(0, Waiting())


@hooks.register("construct_homepage_summary_items")
def shorten_summary(request, items):
    """Count pages and pictures; files are counted elsewhere."""
    from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


@hooks.register("before_delete_page")
@hooks.register("before_move_page")
@hooks.register("before_copy_page")
def keep_in_place(request, page, *args):
    """The front page and the cities' pages are where they are as long as their cities are."""
    own = issubclass(getattr(page, "specific_class", None) or object, OwnPage)
    if own and request.method == "POST":
        raise Http404


@hooks.register("before_edit_page")
@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
def ask_the_table(request, page):
    """The CMS's groups learn by night that a term ended by its date; the table of rules knows at once."""
    city = getattr(page.specific_deferred, "city", None)
    if city is not None:
        demand(request.user, "cities.edit", city)


@hooks.register("construct_page_listing_buttons")
def translate_own_pages(buttons, page, user, context=None):
    """Offer translations of cities' pages alone: the other pages hold all languages themselves."""
    if not issubclass(page.specific_class or object, CityPage):
        buttons[:] = [button for button in buttons if "/localize/" not in str(getattr(button, "url", ""))]


@hooks.register("insert_editor_js")
def addresses():
    """Give the editors what wagtail-localize would write into the page, where the policy lets no script stand."""
    return format_html('<script src="{}"></script>', static("js/desk-addresses.js"))


@hooks.register("before_bulk_action")
def keep_many_in_place(request, action_type, objects, action):
    """The same for many at once."""
    if action_type in ("delete", "move"):
        for page in objects:
            keep_in_place(request, page)
    elif action_type in ("publish", "unpublish"):
        for page in objects:
            ask_the_table(request, page)

"""The parts of the frame that know where the reader stands, and addresses that keep what was chosen. Tags of `kit`."""

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

HERE = "\x02here\x03"  # stands for the reader's address in a stored frame; no address can hold it
# What the frame may mark as the reader's place; the same frame serves all visitors who stand in one place.
PLACES = ("/cities/", "/resources/", "/meetings/", "/members/", "/search/", "/join/", "/accounts/login/")
_frames = {}


def nav_link(context, address, label, badge=0):
    """A link of the navigation that knows whether the reader stands on it or below it."""
    path = getattr(context.get("request"), "path", "")
    current = ""
    if path == address:
        current = mark_safe(' aria-current="page"')
    elif address != "/" and path.startswith(address):
        current = mark_safe(' aria-current="true"')
    return format_html('<a href="{}"{}>{}{}</a>', address, current, label, _badge(badge))


def _badge(count):
    if not count:
        return ""
    return format_html(' <span class="badge">{}<span class="vh"> {}</span></span>', count, gettext("waiting"))


def badge(count):
    """A small number of things that wait; nothing where it is zero."""
    return _badge(count)


def crumbs(*parts):
    """`{% crumbs "/cities/" _("Cities") city.name %}`: address and label in turn, the last label is this page."""
    links = list(zip(parts[0::2], parts[1::2], strict=False))
    here = parts[-1] if len(parts) % 2 else None
    items = format_html_join("", '<li><a href="{}">{}</a></li>', [("/", _("Home")), *links])
    if here:
        items += format_html('<li><span aria-current="page">{}</span></li>', here)
    return format_html(
        '<nav class="crumb" aria-label="{}"><div class="wrap"><ol>{}</ol></div></nav>', _("You are here"), items
    )


def frame(context, name):
    """Masthead or footer. For visitors it is rendered once for each language and place, and then only filled in."""
    request = context["request"]
    template = context.template.engine.get_template(name)
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        with context.push(here=request.get_full_path()):
            return template.render(context)
    path = request.path
    stand = next((place for place in PLACES if path.startswith(place)), "")
    key = (name, get_language(), stand, path in (stand, "/"), settings.NETWORK_NAME, settings.DEMO)
    if settings.DEBUG or key not in _frames:
        with context.push(here=HERE):
            _frames[key] = template.render(context)
    return mark_safe(_frames[key].replace(HERE, escape(request.get_full_path())))  # noqa: S308 - rendered, path escaped


def query(context, **changes):
    """The present query string with changes: `<a href="{% query page=2 %}">`; None takes a key away."""
    given = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            given.pop(key, None)
        else:
            given[key] = str(value)
    return "?" + given.urlencode()


def without(context, key, value):
    """The present query string without one value of a key that may occur often (a facet's word), on its first page."""
    given = context["request"].GET.copy()
    given.setlist(key, [word for word in given.getlist(key) if word != str(value)])
    given.pop("page", None)
    return "?" + given.urlencode()

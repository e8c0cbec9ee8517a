"""The tags and filters that page authors write; templates/components/README.md shows each with an example."""

import json
from types import SimpleNamespace

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from network.kit import clock, forms_look, pictures, places, words

register = template.Library()

SIGNS = {
    "ok": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1 10L3.8 7.8l1.3-1.3L7 8.4l4-4 1.3 1.3z",
    "warn": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2v10A5 5 0 0 0 8 3z",
    "wrong": "M8 1 15.5 14.5H.5zM7.2 6v4h1.6V6zm0 5.2v1.6h1.6v-1.6z",
    "rest": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
}
HERE = "\x02here\x03"  # stands for the reader's address in a stored frame; no address can hold it
MAIL_FONTS = (
    {
        "serif": "'Iowan Old Style','Palatino Linotype',Charter,Georgia,serif",
        "sans": "'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif",
    },
    {
        "serif": "Georgia,'Songti SC','Noto Serif CJK SC',SimSun,serif",
        "sans": "'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif",
    },
)
LEVELS = {"success": "ok", "warning": "warn", "error": "wrong"}


# -- forms -------------------------------------------------------------------------------------------------------
register.simple_tag(forms_look.field, name="field")
register.simple_tag(forms_look.fields, name="fields")
register.simple_tag(forms_look.form_errors, name="form_errors")


# -- cities ------------------------------------------------------------------------------------------------------
def _place(city):
    return city if isinstance(city, places.Place) else places.place(getattr(city, "slug", city))


@register.simple_tag
def city_mark(city, link=True):
    """A city chip: shape, colour, name. `city` is a slug, a City or a Place; `link=False` for plain words."""
    place = _place(city)
    if link and place.address:
        return format_html('<a class="city {}" href="{}">{}</a>', place.classes, place.address, place.name)
    return format_html('<span class="city {}">{}</span>', place.classes, place.name)


@register.simple_tag
def city_shape(city):
    """The mark alone, where the name stands beside it."""
    return format_html('<span class="m {}" aria-hidden="true"></span>', _place(city).classes)


@register.filter
def city_name(city):
    """The name of a city (slug, City or Place) in the reader's language."""
    return _place(city).name


@register.simple_tag
def local_times(moment, cities):
    """The same moment in several cities, with the weekday where it differs from the reader's."""
    here = timezone.localtime(moment).date()
    rows = []
    for city in cities:
        place = _place(city)
        there = clock.local(moment, place.time_zone)
        other = "" if there.date() == here else words.django_date(there, "l")
        rows.append((place.classes, place.name, there.strftime("%H:%M"), other))
    spans = format_html_join("", '<span class="city {}">{} {} {}</span>', rows)
    return format_html('<div class="zones">{}</div>', spans)


@register.simple_tag
def world_map(cities):
    """The dot map of the world with day and night; a list of the cities must stand beside it."""
    return pictures.world_map(timezone.now(), [_place(city) for city in cities])


@register.simple_tag
def town(city, line=""):
    """One row of the list beside the map: mark, name, own name, a line of yours, the hour there and what it means."""
    place = _place(city)
    local = clock.local(timezone.now(), place.time_zone)
    own = ""
    if place.native and place.native != place.name:
        own = format_html(' <span lang="{}">{}</span>', place.native_language, place.native)
    return format_html(
        '<li><a href="{}"><span class="m {}" aria-hidden="true"></span><span><b>{}{}</b>{}</span>'
        '<span class="hr">{}<small>{}</small></span></a></li>',
        place.address,
        place.classes,
        place.name,
        own,
        format_html("<small>{}</small>", line) if line else "",
        local.strftime("%H:%M"),
        pictures.part_of_day(local),
    )


@register.simple_tag
def hours_band(cities):
    """When people of each city are awake and at work, on the reader's clock."""
    now = timezone.now()
    rows = [(city_mark(city, link=False), pictures.hours(now, _place(city))) for city in cities]
    ticks = format_html_join("", "<span>{}</span>", ((hour,) for hour in (0, 6, 12, 18, 24)))
    axis = format_html('<li aria-hidden="true"><span></span><span class="ax">{}</span></li>', ticks)
    return format_html('<ul class="band">{}{}</ul>', format_html_join("", "<li>{}{}</li>", rows), axis)


# -- time, numbers, words ----------------------------------------------------------------------------------------
def _time(value, text, exact=""):
    title = format_html(' title="{}"', exact) if exact and exact != text else ""
    return format_html('<time datetime="{}"{}>{}</time>', words.iso(value), title, text)


@register.filter
def when(moment):
    """A moment in words near now, in the reader's zone, with the exact time in <time>: `{{ mail.sent_at|when }}`."""
    if not moment:
        return ""
    if not hasattr(moment, "hour"):
        return day(moment)
    local = timezone.localtime(moment)
    exact = f"{words.django_date(local, words.patterns()[1])} {local:%H:%M} {local.tzname()}"
    return _time(moment, words.moment_words(moment), exact)


@register.filter
def day(value):
    """The day alone, in words near now: 'yesterday', 'Friday', '3 June'."""
    if not value:
        return ""
    on = words.as_day(value)
    return _time(value, words.day_words(on, words.today()), words.django_date(on, words.patterns()[1]))


@register.filter
def date_of(value):
    """The day with its year, in words that never grow stale: for what is stored, and for documents."""
    return _time(value, words.django_date(words.as_day(value), words.patterns()[1])) if value else ""


@register.filter
def month_of(value):
    """Month and year: 'June 2026'."""
    return _time(value, words.django_date(words.as_day(value), words.patterns()[2])) if value else ""


@register.filter
def clock_time(moment, zone=""):
    """The hour and minute, in the reader's zone or in `zone`."""
    if not moment:
        return ""
    local = clock.local(moment, zone) if zone else timezone.localtime(moment)
    return _time(moment, local.strftime("%H:%M"))


@register.filter
def zh_breaks(text):
    """A title with <wbr> between Chinese words; other text as it is."""
    return words.zh_breaks(str(text or ""))


@register.filter
def language_name(code):
    """The name of a language in its own tongue: 'Español', '中文'."""
    return words.language_name(str(code))


@register.filter
def language_names(codes):
    """Several languages in one line, each in its own tongue."""
    return words.names(words.language_name(code) for code in codes or ())


@register.filter
def names(people):
    """Names in one line with the comma of the reader's script; of {'name': …}, of objects with a name, or of texts."""
    return words.names(p.get("name") if isinstance(p, dict) else getattr(p, "name", p) for p in people or ())


@register.filter
def number(value):
    """A number with the reader's separators: 4,000 or 4.000."""
    return words.number(value) if value not in (None, "") else ""


@register.filter
def size(value):
    """Bytes as people read them: 2.1 MB."""
    return filesizeformat(value)


@register.simple_tag
def pick(texts, *order):
    """`{% pick city.names as name %}{{ name.text }} {{ name.lang }}`: the reader's language of {language: text}."""
    text, language = words.in_reader_language(texts, order)
    return SimpleNamespace(text=text, lang=language)


@register.simple_tag
def network_name():
    """The network's name; pages of other packages have a `site` of their own, and mails have no request."""
    return settings.NETWORK_NAME


@register.simple_tag
def site_address():
    """The portal's own address, for mails."""
    return settings.SITE_URL


@register.simple_tag
def mail_font(voice):
    """The font stack of a mail, `serif` or `sans`, for the language in which it is rendered."""
    return mark_safe(MAIL_FONTS[(get_language() or "en")[:2] == "zh"][voice])  # noqa: S308 - constants


# -- frame and small parts ---------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def nav_link(context, address, label, badge=0):
    """A link of the navigation that knows whether the reader stands on it or below it."""
    path = getattr(context.get("request"), "path", "")
    current = ""
    if path == address:
        current = mark_safe(' aria-current="page"')
    elif address != "/" and path.startswith(address):
        current = mark_safe(' aria-current="true"')
    return format_html('<a href="{}"{}>{}{}</a>', address, current, label, _badge(badge))


# What the frame may mark as the reader's place; the same frame serves all visitors who stand in one place.
PLACES = ("/cities/", "/resources/", "/members/", "/search/", "/join/", "/accounts/login/")
_frames = {}


@register.simple_tag(takes_context=True)
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


def _badge(count):
    if not count:
        return ""
    return format_html(' <span class="badge">{}<span class="vh"> {}</span></span>', count, gettext("waiting"))


@register.simple_tag
def badge(count):
    """A small number of things that wait; nothing where it is zero."""
    return _badge(count)


@register.simple_tag
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


@register.simple_tag
def sign(kind):
    """One of the four signs: ok, warn, wrong, rest. Words must stand beside it."""
    return format_html(
        '<svg class="g" viewBox="0 0 16 16" aria-hidden="true"><path fill-rule="evenodd" d="{}"/></svg>', SIGNS[kind]
    )


@register.simple_tag
def status(kind, text):
    """A small sign, a word and a colour: `{% status "ok" _("Active") %}`; ok done, warn goes on, wrong late, rest."""
    return format_html('<span class="st {}">{}{}</span>', kind, sign(kind), text)


@register.filter
def notice_kind(message):
    """The class of a Django message: ok, warn, wrong or nothing."""
    return LEVELS.get(getattr(message, "level_tag", ""), "")


@register.filter
def per_cent(part, whole):
    """A share of 0 to 100, without a fraction."""
    return round(100 * part / whole) if whole else 0


@register.filter
def as_json(value):
    """A value as JSON text, for a `data-` attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def minutes_up(seconds):
    """Seconds as whole minutes, rounded up."""
    return max(1, -(-int(seconds) // 60))


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The present query string with changes: `<a href="{% query page=2 %}">`; None takes a key away."""
    given = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            given.pop(key, None)
        else:
            given[key] = str(value)
    return "?" + given.urlencode()


@register.simple_tag(takes_context=True)
def without(context, key, value):
    """The present query string without one value of a key that may occur often (a facet's word), on its first page."""
    given = context["request"].GET.copy()
    given.setlist(key, [word for word in given.getlist(key) if word != str(value)])
    given.pop("page", None)
    return "?" + given.urlencode()


@register.filter
def bold_hits(snippet):
    """Trust a snippet that search has made: only <b> and <mark> survive."""
    safe = conditional_escape(str(snippet))
    for tag in ("b", "mark"):
        safe = safe.replace(f"&lt;{tag}&gt;", "<mark>").replace(f"&lt;/{tag}&gt;", "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped first, two harmless tags let back in

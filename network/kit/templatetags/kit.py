"""The tags and filters that page authors write; templates/components/README.md shows each with an example."""

import json
from types import SimpleNamespace

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from network.kit import cities_look, clock, forms_look, frame_look, words
from network.kit import context as kit_context
from network.kit import panels as kit_panels

register = template.Library()

SIGNS = {
    "ok": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1 10L3.8 7.8l1.3-1.3L7 8.4l4-4 1.3 1.3z",
    "warn": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2v10A5 5 0 0 0 8 3z",
    "wrong": "M8 1 15.5 14.5H.5zM7.2 6v4h1.6V6zm0 5.2v1.6h1.6v-1.6z",
    "rest": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
}
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


# -- panels ------------------------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def panels(context, page, thing, place="main"):
    """Show what higher rooms add to this place of a page."""
    request = context["request"]
    shown = [
        render_to_string(name, {"thing": thing, **extra}, request=request)
        for name, extra in kit_panels.shown(page, place, request, thing)
    ]
    return mark_safe("\n".join(shown))  # noqa: S308 - each is a rendered template


# -- cities ------------------------------------------------------------------------------------------------------
register.filter(cities_look.city_name)
for tag in (
    cities_look.city_mark,
    cities_look.city_shape,
    cities_look.local_times,
    cities_look.world_map,
    cities_look.town,
    cities_look.hours_band,
):
    register.simple_tag(tag)


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
    exact = f"{words.django_date(local, words.patterns()[1])} {local:%H:%M} ({clock.offset(local)})"
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


@register.filter
def browser(agent):
    """A User-Agent as people know it: 'Firefox, Windows'."""
    return words.browser(agent or "")


@register.simple_tag
def pick(texts, *order):
    """`{% pick city.names as name %}{{ name.text }} {{ name.lang }}`: the reader's language of {language: text}."""
    text, language = words.in_reader_language(texts, order)
    return SimpleNamespace(text=text, lang=language)


@register.simple_tag
def network_name(ask=True):
    """The network's name; pages of other packages have a `site` of their own, and mails have no request.

    `ask=False` is for pages of trouble: the database that would know the name may be what is away.
    """
    return kit_context.network_name() if ask else settings.NETWORK_NAME


@register.simple_tag
def site_address():
    """The portal's own address, for mails."""
    return settings.SITE_URL


@register.simple_tag
def mail_font(voice):
    """The font stack of a mail, `serif` or `sans`, for the language in which it is rendered."""
    return mark_safe(MAIL_FONTS[(get_language() or "en")[:2] == "zh"][voice])  # noqa: S308 - constants


# -- frame and small parts ---------------------------------------------------------------------------------------
for tag in (frame_look.frame, frame_look.nav_link, frame_look.query, frame_look.without):
    register.simple_tag(tag, takes_context=True)
register.simple_tag(frame_look.badge)
register.simple_tag(frame_look.crumbs)


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


@register.filter
def bold_hits(snippet):
    """Trust a snippet that search has made: only <b> and <mark> survive."""
    safe = conditional_escape(str(snippet))
    for tag in ("b", "mark"):
        safe = safe.replace(f"&lt;{tag}&gt;", "<mark>").replace(f"&lt;/{tag}&gt;", "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped first, two harmless tags let back in

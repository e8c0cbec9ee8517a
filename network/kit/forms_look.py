"""How a form field stands on a page: label, help, error, field, in this order."""

from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Textarea
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext


def field(bound, hint=None, label=None, optional=True, **attrs):
    """Render one bound field: `{% field form.email autocomplete="email" %}`.

    Further arguments become attributes of the control (an underscore stands for a hyphen). A field that is not required
    says so, unless `optional=False`.
    """
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    single = isinstance(widget, CheckboxInput)
    hint = bound.help_text if hint is None else hint
    context = {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint,
        "optional": optional and not bound.field.required and not single,
        "group": group,
        "single": single,
        "id": bound.id_for_label or bound.auto_id,
        "multiple": isinstance(widget, CheckboxSelectMultiple),
    }
    described = [f"{bound.auto_id}-{part}" for part, there in (("hint", hint), ("error", bound.errors)) if there]
    own = {name.replace("_", "-"): value for name, value in attrs.items()}
    if described:
        own["aria-describedby"] = " ".join(described)
    if isinstance(widget, Textarea) and str(widget.attrs.get("rows")) == "10":
        own.setdefault("rows", 5)  # Django's ten are a page on a phone
    if group:
        context["options"] = list(bound.subwidgets)
        context["described"] = own.get("aria-describedby", "")
    else:
        if bound.errors:
            own["aria-invalid"] = "true"
        context["control"] = bound.as_widget(attrs=own)
    return mark_safe(render_to_string("components/field.html", context))  # noqa: S308 - a rendered template


def fields(form):
    """Render the hidden and then all visible fields of a form, in their order."""
    hidden = "".join(str(bound) for bound in form.hidden_fields())
    return mark_safe(hidden + "".join(field(bound) for bound in form.visible_fields()))  # noqa: S308 - rendered widgets


def form_errors(form, lost=True):
    """Render the summary above a form that was refused: what to look at again, with links; takes the focus."""
    if not form.is_bound or not form.errors:
        return ""
    rows = [(bound.id_for_label or f"{bound.auto_id}_0", error) for bound in form for error in bound.errors]
    general = [(error,) for error in form.non_field_errors()]
    count = len(rows) + len(general)
    title = ngettext("One answer needs another look", "%(n)s answers need another look", count) % {"n": count}
    items = format_html_join("", "<li>{}</li>", general) + format_html_join("", '<li><a href="#{}">{}</a></li>', rows)
    return mark_safe(  # noqa: S308 - a rendered template
        render_to_string("components/error_summary.html", {"title": title, "items": items, "lost": lost})
    )

"""Small words of the pages of collections."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def keeper(context, collection):
    """Who keeps a shelf, as far as the reader may know: {"is_mine", "name", "address", "city"}."""
    reader, owner = context["request"].user, collection.owner
    if reader.is_authenticated and collection.owner_id == reader.pk:
        return {"is_mine": True, "name": "", "address": "", "city": None}
    if owner is None or not owner.is_active:
        return {"is_mine": False, "name": collection.credit or _("a former member"), "address": "", "city": None}
    seen = owner.seen_by(reader)
    return {"is_mine": False, "name": seen["full"], "address": seen["address"], "city": seen["city"]}

"""What no room speaks of: every other row that points at a person, found by looking at the models themselves.

A row that would go with its member (cascade) is the member's: it is exported whole, and deleted. A row that would stay
(set null) is another's, in which the member once acted: its number is exported, and the name taken out of it. So a room
that forgets to speak of a table hides nothing and keeps nothing.
"""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.accounts.models import Member
from network.kit import personal
from network.kit.personal import erases, exports, plain, spares

SECRET = ("raw", "token", "digest", "password", "data", "session_key", "key", "stored_as")


def columns():
    """Return {column: field} of every column of any model that points at a member."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Member:
                found[f"{model._meta.label}.{field.name}"] = field
    return found


def unspoken(act):
    """Return {column: field} of what no room `holds` for "export" or "erase" and nobody spared."""
    known = personal.held(act) | set(personal.spared(act))
    return {column: field for column, field in columns().items() if column not in known}


def is_own(field):
    """Say whether a row belongs to the member whom the column names, by what becomes of it without them."""
    return field.remote_field.on_delete is models.CASCADE


@exports("rest", _("Further rows that point at you"))
def mine(member):
    """Rows that are the member's, whole; of others in which the member acted, their numbers."""
    held = {}
    for column, field in sorted(unspoken("export").items()):
        rows = field.model._base_manager.filter(**{field.name: member.pk}).order_by("pk")
        if is_own(field):
            names = [one.attname for one in field.model._meta.concrete_fields if one.name not in SECRET]
            found = [plain(row, *names) for row in rows]
        else:
            found = [str(pk) for pk in rows.values_list("pk", flat=True)]
        if found:
            held[column] = found
    return held


@erases("rest", order=65)
def erase(member, *, keep_authorship):
    """Delete rows that are the member's; take the name out of rows in which the member acted."""
    for field in unspoken("erase").values():
        rows = field.model._base_manager.filter(**{field.name: member.pk})
        if is_own(field):
            rows.delete()
        elif field.null:
            rows.update(**{field.name: None})


spares("accounts.Member_groups.member", _("It follows from being a coordinator, and is ended with it."))
spares("accounts.Member_user_permissions.member", _("Nobody holds any: rules decide who may do what."))
spares("accounts.Member_cities_followed.member", _("It stands in the profile, and is cleared with it."))

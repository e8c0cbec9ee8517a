"""How works are related: translations, adaptations, supplements, what replaces what; and whether licences allow it."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record
from resources.library import licences
from resources.library.actions.rows import city_of, locked, owners, spread
from resources.library.activity import RELATED, UNRELATED
from resources.library.models import Related
from resources.library.terms import link_of

MADE_FROM = ("adaptation-of", "translation-of", "version-of")
"""Relations of a work that was made from another: its licence must let that be."""


@transaction.atomic
def relate(resource, relation, *, by, to=None, address="", title=""):
    """Say that `resource` is e.g. a translation of `to` (a Resource that `by` may see), or of a work at `address`.

    `address`: https://… or a DOI in any spelling. Returns the Related; saying it twice is saying it once. Raises Denied
    with the reason where the licence of `to` does not let something be made from it, ValueError for no address.
    """
    resource = locked(resource)
    demand(by, "library.relate", resource)
    _alone()
    if to is not None:
        if to.pk == resource.pk:
            raise ValueError(address)
        refusal = circle_of(resource, relation, to) or refusal_of(resource, relation, to, by)
        if refusal:
            raise Denied(refusal, "library.relate")
        address = title = ""
    else:
        address = link_of(address)
        if not address:
            raise ValueError(address)
    row, is_new = Related.objects.get_or_create(
        resource=resource, relation=relation, to=to, address=address, defaults={"by": by, "title": title[:300]}
    )
    if is_new:
        spread(resource)
        if to is not None:
            spread_kin(to)
        record(
            RELATED,
            by=by,
            subject=resource,
            city=city_of(resource, by),
            audience=resource.audience or [f"member:{by.pk}"],
            names=[pk for pk in owners(to) if pk != by.pk] if to is not None and resource.audience else [],
            detail={"relation": relation, "to": to.pk if to is not None else None},
        )
    return row


def _alone():
    """Wait for whoever relates works at this moment: two who each add one half would close a circle unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('library.relate'))")


@transaction.atomic
def unrelate(row, *, by):
    """Take a relation away; the owner of either work may."""
    resource, to = locked(row.resource), row.to
    if to is None or not may_unlink(by, to):
        demand(by, "library.relate", resource)
    row.delete()
    spread(resource)
    if to is not None:
        spread_kin(to)
    audience = resource.audience or [f"member:{by.pk}"]
    record(UNRELATED, by=by, subject=resource, city=city_of(resource, by), audience=audience)


def may_unlink(member, to):
    """Say whether `member` answers for the other work of a relation, and so may take it away."""
    from network.access.rules import may

    return bool(may(member, "library.relate", to))


def refusal_of(resource, relation, to, by):
    """Return why `resource` may not be made from `to`, "" if it may. Who owns both may do as they like."""
    if relation not in MADE_FROM or (by.pk in owners(to)):
        return ""
    return licences.refusal(to.licence, resource.licence, title=to.title)


def circle_of(resource, relation, to):
    """Return why `resource` cannot be made from `to`, "" if it can: `to` was made from it, be it over others."""
    if relation not in MADE_FROM:
        return ""
    seen, edge = set(), {to.pk}
    while edge:
        if resource.pk in edge:
            return _("That work was made from this one: it cannot be the other way round as well.")
        seen |= edge
        made_from = Related.objects.filter(resource__in=edge, relation__in=MADE_FROM).exclude(to=None)
        edge = set(made_from.values_list("to", flat=True)) - seen
    return ""


def licence_refusal(resource, licence):
    """Return why `resource` may not have this licence, "" if it may: the works that it was made from have their say."""
    made_from = resource.relations.filter(relation__in=MADE_FROM).exclude(to=None).select_related("to")
    for row in made_from:
        if set(owners(row.to)) & set(owners(resource)):
            continue
        if refusal := licences.refusal(row.to.licence, licence, title=row.to.title):
            return refusal
    return ""


def spread_kin(resource):
    """Let the page of the other work be drawn anew; its entry says when it changed."""
    from network.catalogue import actions as catalogue

    if resource.audience:
        catalogue.write(resource, force=True)

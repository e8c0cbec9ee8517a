"""What the front page and the map for search engines read."""

import time

from django.db import DatabaseError
from django.db.models import Max
from wagtail.models import ReferenceIndex

from network.catalogue import cards
from network.catalogue.models import Entry
from network.home.models import CODES, HomePage
from network.kit import context
from network.kit.words import in_reader_language

NEWEST = 5
IN_ONE_MAP = 40_000


_names = ({}, float("-inf"))


@context.named_by
def network_name():
    """Return the network's name in the reader's language, asked for at most twice a minute by each process."""
    global _names
    names, asked = _names
    if time.monotonic() - asked > 30:
        try:
            page = HomePage.objects.only(*(f"name_{end}" for _code, end in CODES)).first()
        except DatabaseError:  # the page that says so needs a name too
            return ""
        names = page.texts("name") if page else {}
        _names = (names, time.monotonic())
    return in_reader_language(names)[0]


def forget_name():
    """Ask for the name anew at the next need; called when the front page is published."""
    global _names
    _names = ({}, float("-inf"))


def newest(member):
    """Return the newest entries that the member may see, with their cards; cities and meetings stand there already."""
    entries = Entry.objects.visible_to(member).light().exclude(kind__in=("city", "meeting"))
    return cards.prepare(list(entries[:NEWEST]))


def map_parts():
    """Return how many parts the map for search engines has."""
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    return last // IN_ONE_MAP + 1


def map_rows(part):
    """Return (address, changed at) of the public entries of one part, counted from 0."""
    entries = Entry.objects.visible_to(None).filter(pk__range=(part * IN_ONE_MAP, (part + 1) * IN_ONE_MAP - 1))
    return entries.order_by("pk").values_list("address", "changed_at")


def is_on_a_public_page(image):
    """Whether a published page that visitors may see shows this image."""
    references = ReferenceIndex.get_references_to(image).select_related("content_type")
    for reference in references:
        model = reference.content_type.model_class()
        page = model and hasattr(model, "is_public") and model.objects.filter(pk=reference.object_id).first()
        if page and page.is_public():
            return True
    return False

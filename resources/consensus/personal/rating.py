"""What somebody answered on panels: found by the own key alone, in nobody else’s archive; what becomes of it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.kit.clock import now
from network.kit.personal import erases, exports, plain
from resources.consensus.actions.rating import seats
from resources.consensus.keys import seat_key
from resources.consensus.models import Ballot, Interest, Panellist, Rating, Remark

ON_IT = (Panellist.State.INVITED, Panellist.State.ACCEPTED)


@exports("consensus_answers", _("What I answered on panels"))
def mine(member):
    """Ratings, rankings, words and declared interests of the member, panel by panel, with the statements rated."""
    found = []
    for row in Panellist.objects.filter(member=member).select_related("panel").order_by("pk"):
        key = seat_key(row)
        ratings = Rating.objects.filter(seat=key).select_related("entry__wording", "entry__round", "entry__item")
        remarks = Remark.objects.filter(seat=key).select_related("round", "entry__item")
        found.append({
            "panel": row.panel_id,
            "title": row.panel.title if row.invited_at else "",
            "interests": [
                plain(one, "has_any", "words", "sponsor", "managed", "at")
                | {"round": one.round.number, "left_aside": [item.number for item in one.recused.all()]}
                for one in Interest.objects.filter(panellist=row).select_related("round").order_by("round__number")
            ],
            "ratings": [
                plain(one, "value", "cannot_judge", "first_value", "language")
                | {"round": one.entry.round.number, "number": one.entry.item.number, "text": one.entry.wording.text}
                for one in ratings.order_by("entry__round__number", "entry__item__number")
            ],
            "words": [
                plain(one, "kind", "state", "text", "language")
                | {"round": one.round.number, "number": one.entry.item.number if one.entry_id else None}
                for one in remarks.order_by("round__number", "kind", "shuffle")
            ],
            "rankings": [
                {"round": one.round.number, "order": one.order}
                for one in Ballot.objects.filter(seat=key).select_related("round").order_by("round__number")
            ],
        })  # fmt: skip
    return found


@erases("consensus_answers", order=43)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Cut the thread between a person's places and their seats: the place gets a new number, which leads to no seat.

    What was answered stays in the figures, and nobody can say any more whose it was. Planning takes the name off.
    """
    for row in Panellist.objects.filter(member=member).select_related("panel__protocol").order_by("pk"):
        if row.state in ON_IT:
            seats.leave(row, at=now())
        stays = keep_authorship and row.may_be_named
        interests = list(Interest.objects.filter(panellist=row).prefetch_related("recused"))
        Panellist.objects.filter(pk=row.pk).update(member=None)
        old, row.pk, row._state.adding = row.pk, None, True
        row.save(force_insert=True)
        for one in interests:
            one.panellist = row
            one.words = one.words if stays else ""
            one.save(update_fields=["panellist", "words"])
            one.recused.clear()
        Panellist.objects.filter(pk=old).delete()

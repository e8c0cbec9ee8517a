"""What the record of acts holds about a person: what they did, and where they are named."""

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.activity.models import Activity
from network.kit.personal import FORMER, erases, exports, in_batches, retains

COLUMNS = ["activity.Activity.by", "activity.Activity.names"]
DETAIL_DAYS = 730


@exports("activity", _("What was done"), holds=COLUMNS)
def mine(member):
    """What the member did, with its details; and what others did that names the member, without them."""
    acts = Activity.objects.filter(by=member).order_by("at", "pk")
    named = Activity.objects.filter(names__contains=[member.pk]).exclude(by=member).order_by("at", "pk")
    return {
        "did": [
            {"at": one.at, "kind": one.kind, "about": f"{one.subject}:{one.subject_id}", "city": one.city,
             "detail": one.detail}
            for one in acts
        ],
        "was_named_in": [{"at": one.at, "kind": one.kind, "city": one.city} for one in named],
    }  # fmt: skip


@erases("activity", order=70, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Let the acts stay as a former member's, and take the person out of names, audiences and details."""
    key = f"member:{member.pk}"
    for activity in Activity.objects.filter(Q(names__contains=[member.pk]) | Q(audience__contains=[key])):
        names = [pk for pk in activity.names if pk != member.pk]
        audience = [word for word in activity.audience if word != key]
        Activity.objects.filter(pk=activity.pk).update(names=names, audience=audience)
    words = {member.name, member.name_latin, member.get_full_name(), member.email} - {""}
    with connection.cursor() as cursor:
        for word in sorted(words, key=len, reverse=True):
            # As the word stands inside JSON text, where quotes and backslashes are escaped and Chinese is not.
            cursor.execute(
                """UPDATE activity_activity
                   SET detail = replace(detail::text, btrim(to_jsonb(%s::text)::text, '"'), %s)::jsonb
                   WHERE detail::text LIKE '%%' || replace(replace(%s, '%%', '\\%%'), '_', '\\_') || '%%'""",
                [word, FORMER, word],
            )
        cursor.execute(
            """UPDATE activity_activity SET by_id = NULL, detail = detail || '{"former": true}' WHERE by_id = %s""",
            [member.pk],
        )


@retains(
    "activity.detail",
    _("Details of what was done"),
    days=DETAIL_DAYS,
    why=_("so that histories and digests can say what happened; after that only that it happened is kept"),
)
def old_details(before, limit):
    """Empty the details of old acts, and forget whom they named."""
    old, former = Activity.objects.filter(at__lt=before), {"former": True}
    theirs = old.filter(detail__contains=former).exclude(detail=former, names=[])
    others = old.exclude(detail__contains=former).exclude(detail={}, names=[])
    # That somebody who was erased did it, and not the portal, is all that stays.
    return in_batches(theirs, limit, detail=former, names=[]) + in_batches(others, limit, detail={}, names=[])

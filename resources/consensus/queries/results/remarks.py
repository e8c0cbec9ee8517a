"""What panellists wrote, as others read it: without seat, group or time, in an order that tells nothing."""

from dataclasses import dataclass

from django.db.models import Q

from resources.consensus.models import Protocol, Remark, Round
from resources.consensus.queries import planning


@dataclass(frozen=True)
class RemarkShown:
    """A remark that was let through. `key`: a random number, by which a page may name it."""

    key: str
    kind: str
    kind_label: str
    text: str
    language: str
    original: str = ""
    """The words in their own language, where `text` is a translation."""
    original_language: str = ""
    became: int | None = None
    """Number of the statement that an idea became."""


def remarks_shown(entry, language):
    """Return [RemarkShown] on a statement of a closed round, translated into `language` where somebody did."""
    return remarks_of(entry.round, language, entries=[entry.pk]).get(entry.pk, [])


def remarks_of(round, language, *, entries=None):
    """Return {entry pk, or None for ideas: [RemarkShown]} of a closed round by one statement; {} before it closes."""
    if round.state != Round.State.CLOSED:
        return {}
    rows = Remark.objects.filter(round=round, state=Remark.State.SHOWN).select_related("became")
    if entries is not None:
        rows = rows.filter(entry__in=entries)
    found = {}
    for row in rows.defer("text").order_by("shuffle"):
        found.setdefault(row.entry_id, []).append(_shown(row, language))
    return found


def _shown(row, language):
    words = row.translations.get(language, "")
    is_translated = bool(words) and language != row.language
    return RemarkShown(
        key=str(row.shuffle),
        kind=row.kind,
        kind_label=row.get_kind_display(),
        text=words if is_translated else row.shown,
        language=language if is_translated else row.language,
        original=row.shown if is_translated else "",
        original_language=row.language if is_translated else "",
        became=row.became.number if row.became_id else None,
    )


def waiting(round=None):
    """Return the remarks that wait to be read, of closed rounds; whoever took consent back is not read any more."""
    rows = Remark.objects.filter(round__state=Round.State.CLOSED, state=Remark.State.WAITING)
    rows = rows.exclude(seat__is_withdrawn=True)
    return rows.filter(round=round) if round is not None else rows


def to_moderate(round, state):
    """Return the remarks of a closed round in `state`, shuffled, for whoever moderates: nothing of who wrote them."""
    rows = Remark.objects.filter(round=round, state=state, round__state=Round.State.CLOSED)
    if planning.in_force(round.panel)["withdrawal"] == Protocol.Withdrawal.REMOVE:
        rows = rows.filter(Q(seat__is_withdrawn=False))
    elif state == Remark.State.WAITING:
        rows = rows.exclude(seat__is_withdrawn=True)
    return rows.select_related("entry__item", "entry__wording", "became").order_by("shuffle")

"""The page of results: statements as their reader reads them, what may be shown, and words for it."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from network.kit.words import in_reader_language
from resources.consensus import undefined
from resources.consensus.models import Item, Round, Translation
from resources.consensus.queries.results.bars import short
from resources.consensus.queries.results.remarks import remarks_of
from resources.consensus.queries.results.shown import names_of, shown_all

SORTS = {
    "number": pgettext_lazy("sort statements by", "Number"),
    "agreement": pgettext_lazy("sort statements by", "Most agreement first"),
    "spread": pgettext_lazy("sort statements by", "Widest spread first"),
    "change": pgettext_lazy("sort statements by", "Most change first"),
}
SIGNS = {"agreed": "ok", "rejected": "rest", "open": "warn", "unsettled": "rest"}


@dataclass(frozen=True)
class Line:
    """Figures of the whole panel or of a group as a table writes them; "" where it does not."""

    label: str
    rated: str
    median: str
    quartiles: str
    thirds: tuple
    deviation: str
    index: str
    disagreement: str
    changed: str


@dataclass(frozen=True)
class Row:
    """One statement on the page."""

    number: int
    text: str
    language: str
    verdict: str
    verdict_label: str
    sign: str
    shown: object
    lines: tuple
    remarks: tuple
    notes: tuple
    """Sentences beside the figures."""
    badges: tuple


def rows_of(round, *, sort="number", names=None):
    """Return [Row] of a closed round, sorted by one of SORTS."""
    language = get_language()
    checked = Translation.objects.filter(wording=OuterRef("wording"), language=language).exclude(checked_at=None)
    entries = round.entries.annotate(told=Subquery(checked.values("text")[:1]))
    found = shown_all(round, names=names if names is not None else names_of(round.panel), entries=entries)
    told = remarks_of(round, language)
    rows = []
    for one in found:
        words = (one.entry.told, language) if one.entry.told else (one.entry.wording.text, one.entry.wording.language)
        rows.append(_row(one, words, tuple(told.get(one.entry.pk, ()))))
    return sorted(rows, key=KEYS.get(sort, KEYS["number"]))


def _stat(row, name):
    return row.shown.whole.stats.get(name) if row.shown.whole else None


def _down(value):
    """Sort what is not there to the end, the rest from the largest down."""
    return (value is None, -(value or 0))


KEYS = {
    "number": lambda row: row.number,
    "agreement": lambda row: (*_down((_stat(row, "percents") or [None])[-1]), row.number),
    "spread": lambda row: (*_down(_stat(row, "mad")), row.number),
    "change": lambda row: (
        *_down(row.shown.whole.change.get("percent_changed") if row.shown.whole else None), row.number,
    ),
}  # fmt: skip


def texts_of(entries, language):
    """Return {entry pk: (text, language)}: the checked translation where there is one, else as it was written."""
    rows = Translation.objects.filter(wording__in={entry.wording_id for entry in entries}, language=language)
    checked = {row.wording_id: row for row in rows.exclude(checked_at=None)}
    found = {}
    for entry in entries:
        told = checked.get(entry.wording_id) or entry.wording
        found[entry.pk] = (told.text, told.language)
    return found


def _row(told, words, remarks):
    entry, whole = told.entry, told.whole
    lines = [whole, *told.groups] if whole else []
    return Row(
        number=entry.item.number,
        text=words[0],
        language=words[1],
        verdict=entry.verdict,
        verdict_label=str(Item.State(entry.verdict).label) if entry.verdict else "",
        sign=SIGNS.get(entry.verdict, "rest"),
        shown=told,
        lines=tuple(line(one) for one in lines),
        remarks=remarks,
        notes=tuple(_notes(told)),
        badges=tuple(_badges(told)),
    )


def line(figures):
    """Return the Line of a Figures. Few ratings are told without percents."""
    stats, n = figures.stats, figures.n
    thirds = tuple(_share(part, n, figures.is_sure) for part in stats["thirds"])
    change = figures.change
    moved = change.get("changed_third", change.get("changed"))
    return Line(
        label=figures.label,
        rated=_of(n, figures.invited),
        median=short(stats["median"]),
        quartiles=f"{short(stats['q1'])} – {short(stats['q3'])}" if n else "–",
        thirds=thirds,
        deviation=short(stats["mad"]),
        index=_two(stats["di"]) if "di" in stats else "",
        disagreement="" if stats.get("disagreement") is None else _("yes") if stats["disagreement"] else _("no"),
        changed=_of(moved, change["n"]) if moved is not None else "",
    )


def _of(part, whole):
    return _("%(part)s of %(whole)s") % {"part": short(part), "whole": short(whole)}


def _share(part, n, is_sure):
    if not n:
        return "–"
    return f"{short(part)} ({round(100 * part / n)} %)" if is_sure else short(part)


def _two(value):
    return "–" if value is None else f"{value:.2f}"


def _notes(told):
    """Yield the sentences that a reader of these figures needs."""
    if told.reason:
        yield told.reason
    if told.hidden and told.whole:
        yield _("Not shown by themselves, so that nobody can be found out: %(groups)s.") % {
            "groups": ", ".join(told.hidden)
        }
    if told.whole:
        yield from _of_whole(told)


def _of_whole(told):
    whole = told.whole
    if not whole.is_sure:
        yield _("With so few ratings one person moves every figure. Read the shape, not the decimals.")
    if whole.stats.get("classification") == "panel too small":
        yield _("The panel is too small for a verdict by RAND/UCLA.")
    if whole.cannot_judge:
        yield _("%(count)s could not judge it.") % {"count": short(whole.cannot_judge)}
    if told.before == "reworded":
        yield _("It reads differently now, so it is not compared with the round before.")
    elif told.before == "few":
        yield _("How many ratings moved is not told: a few people rated only one of the two rounds.")
    if told.attrition and told.attrition["flag"]:
        yield _("Those who have left had rated it otherwise: median %(left)s, of those who stay %(stay)s.") % {
            "left": short(told.attrition["median_dropouts"]),
            "stay": short(told.attrition["median_stayers"]),
        }
    for code in sorted(set(whole.stats.get("undefined", {}).values())):
        yield str(undefined.sentence(code))


def _badges(told):
    if told.is_under_quorum:
        yield _("under quorum")
    if told.is_sensitive:
        yield _("verdict depends on the percentile rule")


def title_of(panel):
    """Return (title, language) of a panel in the reader's language, else as it was written."""
    return in_reader_language({panel.language: panel.title} | (panel.titles or {}), order=(panel.language,))


def ideas_of(round):
    """Return the ideas that were let through, of a round that collected them."""
    return remarks_of(round, get_language()).get(None, []) if round.kind == Round.Kind.IDEAS else []


def ranking_of(round, told):
    """Return [(place of `ShownRound.ranking`, text, language)], best first."""
    if not told.ranking:
        return []
    entries = list(round.entries.select_related("item", "wording"))
    texts, by_number = texts_of(entries, get_language()), {entry.item.number: entry.pk for entry in entries}
    return [(place, *texts[by_number[place["number"]]]) for place in told.ranking if place["number"] in by_number]

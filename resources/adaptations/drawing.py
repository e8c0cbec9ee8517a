"""The family tree as a picture that the server draws: no script, two widths, the style sheet chooses and colours.

Each work and each use has a row of its own, so that no name can meet another. On wide pages time runs from left to
right; on narrow ones each generation stands a step further in. The picture is decoration with a text alternative: the
table beside it says the same, and carries the links.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext

from network.kit import pictures
from network.kit.places import place
from network.kit.words import is_chinese, language_name, names
from resources.adaptations.lineage import Node

MOST_CHILDREN, MOST_ROWS = 8, 60
WIDE, NARROW = 880, 328
ROW, HEAD, MARK = 52, 22, 7.5
NARROW_STEP, NARROW_LABEL = 15, 86
MOST_STEPS = 4
LABEL = 300
"""Width that is kept free for the words right of the last mark of the wide picture."""


@dataclass
class Spot:
    """Where a node stands: `x` and `y` of its mark, and its row."""

    node: Node
    row: int
    x: float = 0.0

    @property
    def y(self):
        """The height of its mark."""
        return HEAD + self.row * ROW + ROW / 2


def fold(root, most=MOST_ROWS):
    """Return the nodes of one tree in the order of their rows; what does not fit becomes a node that counts it.

    Of many children those from which more came stay, then the latest; a picture has at most about `most` rows.
    """
    rows = []

    def place_node(node, room):
        rows.append(node)
        kept, left = _kept(node.children, max(1, min(MOST_CHILDREN, room)))
        for child in kept:
            place_node(child, most - len(rows))
        if left:
            count = sum(1 for one in left for _node in one.walk())
            rest = Node(("rest", node.key), "rest", parent=node, generation=node.generation + 1, folded=count)
            rest.day = max((one.day for one in left if one.day), default=node.day)
            rows.append(rest)

    place_node(root, most)
    return rows


def _kept(children, most):
    if len(children) <= most:
        return children, []
    order = sorted(children, key=lambda one: (not one.children, -(one.day or date.min).toordinal(), one.key))
    chosen = {one.key for one in order[:most]}
    return [one for one in children if one.key in chosen], [one for one in children if one.key not in chosen]


def tree(family, most=MOST_ROWS):
    """Return the two SVGs of a Family, "" where there is nothing to draw."""
    if not family.is_more_than_one:
        return ""
    rows = [node for root in family.roots for node in fold(root, most)]
    told = alternative(family)
    return format_html("{}{}", _wide(rows, told), _narrow(rows, told))


def alternative(family):
    """Return the picture in one sentence or two."""
    nodes = list(family.nodes())
    root = family.roots[0]
    cities = names(dict.fromkeys(place(node.city).name for node in nodes if node.parent and node.city))
    told = gettext("Family tree of “%(title)s”: it was used or adapted in %(cities)s.")
    deep = max(node.generation for node in nodes)
    more = ngettext("It reaches %(n)s generation down.", "It reaches %(n)s generations down.", deep) % {"n": deep}
    return " ".join((told % {"title": root.title, "cities": cities}, more, gettext("The table says the same.")))


# -- two widths --------------------------------------------------------------------------------------------------
def _wide(rows, told):
    days = [node.day for node in rows if node.day]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    left, right = 12.0, WIDE - LABEL
    spots = {}
    for number, node in enumerate(rows):
        spot = Spot(node, number)
        spot.x = left + ((node.day or last) - first).days / span * (right - left)
        above = spots.get(node.parent.key) if node.parent else None
        if above:
            spot.x = max(spot.x, above.x + 26)
        spots[node.key] = spot
    years = _years(first, last, span, left, right, HEAD + len(rows) * ROW)
    labels = [_label(spot, spot.x + 16, WIDE - spot.x - 16) for spot in spots.values()]
    return _svg("wide", WIDE, rows, told, years, spots, labels)


def _narrow(rows, told):
    spots = {}
    for number, node in enumerate(rows):
        spots[node.key] = Spot(node, number, 15 + min(node.generation, MOST_STEPS) * NARROW_STEP)
    labels = [_label(spot, NARROW_LABEL, NARROW - NARROW_LABEL) for spot in spots.values()]
    return _svg("narrow", NARROW, rows, told, "", spots, labels)


def _svg(kind, width, rows, told, years, spots, labels):
    limbs = "".join(
        _limb(spots[node.parent.key], spots[node.key], node.relation)
        for node in rows
        if node.parent and node.parent.key in spots
    )
    marks = format_html_join("", "{}", ((_mark(spot),) for spot in spots.values()))
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        kind,
        width,
        round(HEAD + len(rows) * ROW),
        told,
        years,
        mark_safe(limbs),  # noqa: S308 - numbers and constants
        marks,
        format_html_join("", "{}", ((label,) for label in labels)),
    )


def _years(first, last, span, left, right, height):
    """Return thin lines at the turns of years, as many as can be read."""
    every = max(1, -(-(last.year - first.year) // 8))
    lines = []
    for year in range(first.year + 1, last.year + 1, every):
        x = _n(left + (date(year, 1, 1) - first).days / span * (right - left))
        lines.append((x, x, height, x, year))
    return format_html_join(
        "", '<line class="yr" x1="{}" x2="{}" y1="0" y2="{}"/><text class="q" x="{}" y="12" dx="5">{}</text>', lines
    )


def _limb(above, spot, relation):
    """Return the path from a mark down to a later one: translations and versions are dotted."""
    bend = min(10, max(2, spot.x - above.x))
    kind = "limb" if relation in ("used", "adaptation-of", "rest") else "limb dotted"
    return (
        f'<path class="{kind}" d="M{_n(above.x)} {_n(above.y)}V{_n(spot.y - bend)}'
        f'Q{_n(above.x)} {_n(spot.y)} {_n(above.x + bend)} {_n(spot.y)}H{_n(spot.x)}"/>'
    )


def _mark(spot):
    node = spot.node
    if node.relation == "rest":
        return format_html('<circle class="rest" cx="{}" cy="{}" r="5"/>', _n(spot.x), _n(spot.y))
    known = place(node.city) if node.city else None
    shape = known.shape if known and known.shape in pictures.SHAPES else "circle"
    here = format_html('<circle class="here" cx="{}" cy="{}" r="13"/>', _n(spot.x), _n(spot.y)) if node.is_here else ""
    return format_html(
        '{}<g class="place {}" transform="translate({} {}) scale(1.5)">{}</g>',
        here,
        known.classes if known else "",
        _n(spot.x - MARK),
        _n(spot.y - MARK),
        mark_safe(pictures.SHAPES[shape]),  # noqa: S308 - one of five constants
    )


def _label(spot, x, room):
    node = spot.node
    if node.relation == "rest":
        words = ngettext("and %(n)s more", "and %(n)s more", node.folded) % {"n": node.folded}
        return _text("q halo", x, spot.y + 5, words, get_language())
    year = f" {node.day.year}" if node.day else ""
    title, title_language, line, line_language = words_of(node)
    first = cut(title, room - 8 * len(year) - 4, 15)
    return format_html(
        '<text class="name halo" x="{}" y="{}"{}>{}<tspan class="q">{}</tspan></text>{}',
        _n(x),
        _n(spot.y - 1),
        _lang(title_language),
        first,
        year,
        _text("q halo", x, spot.y + 17, cut(line, room - 4, 13), line_language) if line else "",
    )


def words_of(node):
    """Return (name, its language, second line, its language) of a node: a use is named by its city, a work by title."""
    if node.report:
        name = place(node.city).name
        if node.resource:
            return name, "", node.title, node.language
        return name, "", node.report.line or node.report.changed, node.report.language
    city = place(node.city).name if node.city else ""
    spoken = names(language_name(code) for code in node.languages[:3])
    if node.relation == "translation-of":
        return spoken or node.title, "", node.title, node.language
    return node.title, node.language, " · ".join(filter(None, (city, spoken))), ""


def cut(text, room, size):
    """Return as much of a text as fits into `room` units at font size `size`, with an ellipsis where it was cut."""
    text, used = " ".join(text.split()), 0.0
    for number, letter in enumerate(text):
        used += size * (1.0 if is_chinese(letter) or letter in "，。：；！？（）“”《》、" else 0.56)
        if used > room:
            return text[: max(number - 1, 1)].rstrip(" ,.;:，。、") + "…"
    return text


def _text(classes, x, y, words, language=""):
    return format_html('<text class="{}" x="{}" y="{}"{}>{}</text>', classes, _n(x), _n(y), _lang(language), words)


def _lang(language):
    return format_html(' lang="{}"', language) if language and language != get_language() else ""


def _n(number):
    return f"{number:.1f}".removesuffix(".0")

"""How wide the columns of a table are, where its authors chose: shares of the whole, so that paper and phone agree."""

MOST = 100


def shares(table):
    """Return the share of each column of a table node (floats that add up to 1), or None where nobody chose any.

    Widths stand in the cells (`colwidth`, a list of whole numbers in any unit); a column without one is as wide as the
    middle of the others.
    """
    found, taken = [], {}
    for y, row in enumerate(table.get("content") or ()):
        x = 0
        for cell in row.get("content") or ():
            while (x, y) in taken:
                x += 1
            attrs = cell.get("attrs") or {}
            wide, high = _number(attrs.get("colspan")), _number(attrs.get("rowspan"))
            widths = attrs.get("colwidth") if isinstance(attrs.get("colwidth"), list) else []
            for place in range(wide):
                for below in range(high):
                    taken[(x + place, y + below)] = True
                if x + place >= len(found):
                    found += [0] * (x + place + 1 - len(found))
                width = widths[place] if place < len(widths) else 0
                found[x + place] = found[x + place] or (width if isinstance(width, int | float) and width > 0 else 0)
            x += wide
    known = [one for one in found if one]
    if not known:
        return None
    middle = sum(known) / len(known)
    whole = [one or middle for one in found]
    return [one / sum(whole) for one in whole]


def per_cent(table):
    """Return the widths of the columns as ["33.3%", …], [] where nobody chose any."""
    return [f"{100 * one:.1f}%" for one in shares(table) or ()]


def _number(value):
    return min(int(value), MOST) if isinstance(value, int | float) and value >= 1 else 1

"""Nominal group: points of ranked statements."""

from resources.consensus.engine.tallies import shown

MOST_POINTS = 100


def nominal_group(points, ballots):
    """Return {"totals" {item: points}, "votes" {item: ballots that name it}, "ranking", "ranks", "ballots"}.

    `points` are the points of the first place, the second, and so on, falling ([5, 4, 3, 2, 1]), or a whole number k
    for k, k - 1, … 1. Each ballot lists items (texts or whole numbers), best first, at most as many as there are
    points; an empty one abstains and is not counted in `ballots`. `ranking`: items by points, then by votes, then by
    name; `ranks` {item: rank}, the same for the same points. Items that nobody named do not occur. Keys are texts, for
    JSON. ValueError, in a sentence, for points that do not fall, an item named twice, or a ballot that is too long.

    Source: Delbecq, Van de Ven and Gustafson, "Group Techniques for Program Planning" (1975), chapter 3.
    """
    worth = _worth(points)
    totals, votes, counted = {}, {}, 0
    if not isinstance(ballots, (list, tuple)) or not all(isinstance(one, (list, tuple)) for one in ballots):
        raise ValueError("Ballots must be a list of lists.")
    for ballot in ballots:
        names = [_name(one) for one in ballot]
        if len(names) > len(worth):
            raise ValueError(f"A ballot may name at most {len(worth)} items.")
        if len(set(names)) < len(names):
            raise ValueError("A ballot may name an item once only.")
        counted += bool(names)
        for name, gained in zip(names, worth, strict=False):
            totals[name] = totals.get(name, 0) + gained
            votes[name] = votes.get(name, 0) + 1
    ranking = sorted(totals, key=lambda name: (-totals[name], -votes[name], name))
    ranks = {name: 1 + sum(other > totals[name] for other in totals.values()) for name in ranking}
    return {
        "totals": {name: totals[name] for name in ranking},
        "votes": {name: votes[name] for name in ranking},
        "ranking": ranking,
        "ranks": ranks,
        "ballots": counted,
    }


def _worth(points):
    if type(points) is int and 1 <= points <= MOST_POINTS:
        return list(range(points, 0, -1))
    if not isinstance(points, (list, tuple)) or not 1 <= len(points) <= MOST_POINTS:
        raise ValueError(f"Points must be a list of 1 to {MOST_POINTS} whole numbers, those of the first place first.")
    for value in points:
        if type(value) is not int or not 0 <= value <= 10**6:
            raise ValueError(f"{shown(value)} is not a whole number of points.")
    if list(points) != sorted(points, reverse=True):
        raise ValueError("Points must fall from the first place on.")
    return list(points)


def _name(item):
    if type(item) is str or (type(item) is int and item.bit_length() < 128):
        return str(item)
    raise ValueError(f"{shown(item)} is not the name or number of an item.")

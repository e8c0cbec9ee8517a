"""Panels for tests, made by the actions that members use."""

from datetime import timedelta

STATEMENTS = (
    "Somebody who lives with diabetes should be offered to everybody who starts insulin.",
    "Peer supporters should be paid for their time.",
    "A call in the first week helps more than a leaflet.",
    "Family members should be invited to the first meeting.",
    "Group meetings should stay below twelve people.",
)


def panel(by, *, items=3, groups=("peers", "practitioners"), method="delphi", title="Helping people start insulin",
          **fields):  # fmt: skip
    """Return a planned panel that `by` runs, in English, with `items` statements (a number, or a list of texts).

    `fields` are those of the protocol and the panel; figures of small groups are shown from three on, and eight raters
    are not needed, unless they say otherwise.
    """
    from resources.consensus.actions import planning

    given = {
        "title": title, "method": method, "language": "en", "groups": list(groups), "quorum": 3, "quorum_percent": 50,
        "smallest_group": 3, "rounds": 2, "aim": "What cities should offer to people who start insulin.",
        "question": "How much do you agree?", "information": "It takes ten minutes.", "consent": "I take part freely.",
        "panel_rule": "People who know it from practice.",
        "threshold_reason": "", "anchors": {"1": {"en": "not at all"}, "9": {"en": "fully"}},
    }  # fmt: skip
    if method == "sense":
        given["anchors"] = {"1": {"en": "not at all"}, "5": {"en": "fully"}}
    if method in ("realtime", "sense"):
        given["rounds"] = 1
    made = planning.begin(given | fields, by)
    texts = items if not isinstance(items, int) else [statement(number) for number in range(1, items + 1)]
    for text in texts:
        planning.add_item(made, by=by, text=text)
    return made


def statement(number):
    """Return the text of the statement `number`, counted from 1; further ones are numbered."""
    return STATEMENTS[number - 1] if number <= len(STATEMENTS) else f"Statement {number} about starting insulin."


def seated(panel, members, *, by=None):
    """Let `members` be invited and say yes, each in the next group in turn; returns [(Panellist, Seat), …].

    `members` may also be pairs (Member, kind of the group).
    """
    from resources.consensus.actions import planning
    from resources.consensus.actions.rating import seats

    groups = list(panel.groups.order_by("position", "pk"))
    by_kind = {one.kind: one for one in groups}
    pairs = [
        (one[0], by_kind[one[1]]) if isinstance(one, tuple) else (one, groups[place % len(groups)])
        for place, one in enumerate(members)
    ]
    rows = planning.invite(panel, pairs, by or panel.facilitators.first())
    return [(row, seats.take(row)) for row in rows]


def opened(panel, *, by=None, days=7, at=None):
    """Open the next round of `panel` for `days`; returns the Round."""
    from network.kit.clock import now
    from resources.consensus.actions import planning

    moment = at or now()
    made = planning.open_round(
        panel, closes_at=moment + timedelta(days=days), by=by or panel.facilitators.first(), at=moment
    )
    panel.refresh_from_db()
    return made


def rate_all(round, values):
    """Let seats rate: `values` is {seat: [value of the first statement, …]}, or a list of such lists by order of seats.

    None leaves a statement out, "cannot" says that one cannot judge.
    """
    from resources.consensus.actions.rating import rate
    from resources.consensus.models import Seat

    if not isinstance(values, dict):
        values = dict(zip(Seat.objects.filter(panel=round.panel_id).order_by("key"), values, strict=False))
    entries = list(round.entries.order_by("position"))
    for seat, row in values.items():
        for entry, value in zip(entries, row, strict=False):
            if value is None:
                continue
            if value == "cannot":
                rate.rate(entry, seat, cannot_judge=True)
            else:
                rate.rate(entry, seat, value=value)


def ready_to_rate(by, members, **fields):
    """Return (panel, round, [(Panellist, Seat), …]): a panel of `members` whose first round is open."""
    made = panel(by, **fields)
    people = seated(made, members)
    return made, opened(made), people


def crowd(count, cities, *, start=0):
    """Return `count` further members, spread over the cities, for panels that need many."""
    from members.accounts.models import Member

    places = list(cities.values())
    return [
        Member.objects.create_user(
            f"panellist{number}@example.org", "x", handle=f"panellist{number}", name=f"Panellist {number}",
            name_latin=f"Panellist {number}", home_city=places[number % len(places)], language="en",
            time_zone="UTC", role="practitioner", status=Member.Status.MEMBER,
        )
        for number in range(start, start + count)
    ]  # fmt: skip

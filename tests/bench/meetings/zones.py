"""Every zone there is, read back by other programs: weekly at 15:00 from 2026 to 2028.

    uv run python -m tests.bench.meetings zones [--all]

Each zone goes twice: as a series by its rule with our VTIMEZONE, and as a feed of dates in UTC. Printed is how many
instants each reader had wrong; wanted is 0. Zones that share all of their rules are read once, `--all` reads each name.
"""

import argparse
import json
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

FIRST, WEEKS = date(2026, 1, 5), 156
TODAY = datetime(2026, 11, 22, tzinfo=UTC)


def zones(every):
    """Return the names of zones: every one, or one of each kind of clock between 2024 and 2030."""
    from meetings.calendar.ics.zones import changes, names, regime, zone

    found = sorted(one for one in names() if "/" in one and not one.startswith("Etc/"))
    if every:
        return found
    kinds = {}
    for one in found:
        kinds.setdefault((regime(TODAY, zone(one)), changes(one, 2024, 2030)), one)
    return sorted(kinds.values())


def starts(name):
    """Return the instants of the weeks in a zone, by plain zoneinfo."""
    walls = (datetime.combine(FIRST + timedelta(days=7 * week), clock(15)) for week in range(WEEKS))
    return [datetime.fromtimestamp(wall.replace(tzinfo=ZoneInfo(name)).timestamp(), UTC) for wall in walls]


def main():
    """Write, read, compare, print."""
    from meetings.calendar import ics
    from meetings.calendar.ics import told
    from tests.meetings.calendar.ics.readers import READERS, Absent, word

    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--all", action="store_true")
    chosen = zones(wanted.parse_args().all)
    meant, files, forms = [], [], {}
    for name in chosen:
        rows = [(one, one + timedelta(hours=1)) for one in starts(name)]
        asked = {"uid": "a@x", "title": name, "zone": name, "start": f"{FIRST}T15:00", "minutes": 60,
                 "rrule": f"FREQ=WEEKLY;COUNT={WEEKS}"}  # fmt: skip
        raw, form = told.file_of(json.dumps(asked).encode(), today=TODAY)
        forms[form] = forms.get(form, 0) + 1
        feed = ics.feed((ics.Row(f"{n}@x", *row, name, TODAY) for n, row in enumerate(rows)), name=name)
        files += [raw, feed]
        meant += [sorted((word(start), word(end)) for start, end in rows)] * 2
    print(f"{len(chosen)} zones, {len(chosen) * WEEKS} instants twice; series: {forms}")
    for reader, read in READERS.items():
        begun = time.perf_counter()
        try:
            found = [sorted(row[1:] for row in rows) for rows in read(files)]
        except Absent as absent:
            print(f"{reader}: {absent}")
            continue
        wrong = [len(set(right) - set(seen)) + len(seen) - len(right) for right, seen in zip(meant, found, strict=True)]
        bad = {chosen[place // 2] for place, count in enumerate(wrong) if count}
        print(
            f"{reader}: series {sum(wrong[::2])} wrong, feeds {sum(wrong[1::2])} wrong"
            f" ({time.perf_counter() - begun:.0f} s){' ' + ', '.join(sorted(bad)[:20]) if bad else ''}"
        )

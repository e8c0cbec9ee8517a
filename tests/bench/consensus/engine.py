"""How long the figures of one large round take: tests/bench/consensus engine [--people N] [--statements N]

Made-up ratings in four groups, one in twenty missing, and a second round in which a third of the people move by one.
Nothing but the engine runs: no database. Wanted: with everything else of closing, under ten seconds.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from resources.consensus import engine


def made_up(people, statements):
    """Return two rounds of ratings, people x statements, None where somebody cannot judge."""
    chance = random.Random(1)
    lean = [chance.uniform(3, 8) for _ in range(statements)]
    first = [
        [None if chance.random() < 0.05 else min(9, max(1, round(chance.gauss(middle, 1.5)))) for middle in lean]
        for _ in range(people)
    ]
    moves = (-1, 0, 0, 0, 0, 1)
    second = [[rating and min(9, max(1, rating + chance.choice(moves))) for rating in row] for row in first]
    return first, second


def main():
    """Print a line for each kind of figure, and their sum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--statements", type=int, default=80)
    asked = parser.parse_args()
    first, second = made_up(asked.people, asked.statements)
    before, after = list(zip(*first, strict=True)), list(zip(*second, strict=True))
    rules = engine.Rules(definition="ram", scope="every-group")
    groups = {name: range(place, asked.people, 4) for place, name in enumerate("abcd")}
    split = [{name: [column[row] for row in rows] for name, rows in groups.items()} for column in after]
    work = {
        "statements": lambda: [engine.item(column, rules, invited=asked.people) for column in after],
        "by group": lambda: [engine.groups(by_group, rules) for by_group in split],
        "what is hidden": lambda: [
            engine.hidden({name: len(ratings) for name, ratings in by_group.items()}, 5) for by_group in split
        ],
        "stability": lambda: [engine.stability(*rounds, rules) for rounds in zip(before, after, strict=True)],
        "attrition": lambda: [engine.attrition(column[100:], column[:100]) for column in before],
        "Kendall": lambda: engine.kendall(second),
        "Krippendorff": lambda: engine.krippendorff(second),
    }
    print(f"{asked.people} people, {asked.statements} statements, engine {engine.VERSION}")
    total = 0
    for name, compute in work.items():
        start = time.perf_counter()
        compute()
        took = time.perf_counter() - start
        total += took
        print(f"  {name:<16}{1000 * took:>8.0f} ms")
    print(f"  {'together':<16}{1000 * total:>8.0f} ms")


if __name__ == "__main__":
    main()

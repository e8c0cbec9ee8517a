"""Every rule, asked by everybody, beside the committed table `rules.txt`: role × action.

A row is the rule's name and an answer for each of ACTORS: `yes`, `no`, or `-` where this table holds no such thing.
"""

from pathlib import Path

from django.apps import apps

from members.accounts.models import Application, Move
from members.accounts.views.may import noun_of
from network.access import rules

FILE = Path(__file__).with_name("rules.txt")
ACTORS = ("stranger", "xiu", "bo", "yan", "mei", "carmen", "nova", "ex")


def table(people, resource):
    """Return {rule: answers}. Things are Shanghai's: what it is, what Mei shared, who waits there; the profile is Bo's;
    of all else the first that `some_of_everything` made."""
    things = {
        "city": people["mei"].home_city,
        "resource": resource,
        "whose": people["bo"],
        "application": Application.objects.get(state="waiting"),
        "move": Move.objects.get(),
    }
    chosen = set(things)
    for model in apps.get_models():
        noun = {"coordinatorterm": "term"}.get(model._meta.model_name, model._meta.model_name)
        if first := model._default_manager.order_by("pk").first():
            things.setdefault(noun, first)
            # Rooms may call different things by the same word: each rule is asked about that of its own room.
            things[f"{model._meta.app_label}.{noun}"] = first
    # Rules that are asked of a meeting or a series, of a place in either, of a city or a group.
    for noun, model in (("thing", "meeting"), ("row", "attendance")):
        things[f"calendar.{noun}"] = things.get(f"calendar.{model}")
    things |= {"calendar.holder": people["mei"].home_city, "introductions.receiver": people["bo"]}
    found, known = {}, {f"{one._meta.app_label}.{one._meta.model_name}" for one in apps.get_models()}
    for rule in rules.all_rules():
        noun = noun_of(rule)
        own = f"{rule.name.partition('.')[0]}.{noun}"
        noun = own if noun not in chosen and own in things else noun
        # What the room itself calls by this word is meant, also where there is none of it.
        is_missing = noun not in chosen and noun != own and own in known
        if rule.needs_object and (noun not in things or is_missing):
            found[rule.name] = tuple("-" for _ in ACTORS)
            continue
        given = (things[noun],) if rule.needs_object else ()
        found[rule.name] = tuple("yes" if rules.may(people[name], rule.name, *given) else "no" for name in ACTORS)
    return found


def read():
    """Return the committed table."""
    rows = [line.split() for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    return {name: tuple(answers) for name, *answers in rows}


def write(found):
    """Write the table for review and commit."""
    width = max(map(len, found)) + 2
    head = "# " + " ".join(ACTORS) + "; written by WRITE_RULES=1 pytest tests/house/test_rules.py, read by people.\n"
    lines = [f"{name:<{width}}{' '.join(f'{answer:<3}' for answer in row).rstrip()}\n" for name, row in found.items()]
    FILE.write_text(head + "".join(sorted(lines)))

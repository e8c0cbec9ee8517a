"""The cities of the demo, read from `cities/*.md`: TOML in front, the page's text below, one part per language.

The facts are plain public figures with year and source, rounded and worded with care. Organisations,
programmes, agreements and the states of partnership are made up.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from network.demo.content.model import (
    AgreementContent,
    CityContent,
    Fact,
    OrganisationContent,
    ProgrammeContent,
    StateChange,
)

FOLDER = Path(__file__).parent / "cities"
LANGUAGES = ("en", "da", "es", "zh-hans")
STATES = ("prospect", "invited", "joined", "active", "paused", "alumni")
MARKS = ("circle", "square", "diamond", "triangle", "hexagon")
ORDER = ("copenhagen", "houston", "vancouver", "shanghai", "tianjin")


def read(path):
    """Read one city; a wrong word stops the reading and names the file."""
    front, _, pages = path.read_text(encoding="utf-8").removeprefix("+++\n").partition("\n+++\n")
    data = tomllib.loads(front)
    parts = re.split(r"^%% ([a-z-]+)\n", pages, flags=re.MULTILINE)[1:]
    intro = {code: text.strip() for code, text in zip(parts[::2], parts[1::2], strict=True)}
    history = tuple(StateChange(**change) for change in data.pop("history", ()))
    for name, given, allowed in (
        ("page language", intro, LANGUAGES),
        ("names", data["names"], LANGUAGES),
        ("state", [change.state for change in history], STATES),
        ("mark", [data["mark"]], MARKS),
    ):
        if strange := set(given) - set(allowed):
            raise ValueError(f"{path.name}: {name}: {', '.join(sorted(strange))} unknown")
    if missing := set(LANGUAGES) - set(data["names"]):
        raise ValueError(f"{path.name}: no name in {', '.join(sorted(missing))}")
    agreement = data.pop("agreement", None)
    return CityContent(
        slug=path.stem,
        languages=tuple(data.pop("languages")),
        history=history,
        agreement=AgreementContent(**agreement) if agreement else None,
        facts=tuple(Fact(**fact) for fact in data.pop("facts")),
        organisations=tuple(OrganisationContent(**organisation) for organisation in data.pop("organisations", ())),
        programmes=tuple(ProgrammeContent(**programme) for programme in data.pop("programmes", ())),
        intro=intro,
        **data,
    )


@cache
def cities():
    """All cities: the five first, the others by slug."""
    found = {path.stem: read(path) for path in sorted(FOLDER.glob("*.md"))}
    return tuple([found[slug] for slug in ORDER] + [city for slug, city in found.items() if slug not in ORDER])

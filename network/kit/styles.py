"""The one style sheet that pages load, joined from its parts in the order of their layers.

The layers become plain source order in the joined file: browsers from before 2022, which many an old phone has, skip
everything inside `@layer`. So a selector of an upper layer must not lose to a lower one by specificity; base.css keeps
to element selectors for that.
"""

import re
from pathlib import Path

JOINED = "portal.css"
LAYERS = ("reset", "base", "layout", "components", "utilities")
WRAPPED = re.compile(r"\A\s*(?P<comment>/\*.*?\*/)?\s*@layer (?P<layer>[a-z]+) \{(?P<body>.*)\}\s*\Z", re.S)
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def parts(folder):
    """Return [(layer, name, rules)] of every part in the folder, in the order in which they are joined."""
    found = []
    for path in sorted(Path(folder).rglob("*.css")):
        if path.name == JOINED or "islands" in path.parts:
            continue
        match = WRAPPED.match(path.read_text())
        if not match or match["layer"] not in LAYERS:
            raise ValueError(f"{path}: a style sheet is one comment and one @layer of {', '.join(LAYERS)}")
        found.append((match["layer"], path.relative_to(folder).as_posix(), match["body"]))
    # reset before tokens matters not; print comes last, since it takes away what others set.
    return sorted(found, key=lambda part: (LAYERS.index(part[0]), part[1] == "print.css", part[1]))


def join(folder):
    """Return the text of portal.css: no comments, no empty lines, no indents."""
    lines = ["/* Joined by 'manage.py styles' from the parts beside it: change those. */"]
    for _layer, name, body in parts(folder):
        lines.append(f"/* {name} */")
        lines += [line.strip() for line in COMMENT.sub("", body).splitlines() if line.strip()]
    return "\n".join(lines) + "\n"

"""Pin every version: `uv lock --upgrade-package NAME` (or nothing), then `uv run .ci/pin.py`.

Direct dependencies are pinned by hand in pyproject.toml; the rest is written from the lock file into
`[tool.uv] constraint-dependencies`, since the lock file itself names hosts and stays out of the repository.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"


def pins():
    """Return every locked package as `name==version`, sorted."""
    subprocess.run(["uv", "lock", "-q"], cwd=ROOT, check=True)
    command = ["uv", "export", "--all-groups", "--no-hashes", "--no-annotate", "--no-header", "-q"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted({re.split(r"\s*;", line)[0].strip() for line in lines if "==" in line})


def main():
    """Write the pins into pyproject.toml."""
    text = PROJECT.read_text()
    rows = "".join(f'    "{pin}",\n' for pin in pins())
    block = f"constraint-dependencies = [\n{rows}]\n"
    if "constraint-dependencies" in text:
        text = re.sub(r"constraint-dependencies = \[\n.*?\]\n", lambda _: block, text, flags=re.S)
    else:
        text = text.replace("[tool.uv]\n", f"[tool.uv]\n{block}", 1)
    PROJECT.write_text(text)
    subprocess.run(["uv", "lock", "-q"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()

"""The benchmarks of meetings: uv run python -m tests.bench.meetings [name] [its options]

Every other file beside this one is a benchmark; without a name all run, one after the other. They print figures.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = sorted(file.stem for file in HERE.glob("*.py") if not file.stem.startswith("_"))
WITHOUT = {"SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "tests.settings"}


def main():
    """Run one of them with its options, or all, each in a process of its own."""
    name, options = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else (None, [])
    if name not in (None, *NAMES):
        sys.exit(f"{__doc__}\n{', '.join(NAMES)}")
    codes = []
    for one in (name,) if name else NAMES:
        print(f"== {one}", flush=True)
        words = [sys.executable, "-c", f"from tests.bench.meetings import {one}; {one}.main()", *options]
        codes.append(subprocess.run(words, cwd=HERE.parents[2], env=WITHOUT | os.environ).returncode)
    sys.exit(max(codes))


if __name__ == "__main__":
    main()

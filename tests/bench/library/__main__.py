"""The benchmarks of the library: uv run python tests/bench/library [imports|harvest|sizes] [its options]

Without a name all three run, one after the other. They print figures; each has a database of its own.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = ("imports", "harvest", "sizes")


def main():
    """Run one of them with its options, or all."""
    name, options = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else (None, [])
    if name not in (None, *NAMES):
        sys.exit(__doc__)
    codes = []
    for one in (name,) if name else NAMES:
        print(f"== {one}", flush=True)
        codes.append(subprocess.run([sys.executable, HERE / f"{one}.py", *options], cwd=HERE.parents[2]).returncode)
    sys.exit(max(codes))


if __name__ == "__main__":
    main()

"""The benchmarks of consensus: uv run python tests/bench/consensus [name] [its options]

Every other file beside this one is a benchmark; without a name all run, one after the other. They print figures.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = sorted(file.stem for file in HERE.glob("*.py") if not file.stem.startswith("_"))


def main():
    """Run one of them with its options, or all."""
    name, options = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else (None, [])
    if name not in (None, *NAMES):
        sys.exit(f"{__doc__}\n{', '.join(NAMES)}")
    codes = []
    for one in (name,) if name else NAMES:
        print(f"== {one}", flush=True)
        codes.append(subprocess.run([sys.executable, HERE / f"{one}.py", *options], cwd=HERE.parents[2]).returncode)
    sys.exit(max(codes))


if __name__ == "__main__":
    main()

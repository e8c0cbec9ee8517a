"""Where no browser is found the journeys are skipped, the rest still runs, and one loud line says how to get one."""

import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.loud import LINE

SOME = ("tests/journeys/test_passkey.py", "tests/house/test_floors.py")
ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_journeys_are_skipped_with_one_loud_line():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *SOME],
        cwd=ROOT, env=os.environ | {"JOURNEYS_BROWSER": "no-such-browser"}, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(LINE) == 1
    assert "apt-get install chromium" in LINE
    assert "1 skipped" in done.stdout and " passed" in done.stdout

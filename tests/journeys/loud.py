"""Where no browser is found, the journeys are skipped, and the end of the run says so in one loud line."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "no browser"
LINE = "THE JOURNEYS WERE SKIPPED: no browser was found. Get one with 'apt-get install chromium', and run pytest again."


def chromium():
    """Return the path of the browser, or None."""
    if os.environ.get("JOURNEYS_BROWSER"):
        return shutil.which(os.environ["JOURNEYS_BROWSER"])
    return next(filter(None, map(shutil.which, NAMES)), None)


def pytest_terminal_summary(terminalreporter):
    """Say it loudly."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) and "journeys" in report.nodeid for report in skipped):
        terminalreporter.write_sep("!", LINE, red=True, bold=True)

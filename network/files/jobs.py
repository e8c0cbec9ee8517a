"""What the files hub has done in the background."""

from network.files import actions
from network.kit.jobs import daily, job


@job("files.examine", queue="slow")
def examine(payload):
    """Scan and read one file."""
    actions.examine(payload["id"])


@daily
def sweep():
    """Mend what a crash left behind."""
    actions.sweep()

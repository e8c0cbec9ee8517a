"""`python -m tests.bench.live.serve PORT [quick]`: the portal's live server as it is served, with texts for trials."""

import sys

import django

django.setup()

from network.live import hub, server  # noqa: E402
from network.live.models import Document  # noqa: E402
from network.live.registry import EDIT, Grant, shares  # noqa: E402


@shares("trial")
def open_trial(member, key, params):
    """Everybody edits everything."""
    document = Document.objects.filter(pk=key).first()
    return document and Grant(document, EDIT, document.subject)


if __name__ == "__main__":
    if "quick" in sys.argv:  # empty rooms are let go of soon
        hub.EMPTY_FOR, hub.LOOK_EVERY = 2, 1
    server.serve(host="127.0.0.1", port=int(sys.argv[1]))

"""Entry of the supervisor process, run by its path."""

import sys
import types
from pathlib import Path

if __name__ == "__main__":
    # The package `network` loads Celery when it is imported; the supervisor lives beside every command and must stay
    # small, so an empty package stands in for it here.
    package = types.ModuleType("network")
    package.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["network"] = package

    from network.embedded.supervisor import main

    sys.exit(main(sys.argv[1:]))

"""`python -m network.kit.probe URL`: ask a health address from inside a container that has no curl."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def ask(url, host=None, patience=4):
    """Return whether the address answers 200 within `patience` seconds; `host` is the name under which it is asked."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=patience)
    try:
        connection.request("GET", parts.path, headers={"Host": host or parts.netloc})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if ask(sys.argv[1], urlsplit(os.environ.get("SITE_URL", "")).hostname) else 1)

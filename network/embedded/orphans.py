"""What earlier servers left: one that still runs is ended, names of those that are gone are wiped away."""

import os
import signal
import time
from pathlib import Path

PATIENCE = {signal.SIGINT: 30, signal.SIGQUIT: 10, signal.SIGKILL: 10}


def clear_way(place, say):
    """Make sure that no server of this cluster runs, then remove its lock files.

    PostgreSQL keeps away from a lock file whose number is alive, although it may be a zombie's by then, or somebody
    else's. Whoever calls this holds the supervisor's lock, so nobody else starts a server here.
    """
    marker = place.cluster / "postmaster.pid"
    try:
        pid = int(marker.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        pid = None
    if pid and serves(pid, place.cluster):
        say("A database server was left over from before: ending it …")
        _end(pid, place.cluster)
    for name in (marker, place.run / ".s.PGSQL.5432.lock", place.run / ".s.PGSQL.5432"):
        name.unlink(missing_ok=True)


def serves(pid, cluster):
    """Whether a live process is the server of this cluster; a zombie is not, nor one that got a used number."""
    status = Path(f"/proc/{pid}")
    if not Path("/proc/self").exists():
        try:
            os.kill(pid, 0)
        except OSError:
            return False
        return True
    try:
        if (status / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        words = (status / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.path.basename(words[0]) == b"postgres" and os.fsencode(cluster) in words


def _end(pid, cluster):
    for number, patience in PATIENCE.items():
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if not serves(pid, cluster):
                return
            time.sleep(0.05)

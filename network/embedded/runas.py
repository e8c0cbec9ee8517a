"""What happens in a child between fork and exec: it dies with its parent, and it is not root."""

import contextlib
import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 1 << 2
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2
CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(number=signal.SIGTERM):
    """Ask the kernel to signal this process when its parent ends, however it ends (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, number)


def child(place, *paths, dying=signal.SIGTERM):
    """Make a `preexec_fn`: the servers' user, and a signal when the parent dies.

    Root's private folders (a clone in /root, say) stay closed to that user. Where a needed path runs through one, the
    server gets the single capability to pass folders instead of anybody opening them.
    """
    parent = os.getpid()
    passing = None
    if os.geteuid() == 0 and place.uid != 0 and not all(_reachable(place, path) for path in paths):
        passing = _passing_capability()

    def prepare():
        if os.geteuid() == 0 and place.uid != 0:
            if passing is not None:
                _prctl(PR_SET_KEEPCAPS, 1)
                # PostgreSQL asks access() for its own programs, which counts no capability without this bit.
                with contextlib.suppress(OSError):
                    _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
            os.setgroups([])
            os.setgid(place.gid)
            os.setuid(place.uid)
            if passing is not None:
                _keep_only(passing)
        os.umask(0o077)
        # After setuid: a change of user clears the wish.
        die_with_parent(dying)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _reachable(place, path):
    """Whether the servers' user gets to a path: tried, not reckoned from modes (there may be access lists)."""
    pid = os.fork()
    if pid == 0:
        try:
            os.setgroups([])
            os.setgid(place.gid)
            os.setuid(place.uid)
            os.stat(path)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def _passing_capability():
    if sys.platform != "linux":
        return None
    with open("/proc/self/status", encoding="ascii") as status:
        held = next(int(line.split()[1], 16) for line in status if line.startswith("CapPrm:"))
    # Containers often withhold the narrower one.
    return next((cap for cap in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if held >> cap & 1), None)


def _keep_only(capability):
    bit = 1 << capability
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    data = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    if _libc.capset(header, data) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def _prctl(option, *values):
    padded = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if _libc.prctl(option, *padded) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")

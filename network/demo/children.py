"""The processes of the demo: forked from one that has loaded everything, so they start at once and share memory."""

import contextlib
import os
import signal
import sys
import threading
import time

from network.embedded.runas import die_with_parent

LAST_WORDS = 12
PATIENCE = 8
LONGEST_PAUSE = 30
STEADY_AFTER = 60


class Child:
    """One process that is kept running: its work, its log, how often it failed."""

    def __init__(self, name, work, log=None, before=lambda: None):
        self.name, self.work, self.log, self.before = name, work, log, before
        self.pid = None
        self.status = None
        self.failures = 0
        self.started = self.due = 0.0

    def start(self):
        """Fork; the child never returns."""
        sys.stdout.flush()
        sys.stderr.flush()
        launcher = os.getpid()
        self.status, self.started = None, time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(launcher)
        # A group of its own: Ctrl-C reaches the launcher alone, and all that a child starts can be ended with it.
        with contextlib.suppress(OSError):
            os.setpgid(self.pid, self.pid)

    def _become(self, launcher):
        code = 1
        try:
            with contextlib.suppress(OSError):
                os.setpgid(0, 0)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            die_with_parent(signal.SIGTERM)
            if os.getppid() != launcher:
                os._exit(1)
            self.before()
            self._redirect()
            threading.Thread(target=_outlive_nobody, args=(launcher,), daemon=True).start()
            self.work()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _redirect(self):
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        if self.log:
            target = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(target, 1)
            os.dup2(target, 2)
            sys.stdout = sys.stderr = open(target, "w", buffering=1, errors="backslashreplace")  # noqa: SIM115 - for life

    def ended(self):
        """Whether the process has ended (reaped here); its exit code is in `status`."""
        if self.pid is None:
            return True
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return False
        self.status = os.waitstatus_to_exitcode(status)
        self.kill_group(signal.SIGKILL)
        self.pid = None
        return True

    def kill_group(self, number):
        """Signal the process and all that it started."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, number)

    def pause(self):
        """How long to wait before the next start: longer each time it fails soon."""
        steady = time.monotonic() - self.started > STEADY_AFTER
        self.failures = 1 if steady else self.failures + 1
        return min(2 ** (self.failures - 1), LONGEST_PAUSE)

    def last_words(self):
        """The end of its log."""
        with contextlib.suppress(OSError, TypeError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-LAST_WORDS:])
        return ""


def _outlive_nobody(launcher):
    """End this process and all that it started when the launcher is gone and a polite signal was not enough."""
    while os.getppid() == launcher:
        time.sleep(1)
    time.sleep(PATIENCE / 2)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def stop_all(children, hurry=lambda: False):
    """End all children: politely, after a while (or when hurried) by force."""
    for child in children:
        if child.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    waiting = [child for child in children if not child.ended()]
    while waiting and time.monotonic() < end and not hurry():
        time.sleep(0.05)
        waiting = [child for child in waiting if not child.ended()]
    for child in waiting:
        child.kill_group(signal.SIGKILL)
    while waiting:
        waiting = [child for child in waiting if not child.ended()]
        time.sleep(0.01)

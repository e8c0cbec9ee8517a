"""What a page costs: uv run python tests/bench/pages.py [--entries 10000] [--rounds 3]

Starts a demonstration portal of its own, grows its catalogue, and serves beside it the reference page `ref`: 25 KB of
a plain Django template with 40 rows, no middleware, no database. Both are asked in turn, round by round; the cost of a
page is the CPU time of its server's processes per request as a multiple of ref's (median of the rounds). Statements,
bytes, requests and nodes are counted. The last columns say what is wanted: the limit, and the aim.
"""

import argparse
import gzip
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
TICK = os.sysconf("SC_CLK_TCK")
LIMITS = {
    "home": (3, 0.5, 8),
    "list": (4, 1.5, 8),
    "detail": (3, 1, 8),
    "search, member": (5, 2, 14),
    "city": (3, 1, 8),
    "me": (6, 2.5, 14),
    "list, member": (6, 2.5, 14),
    "detail, member": (6, 2.5, 14),
    # A query that says nothing keeps the page from being one that was made for another visitor.
    "list, anew": (4, 1.5, 8),
    "detail, anew": (3, 1, 8),
}


def ref_app():
    """Return the WSGI application of the reference page."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.configure(
        SECRET_KEY="ref",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )
    django.setup()
    return get_wsgi_application()


CARD = """<li class="row"><h3><a href="/things/{{ it.id }}/">{{ it.title }}</a></h3><p>{{ it.summary }}</p>
<p class="small"><span class="city">{{ it.city }}</span> <span>{{ it.people }}</span> <span>{{ it.languages }}</span>
<time datetime="{{ it.on|date:"c" }}">{{ it.on|date:"j F Y" }}</time></p>
<p class="kind">{{ it.kind }}{% if it.uses %} used in {{ it.uses }} cities{% endif %}</p></li>"""


def ref(request):
    """Answer 40 rows through Django's template engine."""
    from datetime import datetime

    from django.http import HttpResponse
    from django.template import engines

    global _template
    if _template is None:
        page = "<!doctype html><title>{{ title }}</title><ul>{% for it in items %}" + CARD + "{% endfor %}</ul>"
        _template = engines["django"].from_string(page)
    rows = [
        {
            "id": n,
            "title": f"Something that was tried in a city, number {n}",
            "summary": "Two sentences that say what it is and for whom it may be of use. " * 4,
            "city": "Copenhagen",
            "people": "Mei Lin, Bo Carter, Freja Holm",
            "languages": "English, Danish",
            "on": datetime(2026, 1, 1 + n % 28),
            "kind": "Training material",
            "uses": n % 4,
        }
        for n in range(40)
    ]
    return HttpResponse(_template.render({"title": "ref", "items": rows}))


_template = None
urlpatterns = []


def serve_ref(port):
    """Serve the reference page with two workers, as the portal is served."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "tests.bench.pages:application", port=port, interface=Interfaces.WSGI, workers=2, blocking_threads=1
    ).serve()


def __getattr__(name):
    if name == "application":
        from django.urls import path

        urlpatterns[:] = [path("", ref)]
        return ref_app()
    raise AttributeError(name)


def tree(pid):
    """Return the pids of a process and all that it started."""
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            todo += [int(child) for child in task.read_text().split()]
    return found


def cpu(pids):
    """Return the CPU seconds that processes have used."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def web_pids(launcher):
    """Return the processes that answer pages: Granian's, which is the child that listens."""
    for child in tree(launcher)[1:]:
        names = Path(f"/proc/{child}/task/{child}/children")
        if names.exists() and len(names.read_text().split()) >= 2:
            return tree(child)
    return tree(launcher)


def ask(port, path, times, cookie=""):
    """Ask one page `times` over one line; return (last body, headers, seconds)."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": f"localhost:{port}", "Accept-Language": "en"} | ({"Cookie": cookie} if cookie else {})
    begun = time.perf_counter()
    for _ in range(times):
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
    return body, dict(answer.getheaders()), time.perf_counter() - begun


class Nodes(HTMLParser):
    """Counts elements and collects what a first view asks for besides the page."""

    def __init__(self):
        super().__init__()
        self.count, self.assets = 0, []

    def handle_starttag(self, tag, attrs):
        self.count += 1
        attrs = dict(attrs)
        if tag == "link" and attrs.get("rel") in ("stylesheet", "icon", "modulepreload"):
            self.assets.append(attrs["href"])
        if tag == "script" and attrs.get("src"):
            self.assets.append(attrs["src"])


def weigh(port, body):
    """Return (requests, compressed KiB in all, of which scripts, nodes) of a first view without pictures."""
    nodes = Nodes()
    nodes.feed(body.decode())
    sizes, scripts, todo, seen = [len(gzip.compress(body, 6))], 0, list(nodes.assets), set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        content, _headers, _time = ask(port, path, 1)
        sizes.append(len(gzip.compress(content, 6)))
        if path.endswith(".js"):
            scripts += sizes[-1]
            parts = re.findall(rb"from\s*['\"]\./([^'\"]+)", content)
            todo += [f"{os.path.dirname(path)}/{part.decode()}" for part in parts]
    return len(sizes), sum(sizes) / 1024, scripts / 1024, nodes.count


def grow(entries):
    """Add made-up public entries to the portal's catalogue and index; returns a session cookie for Bo."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from members.accounts.models import Member
    from network.catalogue.models import Entry
    from network.catalogue.search import index
    from tests.bench.search import Corpus

    corpus = Corpus()
    missing = entries - Entry.objects.count()
    batch = []
    for number in range(1, max(0, missing) + 1):
        entry = corpus.entry(number)
        entry.pk = None
        entry.kind, entry.address = "resource", f"/resources/?thing={number}"
        batch.append(entry)
        if len(batch) == 1000 or number == missing:
            Entry.objects.bulk_create(batch)
            batch = []
    if missing > 0:
        index.rebuild()
    bo = Member.objects.get(handle="bo")
    session = SessionStore()
    session[SESSION_KEY] = str(bo.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = bo.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


def statements(path, cookie):
    """Return how many SQL statements a page takes, asked in this process with warm caches."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost", "accept-language": "en"})
    if cookie:
        client.cookies["sessionid"] = cookie.partition("=")[2]
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for q in seen)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--data", help="a demonstration's folder to reuse")
    parser.add_argument("--serve-ref", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve_ref:
        return serve_ref(options.serve_ref)
    with tempfile.TemporaryDirectory() as scratch:
        run(options, options.data or scratch)


def run(options, data):
    """Start both servers, ask them in turn, stop them."""
    command = [sys.executable, "manage.py", "demo", "--port", str(options.port), "--data", data]
    portal = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    other = subprocess.Popen([sys.executable, __file__, "--serve-ref", str(options.port + 1)], cwd=ROOT)
    try:
        for line in portal.stdout:
            if "portal is up" in line:
                break
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "network.settings",
            "DEMO": "1",
            "DATA_DIR": data,
            "SECRET_KEY": (Path(data) / "demo" / "secret-key").read_text(),
            "SITE_URL": f"http://localhost:{options.port}",
        }
        cookie = grow(options.entries)
        measure(options, portal.pid, other.pid, cookie)
    finally:
        for process in (portal, other):
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def measure(options, portal, other, cookie):
    """Ask every page in every round, between two asks of ref, and print the table."""
    from network.catalogue.models import Entry

    detail = Entry.objects.filter(source="library.resource", audience__contains=["public"]).first().address
    pages = {
        "home": ("/", ""),
        "list": ("/resources/", ""),
        "detail": (detail, ""),
        "search, member": ("/search/?q=support", cookie),
        "city": ("/cities/shanghai/", ""),
        "me": ("/me/", cookie),
        "list, member": ("/resources/", cookie),
        "detail, member": (detail, cookie),
        "list, anew": ("/resources/?sort=newest", ""),
        "detail, anew": (detail + "?anew=1", ""),
    }
    refs, costs = [], {name: [] for name in pages}
    mine, theirs = web_pids(portal), tree(other)
    cold = {}
    for name, (path, who) in pages.items():
        cold[name] = ask(options.port, path, 1, who)[2]
        ask(options.port, path, 10, who)
    ask(options.port + 1, "/", 20)
    for _ in range(options.rounds):
        for name, (path, who) in pages.items():
            anchor = cost(theirs, options.port + 1, "/", options.times, "")
            refs.append(anchor)
            costs[name].append(cost(mine, options.port, path, options.times, who) / anchor)
    print(f"\nref: {statistics.median(refs) * 1000:.2f} ms of CPU; {Entry.objects.count()} entries\n")
    head = f"{'page':<16}{'x ref':>7}{'limit':>7}{'aim':>6}{'SQL':>5}{'limit':>7}{'cold s':>8}"
    print(head + f"{'requests':>10}{'KiB':>7}{'scripts':>9}{'nodes':>7}")
    for name, (path, who) in pages.items():
        body, _headers, _time = ask(options.port, path, 1, who)
        requests, weight, scripts, nodes = weigh(options.port, body)
        limit, aim, sql = LIMITS[name]
        print(
            f"{name:<16}{statistics.median(costs[name]):>7.2f}{limit:>7}{aim:>6}{statements(path, who):>5}{sql:>7}"
            f"{cold[name]:>8.2f}{requests:>10}{weight:>7.1f}{scripts:>9.1f}{nodes:>7}"
        )
    print(json.dumps({name: [round(one, 2) for one in costs[name]] for name in costs}))


def cost(pids, port, path, times, who):
    """Return the CPU seconds per request of the processes `pids`."""
    before = cpu(pids)
    ask(port, path, times, who)
    return (cpu(pids) - before) / times


if __name__ == "__main__":
    main()

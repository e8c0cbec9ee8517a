"""What machines are told: whether this process lives, and whether it can serve."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from network.kit import health, probe
from network.kit.models import Job, Tick


@pytest.fixture
def applied(transactional_db, monkeypatch):
    """As if every migration had run: tests make their tables without."""
    MigrationRecorder(connection).ensure_schema()
    monkeypatch.setattr(health, "migrations_on_disk", set)


def ready(client):
    answer = client.get("/health/ready")
    return answer.status_code, answer.json()


def test_live_asks_nobody(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_ready_when_all_is_there(client, applied):
    Tick.objects.create(name="beat", at=timezone.now())
    status, said = ready(client)
    assert status == 200
    assert said["status"] == "ok", said
    assert set(said["checks"]) == {"disk", "database", "migrations", "outbox", "beat", "queue", "mail"}


def test_a_database_that_is_away_takes_the_process_out(client, applied, monkeypatch, settings):
    secret = "not to be told"
    away = connection.get_connection_params() | {"host": "127.0.0.1", "port": 9, "password": secret}
    monkeypatch.setattr(connection, "get_connection_params", lambda: dict(away))
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"status": "down"}
    assert secret not in answer.text
    assert "127.0.0.1" not in answer.text


def test_pages_go_on_without_the_server_of_sockets_and_say_so(client, applied, settings):
    settings.LIVE_URL = "http://127.0.0.1:9"
    status, said = ready(client)
    assert status == 200
    assert said["checks"]["live"] == {"status": "warn"}


def test_a_missing_migration_takes_the_process_out(client, applied, monkeypatch):
    monkeypatch.setattr(health, "migrations_on_disk", lambda: {("kit", "9999_not_run")})
    status, said = ready(client)
    assert status == 503
    assert said["checks"]["migrations"] == {"status": "down", "missing": 1}


def test_every_migration_is_known_by_its_file(settings, monkeypatch):
    settings.MIGRATION_MODULES = {}
    monkeypatch.delattr(health.migrations_on_disk, "found", raising=False)
    found = health.migrations_on_disk()
    assert ("kit", "0001_initial") in found
    assert ("wagtailcore", "0040_page_draft_title") in found
    assert not {name for _label, name in found if name.startswith("_")}
    monkeypatch.delattr(health.migrations_on_disk, "found")


@pytest.mark.parametrize(
    ("late", "word", "status"), [(60, "ok", 200), (600, "warn", 200), (7 * 3600, "down", 503)], ids=str
)
def test_the_outbox_warns_when_it_is_late_and_gives_up_after_hours(client, applied, late, word, status):
    Job.objects.create(kind="kit.nothing", not_before=timezone.now() - timedelta(seconds=late))
    Job.objects.create(kind="kit.later", not_before=timezone.now() + timedelta(days=2))
    code, said = ready(client)
    assert (code, said["checks"]["outbox"]["status"]) == (status, word)
    assert abs(said["checks"]["outbox"]["oldest_due_seconds"] - late) < 30


def test_queue_mail_and_beat_only_warn(client, applied, settings):
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    settings.MAIL_URL = "smtp://127.0.0.1:9"
    status, said = ready(client)
    assert status == 200
    assert {name for name, check in said["checks"].items() if check["status"] == "warn"} == {"queue", "mail", "beat"}


def test_a_full_disk_takes_the_process_out(client, applied, monkeypatch):
    monkeypatch.setattr(health, "DISK_FLOOR", 2**80)
    status, said = ready(client)
    assert status == 503
    assert said["checks"]["disk"]["status"] == "down"


def test_the_probe_of_a_container_says_yes_and_no(live_server):
    assert probe.ask(f"{live_server.url}/health/live")
    assert not probe.ask(f"{live_server.url}/no/such/page")
    assert not probe.ask("http://127.0.0.1:9/health/live")

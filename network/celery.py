"""Celery's app: a hint that rows are due. The rows (kit.Job) are the truth; see network/kit/jobs.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")

app = Celery("network")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    result_backend=None,
    task_serializer="json",
    accept_content=["json"],
    task_time_limit=300,
    task_soft_time_limit=240,
    worker_max_tasks_per_child=1000,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 3600, "socket_connect_timeout": 0.3, "socket_timeout": 5},
    task_default_queue="fast",
    timezone="UTC",
    # Two beats are harmless: every entry only looks for rows that are due.
    beat_schedule={
        "sweep jobs": {"task": "kit.sweep", "schedule": 60.0},
        "note the tick": {"task": "kit.tick", "schedule": 60.0},
        "read on the index": {"task": "catalogue.index", "schedule": 60.0},
        "plan digests": {"task": "digests.plan", "schedule": float(os.environ.get("DIGESTS_EVERY", "300"))},
        "ask the mail box": {"task": "calendar.mailbox", "schedule": 60.0},
        "daily duties": {"task": "kit.daily", "schedule": 3600.0},
    },
)
app.autodiscover_tasks()

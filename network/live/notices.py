"""What the processes tell each other by PostgreSQL's NOTIFY. Every notice may be lost: it only saves waiting.

`LOG` carries "<document id> <head>" after a commit to the log, `RIGHTS` a subject, `PRESENCE` JSON of `neighbours.py`.
"""

from django.db import connection

LOG = "live_text"
RIGHTS = "live_rights"
PRESENCE = "live_presence"


def told_of_log(document_id, head):
    """Wake those who hold a replica of the document; heard after the caller's commit."""
    _notify(LOG, f"{document_id} {head}")


def rights_changed(subject):
    """Let every socket of this subject ask anew whether it may stay; heard after the caller's commit."""
    _notify(RIGHTS, subject)


def _notify(channel, payload):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])

"""The verbs of the library: `actions.start(by=…)`, `actions.publish(resource, by=…)`."""

from resources.library.actions.describing import describe, suggest
from resources.library.actions.drafting import add_files, discard, drop_file, order_files, split, start
from resources.library.actions.publishing import missing, publish, withdraw
from resources.library.actions.using import count_download, follow_topic, mark_useful, unfollow_topic, unmark_useful

__all__ = [
    "add_files",
    "count_download",
    "describe",
    "discard",
    "drop_file",
    "follow_topic",
    "mark_useful",
    "missing",
    "order_files",
    "publish",
    "split",
    "start",
    "suggest",
    "unfollow_topic",
    "unmark_useful",
    "withdraw",
]

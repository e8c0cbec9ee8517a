"""The verbs of the library: `actions.start(by=…)`, `actions.publish(resource, by=…)`."""

from resources.library.actions.describing import describe, suggest
from resources.library.actions.drafting import add_files, discard, drop_file, order_files, split, start
from resources.library.actions.kin import relate, unrelate
from resources.library.actions.publishing import accept, missing, publish, send_back, take_back, withdraw
from resources.library.actions.using import count_download, follow_topic, mark_useful, unfollow_topic, unmark_useful
from resources.library.actions.versions import (
    begin_version,
    describe_version,
    discard_version,
    drop_from_version,
    publish_version,
)

__all__ = [
    "accept",
    "add_files",
    "begin_version",
    "count_download",
    "describe",
    "describe_version",
    "discard",
    "discard_version",
    "drop_file",
    "drop_from_version",
    "follow_topic",
    "mark_useful",
    "missing",
    "order_files",
    "publish",
    "publish_version",
    "relate",
    "send_back",
    "split",
    "start",
    "suggest",
    "take_back",
    "unfollow_topic",
    "unmark_useful",
    "unrelate",
    "withdraw",
]

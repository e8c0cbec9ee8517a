"""The verbs of the library: `actions.start(by=…)`, `actions.publish(resource, by=…)`."""

from resources.library.actions.describing import describe, hand_over, suggest, translate
from resources.library.actions.drafting import add_files, discard, drop_file, order_files, split, start
from resources.library.actions.kin import relate, unrelate
from resources.library.actions.letting_in import ask_access, close_access, decline_access, let_in, revoke_access
from resources.library.actions.publishing import accept, missing, publish, send_back, take_back, withdraw
from resources.library.actions.using import (
    count_download,
    follow,
    follow_topic,
    mark_useful,
    start_remembering,
    stop_remembering,
    unfollow,
    unfollow_topic,
    unmark_useful,
)
from resources.library.actions.versions import (
    begin_version,
    describe_version,
    discard_version,
    drop_from_version,
    publish_version,
)
from resources.library.actions.wording import edit_word, merge_topics, part_topics, take_in

__all__ = [
    "accept",
    "add_files",
    "ask_access",
    "begin_version",
    "close_access",
    "count_download",
    "decline_access",
    "describe",
    "describe_version",
    "discard",
    "discard_version",
    "drop_file",
    "drop_from_version",
    "edit_word",
    "follow",
    "follow_topic",
    "hand_over",
    "let_in",
    "mark_useful",
    "merge_topics",
    "missing",
    "order_files",
    "part_topics",
    "publish",
    "publish_version",
    "relate",
    "revoke_access",
    "send_back",
    "split",
    "start",
    "start_remembering",
    "stop_remembering",
    "suggest",
    "take_back",
    "take_in",
    "translate",
    "unfollow",
    "unfollow_topic",
    "unmark_useful",
    "unrelate",
    "withdraw",
]

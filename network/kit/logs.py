"""Logs as JSON lines, each with the id of the request that it belongs to."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id = ContextVar("request_id", default="")
# The signed words of links in mails, and secret addresses of calendars: whoever reads them may act by them.
SIGNED = re.compile(r"[\w.-]+:[\w-]{4,}:[\w-]{20,}|(?<=/calendar/me/)[\w-]{20,}")


class JsonFormatter(logging.Formatter):
    """One JSON object a line; line ends inside messages are escaped, so that nobody can forge a line."""

    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": SIGNED.sub("…", record.getMessage()),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info:
            line["trace"] = SIGNED.sub("…", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)

#!/usr/bin/env python
"""Run a command of the portal; a database and a broker are started if none are configured."""

import os
import sys


def main():
    """Hand the command line to Django; before it come the demo, which decides about the settings, and what only reads
    a file and needs none of it."""
    if sys.argv[1:2] == ["demo"]:
        from network.demo.launcher import main as demo

        sys.exit(demo(sys.argv[2:]))
    if sys.argv[1:2] == ["read_references"]:
        from network.interchange.reading.command import main as read_references

        sys.exit(read_references(sys.argv[2:]))
    if sys.argv[1:2] == ["consensus_stats"]:
        from resources.consensus.engine.command import main as consensus_stats

        sys.exit(consensus_stats(sys.argv[2:]))
    if sys.argv[1:2] == ["plan_rotation"]:
        from meetings.polls.planner.command import main as plan_rotation

        sys.exit(plan_rotation(sys.argv[2:]))
    if sys.argv[1:2] == ["series_ics"]:
        from meetings.calendar.ics.commands import series_main as series_ics

        sys.exit(series_ics(sys.argv[2:]))
    if sys.argv[1:2] == ["read_reply"] and not os.environ.get("SECRET_KEY") and not os.environ.get("DEBUG"):
        from meetings.calendar.ics.commands import reply_main as read_reply

        sys.exit(read_reply(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

"""What the database itself refuses: approved minutes that change. One module a topic, each with its `SQL`.

Written after every migration, so that a database that was made without migrations has it too.
"""

from importlib import import_module
from pkgutil import iter_modules

from django.db import connections


def stand_guard(using, **_):
    """Write the triggers; nothing happens while the tables are not there yet."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('minutes_minutes')")
        if cursor.fetchone()[0] is None:
            return
        for found in sorted(iter_modules(__path__), key=lambda one: one.name):
            for sql in import_module(f"{__name__}.{found.name}").SQL:
                cursor.execute(sql)

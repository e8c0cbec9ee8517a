"""Django's auth back-end over the same table: `member.has_perm("library.publish", resource)` asks the rule."""

from django.contrib.auth.backends import BaseBackend

from network.access.rules import _table, may


class TableBackend(BaseBackend):
    """Answers for the names that stand in the table, and for the door of the desk at /manage/."""

    def has_perm(self, user_obj, perm, obj=None):
        """Ask the table; names that it does not know are left to the other back-ends."""
        if perm == "wagtailadmin.access_admin":
            return "desk.enter" in _table and bool(may(user_obj, "desk.enter"))
        if perm not in _table or (_table[perm].needs_object and obj is None):
            return False
        return bool(may(user_obj, perm, obj))

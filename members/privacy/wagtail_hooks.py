"""The audit log in the menu of the desk, for those who may read the whole of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.access.rules import may


class LogItem(MenuItem):
    """Shown to whom the table of rules lets read."""

    def is_shown(self, request):
        return bool(may(request.user, "privacy.read_log"))


@hooks.register("register_admin_menu_item")
def log():
    """Lead to the log of everybody."""
    address = reverse("privacy:log") + "?whose=all"
    return LogItem(_("Who looked, who changed"), address, name="audit-log", icon_name="history", order=900)

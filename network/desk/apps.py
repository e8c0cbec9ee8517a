from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "network.desk"
    verbose_name = _("Desk")

    def ready(self):
        """Tell every page how much waits."""
        from network.desk.waiting import count_for
        from network.kit import context

        context.value("desk_count")(lambda request: count_for(getattr(request, "user", None)))

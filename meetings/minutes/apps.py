from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MinutesConfig(AppConfig):
    name = "meetings.minutes"
    verbose_name = _("Minutes")

    def ready(self):
        """Let every database have the triggers that keep what was sent and approved."""
        from meetings.minutes.guards import stand_guard

        post_migrate.connect(stand_guard, sender=self, dispatch_uid="minutes.guards")

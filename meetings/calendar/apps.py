from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "meetings.calendar"
    verbose_name = _("Calendar")

    def ready(self):
        """Let every database have the triggers that keep places and dates."""
        from meetings.calendar.guards import stand_guard

        post_migrate.connect(stand_guard, sender=self, dispatch_uid="calendar.guards")

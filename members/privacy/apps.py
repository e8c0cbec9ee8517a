from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "members.privacy"
    verbose_name = _("Privacy")

    def ready(self):
        """Let every database have the triggers that keep the audit log."""
        from members.privacy.guards import stand_guard

        post_migrate.connect(stand_guard, sender=self, dispatch_uid="privacy.guards")

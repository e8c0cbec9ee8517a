from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ConsensusConfig(AppConfig):
    name = "resources.consensus"
    verbose_name = _("Consensus")

    def ready(self):
        """Let every database have the triggers that keep protocols and answers."""
        from resources.consensus.guards import stand_guard

        post_migrate.connect(stand_guard, sender=self, dispatch_uid="consensus.guards")

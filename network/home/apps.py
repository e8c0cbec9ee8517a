from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "network.home"
    verbose_name = _("Home")

    def ready(self):
        """Lay out the ground of the pages as soon as a database is complete."""
        post_migrate.connect(lay_out_when_complete, dispatch_uid="network.home.lay_out")


def lay_out_when_complete(sender, using, verbosity=1, **_):
    """Lay out what a first start needs; called for every app, it acts after the last, on a whole schema."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if using != DEFAULT_DB_ALIAS or sender.label != last.label:
        return
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        from network.home.actions import lay_out

        # Wagtail forgets what the cache holds of its languages; the cache is a table, made here for real databases too.
        call_command("createcachetable", database=using, verbosity=0)
        lay_out()

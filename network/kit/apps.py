from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


class KitConfig(AppConfig):
    name = "network.kit"
    verbose_name = _("Kit")

    def ready(self):
        """Find every plug of every room; the rooms register themselves while they are imported."""
        from network.kit import plugs

        plugs.load()
        # By signal, not by migration, so that a test database made without migrations has them too.
        pre_migrate.connect(extend_database, sender=self)


def extend_database(using, **_):
    """Add the extensions that constraints and indexes need, and the cache's table, which migrations ask already."""
    with connections[using].cursor() as cursor:
        for name in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    call_command("createcachetable", database=using, verbosity=0)

"""Migrations exist for all models and can be run in some order; tests themselves run without them."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_model_changed_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_have_an_order():
    loader = MigrationLoader(None)
    loader.graph.ensure_not_cyclic()
    assert loader.detect_conflicts() == {}

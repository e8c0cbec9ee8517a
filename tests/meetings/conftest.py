"""Tests of meetings name days of 2027: for them it is November 2026, whenever they run."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _november(monkeypatch):
    """Let the portal's clock go on from a Monday at noon."""
    began, real = timezone.now(), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: TODAY + (real() - began))

"""Corridor: the portal itself. Holds the front door, the readers, the hubs, the cities and the kit."""

from network.celery import app as celery_app

__all__ = ["celery_app"]

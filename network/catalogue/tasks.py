"""Celery's side of the index: a look every minute for what no job told of (a deleted folder, another machine)."""

import logging

from celery import shared_task

from network.catalogue.search import index

log = logging.getLogger(__name__)


@shared_task(name="catalogue.index")
def catch_up():
    """Bring this machine's search index up to the last change."""
    try:
        index.catch_up()
    except TimeoutError as error:
        log.info("%s; the next look will do it", error)

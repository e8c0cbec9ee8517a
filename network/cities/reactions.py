"""What follows when a city's page is published, and when somebody becomes or ceases to be network coordinator."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from network.activity.actions import record
from network.catalogue.actions import write
from network.cities import actions, activity
from network.cities.models import CityPage

WATCHED = {"is_network_coordinator", "is_active", "status"}


@receiver(post_save, sender=CityPage)
def open_page(sender, instance, created, **_):
    """Let a city's coordinators edit a translation as soon as it exists, whoever began it."""
    if created:
        actions.open_translation(instance)


@receiver(page_published, sender=CityPage)
def tell_of_page(sender, instance, revision=None, **_):
    """Let search know the new words, and the feed that they are there."""
    city = instance.city
    with transaction.atomic():
        write(city, force=True)
        by = revision.user if revision is not None else None
        audience = ["members"] if city.partnership.is_seen else ["network"]
        record(activity.PAGE_PUBLISHED, by=by, subject=city, city=city.slug, audience=audience)


@receiver(page_unpublished, sender=CityPage)
def forget_page(sender, instance, **_):
    """Take unpublished words out of search."""
    with transaction.atomic():
        write(instance.city, force=True)


@receiver(post_save, sender=get_user_model())
def follow_role(sender, instance, created, update_fields=None, **_):
    """Keep the CMS's group of network editors in step with the members."""
    if created and not instance.is_network_coordinator:
        return
    if update_fields is not None and not WATCHED & set(update_fields):
        return
    if instance.is_network_coordinator or instance.groups.filter(name=actions.NETWORK).exists():
        actions.sync_network_editors()

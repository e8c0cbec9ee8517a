"""What follows when a page of the state of the art is published, and when somebody's role changes."""

from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from network.activity.kinds import on
from network.cities import activity as cities
from resources.consensus.actions import topics
from resources.consensus.actions.topics.editors import EDITORS
from resources.consensus.models import TopicPage

WATCHED = {"is_network_coordinator", "is_active", "status"}


@receiver(page_published, sender=TopicPage)
def keep_versions(sender, instance, revision=None, **_):
    """Write the versions of what was published."""
    topics.after_publishing(instance, revision, by=revision.user if revision is not None else None)


@receiver(page_unpublished, sender=TopicPage)
def forget_words(sender, instance, **_):
    """Take unpublished words out of search."""
    topics.after_unpublishing(instance)


@on(cities.APPOINTED)
@on(cities.TERM_ENDED)
@on(cities.TERM_SET)
@on(cities.HANDED_OVER)
def follow_terms(activity, subject):
    """Let present coordinators edit, and former ones no more."""
    topics.sync_editors()


@receiver(post_save, sender=get_user_model())
def follow_role(sender, instance, created, update_fields=None, **_):
    """Keep the editors in step with the members' roles."""
    if created or (update_fields is not None and not WATCHED & set(update_fields)):
        return
    if instance.is_network_coordinator or instance.groups.filter(name=EDITORS).exists():
        topics.sync_editors()

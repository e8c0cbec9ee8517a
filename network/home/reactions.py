"""What follows when the front page is published."""

from django.dispatch import receiver
from wagtail.signals import page_published

from network.home import queries
from network.home.models import HomePage


@receiver(page_published, sender=HomePage)
def forget_name(**_):
    """Show a new name of the network at once."""
    queries.forget_name()

"""Keep what the kit draws of the cities as fresh as the cities themselves."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from network.cities import queries  # noqa: F401 - importing it gives the kit its places
from network.cities.models import City
from network.kit import places


@receiver([post_save, post_delete], sender=City)
def redraw(**_kept):
    """Let this process draw the change at once; the others follow within half a minute."""
    places.forget()

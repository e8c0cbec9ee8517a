"""What the kit needs to draw a city: its names, shape, colour, zone and point on the map."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from network.cities.models import City
from network.kit import places


@places.provide
def marks():
    """Yield every city as a Place."""
    for city in City.objects.order_by("name"):
        yield places.Place(
            slug=city.slug,
            names={"en": city.name, **city.names},
            native=city.name_native,
            native_language=next(iter(city.languages), ""),
            shape=city.mark,
            colour=city.colour,
            time_zone=city.time_zone,
            latitude=city.latitude,
            longitude=city.longitude,
            address=f"/cities/{city.slug}/",
        )


@receiver([post_save, post_delete], sender=City)
def redraw(**_kept):
    """Let this process draw the change at once; the others follow within half a minute."""
    places.forget()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    name = "network.cities"
    verbose_name = _("Cities")

    def ready(self):
        """Tell the kit how to draw the cities."""
        from network.cities import marks  # noqa: F401

"""The pages that a city's coordinators edit in the CMS. Wagtail keeps their words; our own views show them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from network.cities.blocks import CityTexts
from network.cities.models.city import City
from network.home.models import OwnPage
from network.kit.words import in_reader_language


class CitiesPage(OwnPage):
    """The list of all cities; its content comes from the cities themselves."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["cities.CityPage"]

    class Meta:
        verbose_name = _("list of cities")

    def own_address(self):
        """Return the path of the list."""
        return reverse("cities:cities")

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview)."""
        from network.cities.views import cities

        return cities(request)


class CityPage(OwnPage):
    """What a city says of itself, in each of its languages."""

    city = models.OneToOneField(City, on_delete=models.PROTECT, related_name="page", editable=False)
    texts = StreamField(CityTexts(), verbose_name=_("texts"), blank=True, default=list)

    content_panels = [FieldPanel("texts")]
    parent_page_types = ["cities.CitiesPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("city page")
        verbose_name_plural = _("city pages")

    def own_address(self):
        """Return the path of the city's page."""
        return reverse("cities:city", args=[self.city.slug])

    def is_public(self):
        """Whether visitors may see this page: the partnership must be public too."""
        return self.live and self.city.partnership.is_seen

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview, with unpublished words)."""
        from network.cities.views import show

        return show(request, self.city, self)

    def text_for_reader(self, wish=""):
        """Return the text in the language `wish`, else the reader's, the city's own, any; None if there is none."""
        by_code = {row.value["language"]: row.value for row in self.texts}
        if wish in by_code:
            return by_code[wish]
        code = in_reader_language({c: v["headline"] for c, v in by_code.items()}, self.city.languages)[1]
        return by_code.get(code)

    def languages_written(self):
        """Return the codes of the languages in which the page has a text."""
        return [row.value["language"] for row in self.texts]

"""The pages that a city's coordinators edit in the CMS. Wagtail keeps their words; our own views show them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import TranslatableField

from network.cities.blocks import RICH, CityTexts
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
    """What a city says of itself in one language; its translations are pages of their own, tied by wagtail-localize."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="pages", editable=False)
    headline = models.CharField(_("Headline"), max_length=200, blank=True)
    lede = models.TextField(_("In two or three sentences"), max_length=600, blank=True)
    body = RichTextField(_("Text"), features=RICH, blank=True)
    # Languages that the portal itself does not speak have no pages in the CMS; their texts stand here.
    texts = StreamField(CityTexts(), verbose_name=_("In further languages"), blank=True, default=list)

    content_panels = [FieldPanel("headline"), FieldPanel("lede"), FieldPanel("body"), FieldPanel("texts")]
    translatable_fields = [TranslatableField("headline"), TranslatableField("lede"), TranslatableField("body")]
    parent_page_types = ["cities.CitiesPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("city page")
        verbose_name_plural = _("city pages")

    @property
    def language(self):
        """The code of the language in which this page is written."""
        return self.locale.language_code

    def own_address(self):
        """Return the path of the city's page."""
        return reverse("cities:city", args=[self.city.slug])

    def is_public(self):
        """Whether visitors may see this page: the partnership must be public too."""
        return self.live and self.city.partnership.is_seen

    def may_be_translated_by(self, member):
        """Whether `member` may begin and edit translations of this page."""
        from network.access.rules import may

        return bool(may(member, "cities.edit", self.city))

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview, with unpublished words)."""
        from network.cities.views import show

        return show(request, self.city, [self])

    def words(self):
        """Return this page's texts, [{"language", "headline", "lede", "body"}]: its own first, then further ones."""
        own = {"language": self.language, "headline": self.headline, "lede": self.lede, "body": self.body}
        further = [{name: row.value[name] for name in own} for row in self.texts]
        return ([own] if self.headline else []) + further


def words_of(pages):
    """Return the texts of a city's pages, one for each language: a page of the language before a further text."""
    by_language = {}
    for page in pages:
        for text in page.words():
            own = text["language"] == page.language
            if own or text["language"] not in by_language:
                by_language[text["language"]] = text
    return by_language


def text_for_reader(texts, city, wish=""):
    """Return the text in the language `wish`, else the reader's, the city's own, any; None if there is none."""
    if wish in texts:
        return texts[wish]
    return texts.get(in_reader_language({code: text["headline"] for code, text in texts.items()}, city.languages)[1])

"""The front page in the CMS, and what all of our own Wagtail pages have in common."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from network.kit.words import in_reader_language, language_name

CODES = [(code, code.replace("-", "_")) for code, _name in settings.LANGUAGES]


class OwnPage(Page):
    """A page whose words Wagtail keeps and which one of our own views shows, at the address that the view has."""

    # One public page: neither hidden behind Wagtail's own doors, nor moved, nor made by hand.
    private_page_options = []
    is_creatable = False
    promote_panels = []
    settings_panels = []

    class Meta:
        abstract = True

    def own_address(self):
        """Return the path under which our view shows this page."""
        raise NotImplementedError

    def is_public(self):
        """Whether visitors may see this page and its pictures."""
        return self.live

    def may_be_translated_by(self, member):
        """Whether `member` may begin and edit translations of this page: of most nobody."""
        return False

    def serve_preview(self, request, mode_name):
        """Show the page with its unpublished words, as readers will see it."""
        return self.serve(request)

    def get_url_parts(self, request=None):
        """Return what Wagtail needs to link here: site, root address, path."""
        return None if self._state.adding else (None, settings.SITE_URL, self.own_address())

    def get_url(self, request=None, current_site=None):
        """Return the path: all pages live on one host."""
        return self.own_address()


class HomePage(OwnPage):
    """The front page: the network's name, and how it greets a stranger, in four languages."""

    name_en = models.CharField(_("name of the network"), max_length=100, blank=True)
    name_da = models.CharField(_("name of the network"), max_length=100, blank=True)
    name_es = models.CharField(_("name of the network"), max_length=100, blank=True)
    name_zh_hans = models.CharField(_("name of the network"), max_length=100, blank=True)
    headline_en = models.CharField(_("headline"), max_length=200, blank=True)
    headline_da = models.CharField(_("headline"), max_length=200, blank=True)
    headline_es = models.CharField(_("headline"), max_length=200, blank=True)
    headline_zh_hans = models.CharField(_("headline"), max_length=200, blank=True)
    lede_en = models.TextField(_("what this is, in two sentences"), max_length=500, blank=True)
    lede_da = models.TextField(_("what this is, in two sentences"), max_length=500, blank=True)
    lede_es = models.TextField(_("what this is, in two sentences"), max_length=500, blank=True)
    lede_zh_hans = models.TextField(_("what this is, in two sentences"), max_length=500, blank=True)

    content_panels = [
        MultiFieldPanel(
            [FieldPanel(f"name_{end}"), FieldPanel(f"headline_{end}"), FieldPanel(f"lede_{end}")],
            heading=language_name(code),
        )
        for code, end in CODES
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("front page")

    def own_address(self):
        """Return the path of the front page."""
        return reverse("home:home")

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview, with unpublished words)."""
        from network.home.views import show

        return show(request, self)

    def texts(self, field):
        """Return {language: text} of `field`, one of name, headline, lede."""
        return {code: getattr(self, f"{field}_{end}") for code, end in CODES}

    def say(self, field):
        """Return (text, its language) of `field` for the reader."""
        return in_reader_language(self.texts(field))

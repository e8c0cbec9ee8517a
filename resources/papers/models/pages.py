"""The public pages of publications in the CMS: curated around a text that nobody changes any more."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from network.home.models import OwnPage
from resources.papers.models.publishing import Publication

ADDRESS = RegexValidator(r"^(https?://|/(?!/))\S+$", _("An address begins with https:// or with / for a page of ours."))


class RelatedBlock(blocks.StructBlock):
    """Something worth reading beside a publication."""

    title = blocks.CharBlock(label=_("Title"), max_length=300)
    address = blocks.CharBlock(label=_("Address"), max_length=500, validators=[ADDRESS])
    line = blocks.CharBlock(label=_("Why it belongs here"), max_length=300, required=False)

    class Meta:
        icon = "link"
        label = _("Related")


class PublicationsPage(OwnPage):
    """Where the pages of publications hang; readers see the list of papers."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["papers.PublicationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of publications")

    def own_address(self):
        """Return the path of the list."""
        return reverse("papers:list")

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview)."""
        from resources.papers.views.papers import listed

        return listed(request)


class PublicationPage(OwnPage):
    """What is said around one publication: summaries for readers, a picture, what else to read."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="page", editable=False)
    lede = models.TextField(
        _("Summary on the page"), max_length=1200, blank=True, help_text=_("Without it the summary of the paper.")
    )
    plain_words = models.TextField(
        _("Summary in plain words"), max_length=3000, blank=True, help_text=_("Without it that of the paper.")
    )
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("Picture"),
    )  # fmt: skip
    picture_words = models.CharField(_("What the picture shows"), max_length=300, blank=True)
    related = StreamField([("work", RelatedBlock())], verbose_name=_("Related"), blank=True, default=list)

    content_panels = [
        FieldPanel("lede"),
        FieldPanel("plain_words"),
        FieldPanel("picture"),
        FieldPanel("picture_words"),
        FieldPanel("related"),
    ]
    parent_page_types = ["papers.PublicationsPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("page of a publication")
        verbose_name_plural = _("pages of publications")

    def own_address(self):
        """Return the path of the publication."""
        return self.publication.get_absolute_url()

    def is_public(self):
        """Whether visitors may see this page and its picture: the text stays reachable whatever happens."""
        return True

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview, with unpublished words)."""
        from resources.papers.views.publishing import show

        return show(request, self.publication, self)

"""Pages of the state of the art in the CMS: their words are curated here, shown by our own views.

One page for each language of a topic, tied by wagtail-localize as cities' pages are. The page in the topic's own
language is the first: what it says of statements becomes immutable versions when it is published
(`actions/topics/publishing.py`); the others are its translations.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from network.home.models import OwnPage
from resources.consensus.models.blocks import CriteriaStream, DissentStream, EvidenceStream, ReasonStream
from resources.consensus.models.topics import Certainty, Direction, Statement, Strength, Topic

WEAK = (Certainty.LOW, Certainty.VERY_LOW)


class StrongAnyway(models.TextChoices):
    """When something may be recommended strongly although the evidence is weak (GRADE's paradigmatic situations)."""

    LIFE = "life", _("It may save a life, and nothing else does")
    HARM = "harm", _("Benefit is uncertain, and the harm or the cost is certain")
    EQUAL = "equal", _("Both ways help alike, and one is clearly safer or cheaper")
    SIMILAR = "similar", _("It is surely much like something that is well studied")
    CATASTROPHE = "catastrophe", _("It may avert a catastrophe")


class StateOfTheArtIndex(OwnPage):
    """Where the pages of topics hang; readers see the list."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["consensus.TopicPage"]

    class Meta:
        verbose_name = _("list of the state of the art")

    def own_address(self):
        """Return the path of the list."""
        return reverse("consensus:topics")

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview)."""
        from resources.consensus.views.topics.reading import topics

        return topics(request)


class TopicPageForm(WagtailAdminPageForm):
    """The form of the desk. Statements that a draft alone holds know their page by it: they are checked against it."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for form in self.formsets["statements"].forms if "statements" in self.formsets else ():
            form.instance.page = self.instance


class TopicPage(OwnPage):
    """What is said on a topic in one language."""

    base_form_class = TopicPageForm

    WORDS = ("lede", "plain", "scope", "evidence", "disagreement", "mind", "interests", "funding")
    """Fields that are words for readers, in the order of the page."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="pages", editable=False)
    lede = models.TextField(_("What this page is about, in two sentences"), max_length=600, blank=True)
    plain = models.TextField(
        _("What to do, in plain words"), max_length=3000, blank=True,
        help_text=_("For somebody who reads nothing else: a minister between two meetings, a peer supporter on a bus."),
    )  # fmt: skip
    scope = models.TextField(_("For whom, and where"), max_length=2000, blank=True)
    evidence = models.TextField(
        _("How the evidence was found"), max_length=3000, blank=True,
        help_text=_("Where and when somebody searched, and what they looked for."),
    )  # fmt: skip
    disagreement = models.TextField(_("What we disagree on"), max_length=3000, blank=True)
    mind = models.TextField(_("What would change our mind"), max_length=3000, blank=True)
    interests = models.TextField(_("Interests of the panel"), max_length=3000, blank=True)
    funding = models.TextField(_("Funding"), max_length=2000, blank=True)
    searched_on = models.DateField(_("evidence last searched"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    note = models.CharField(
        _("What changed with this version"), max_length=500, blank=True,
        help_text=_("Stands in the history, and in the feed of whoever follows the page."),
    )  # fmt: skip

    content_panels = [
        # The desk's own field for titles writes the slug along, which this form has not.
        FieldPanel("title", classname="title"),
        FieldPanel("note"),
        MultiFieldPanel([FieldPanel("lede"), FieldPanel("plain"), FieldPanel("scope")], heading=_("What to do")),
        InlinePanel("statements", heading=_("Statements"), label=_("Statement")),
        MultiFieldPanel([FieldPanel("evidence"), FieldPanel("searched_on")], heading=_("The evidence")),
        MultiFieldPanel([FieldPanel("disagreement"), FieldPanel("mind")], heading=_("What is open")),
        MultiFieldPanel(
            [FieldPanel("interests"), FieldPanel("funding"), FieldPanel("review_on")], heading=_("Who, and until when")
        ),
    ]
    translatable_fields = [
        TranslatableField("title"),
        *[TranslatableField(name) for name in WORDS],
        TranslatableField("statements"),
        SynchronizedField("searched_on", overridable=False),
        SynchronizedField("review_on", overridable=False),
    ]
    parent_page_types = ["consensus.StateOfTheArtIndex"]
    subpage_types = []

    class Meta:
        verbose_name = _("page of the state of the art")
        verbose_name_plural = _("pages of the state of the art")

    @property
    def language(self):
        """The code of the language in which this page is written."""
        return self.locale.language_code

    @property
    def is_original(self):
        """Whether statements get their versions from this page."""
        return self.language == self.topic.language

    def own_address(self):
        """Return the path of the page."""
        return self.topic.get_absolute_url()

    def is_public(self):
        """Whether visitors may see this page."""
        return self.live

    def may_be_translated_by(self, member):
        """Whether `member` may begin and edit translations of this page."""
        from network.access.rules import may

        return bool(may(member, "consensus.curate", self.topic))

    def serve(self, request, *args, **kwargs):
        """Show the page as a reader sees it (for the preview, with unpublished words)."""
        from resources.consensus.views.topics.reading import show

        return show(request, self.topic, self)


class PageStatement(TranslatableMixin, Orderable):
    """A statement as it is worded on a page; published, it is a version of a `Statement`."""

    WORDS = ("text", "plain", "rationale", "mind")

    page = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="statements")
    # Both travel through the form as hidden fields, and are checked: an edit must not lose whose wording this is.
    statement = models.ForeignKey(
        "consensus.Statement", null=True, blank=True, on_delete=models.PROTECT, related_name="wordings"
    )
    entry = models.ForeignKey(
        "consensus.RoundItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("vote"),
    )  # fmt: skip
    replaces = models.PositiveIntegerField(
        _("takes the place of statement number"), null=True, blank=True,
        help_text=_("Only where a new statement supersedes an old one. A statement that is taken away is retired."),
    )  # fmt: skip
    text = models.TextField(_("statement"), max_length=2000)
    plain = models.TextField(_("the same in plain words"), max_length=1000, blank=True)
    rationale = models.TextField(_("why"), max_length=4000, blank=True)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.FOR)
    strength = models.CharField(_("strength"), max_length=12, choices=Strength, blank=True)
    certainty = models.CharField(_("certainty of the evidence"), max_length=10, choices=Certainty, blank=True)
    reasons = StreamField(
        ReasonStream(), verbose_name=_("why the certainty is not higher, or not lower"), blank=True, default=list
    )
    strong_anyway = models.CharField(
        _("why strongly, although the evidence is weak"), max_length=12, choices=StrongAnyway, blank=True
    )
    strong_words = models.TextField(_("that reason in words"), max_length=1000, blank=True)
    works = StreamField(EvidenceStream(), verbose_name=_("the evidence"), blank=True, default=list)
    dissent = StreamField(DissentStream(), verbose_name=_("dissent"), blank=True, default=list)
    mind = models.TextField(_("what would change our mind"), max_length=2000, blank=True)
    criteria = StreamField(CriteriaStream(), verbose_name=_("from evidence to decision"), blank=True, default=list)
    review_on = models.DateField(_("next review"), null=True, blank=True)

    panels = [
        FieldPanel("statement", widget=forms.HiddenInput),
        FieldPanel("entry", widget=forms.HiddenInput),
        FieldPanel("text"),
        FieldPanel("plain"),
        FieldPanel("rationale"),
        FieldRowPanel([FieldPanel("direction"), FieldPanel("strength"), FieldPanel("certainty")]),
        FieldPanel("reasons"),
        FieldRowPanel([FieldPanel("strong_anyway"), FieldPanel("strong_words")]),
        FieldPanel("works"),
        FieldPanel("dissent"),
        FieldPanel("mind"),
        FieldPanel("criteria"),
        FieldRowPanel([FieldPanel("review_on"), FieldPanel("replaces")]),
    ]
    translatable_fields = [
        *[TranslatableField(name) for name in WORDS],
        TranslatableField("strong_words"),
        TranslatableField("reasons"),
        TranslatableField("works"),
        TranslatableField("dissent"),
        TranslatableField("criteria"),
        *[
            SynchronizedField(name, overridable=False)
            for name in ("statement", "entry", "replaces", "direction", "strength", "certainty", "strong_anyway",
                         "review_on")
        ],
    ]  # fmt: skip

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("statement")

    def __str__(self):
        return self.text[:80]

    @property
    def needs_reason(self):
        """Whether it is recommended strongly on weak evidence."""
        return self.strength == Strength.STRONG and self.certainty in WEAK

    def clean(self):
        """Refuse what GRADE warns of until somebody says why, and ties to other topics' statements and votes."""
        super().clean()
        if self.needs_reason and not (self.strong_anyway and self.strong_words.strip()):
            raise ValidationError(
                {
                    "strong_anyway": _(
                        "This recommends something strongly on weak evidence. Choose which of the accepted reasons"
                        " holds, and say it in words; or make the recommendation conditional."
                    )
                }
            )
        topic = self.page.topic_id
        if self.statement_id and self.statement.topic_id != topic:
            raise ValidationError(_("This statement belongs to another page."))
        if self.entry_id and self.entry.round.panel.topic_id != topic:
            raise ValidationError(_("This vote belongs to another page."))
        if self.replaces and not Statement.objects.filter(topic=topic, number=self.replaces).exists():
            raise ValidationError({"replaces": _("This page never had a statement with that number.")})

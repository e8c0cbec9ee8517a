"""What a statement on a page of the state of the art is put together from, besides its words."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

ADDRESS = RegexValidator(
    r"^(https?://\S+|/(?!/)\S*|10\.\d{4,9}/\S+)$",
    _("An address begins with https://, with / for a page of ours, or it is a DOI such as 10.1000/182."),
)


class Domain(models.TextChoices):
    """For what the certainty of evidence goes down or up (GRADE)."""

    BIAS = "bias", _("risk of bias")
    INCONSISTENCY = "inconsistency", _("studies disagree")
    INDIRECTNESS = "indirectness", _("other people, other places, other aims")
    IMPRECISION = "imprecision", _("too few people or events")
    PUBLICATION = "publication", _("studies may have stayed unpublished")
    LARGE = "large", _("a large effect")
    DOSE = "dose", _("the more, the stronger the effect")
    CONFOUNDING = "confounding", _("what was left out would have weakened the effect")


class Source(models.TextChoices):
    """What a piece of evidence is."""

    REVIEW = "review", _("review")
    TRIAL = "trial", _("trial")
    STUDY = "study", pgettext_lazy("evidence", "study")
    GUIDELINE = "guideline", _("guideline")
    PAPER = "paper", _("paper of the network")
    RESOURCE = "resource", _("from the library")
    EXPERIENCE = "experience", _("experience of the cities")


class Criterion(models.TextChoices):
    """What a decision is weighed by (GRADE evidence to decision)."""

    PROBLEM = "problem", _("Is the problem a priority?")
    VALUES = "values", _("What do people value?")
    BALANCE = "balance", _("Benefits against harms and burden")
    RESOURCES = "resources", _("What it takes")
    EQUITY = "equity", _("Who gains, who is left out?")
    ACCEPTABILITY = "acceptability", _("Is it acceptable?")
    FEASIBILITY = "feasibility", _("Can it be done?")


class ReasonBlock(blocks.StructBlock):
    """One step of the certainty, with its reason."""

    domain = blocks.ChoiceBlock(label=_("Because of"), choices=Domain.choices)
    steps = blocks.ChoiceBlock(
        label=_("Step"),
        choices=[
            ("-2", _("two down")),
            ("-1", _("one down")),
            ("0", _("no step")),
            ("1", _("one up")),
            ("2", _("two up")),
        ],
        default="-1",
    )
    words = blocks.TextBlock(label=_("Reason"), max_length=600, rows=2)

    class Meta:
        icon = "order"
        label = _("Step")


class WorkBlock(blocks.StructBlock):
    """A work that a statement stands on."""

    kind = blocks.ChoiceBlock(label=_("What it is"), choices=Source.choices)
    title = blocks.CharBlock(label=_("Title"), max_length=500)
    address = blocks.CharBlock(label=_("Address or DOI"), max_length=500, required=False, validators=[ADDRESS])
    words = blocks.TextBlock(label=_("What it says"), max_length=1000, required=False, rows=2)
    against = blocks.BooleanBlock(label=_("It speaks against the statement"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Work")


class VoiceBlock(blocks.StructBlock):
    """Dissent in the dissenter's own words."""

    words = blocks.TextBlock(label=_("In their own words"), max_length=2000, rows=3)
    language = blocks.CharBlock(label=_("Language"), max_length=16, required=False)
    whose = blocks.CharBlock(
        label=_("Whose"), max_length=160, required=False,
        help_text=_("“A peer supporter on the panel”: never a name, and no group so small that it would be one."),
    )  # fmt: skip

    class Meta:
        icon = "openquote"
        label = _("Dissent")


class CriterionBlock(blocks.StructBlock):
    """One thing by which the decision was weighed."""

    criterion = blocks.ChoiceBlock(label=_("Question"), choices=Criterion.choices)
    judgement = blocks.CharBlock(label=_("Judgement"), max_length=300)
    words = blocks.TextBlock(label=_("Evidence, and how it moved the recommendation"), max_length=1500,
                             required=False, rows=3)  # fmt: skip

    class Meta:
        icon = "list-ul"
        label = _("Question")


class ReasonStream(blocks.StreamBlock):
    """Steps of the certainty."""

    step = ReasonBlock()


class EvidenceStream(blocks.StreamBlock):
    """Works."""

    work = WorkBlock()


class DissentStream(blocks.StreamBlock):
    """Voices."""

    voice = VoiceBlock()


class CriteriaStream(blocks.StreamBlock):
    """Questions of evidence to decision."""

    criterion = CriterionBlock()

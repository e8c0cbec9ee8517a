from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.catalogue.terms import in_language
from network.kit.audience import Audienced, AudienceQuerySet


class EntryQuerySet(AudienceQuerySet):
    """Entries; lists leave the long text where it is."""

    def visible_to(self, member):
        """Return the entries that `member` (None: a visitor) may see and that are not withdrawn."""
        return super().visible_to(member).filter(withdrawn_at=None)

    def light(self):
        """Return the entries without their long text, for lists."""
        return self.defer("text")

    def for_cards(self, language):
        """Return the entries with no more than their stored card in `language`, for long lists of rows."""
        lean = self.only("address", "fingerprint", "stamp", "kind").fetch_mode(models.FETCH_PEERS)
        return lean.annotate(card=KT(f"cards__{language}"), card_language=models.Value(language))

    def of(self, obj):
        """Return the entry of one thing, as a queryset of at most one."""
        return self.filter(source=obj._meta.label_lower, source_id=str(obj.pk))


class Entry(Audienced):
    """One thing that can be found, followed, discussed, cited or put in a digest, whatever room it lives in."""

    source = models.CharField(max_length=80, editable=False)
    source_id = models.CharField(max_length=64, editable=False)
    kind = models.CharField(max_length=40)
    address = models.TextField()
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict, blank=True)
    facets = ArrayField(models.TextField(), default=list, blank=True)
    people = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    useful_in = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The last change that everybody may know of: while it is public its last change, then the moment it was closed.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    fingerprint = models.CharField(max_length=40, editable=False, default="")
    cards = models.JSONField(default=dict, editable=False)
    stamp = models.CharField(max_length=40, editable=False, default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="catalogue_one_entry_per_thing",
                violation_error_message=_("This thing has an entry in the catalogue already."),
            )
        ]
        indexes = [
            GinIndex(fields=["audience"], name="catalogue_entry_audience"),
            GinIndex(fields=["facets"], name="catalogue_entry_facets"),
            GinIndex(fields=["people"], name="catalogue_entry_people", opclasses=["jsonb_path_ops"]),
            models.Index(
                fields=["-published_at", "-id"], name="catalogue_entry_newest", condition=models.Q(withdrawn_at=None)
            ),
            # The newest of a rare kind would be looked for among all the others.
            models.Index(
                fields=["kind", "-published_at", "-id"],
                name="catalogue_entry_kind",
                condition=models.Q(withdrawn_at=None),
            ),
            models.Index(
                fields=["told_at", "id"], name="catalogue_entry_told", condition=models.Q(told_at__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title_in("en")[0]

    def get_absolute_url(self):
        """Return the address of the thing itself."""
        return self.address

    def title_in(self, language):
        """Return (title, its language), in `language` where there is one, else the nearest."""
        return in_language(self.titles, language, self.languages)

    def summary_in(self, language):
        """Return (summary, its language), in `language` where there is one, else the nearest."""
        return in_language(self.summaries, language, self.languages)

    def words_of(self, facet):
        """Return the words of one facet, in the order in which the room gave them."""
        head = facet + ":"
        return [word[len(head) :] for word in self.facets if word.startswith(head)]


class Change(models.Model):
    """One step in the history of the catalogue; the numbers are gapless and become visible in their order."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number}: {self.entry_id}"


class Counter(models.Model):
    """The last number that was given out. Its row is locked until the writer commits: that makes numbers gapless."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self):
        return f"{self.name}: {self.value}"


class Synonyms(models.Model):
    """Words of the field that mean the same; a search for one finds the others. Adds to search/synonyms.txt."""

    words = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("words"),
        help_text=_("In any language, parted by commas: DSMES, diabetes self-management education"),
    )

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["pk"]

    def __str__(self):
        return " = ".join(self.words)

"""Statements: one, many, in another language, what they stand on."""

import csv
import io

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from resources.consensus.models import Evidence, Translation, Wording

MOST_BYTES = 500_000
COLUMNS = {
    "text": ("statement", "text", "udsagn", "enunciado", "afirmación", "陈述", "声明"),
    "context": ("context", "explanation", "sammenhæng", "contexto", "背景", "说明"),
    "source": ("source", "kilde", "fuente", "来源"),
}
"""Heads of columns that a table may bear, in the portal's languages."""


class StatementForm(forms.ModelForm):
    """How a statement reads, and what to know before rating it."""

    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=500,
        required=False,
        help_text=_("A guideline, a review, a meeting, a proposal of a city."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Wording
        fields = ["text", "context"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "context": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "text": _("One thought, so that one answer is enough. Say who does what for whom."),
            "context": _("A few sentences: evidence, terms, situation. It stands below the statement."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def _post_clean(self):
        """The row is written by the action."""

    def clean_text(self):
        """Return the statement on one line."""
        text = one_line(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Write the statement."))
        return text

    def clean_context(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["context"])

    def clean_source(self):
        """Return the source on one line."""
        return one_line(self.cleaned_data["source"])


class RewordForm(StatementForm):
    """A statement that a round has asked: what changed needs a reason."""

    reason = forms.CharField(
        label=_("Why it changes"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The panel reads it beside the new words."),
    )  # fmt: skip
    is_editorial = forms.BooleanField(
        label=_("Only a slip is mended: the meaning stays"),
        required=False,
        help_text=_("Then ratings are compared with those of the round before. Otherwise they are not."),
    )

    def clean(self):
        """A change needs its reason."""
        given = super().clean()
        changed = any(
            given.get(name) is not None and given[name] != (getattr(self.instance, name) or "")
            for name in ("text", "context")
        )
        if changed and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Say why it was changed: the panel reads it beside the new words."))
        return given


class ManyForm(forms.Form):
    """Statements line by line, or a table."""

    lines = forms.CharField(
        label=_("Statements, one on each line"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    table = forms.FileField(
        label=_("Or a table (CSV)"),
        required=False,
        help_text=_("Its first line names the columns: statement, context, source. The last two may be missing."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean(self):
        """Give `rows`: [{"text", "context", "source"}]."""
        given = super().clean()
        rows = [{"text": text} for line in (given.get("lines") or "").splitlines() if (text := one_line(line))]
        if given.get("table"):
            rows += self._table(given["table"])
        for row in rows:
            if len(row["text"]) > 2000:
                raise forms.ValidationError(_("“%(text)s…” is too long for a statement.") % {"text": row["text"][:60]})
        if not rows and not self.errors:
            raise forms.ValidationError(_("Write at least one statement, or choose a table."))
        given["rows"] = rows
        return given

    def _table(self, upload):
        if upload.size > MOST_BYTES:
            self.add_error("table", _("This table is too large. Up to 500 kB can be read."))
            return []
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("table", _("This file is not text in UTF-8. Save it as “CSV UTF-8” and try again."))
            return []
        head = text.split("\n", 1)[0]
        mark = max(",;\t", key=head.count)
        try:
            lines = list(csv.reader(io.StringIO(text), delimiter=mark))
        except csv.Error:
            self.add_error("table", _("This file is not a table that can be read."))
            return []
        places = self._places(lines[0] if lines else [])
        if "text" not in places:
            self.add_error("table", _("No column is called “statement”. Name it in the first line."))
            return []
        rows = []
        for line in lines[1:]:
            cells = {name: line[place] if place < len(line) else "" for name, place in places.items()}
            if text := one_line(cells["text"]):
                rows.append({
                    "text": text,
                    "context": plain(cells.get("context", ""))[:4000],
                    "source": one_line(cells.get("source", ""))[:500],
                })  # fmt: skip
        return rows

    def _places(self, head):
        found = {}
        for place, cell in enumerate(head):
            for name, words in COLUMNS.items():
                if one_line(cell).casefold() in words:
                    found.setdefault(name, place)
        return found


class TranslationForm(forms.ModelForm):
    """A statement in another language."""

    class Meta:
        model = Translation
        fields = ["text", "context"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "context": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_text(self):
        """Return the statement on one line."""
        return one_line(self.cleaned_data["text"])

    def clean_context(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["context"])

    def _post_clean(self):
        """The row is written by the action."""


class EvidenceForm(forms.ModelForm):
    """A work that stands elsewhere."""

    class Meta:
        model = Evidence
        fields = ["title", "address", "note"]

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_title(self):
        """Return the title on one line."""
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Give it a title."))
        return title

    def clean_address(self):
        """Return https://… of an address or a DOI, "" for nothing."""
        from resources.library.terms import doi_of, link_of

        text = self.cleaned_data["address"].strip()
        if doi_of(text):
            return f"https://doi.org/{doi_of(text)}"
        try:
            return link_of(text)
        except ValueError:
            raise forms.ValidationError(
                _("This is neither an address on the web (https://…) nor a DOI (10.1234/abc). Please check it.")
            ) from None


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_reason(self):
        """Return the words without controls."""
        words = plain(self.cleaned_data["reason"])
        if not words:
            raise forms.ValidationError(_("Say why."))
        return words


class SplitForm(ReasonForm):
    """Several statements in the place of one."""

    lines = forms.CharField(
        label=_("The new statements, one on each line"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ["lines", "reason"]

    def clean_lines(self):
        """Return the list of statements."""
        texts = [text for line in self.cleaned_data["lines"].splitlines() if (text := one_line(line))]
        if len(texts) < 2:
            raise forms.ValidationError(_("Write at least two statements, each on a line of its own."))
        return texts

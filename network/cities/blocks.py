"""What the city's editors put together in the CMS: facts, and the city's own words in each of its languages."""

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from network.kit.words import language_name

WEB = URLValidator(schemes=["http", "https"])
RICH = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "image", "hr"]


def languages():
    """Return the choices of a text's language: those of the portal first, then all that Django can name."""
    first = [code for code, _name in settings.LANGUAGES]
    others = sorted((c for c in LANG_INFO if c not in first and "fallback" not in LANG_INFO[c]), key=language_name)
    return [(code, language_name(code)) for code in [*first, *others]]


class FactBlock(blocks.StructBlock):
    """A plain public figure as a sentence, with the year it speaks of and who published it."""

    text_en = blocks.CharBlock(label="English", max_length=300)
    text_da = blocks.CharBlock(label="Dansk", max_length=300, required=False)
    text_es = blocks.CharBlock(label="Español", max_length=300, required=False)
    text_zh_hans = blocks.CharBlock(label="中文", max_length=300, required=False)
    year = blocks.IntegerBlock(label=_("Year"), min_value=1900, max_value=2200)
    source = blocks.CharBlock(label=_("Source"), max_length=300)
    url = blocks.URLBlock(label=_("Address of the source"), required=False, validators=[WEB])

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class CityTextBlock(blocks.StructBlock):
    """The city's page in one language."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=languages)
    headline = blocks.CharBlock(label=_("Headline"), max_length=200)
    lede = blocks.TextBlock(label=_("In two or three sentences"), max_length=600, rows=3)
    body = blocks.RichTextBlock(label=_("Text"), features=RICH, required=False)

    class Meta:
        icon = "doc-full"
        label = _("The page in one language")


class CityTexts(blocks.StreamBlock):
    """One text for each language."""

    text = CityTextBlock()

    class Meta:
        required = False

    def clean(self, value):
        """Refuse two texts in the same language."""
        value = super().clean(value)
        codes = [child.value["language"] for child in value]
        if len(codes) != len(set(codes)):
            raise ValidationError(_("There are two texts in the same language. Please join them."))
        return value


def as_stream(facts):
    """Return plain facts, [{"text": {language: …}, "year", "source", "url"}], as rows of City.facts."""
    rows = []
    for fact in facts:
        texts = {f"text_{code.replace('-', '_')}": fact["text"].get(code, "") for code, _name in settings.LANGUAGES}
        rows.append(("fact", texts | {"year": fact["year"], "source": fact["source"], "url": fact.get("url", "")}))
    return rows


def as_plain(stream):
    """Return the rows of City.facts as plain facts with their texts by language."""
    plain = []
    for row in stream:
        value = row.value
        texts = {code: value.get(f"text_{code.replace('-', '_')}") for code, _name in settings.LANGUAGES}
        plain.append(
            {
                "text": {code: text for code, text in texts.items() if text},
                "year": value.get("year"),
                "source": value.get("source") or "",
                "url": value.get("url") or "",
            }
        )
    return plain

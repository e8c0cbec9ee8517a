"""Citations in a few words, for pages where a text is read about rather than printed: differences, histories, lists."""

from html import unescape

from django.utils.html import strip_tags

from network.kit.words import is_chinese
from resources.papers.citing.cites import ENGLISH, WORDS
from resources.papers.citing.formatting import labels_of
from resources.papers.citing.styles import DEFAULT, style_of


def short_labels(references, *, style="apa", language="en"):
    """Return {key: {"paren", "text"}} as plain words, each work as if it alone were cited.

    In a style of numbers the author and the year are said: a number means nothing where the list does not stand by.
    Raises converting.pandoc.Fault.
    """
    shown = labels_of(references, style=DEFAULT if style_of(style).is_numeric else style, language=language)
    return {key: {name: _plain(label[name]) for name in ("paren", "text")} for key, label in shown.items()}


def _plain(html):
    return unescape(strip_tags(html))


def spoken(attrs, labels, language="en"):
    """Return one citation in words: `attrs` as in the text, `labels` as `short_labels` gives them."""
    in_sentence = attrs.get("mode") == "text"
    parts = []
    for number, item in enumerate(attrs.get("items") or ()):
        label = labels.get(item.get("key")) or {}
        as_text = in_sentence and not number
        words = label.get("text" if as_text else "paren") or str(item.get("key") or "?")
        words = words if as_text else words.strip("()[]（）")
        said = ", ".join(one for one in (words, located(item, language), (item.get("suffix") or "").strip()) if one)
        parts.append(" ".join(one for one in ((item.get("prefix") or "").strip(), said) if one))
    whole = "; ".join(parts)
    return whole if in_sentence else f"({whole})"


def located(item, language="en"):
    """Return the place in a work that a citation names, in words: "p. 4", "chap. 2", "图3"; "" for none."""
    place = " ".join(str(item.get("locator") or "").split())
    return spoken_place(place, item.get("label") or "page", language) if place else ""


def spoken_place(place, label, language="en"):
    """Return `place` with the word of what it counts, one of cites' LABELS or a word of another program."""
    first = (language or "en").split("-")[0]
    word = WORDS.get(first, {}).get(label) or ENGLISH.get(label) or ("" if label == "page" else label)
    if not word:
        return f"p. {place}" if first == "en" else place
    return f"{word}{'' if is_chinese(word[0]) else ' '}{place}"

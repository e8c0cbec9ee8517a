"""Citing: the styles that are offered, and references and citations as a style prints them.

    shown = rendered(content, references, style="apa", language="en")
    shown.labels[n]      safe HTML of the n-th citation of the text, in its order
    shown.entries        [(key, safe HTML)] of the list of references, in the order of the style

References are CSL-JSON whose `id` is the key that citations name. Whatever stands in them stays text.
"""

from resources.papers.citing.cites import LABELS, citations_in, cite_of, keys_in
from resources.papers.citing.clean import cleaned, plain_title
from resources.papers.citing.formatting import Rendered, labels_of, rendered
from resources.papers.citing.spoken import short_labels, spoken, spoken_place
from resources.papers.citing.styles import DEFAULT, STYLES, choices, csl_file, locale_of, style_of

__all__ = [
    "DEFAULT",
    "LABELS",
    "STYLES",
    "Rendered",
    "choices",
    "citations_in",
    "cite_of",
    "cleaned",
    "csl_file",
    "keys_in",
    "labels_of",
    "locale_of",
    "plain_title",
    "rendered",
    "short_labels",
    "spoken",
    "spoken_place",
    "style_of",
]

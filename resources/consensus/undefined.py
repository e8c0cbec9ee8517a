"""Why a figure is not defined, in words: the engine gives codes."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no-ratings": _("Not defined: nobody rated this."),
    "few-ratings": _("Disagreement by counting is not defined below eight ratings."),
    "few-raters": _("Not defined: fewer than two people rated all of these statements."),
    "few-items": _("Not defined: there are fewer than two statements."),
    "all-tied": _("Not defined: everybody gave all statements the same rating."),
    "no-pairs": _("Not defined: there are no two ratings to compare."),
    "one-value": _("Not defined: only one rating occurs, so chance alone would agree too."),
    "one-third": _("Not defined: all ratings lie in one third of the scale."),
    "no-variation": _("Not defined: this needs at least two ratings, and a mean that is not zero."),
    "nobody-changed": _("Not defined: nobody changed a rating."),
    "unequal-raters": _("Not defined: the statements have different numbers of ratings."),
    "one-category": _("Not defined: all are in one category, so chance alone would agree too."),
}
OTHERWISE = _("Not defined for these ratings.")


def sentence(code):
    """Return the sentence, translated when shown, for a code in `undefined` of a result of the engine."""
    return SENTENCES.get(code, OTHERWISE)

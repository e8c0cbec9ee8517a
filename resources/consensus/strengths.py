"""Words for coefficients; a page shows the number first and the word second."""

from bisect import bisect_right

from django.utils.translation import pgettext_lazy

# Schmidt, Decision Sciences 28 (1997) 763, has words for W at 0.1, 0.3, 0.5, 0.7 and 0.9: here for what lies nearest.
W_FROM = (0.2, 0.4, 0.6, 0.8)
W_WORDS = (
    pgettext_lazy("Kendall's W", "very weak"),
    pgettext_lazy("Kendall's W", "weak"),
    pgettext_lazy("Kendall's W", "moderate"),
    pgettext_lazy("Kendall's W", "strong"),
    pgettext_lazy("Kendall's W", "unusually strong"),
)


def of_kendall(w):
    """Return the word for Kendall's W (0 to 1), translated when shown; "" for None."""
    return "" if w is None else W_WORDS[bisect_right(W_FROM, w)]

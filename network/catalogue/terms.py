"""Constants and small pure functions of the catalogue."""

from network.kit.audience import PUBLIC

__all__ = ["PUBLIC", "in_language"]

TEXT_LIMIT = 600_000
"""Characters of an entry's text that are kept for search: about 200 printed pages."""


def in_language(texts, language, preferred=()):
    """Return (text, language) of the best of `texts` for a reader of `language`: hers, its base, English, any."""
    if not texts:
        return "", ""
    base = language.split("-")[0]
    for wish in (language, base, *preferred, "en"):
        if texts.get(wish):
            return texts[wish], wish
    for known in texts:
        if known.split("-")[0] == base and texts[known]:
            return texts[known], known
    known, text = next(((k, t) for k, t in texts.items() if t), ("", ""))
    return text, known

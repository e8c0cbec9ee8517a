"""Words of the index that are near a typed word: one slip of the finger away, or longer with the same beginning."""

from network.catalogue.search import words

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def near(word, builder, most=5):
    """Return the words of the index that are one edit away from `word`, the most frequent first."""
    word = words.fold(word)
    if not 4 <= len(word) <= 24:
        return []
    found = ((builder.frequency("words", other), other) for other in _edits(word))
    return [other for often, other in sorted(found, key=lambda pair: (-pair[0], pair[1])) if often][:most]


def completions(word, builder, most=8):
    """Return the words of the index that begin with `word`, the most frequent first."""
    word, found = words.fold(word), {}
    if len(word) < 2:
        return []
    for side in builder.sides:
        for other, often in builder.searcher.terms_with_prefix(f"{side}_words", word, limit=most + 1):
            found[other] = found.get(other, 0) + often
    found.pop(word, None)
    return sorted(found, key=lambda other: (-found[other], other))[:most]


def _edits(word):
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    edits = {head + tail[1:] for head, tail in cuts if tail}
    edits |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    edits |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS}
    edits |= {head + letter + tail for head, tail in cuts for letter in LETTERS}
    edits.discard(word)
    return edits

"""What a statement says, as a version keeps it and as pages, diffs and files read it: plain JSON."""

WORDS = ("text", "plain", "rationale", "strong_words", "mind")
CHOICES = ("direction", "strength", "certainty", "strong_anyway")


def content_of(child, language, vote=None):
    """Return the content of a `PageStatement`, in the language of its page, with the frozen `vote` or None."""
    return {
        "language": language,
        **{name: getattr(child, name).strip() for name in WORDS},
        **{name: getattr(child, name) for name in CHOICES},
        "reasons": _rows(child.reasons, steps=int),
        "evidence": _rows(child.works, against=bool),
        "dissent": _rows(child.dissent),
        "criteria": _rows(child.criteria),
        "review_on": child.review_on.isoformat() if child.review_on else "",
        "vote": vote,
    }


def _rows(stream, **kinds):
    """Return the blocks of a stream as dicts; `kinds`: {name: how its value is read}."""
    return [
        {name: kinds[name](value or 0) if name in kinds else (value or "") for name, value in block.value.items()}
        for block in stream
    ]


def streamed(name, rows):
    """Return rows of a content as a StreamField takes them; `name` is that of the block."""
    return [(name, row | ({"steps": str(row["steps"])} if "steps" in row else {})) for row in rows]

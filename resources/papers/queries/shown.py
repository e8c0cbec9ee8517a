"""Which publication of a paper is shown now."""


def shown_publication(paper):
    """Return the newest publication of `paper`, None where nothing was published yet."""
    return max(paper.publications.all(), key=lambda one: one.number, default=None)

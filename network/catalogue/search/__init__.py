"""Search over the entries: `find` and `suggest`. See architecture.md, 'Search'."""

__all__ = ["find", "suggest"]


def find(q="", **kwargs):
    """Return a page of what meets `q`; see network.catalogue.search.finding.find."""
    from network.catalogue.search import finding

    return finding.find(q, **kwargs)


def suggest(q, **kwargs):
    """Return what somebody who types `q` may mean; see network.catalogue.search.suggesting.suggest."""
    from network.catalogue.search import suggesting

    return suggesting.suggest(q, **kwargs)

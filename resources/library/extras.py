"""Words that higher rooms add to what a resource is found by. They register here; the library knows none of them.

    @words(prefetch=("reviews",))
    def badges(resource):              # facet words: ["quality:peer_reviewed"], [] for none
        …

Whoever changes what is said writes the resource's entry again.
"""

_words, _prefetched = [], []


def words(*, prefetch=()):
    """Register `def f(resource) -> iterable of facet words`; `prefetch`: what it reads of many resources at once."""

    def register(call):
        _words.append(call)
        _prefetched.extend(prefetch)
        return call

    return register


def prefetched():
    """Return what is to be fetched along with many resources."""
    return tuple(dict.fromkeys(_prefetched))


def words_of(resource):
    """Return the facet words that all rooms add, in the order in which they registered."""
    return list(dict.fromkeys(word for call in _words for word in call(resource)))

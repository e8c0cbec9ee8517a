"""Collections as machines read their pages."""

from network.interchange.linked import linked
from network.interchange.works import absolute, tag_of


@linked("collections.collection")
def about(collection, placements=()):
    """Return what a shelf's page is about; nobody is named, as in its entry."""
    own = absolute(collection.get_absolute_url())
    parts = []
    for placement in placements:
        title, language = placement.entry.title_in(collection.language)
        parts.append(
            {
                "@type": "CreativeWork",
                "url": absolute(placement.entry.address),
                "name": title,
                "inLanguage": tag_of(language),
            }
        )
    return {
        "@type": ["Collection", "CollectionPage"],
        "@id": own,
        "url": own,
        "name": collection.title,
        "description": collection.summary,
        "inLanguage": tag_of(collection.language),
        "dateModified": f"{collection.changed_at:%Y-%m-%d}",
        "hasPart": parts,
    }

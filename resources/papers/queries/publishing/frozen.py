"""What is said around a text beside the text's own words: who signed, what cities say, interests, as of now."""

from resources.papers.queries.signing import printed


def frozen_of(paper, version):
    """Return as JSON what is printed of those who stand by a paper, for one version: signing's `printed`, nothing else.

    A publication keeps it as it was on its day; a draft is printed with what is known today.
    """
    return printed(paper, version)

"""What is said around a text beside the text's own words: who signed, what cities say, interests, as of now."""

from resources.papers.queries.signing import printed


def frozen_of(paper, version):
    """Return as JSON what is printed of those who stand by a paper (see signing's `printed`), for one version.

    A publication keeps it as it was on its day; a draft is printed with what is known today. Signatures on another
    text are left out.
    """
    told = printed(paper)
    if told["fingerprint"] != version.fingerprint:
        told |= {"signatures": [], "signed_on": None, "fingerprint": ""}
    return told

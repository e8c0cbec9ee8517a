"""What papers let the worker do."""

from network.kit.jobs import job


@job("papers.ask_doi")
def ask_doi(payload):
    """Ask the resolver what a DOI means, for a list of references."""
    from resources.papers.actions.gathering import answer_doi

    answer_doi(payload["gathering"])


@job("papers.keep_after_pause")
def keep_after_pause(payload):
    """Keep a version, and see which comments lost their passage, where nobody has written for ten minutes."""
    from resources.papers.actions.talking import sweep_after_pause
    from resources.papers.actions.versions import keep_after_pause

    sweep_after_pause(payload["pk"])
    if keep_after_pause(payload["pk"]):
        _again("papers.keep_after_pause", payload)


@job("papers.tell_of_proposal")
def tell_of_proposal(payload):
    """Tell of suggestions that nobody has touched for ten minutes."""
    from resources.papers.actions.talking import tell_after_pause

    if tell_after_pause(payload["pk"]):
        _again("papers.tell_of_proposal", payload)


def _again(name, payload):
    from datetime import timedelta

    from network.kit.clock import now
    from network.kit.jobs import enqueue

    enqueue(name, payload, key=str(payload["pk"]), not_before=now() + timedelta(minutes=5), again=True)

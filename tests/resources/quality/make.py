"""Reviews, choices and submissions for tests, as the actions leave them."""

from resources.library import actions as library
from resources.library.models import Resource
from resources.quality import actions
from resources.quality.terms import CRITERIA
from tests.resources.library.make import stored


def reviewed(resource, by, value=2, *, has_interest=False, interest="", at=None, **own):
    """A given review in which every criterion has `value`, or its own in `own`."""
    review = actions.start_review(resource, by=by, at=at)
    judgements = {code: (own.get(code, value), "") for code in CRITERIA}
    return actions.give_review(
        review, by=by, judgements=judgements, summary="Good to begin with.", has_interest=has_interest,
        interest=interest, at=at,
    )  # fmt: skip


def draft(by, title="A listener's guide", **fields):
    """A draft that could be published."""
    made = library.start(by=by, files=[stored(by)])
    given = {"title": title, "kind": "training", "licence": "CC-BY-4.0", "languages": ["en"]} | fields
    return library.describe(made, by=by, **given)


def submitted(by, title="A listener's guide", **fields):
    """A draft that waits for a review, read afresh with nothing remembered."""
    made = library.publish(draft(by, title, **fields), by=by)
    assert made.state == "review"
    return Resource.objects.get(pk=made.pk)


def second_version(resource, by, **words):
    """A second version of a resource."""
    edition = library.begin_version(resource, by=by)
    files = resource.editions.exclude(published_at=None).first().files.all()
    edition = library.describe_version(edition, by=by, carry=files, **({"note": "New tables."} | words))
    return library.publish_version(edition, by=by)

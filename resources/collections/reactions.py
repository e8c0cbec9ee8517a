"""What collections do when a resource changes."""

from network.activity.kinds import on
from resources.collections import actions


@on("library.edition_published")
def newer(activity, subject):
    """Tell who keeps an older version of what is new; of a correction the next activity tells."""
    if not activity.detail.get("corrects"):
        actions.tell_of_newer(subject, but=_told(activity), at=activity.at, **_words(activity))


@on("library.corrected")
def corrected(activity, subject):
    """Tell who keeps an older version what is corrected, at once; but those whom the library has told itself."""
    actions.tell_of_newer(subject, but=_told(activity), at=activity.at, **_words(activity))


def _told(activity):
    return [*activity.names, *([activity.by_id] if activity.by_id else [])]


def _words(activity):
    detail = activity.detail
    return {"number": detail["edition"], "note": detail.get("note", ""), "corrects": detail.get("corrects", "")}


@on("library.published")
@on("library.revised")
@on("library.withdrawn")
def changed(activity, subject):
    """A shelf's own entry tells no more than may be seen of what stands on it."""
    actions.rewrite_around(subject)

"""The fingerprint of approved minutes: one word for one exact text with its decisions and who was there."""

from resources.papers.fingerprints import fingerprint


def of(minutes, content):
    """Return the SHA-256 (64 hexadecimal digits) of minutes: their text, their decisions, how many were there.

    Taken over JSON with sorted keys, as fingerprints of papers are. No name is in it but those that the text says, so
    that it fits still after an account was erased, and after a decision was struck later.
    """
    meeting = minutes.meeting
    decisions = meeting.decisions.order_by("number", "pk").values_list("number", "text")
    about = {"uid": meeting.uid, "decisions": [list(one) for one in decisions], "present": len(minutes.present)}
    return fingerprint(content, [], about)


def is_untouched(minutes):
    """Whether approved minutes are still what was approved."""
    return minutes.is_approved and of(minutes, minutes.content) == minutes.sha256

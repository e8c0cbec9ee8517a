"""What the editor's script is told on the page of minutes: the editor of papers, without what minutes have not."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.minutes.live import role_of
from resources.papers.queries.editor_words import editor_words
from resources.papers.queries.writing import LANGUAGES, SCHEMA


def facts(minutes, member):
    """Return what the editor's script needs, as plain JSON. It asks nobody for works, pictures, talks, suggestions."""
    from network.kit.words import language_name

    meeting, document = minutes.meeting, minutes.document
    main = {
        "document": str(document.pk),
        "epoch": document.epoch,
        "role": role_of(member, minutes),
        "proposal": None,
        "name": "",
        "by": "",
        "mine": False,
        "base": None,
    }
    return {
        "title": meeting.title,
        "language": meeting.language,
        "schema": SCHEMA,
        "main": main,
        "branch": None,
        "without": ["comments", "citations"],
        "mayPropose": False,
        "mayComment": False,
        "mayCite": False,
        "member": {"id": member.pk, "name": member.called_by(member)},
        "sections": [],
        "located": {},
        "languages": [{"code": code, "name": language_name(code)} for code in LANGUAGES],
        "addresses": {
            "socket": f"/ws/minutes/{meeting.pk}/",
            "write": reverse("minutes:write", args=[meeting.pk]),
        },
        "words": words(),
    }


def words():
    """Return the editor's words, those about papers said for minutes."""
    known = editor_words()
    refused = known["refused"] | {
        "frozen": _("These minutes are approved. They stand as they are."),
        "too-large": _("This change is too large to be saved in one piece. Put it in piece by piece."),
        "document-full": _("The text has reached the largest size."),
    }
    return known | {
        "refused": refused,
        "failed": _("The editor could not start. You can read the text here, and write passage by passage in a form."),
        "pictureRefused": _("Minutes hold words. Put pictures among the material of the meeting."),
        "tooLong": _("This is too long to be pasted at once. Put it in piece by piece."),
        "earlier": _("This device keeps text of an earlier state of these minutes that was never sent."),
    }

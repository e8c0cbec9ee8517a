"""What this room adds to other pages: 'Ask for a meeting' on a member's page, ways from the list of meetings."""

from meetings.introductions.models import Request
from network.access.rules import may
from network.kit.panels import panel


@panel("directory.member", order=10)
def ask_for_a_meeting(request, member):
    """Members see how they can ask this member for a meeting, or why not just now."""
    reader = request.user
    if not reader.is_authenticated or not reader.is_member or reader.pk == member.pk:
        return None
    waiting = Request.objects.filter(state=Request.State.OPEN, asker=reader, receiver=member).first()
    return "introductions/parts/ask.html", {
        "whose": member,
        "name": member.called_by(reader),
        "answer": may(reader, "introductions.ask", member),
        "waiting": waiting,
    }


@panel("calendar.list", place="acts", order=80)
def from_the_list(request, _nothing):
    """The way to requests and introductions, for members."""
    return ("introductions/parts/way.html", {}) if may(request.user, "introductions.count") else None

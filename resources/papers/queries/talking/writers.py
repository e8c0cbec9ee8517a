"""Who wrote a suggested change, and when: from the log of its branch, or from the Word file that it came in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

from django.utils.dateparse import parse_datetime
from pycrdt import Doc

from network.live import prose
from network.live.models import Update
from resources.papers.differences import plain_text

MOST_LOOKS = 24
APART = timedelta(minutes=10)
LEAD = 12


@dataclass(frozen=True)
class Written:
    """By whom (a member; or the `name` in a Word file) and when."""

    member: object
    name: str
    at: datetime | None


class Writers:
    """The writers of one proposal's changes; the log is read once, at the first question that needs it."""

    def __init__(self, proposal):
        self.proposal = proposal
        self.looks = None
        self.otherwise = Written(proposal.by, "", proposal.document.changed_at or proposal.at)

    def of(self, hunk):
        """Return the Written of a Hunk: the last stretch of writing in which it came to be."""
        if self.proposal.written:
            return self._in_the_file(hunk)
        if self.looks is None:
            self.looks = self._read()
        found = None
        for look in self.looks:
            found = (found or look) if _stands(hunk, look.text) else None
        if found is None:
            return self.otherwise
        return Written(found.member or self.proposal.by, "", found.at)

    def _in_the_file(self, hunk):
        for one in self.proposal.written:
            same = hunk.before == one.get("before", "") and hunk.after == one.get("after", "")
            inside = any(
                one.get(side) and one[side].strip() and one[side].strip() in (hunk.before, hunk.after)[side == "after"]
                for side in ("before", "after")
            )
            if same or inside:
                at = parse_datetime(str(one.get("at") or "")) if one.get("at") else None
                return Written(None, str(one.get("name") or ""), at or self.otherwise.at)
        return self.otherwise

    def _read(self):
        rows = list(
            Update.objects.filter(document_id=self.proposal.document_id, is_quarantined=False)
            .order_by("seq")
            .select_related("member")
        )
        ends = _stretches(rows)
        if len(ends) <= 1:
            return [SimpleNamespace(member=rows[end].member, at=rows[end].at, text=None) for end in ends]
        doc, looks = Doc(), []
        for place, row in enumerate(rows):
            doc.apply_update(bytes(row.payload))
            if place in ends:
                looks.append(SimpleNamespace(member=row.member, at=row.at, text=plain_text(prose.read(doc))))
        return looks


def _stretches(rows):
    """Return the places of rows after which somebody else wrote, or nobody for ten minutes; at most MOST_LOOKS."""
    own = [
        place for place, row in enumerate(rows) if row.connection != "fork" and not row.connection.startswith("merge")
    ]
    ends = []
    for place, later in zip(own, [*own[1:], None], strict=True):
        row = rows[place]
        if later is None or rows[later].member_id != row.member_id or rows[later].at - row.at > APART:
            ends.append(place)
    step = -(-len(ends) // MOST_LOOKS) or 1
    return ends[::-1][::step][::-1]


def _stands(hunk, text):
    """Whether a text shows a change; None is the only stretch there is."""
    if text is None:
        return True
    if hunk.kind == "form":
        return True
    if hunk.after:
        return hunk.lead[-LEAD:] + hunk.after in text
    return hunk.lead[-LEAD:] + hunk.before + hunk.tail[:LEAD] not in text

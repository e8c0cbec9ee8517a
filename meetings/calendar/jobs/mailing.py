"""What the worker does for invitations: mails, the last look before one leaves, the portal's own reminder."""

import re

from meetings.calendar.activity import mailing as kinds
from network.kit.jobs import daily, job
from network.kit.mail import before_sending

SENT = (kinds.INVITED, kinds.HOSTED, kinds.UPDATED, kinds.CALLED_OFF, kinds.TAKEN_OFF, kinds.ASKED_AGAIN)
KEY = re.compile(r"calendar:[a-z._]+:([as]):(\d+):(\d+):")


@job("calendar.mail_one")
def mail_one(payload):
    """Write one mail that no activity brings."""
    from meetings.calendar.actions.mailing import posting

    posting.write(payload)


@job("calendar.remind")
def remind(payload):
    """Remind one person who has not answered."""
    from meetings.calendar.actions.mailing import reminding

    reminding.remind(payload["row"])


@daily
def plan_reminders():
    """Write the reminders of the next days."""
    from meetings.calendar.actions.mailing import reminding

    reminding.plan()


def still_wanted(letter):
    """Ask once more at hand-over: a meeting called off meanwhile is not invited to, whoever was taken off neither."""
    from meetings.calendar.actions.mailing.posting import find
    from meetings.calendar.digest.mailing import row_of
    from meetings.calendar.queries.mailing.letters import still_right
    from network.activity.models import Activity
    from network.digests.actions import preference_of

    if found := KEY.match(letter.key):
        row = find(int(found[2]), found[1] == "s")
        return row is not None and (row.removed_at is None or letter.kind == kinds.TAKEN_OFF) and still_right(
            letter.kind, row, {})  # fmt: skip
    if not letter.key.startswith("notice:") or letter.member_id is None:
        return True
    activity = Activity.objects.filter(pk=letter.key.split(":")[1]).first()
    row = row_of(activity, letter.member_id) if activity is not None else None
    if row is None or not letter.member.is_member:
        return False
    return preference_of(letter.member).kinds.get(letter.kind) != "never" and still_right(
        letter.kind, row, activity.detail
    )


for _kind in SENT:
    before_sending(_kind)(still_wanted)

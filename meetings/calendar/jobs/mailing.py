"""What the worker does for invitations: mails to guests, who have no choices of their own."""

from network.kit.jobs import job


@job("calendar.mail_guest")
def mail_guest(payload):
    """Write one mail to somebody who is no member."""
    from meetings.calendar.actions.mailing import guests

    guests.write(payload)

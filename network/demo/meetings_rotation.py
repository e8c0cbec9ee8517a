"""The ledger of fairness of the sample world: what the meetings of its series weighed so far."""

from meetings.calendar.models import Meeting
from meetings.polls.actions.rotating import write_burden


def tell(teller, resources):
    """Write the ledger of every meeting of a series that is over; twice is once."""
    for meeting in Meeting.objects.filter(series__isnull=False, ends_at__lte=teller.today).order_by("starts_at", "pk"):
        write_burden(meeting)

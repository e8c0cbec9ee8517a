"""What quality keeps: reviews by members, submissions under review, what is outdated."""

from resources.quality.models.outdated import Confirmation, Flag, Reminder
from resources.quality.models.reviews import Judgement, Reply, Review
from resources.quality.models.submissions import Adviser, Policy, Remark, Submission

__all__ = [
    "Adviser",
    "Confirmation",
    "Flag",
    "Judgement",
    "Policy",
    "Remark",
    "Reminder",
    "Reply",
    "Review",
    "Submission",
]

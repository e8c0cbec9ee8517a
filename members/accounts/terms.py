"""Constants of joining."""

from django.utils.translation import gettext_lazy as _

DAYS_TO_ANSWER = 5
LINK_DAYS = 14
FORGET_UNCONFIRMED_DAYS = 30
# After a year members are asked whether their profile is still right.
CONFIRM_DAYS = 365
NEW_DAYS = 90

# How long an invitation may work, and how often: (days or uses, chosen beforehand).
INVITATION_DAYS = (7, 30, 90)
INVITATION_USES = (5, 20, 100)

# Where a browser's session keeps what is being typed, and what was sent and waits for its code.
DRAFT, SENT, INVITED = "join_draft", "join_sent", "join_invited"

CONSENT_VERSION = "2026-11"
CONSENT_TEXT = _(
    "I agree that the network keeps what I write here, that the coordinators of my home city and of the network read "
    "it, and that other members see my name, city, role and declared interests once I have joined. I can change my "
    "mind at any time."
)

# The interface's four come first, then what is spoken most in the partner cities.
LANGUAGE_CODES = (
    "en", "da", "es", "zh-hans", "zh-hant", "yue", "ar", "de", "fa", "fr", "hi", "ko", "pa", "pt", "so", "tl", "tr",
    "uk", "ur", "vi",
)  # fmt: skip


class Stale(Exception):
    """The application was changed after the page that answers it had been opened."""


class AlreadyAnswered(Exception):
    """Somebody was faster, or the link was used before."""

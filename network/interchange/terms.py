"""Words of the keys for programs."""

from django.utils.translation import gettext_lazy as _

START = "pskn_"
"""How each secret begins: scanners of public code know by it what they found."""

DAYS = {30: _("30 days"), 90: _("90 days"), 365: _("A year")}
MOST = 10
"""How many good keys one member may hold."""


class TooMany(Exception):
    """A member holds as many good keys as one may."""

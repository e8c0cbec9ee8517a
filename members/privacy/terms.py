"""Days and words of privacy."""

from django.utils.translation import gettext_lazy as _

GRACE_DAYS = 14
REMIND_DAYS = 2
ARCHIVE_DAYS = 7
ARCHIVES_A_DAY = 3
UNDO = "privacy.undo"
FOLDER = "archives"
"""Where archives lie in the storage of files; the hub's own sweep looks into folders of two letters alone."""

BATCH = 500
SECONDS = 60
"""How long one clock may run in one night; what is left then goes the next night."""


class AlreadyGone(Exception):
    """There is nothing to undo any more."""


ROLES = {
    "is_superuser": _("administrator"),
    "is_network_coordinator": _("network coordinator"),
    "is_sponsor_staff": _("works for a sponsor"),
    "status": _("status"),
    "is_active": _("open account"),
    "coordinator": _("coordinator of a city"),
}
"""What of a person is a role: each change of it leaves a trace."""

NEEDED = _("Without this consent there is no membership: to withdraw it, leave the network.")

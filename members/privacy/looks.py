"""How the rows of the audit log read."""

from django.utils.translation import gettext_lazy as _

from members.privacy.terms import ROLES
from network.kit import personal, places

OWN = {
    "archive_asked": _("asked for an archive of everything"),
    "archive_downloaded": _("downloaded the archive of everything"),
    "handed_over": _("handed the tasks of a city over"),
    "role_changed": _("changed a role"),
    "erased": _("erased an account"),
}


def sentences():
    """Return {kind: how it reads}, those of other rooms among them."""
    return personal.all_looks() | OWN


def details(trace):
    """Return the details of a row as texts: which role, on or off, in which city."""
    rows = []
    for key, value in trace.detail.items():
        if key == "city":
            rows.append(str(places.place(value).name) if value else "")
        elif key == "status":
            rows.append(str(dict(_statuses()).get(value, value)))
        elif key in ROLES:
            rows.append(f"{ROLES[key]}: {_('yes') if value else _('no')}")
        elif key in ("count", "list"):
            rows.append(str(value))
    return [row for row in rows if row]


def _statuses():
    from members.accounts.models import Member

    return Member.Status.choices

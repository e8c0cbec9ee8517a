"""Tables to take along: who registered, and what they answered."""

import csv
import io

from django.utils.translation import gettext as _

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value):
    """Return a cell that no spreadsheet takes for a formula: texts that begin like one get an apostrophe."""
    text = "".join(letter for letter in str(value) if letter.isprintable() or letter in "\n\t")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def registrations(meeting, rows, asked, *, viewer):
    """Return the registrations as CSV in UTF-8 with the mark by which spreadsheets know it.

    `asked`: [(key, label, is_sensitive, is_old)] of the answers that `viewer` may read.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [_("Name"), _("City"), _("E-mail address"), _("Registration"), _("Number on the list"), _("Takes part")]
    older = _("%(label)s (as it was asked before)")
    labels = [older % {"label": label} if is_old else label for _key, label, _close, is_old in asked]
    writer.writerow([cell(one) for one in [*heads, _("Registered (UTC)"), *labels]])
    line = 0
    for row in rows:
        member = row.member
        line = line + 1 if row.waiting_number else line
        fixed = [
            member.called_by(viewer) if member else row.name,
            member.home_city.name if member and member.home_city_id else "",
            row.address,
            row.get_place_display(),
            line if row.waiting_number else "",
            row.get_mode_display() if row.mode else "",
            row.registered_at.strftime("%Y-%m-%d %H:%M") if row.registered_at else "",
        ]
        told = [row.words.get(key, {}).get("value", "") for key, *_rest in asked]
        writer.writerow([cell(one) for one in [*fixed, *told]])
    return "\ufeff" + out.getvalue()

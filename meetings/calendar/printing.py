"""A certificate as a tagged PDF (PDF/UA-1), set by Typst in the confined child that sets papers."""

import json
import tempfile
from pathlib import Path

import qrcode
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.calendar import saying
from network.interchange.works import clean_text
from network.kit import clock
from resources.papers.converting import pandoc

LOOK = Path(__file__).parent / "looks" / "certificate.typ"


def squares(address):
    """Return the QR code of an address as rows of booleans (True: dark), without a quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return code.get_matrix()


def drawing(address):
    """Return the QR code as SVG of one path, in the colours of its place; four squares of quiet around it."""
    rows = squares(address)
    size = len(rows) + 8
    path = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return size, path


def matter(made, told):
    """Return what stands on the page, in the language of the certificate."""
    meeting = told["meeting"]
    with translation.override(made.language), clock_of(meeting):
        lang, *rest = made.language.split("-")
        words = {
            "lang": lang,
            "region": {"hans": "cn", "hant": "tw"}.get(rest[0].lower() if rest else ""),
            "kicker": settings.NETWORK_NAME,
            "heading": _("Certificate of attendance"),
            "says": _("This is to certify that"),
            "name": made.name,
            "was": _("took part in"),
            "title": meeting.title,
            "kind": str(meeting.get_kind_display()),
            "rows": [
                [_("Date"), saying.meeting_text(meeting)],
                [_("Length"), length(told["minutes"])],
                *([[_("Held by"), told["host"]]] if told["host"] else []),
                [_("Network"), settings.NETWORK_NAME],
            ],
            "check": _("Whether it is valid stands at this address:"),
            "address": told["address"],
            "alt": _("A square code that leads to this address"),
            "squares": squares(told["address"]),
        }
    return {key: clean_text(value) if isinstance(value, str) else value for key, value in words.items()}


def clock_of(meeting):
    """Return the meeting's own zone as a context: a document is read everywhere."""
    from django.utils import timezone

    return timezone.override(clock.zone(meeting.zone))


def length(minutes):
    """Return how long a meeting was: '1 h 30 min'."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(n)s min") % {"n": rest}
    return _("%(hours)s h %(n)s min") % {"hours": hours, "n": rest} if rest else _("%(hours)s h") % {"hours": hours}


def certificate(made, told):
    """Return the PDF (bytes). Raises pandoc.Fault where a letter has no font."""
    with tempfile.TemporaryDirectory(prefix="printing-") as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(LOOK.read_bytes())
        text = json.dumps(matter(made, told), ensure_ascii=False, default=str)
        (folder / "matter.json").write_text(text, encoding="utf-8")
        return pandoc.confined("typst", folder)

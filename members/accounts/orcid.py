"""ORCID iDs, told by their check figure."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?\Z", re.ASCII)


def clean_orcid(text):
    """Return the iD in `text` as 0000-0002-1825-0097 ("" for none). Raises ValidationError where it cannot be right."""
    text = (text or "").strip()
    if not text:
        return ""
    found = PATTERN.match(text)
    code = "-".join(found.groups()).upper() if found else ""
    if not found or not is_orcid(code):
        raise ValidationError(
            _("This is not an ORCID iD: it has 16 figures, such as 0000-0002-1825-0097."), code="orcid"
        )
    return code


def validate_orcid(value):
    """Raise ValidationError unless `value` is empty or an ORCID iD in its written form."""
    if value and clean_orcid(value) != value:
        raise ValidationError(
            _("This is not an ORCID iD: it has 16 figures, such as 0000-0002-1825-0097."), code="orcid"
        )


def is_orcid(code):
    """Say whether the last figure is the check of the others (ISO 7064, mod 11-2, as ORCID describes it)."""
    figures = code.replace("-", "")
    total = 0
    for figure in figures[:-1]:
        total = (total + int(figure)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == figures[-1]

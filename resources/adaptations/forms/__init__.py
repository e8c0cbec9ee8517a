"""Forms of reports: the short one, and the parts that may be told later."""

from resources.adaptations.forms.parts import PARTS, parts_of, stamp_of
from resources.adaptations.forms.short import ShortForm
from resources.adaptations.forms.version import VersionForm, WithdrawForm

__all__ = ["PARTS", "ShortForm", "VersionForm", "WithdrawForm", "parts_of", "stamp_of"]

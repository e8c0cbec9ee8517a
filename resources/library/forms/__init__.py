"""Forms of the library: shape and clean, never save."""

from resources.library.forms.describing import DescribeForm
from resources.library.forms.sharing import ShareForm, WithdrawForm

__all__ = ["DescribeForm", "ShareForm", "WithdrawForm"]

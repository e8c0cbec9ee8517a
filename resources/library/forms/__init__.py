"""Forms of the library: shape and clean, never save."""

from resources.library.forms.asking import AskForm, LetInForm, RefuseForm
from resources.library.forms.describing import DescribeForm
from resources.library.forms.kin import HandOverForm, RelateForm, TranslateForm
from resources.library.forms.sharing import ShareForm, WithdrawForm
from resources.library.forms.versions import VersionForm
from resources.library.forms.words import MergeForm, WordForm

__all__ = [
    "AskForm",
    "DescribeForm",
    "HandOverForm",
    "LetInForm",
    "MergeForm",
    "RefuseForm",
    "RelateForm",
    "ShareForm",
    "TranslateForm",
    "VersionForm",
    "WithdrawForm",
    "WordForm",
]

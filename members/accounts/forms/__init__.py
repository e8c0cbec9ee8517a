"""The forms of joining, of answering, and of the own profile: shape and clean, never save."""

from members.accounts.forms.city import InvitationForm, MoveForm
from members.accounts.forms.fields import is_latin, one_line, plain
from members.accounts.forms.joining import ApplicationForm, DeclineForm, JoinForm
from members.accounts.forms.profile import PhotoForm, ProfileForm

__all__ = [
    "ApplicationForm",
    "DeclineForm",
    "InvitationForm",
    "JoinForm",
    "MoveForm",
    "PhotoForm",
    "ProfileForm",
    "is_latin",
    "one_line",
    "plain",
]

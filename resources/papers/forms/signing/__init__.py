"""What is typed about standing by a text: declarations, the cities' answers, signatures."""

from resources.papers.forms.signing.consulting import ConsultForm, EndorseForm, StopForm
from resources.papers.forms.signing.declaring import DeclareForm, ManageForm, QuestionsForm, RolesForm
from resources.papers.forms.signing.rounds import GoWithoutForm, PutUpForm, SignForm

__all__ = [
    "ConsultForm",
    "DeclareForm",
    "EndorseForm",
    "GoWithoutForm",
    "ManageForm",
    "PutUpForm",
    "QuestionsForm",
    "RolesForm",
    "SignForm",
    "StopForm",
]

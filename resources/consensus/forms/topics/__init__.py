"""What is typed about the state of the art."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.accounts.forms import one_line, plain
from network.kit.words import language_name
from resources.consensus.models import Change, Statement
from resources.library import words


class TopicForm(forms.Form):
    """A new topic: its title, its language, what it is about."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As people would ask for it."))
    language = forms.ChoiceField(
        label=_("Language in which it is written first"),
        choices=[(code, language_name(code)) for code, _name in settings.LANGUAGES],
    )
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["topics"].choices = [(code, one.label()) for code, one in words.words("topic").items()]

    def clean_title(self):
        """Return the title on one line."""
        return one_line(self.cleaned_data["title"])


class ProposalForm(forms.Form):
    """What should change, and why. Visitors leave a name and an address."""

    statement = forms.ChoiceField(label=_("About"), required=False)
    words = forms.CharField(
        label=_("What should change, and why"), max_length=4000, widget=forms.Textarea,
        help_text=_("Write in your own language."),
    )  # fmt: skip
    reference = forms.CharField(label=_("New evidence: a DOI or an address"), max_length=500, required=False)
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("For the answer alone. Nobody else sees it."))
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, *args, statements, is_member, **options):
        super().__init__(*args, label_suffix="", **options)
        rows = [(str(one.number), f"{one.number}. {one.text[:90]}") for one in statements]
        self.fields["statement"].choices = [("", _("The page as a whole")), *rows]
        if is_member:
            for name in ("name", "email", "website"):
                del self.fields[name]

    def clean_words(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["words"])

    def clean_name(self):
        """Return the name on one line."""
        return one_line(self.cleaned_data["name"])

    @property
    def is_from_a_machine(self):
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))


class AnswerForm(forms.Form):
    """What becomes of a proposal, in words."""

    state = forms.ChoiceField(
        label=_("What becomes of it"),
        widget=forms.RadioSelect,
        choices=[
            (Change.State.ACCEPTED, pgettext_lazy("a proposal of change", "Taken up")),
            (Change.State.LATER, pgettext_lazy("a proposal of change", "For the next round")),
            (Change.State.REFUSED, pgettext_lazy("a proposal of change", "Not taken up")),
        ],
    )
    words = forms.CharField(
        label=_("Your answer"), max_length=4000, widget=forms.Textarea,
        help_text=_("Whoever proposed it gets it, and everybody may read it on the page."),
    )  # fmt: skip
    review = forms.BooleanField(label=_("Put the statement under review"), required=False)

    def __init__(self, *args, change, **options):
        super().__init__(*args, label_suffix="", **options)
        statement = change.statement
        if statement is None or statement.state not in (Statement.State.CURRENT, Statement.State.UPDATED):
            del self.fields["review"]

    def clean_words(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["words"])

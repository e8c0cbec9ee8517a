"""Roles, interests, funding, criteria; the paper's own questions; what follows from interests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line
from resources.papers.credit import BEFORE_SIGNING, ROLES, statements
from resources.papers.forms.signing.fields import Words
from resources.papers.models import Contribution, Management

HAD = "had"
PARTS = (("", _("not my part")), (HAD, _("I took part")), *Contribution.Degree.choices)
NO_YES = (("no", _("No")), ("yes", _("Yes")))


class RolesForm(forms.Form):
    """A choice for each of the 14 roles: none, took part, or with a degree."""

    def __init__(self, *args, author, **options):
        super().__init__(*args, label_suffix="", **options)
        known = {row.role: row for row in author.contributions.all()}
        for code, role in ROLES.items():
            row = known.get(code)
            self.fields[f"role_{code}"] = forms.ChoiceField(
                label=role.label, help_text=role.text, choices=PARTS, required=False,
                initial=(row.degree or HAD) if row else "",
            )  # fmt: skip
        self.proposed = [ROLES[code].label for code, row in known.items() if not row.confirmed_at and code in ROLES]

    @property
    def roles(self):
        """The bound fields of the roles, in the standard's order."""
        return [self[f"role_{code}"] for code in ROLES]

    def chosen(self):
        """Return {code: degree or ""} of what was chosen."""
        given = {code: self.cleaned_data.get(f"role_{code}", "") for code in ROLES}
        return {code: "" if word == HAD else word for code, word in given.items() if word}


class DeclareForm(RolesForm):
    """All that an author declares for one paper."""

    has_interests = forms.ChoiceField(
        label=_("Have you, somebody close to you, or your employer an interest in what this paper says?"),
        help_text=_(
            "In the last three years or coming: payment, shares, patents, grants, posts, gifts; and what is not money: "
            "convictions that you speak for, or work that gains from one result. It is printed with the paper."
        ),
        choices=NO_YES,
        widget=forms.RadioSelect,
    )
    interests = Words(label=_("Which interests?"), max_length=3000, required=False, rows=4,
                      help_text=_("Who, what, since when."))  # fmt: skip
    funding = Words(label=_("Who paid for your part?"), max_length=2000, required=False, rows=3,
                    help_text=_("Funder and number of the grant. Leave it empty if nobody did."))  # fmt: skip

    def __init__(self, *args, author, questions, known=None, **options):
        super().__init__(*args, author=author, **options)
        self.questions = list(questions)
        answers = {one.get("question"): one for one in (known.answers if known else [])}
        for place, one in enumerate(self.questions):
            said = answers.get(one.text, {})
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=one.text, choices=NO_YES, widget=forms.RadioSelect, initial=said.get("answer")
            )
            self.fields[f"words_{place}"] = Words(
                label=_("If yes: what?"), max_length=1000, required=False, rows=2, initial=said.get("words", "")
            )
        for code, sentence in statements().items():
            if code in BEFORE_SIGNING:
                self.fields[f"criterion_{code}"] = forms.BooleanField(
                    label=sentence,
                    error_messages={"required": _("An author can say each of these. Who cannot is thanked by name: "
                                                  "speak with the lead.")},
                )  # fmt: skip
        if known:
            self.fields["has_interests"].initial = "yes" if known.has_interests else "no"
            self.fields["interests"].initial, self.fields["funding"].initial = known.interests, known.funding

    @property
    def asked(self):
        """[(field of the answer, field of the words)] of the paper's own questions."""
        return [(self[f"answer_{place}"], self[f"words_{place}"]) for place in range(len(self.questions))]

    @property
    def criteria(self):
        """The bound fields of the criteria."""
        return [self[f"criterion_{code}"] for code in BEFORE_SIGNING_ORDER]

    def clean(self):
        """A role at least; an interest is named; a yes is explained."""
        given = super().clean()
        if not self.chosen():
            self.add_error(f"role_{next(iter(ROLES))}", _("Say at least one thing that you did."))
        if given.get("has_interests") == "yes" and not given.get("interests"):
            self.add_error("interests", _("Say which interests."))
        for place in range(len(self.questions)):
            if given.get(f"answer_{place}") == "yes" and not given.get(f"words_{place}"):
                self.add_error(f"words_{place}", _("Say it in a few words."))
        return given

    def declared(self):
        """Return what `actions.signing.declare` takes."""
        given = self.cleaned_data
        return {
            "roles": self.chosen(),
            "has_interests": given["has_interests"] == "yes",
            "interests": given["interests"],
            "funding": given["funding"],
            "answers": [
                {"question": one.text, "answer": given[f"answer_{place}"], "words": given[f"words_{place}"]}
                for place, one in enumerate(self.questions)
            ],
            "criteria": [code for code in BEFORE_SIGNING if given.get(f"criterion_{code}")],
        }


BEFORE_SIGNING_ORDER = [code for code in statements() if code in BEFORE_SIGNING]


class QuestionsForm(forms.Form):
    """The paper's own questions, one a line."""

    questions = Words(
        label=_("Questions about interests that belong to this topic"), max_length=4000, required=False, rows=6,
        help_text=_("One a line, each answered by yes or no. General questions alone miss some: name the firms, "
                    "products and bodies of this topic."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_questions(self):
        """Return the list of questions."""
        lines = [one_line(line)[:300] for line in self.cleaned_data["questions"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class ManageForm(forms.Form):
    """What follows from interests."""

    measure = forms.ChoiceField(label=_("What follows?"), choices=Management.Measure.choices, widget=forms.RadioSelect)
    reason = Words(label=_("Which decisions or passages, and why"), max_length=1000, required=False, rows=3,
                   help_text=_("All authors read this, and it is printed with the paper."))  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean(self):
        """Whoever keeps out of something keeps out of something certain."""
        given = super().clean()
        certain = (Management.Measure.ASIDE, Management.Measure.READ)
        if given.get("measure") in certain and not given.get("reason"):
            self.add_error("reason", _("Say which decisions or passages."))
        return given

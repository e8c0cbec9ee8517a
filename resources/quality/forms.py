"""What is typed about quality: reviews, remarks, flags, answers."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import plain
from resources.quality.terms import CRITERIA, GROUPS, VALUES

WORDS = {"2": VALUES[2], "1": VALUES[1], "0": VALUES[0], "na": VALUES[None]}


def value_of(word):
    """Return the value that a radio button stands for."""
    return None if word == "na" else int(word)


class Plain(forms.CharField):
    """Several lines without controls."""

    def __init__(self, rows=4, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def clean(self, value):
        """Return the words without controls."""
        return super().clean(plain(value or ""))


class ReviewForm(forms.Form):
    """One question for each criterion, a few words on the whole, and the declaration of interest."""

    summary = Plain(label=_("In a few words: whom does it help, and what would make it better?"), max_length=3000,
                    required=False)  # fmt: skip
    has_interest = forms.ChoiceField(
        label=_("Have you or your employer an interest in this work?"),
        help_text=_(
            "You work with its authors, were paid for it, or would gain from it. It is shown beside your review."
        ),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )
    interest = Plain(label=_("Which interest?"), max_length=1000, required=False, rows=2)

    def __init__(self, *args, review, **options):
        super().__init__(*args, label_suffix="", **options)
        known = {one.criterion: one for one in review.judgements.all()}
        for code, one in CRITERIA.items():
            judged = known.get(code)
            self.fields[f"value_{code}"] = forms.ChoiceField(
                label=one.label,
                help_text=one.question,
                choices=list(WORDS.items()),
                widget=forms.RadioSelect,
                initial=None if judged is None or not judged.is_judged else _word(judged.value),
                error_messages={"required": _("Choose yes, partly, no or not applicable.")},
            )
            self.fields[f"comment_{code}"] = Plain(
                label=_("Comment"), max_length=1000, required=False, rows=2, initial=judged.comment if judged else ""
            )
        self.fields["summary"].initial = review.summary
        self.fields["interest"].initial = review.interest
        self.fields["has_interest"].initial = {True: "yes", False: "no"}.get(review.has_interest)

    def clean(self):
        """An interest is named; something has to apply."""
        given = super().clean()
        if given.get("has_interest") == "yes" and not given.get("interest"):
            self.add_error("interest", _("Say which interest."))
        values = [given.get(f"value_{code}") for code in CRITERIA]
        if all(value == "na" for value in values):
            self.add_error("value_significance", _("At least one criterion has to apply."))
        return given

    @property
    def groups(self):
        """[(label of the group, [(field of the value, field of the comment)])]."""
        return [
            (
                label,
                [
                    (self[f"value_{code}"], self[f"comment_{code}"])
                    for code, one in CRITERIA.items()
                    if one.group == group
                ],
            )
            for group, label in GROUPS.items()
        ]

    def judgements(self):
        """Return {criterion: (value, comment)} of what was answered rightly; drafts may be half full."""
        given = getattr(self, "cleaned_data", {})
        return {
            code: (value_of(word), given.get(f"comment_{code}", ""))
            for code in CRITERIA
            if (word := given.get(f"value_{code}"))
        }

    def comments(self):
        """Return {criterion: comment} of those without an answer yet."""
        given = getattr(self, "cleaned_data", {})
        return {code: given[f"comment_{code}"] for code in CRITERIA
                if given.get(f"comment_{code}") and not given.get(f"value_{code}")}  # fmt: skip

    def whole(self):
        """Return what is said of the whole, as the actions take it."""
        given = getattr(self, "cleaned_data", {})
        found = {name: given[name] for name in ("summary", "interest") if name in given}
        if given.get("has_interest"):
            found["has_interest"] = given["has_interest"] == "yes"
        return found


def _word(value):
    return "na" if value is None else str(value)


class TextForm(forms.Form):
    """One text; its label is the page's."""

    text = Plain(label=_("Your words"), max_length=3000)


class RemarkForm(forms.Form):
    """What somebody says in a thread; accepting needs no words."""

    text = Plain(label=_("Your words"), max_length=5000, required=False,
                 help_text=_("Everybody who takes part reads them."))  # fmt: skip


class AdviceForm(forms.Form):
    """A member by handle."""

    handle = forms.CharField(label=_("Handle of the member"), max_length=60,
                             help_text=_("As in the address of their page: /members/handle/"))  # fmt: skip

    def __init__(self, *args, by, **options):
        super().__init__(*args, label_suffix="", **options)
        self.by = by

    def clean_handle(self):
        """Return the member."""
        handle = self.cleaned_data["handle"].strip().strip("@/").rpartition("/")[2]
        member = get_user_model().objects.visible_to(self.by).filter(handle=handle, status="member").first()
        if member is None:
            raise forms.ValidationError(_("No member has this handle."))
        return member


class FlagForm(forms.Form):
    """What is outdated."""

    reason = Plain(label=_("What is outdated?"), max_length=1000,
                   help_text=_("Say what has changed, and where one finds it. Its authors read this."))  # fmt: skip


class WithdrawReviewForm(forms.Form):
    """Why a review is taken away by somebody else."""

    reason = Plain(label=_("Why?"), max_length=2000, help_text=_("Its reviewer reads this."))

"""What panellists fill in besides ratings: the answer to an invitation, interests, a reason, words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line

NO_YES = (("no", _("No")), ("yes", _("Yes")))


class Words(forms.CharField):
    """Several lines."""

    def __init__(self, *args, rows=3, **options):
        super().__init__(*args, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AnswerForm(forms.Form):
    """Yes, with what the panel's composition is reported by; or no, with a reason."""

    group = forms.ModelChoiceField(
        None, label=_("As whom do you answer?"), widget=forms.RadioSelect, empty_label=None,
        help_text=_("Answers are also counted by these groups. Those who run the panel proposed one."),
    )  # fmt: skip
    role = forms.CharField(
        label=_("Your role, in a few words"), max_length=120, required=False,
        help_text=_("For the report, beside your city: midwife, peer supporter, city planner."),
    )  # fmt: skip
    has_lived_experience = forms.BooleanField(
        label=_("I live with diabetes, or care for somebody who does"), required=False
    )
    may_be_named = forms.BooleanField(
        label=_("My name may stand in the list of the panel"), required=False,
        help_text=_("Who is on the panel, never who answered what. Without it you are counted, not named."),
    )  # fmt: skip
    consents = forms.BooleanField(
        label=_("I have read this, and I consent to it"),
        error_messages={"required": _("Tick that you consent, or say no below.")},
    )

    def __init__(self, *args, panel, panellist, **options):
        initial = {
            "group": panellist.group_id,
            "role": _role_of(panellist),
            "has_lived_experience": panellist.has_lived_experience,
            "may_be_named": panellist.may_be_named,
        }
        super().__init__(*args, initial=initial, label_suffix="", **options)
        self.fields["group"].queryset = panel.groups.order_by("position", "pk")

    def clean_role(self):
        """One line."""
        return one_line(self.cleaned_data["role"])

    def answer(self):
        """Return what `answering.accept` takes."""
        return {name: self.cleaned_data[name] for name in ("group", "role", "has_lived_experience", "may_be_named")}


def _role_of(panellist):
    """Return the role in words: what the person wrote, else that of the profile."""
    member = panellist.member
    if member is not None and panellist.role in ("", member.role):
        return str(member.get_role_display()) if member.role else ""
    return panellist.role


class ReasonForm(forms.Form):
    """Why somebody says no, or leaves."""

    reason = Words(
        label=_("Why, if you like"), max_length=500, required=False, rows=2,
        help_text=_("Those who run the panel read it: no time, not my field, an interest."),
    )  # fmt: skip


class InterestForm(forms.Form):
    """What is declared before each round: short, and filled in as the time before."""

    has_any = forms.ChoiceField(
        label=_("Have you an interest in what these statements say?"), choices=NO_YES, widget=forms.RadioSelect,
        help_text=_("In the last three years or coming: payment, shares, patents, grants, posts; or work that gains "
                    "from one result."),
        error_messages={"required": _("Say no or yes.")},
    )  # fmt: skip
    words = Words(label=_("Which interests?"), max_length=2000, required=False, help_text=_("Who, what, since when."))
    sponsor = forms.BooleanField(label=_("I work for, or am paid by, a sponsor of the programme"), required=False)
    recused = forms.ModelMultipleChoiceField(
        None, label=_("Statements that I do not rate because of it"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only how many people left a statement aside is shown, not who."),
    )  # fmt: skip

    def __init__(self, *args, rows, known=None, **options):
        initial = {}
        if known is not None:
            initial = {
                "has_any": "yes" if known.has_any else "no",
                "words": known.words,
                "sponsor": known.sponsor,
                "recused": list(known.recused.values_list("pk", flat=True)),
            }
        super().__init__(*args, initial=initial, label_suffix="", **options)
        from resources.consensus.models import Item

        texts = {row.entry.item_id: f"{row.number}. {row.text}" for row in rows}
        field = self.fields["recused"]
        field.queryset = Item.objects.filter(pk__in=texts).order_by("number")
        field.label_from_instance = lambda item: texts[item.pk]

    def clean(self):
        """A yes is explained."""
        given = super().clean()
        if given.get("has_any") == "yes" and not given.get("words"):
            self.add_error("words", _("Say which interests."))
        return given

    def declared(self):
        """Return what `people.declare` takes."""
        given = self.cleaned_data
        return {
            "has_any": given["has_any"] == "yes",
            "words": given["words"],
            "sponsor": given["sponsor"],
            "recused": list(given["recused"]),
        }

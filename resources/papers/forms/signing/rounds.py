"""Putting a text up, signing it, going on without somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.kit import clock
from resources.papers.credit import statements
from resources.papers.forms.signing.fields import Day, Words
from resources.papers.models import Signature

YES = Signature.YES


class PutUpForm(forms.Form):
    """Until when the authors read and sign, and a word to them."""

    due_on = Day(
        label=_("To be signed by"), help_text=_("Give people time to read it to the end: two weeks are usual.")
    )
    words = Words(label=_("A word to the authors"), max_length=1000, required=False, rows=3)
    is_small = forms.BooleanField(
        label=_("Only slips of the pen were mended"),
        required=False,
        help_text=_("Who stood by the text before sees the difference and confirms it by one click."),
    )

    def __init__(self, *args, has_earlier=False, **options):
        super().__init__(*args, label_suffix="", **options)
        if not has_earlier:
            del self.fields["is_small"]

    def clean_due_on(self):
        """A day to come."""
        day = self.cleaned_data["due_on"]
        if day < clock.now().date():
            raise forms.ValidationError(_("This day is over. Choose one to come."))
        return day


class SignForm(forms.Form):
    """An author's answer. `fingerprint` is that of the text which stands on the page."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("approve", _("I approve this text")),
            ("note", _("I approve it, and leave a note")),
            ("refuse", _("I do not approve it")),
            ("leave", _("I withdraw my name")),
        ],
        widget=forms.RadioSelect,
    )
    has_part = forms.BooleanField(label=_("My contributions stand above as they were."), required=False)
    has_declared = forms.BooleanField(
        label=_("My interests and funding are declared as they are today."), required=False
    )
    note = Words(label=_("Note or reason"), max_length=2000, required=False, rows=4,
                 help_text=_("All who take part read it. Whoever does not approve says why."))  # fmt: skip
    may_be_thanked = forms.BooleanField(
        label=_("If I withdraw my name: I may be thanked in the acknowledgements."), required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        for code, sentence in statements().items():
            self.fields[f"criterion_{code}"] = forms.BooleanField(label=sentence, required=False)

    @property
    def criteria(self):
        """The bound fields of the four criteria."""
        return [self[f"criterion_{code}"] for code in statements()]

    def clean(self):
        """Approving takes every box; a note or a refusal takes words."""
        given = super().clean()
        if given.get("answer") in YES:
            for name in ("has_part", "has_declared", *(f"criterion_{code}" for code in statements())):
                if not given.get(name):
                    self.add_error(name, _("Tick this, or choose another answer."))
        if given.get("answer") in ("note", "refuse") and not given.get("note"):
            self.add_error("note", _("Say it in a few words."))
        return given

    def signed(self):
        """Return what `actions.signing.sign` takes."""
        given = self.cleaned_data
        return {
            "fingerprint": given["fingerprint"],
            "answer": given["answer"],
            "note": given["note"] if given["answer"] != "approve" else "",
            "criteria": [code for code in statements() if given.get(f"criterion_{code}")],
            "may_be_thanked": given["may_be_thanked"],
        }


class GoWithoutForm(forms.Form):
    """Why the paper goes on without somebody."""

    reason = Words(label=_("Why?"), max_length=1000, rows=4,
                   help_text=_("All who take part read it, the person concerned first."))  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

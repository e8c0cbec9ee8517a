"""Forms of introductions and of outcomes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.introductions.forms.times import TimesForm
from meetings.introductions.models import Outcome


class IntroduceForm(forms.Form):
    """Whom, what about, why. `offered`: [(handle, how it reads)]."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Whom you introduce"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("One member of each city, two to six in all."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=200)
    why = forms.CharField(
        label=gettext_lazy("Why they should meet"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("They read it in the mail that asks them."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long"), coerce=int, choices=[], initial=50,
                                     widget=forms.RadioSelect)  # fmt: skip

    def __init__(self, *args, offered, **kwargs):
        """Offer people and lengths."""
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = offered
        self.fields["minutes"].choices = [(25, _("25 minutes")), (50, _("50 minutes"))]


class OneTimeForm(TimesForm):
    """One time, for a meeting that is planned at once."""

    def __init__(self, *args, **kwargs):
        """Let one be chosen."""
        super().__init__(*args, most=1, **kwargs)
        if "times" in self.fields:
            self.fields["times"].label = _("Times that suit them")


class OutcomeForm(forms.ModelForm):
    """What came of it: one choice, and words if one likes."""

    result = forms.ChoiceField(label=gettext_lazy("What came of it?"), choices=[], widget=forms.RadioSelect)

    class Meta:
        model = Outcome
        fields = ("result", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        """Leave out 'not answered'."""
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(value, label) for value, label in Outcome.Result.choices if value]

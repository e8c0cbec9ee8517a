"""Forms of requests: asking, and how open one is to be asked."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.introductions.forms.times import TimesForm
from meetings.introductions.models import Openness


class AskForm(TimesForm):
    """What for, how long, when."""

    purpose = forms.CharField(
        label=gettext_lazy("What for"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Two or three sentences: what you would like to learn or do together."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long"), coerce=int, choices=[], initial=25, widget=forms.RadioSelect
    )
    you_choose = forms.BooleanField(label=gettext_lazy("The other may choose the time"), required=False)
    join_url = forms.URLField(
        label=gettext_lazy("Where you meet online"), required=False, max_length=500, assume_scheme="https",
        help_text=gettext_lazy("A link to a room for calls, if you have one. Only the two of you see it."),
    )  # fmt: skip
    field_order = ("purpose", "minutes", "times", "own1", "own2", "own3", "you_choose", "join_url")

    def __init__(self, *args, **kwargs):
        """Offer the two lengths."""
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [(25, _("25 minutes")), (50, _("50 minutes"))]
        self.order_fields(self.field_order)

    def needed(self, data):
        """Whoever lets the other choose need not propose."""
        return 0 if data.get("you_choose") else 1


class OpennessForm(forms.ModelForm):
    """How many requests a week, and none before which day."""

    class Meta:
        model = Openness
        fields = ("a_week", "paused_until")
        widgets = {"paused_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "a_week": gettext_lazy("Further ones read that you take none just now. 0: nobody can ask you."),
            "paused_until": gettext_lazy("A pause until this day; empty: no pause."),
        }

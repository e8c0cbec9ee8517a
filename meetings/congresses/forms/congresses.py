"""Forms of congresses. What is wrong stands beside the field; nothing typed is lost."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.congresses.models import Congress
from members.accounts.feed import topics_to_know
from network.kit.clock import now, zones

DAY = {"type": "date"}
LONGEST = timedelta(days=30)


def day_field(label, **more):
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **more)


def zone_field():
    """Return a field for the zone of a place."""
    return forms.ChoiceField(label=gettext_lazy("Time zone of the place"))


class CongressForm(forms.ModelForm):
    """What stands about a congress."""

    first_day = day_field(gettext_lazy("First day"))
    last_day = day_field(gettext_lazy("Last day"))
    zone = zone_field()
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Congress
        fields = (
            *("name", "short_name", "edition", "language", "first_day", "last_day", "place", "country", "zone"),
            *("link", "topics", "about"),
        )
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language of the name"), choices=settings.LANGUAGES, initial="en"
        )
        self.fields["link"].assume_scheme = "https"
        self.fields["zone"].choices = [(name, name.replace("_", " ")) for name in zones()]
        self.fields["topics"].choices = topics_to_know(member)

    def clean(self):
        """It does not end before it begins, is not over, and lasts no month."""
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", _("It ends before it begins."))
            elif last - first > LONGEST:
                self.add_error("last_day", _("A congress lasts a month at most."))
            elif last < now().date() and (self.instance.pk is None or last != self.instance.last_day):
                self.add_error("last_day", _("This congress is over."))
        return data


class GoForm(forms.Form):
    """'I shall be there'."""

    first_day = day_field(gettext_lazy("There from"))
    last_day = day_field(gettext_lazy("until"))
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("What you would like to talk about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_open = forms.BooleanField(label=gettext_lazy("I am open to meet others there"), required=False, initial=True)
    note = forms.CharField(label=gettext_lazy("A word to the others"), max_length=300, required=False)

    def __init__(self, *args, congress, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.congress = congress
        self.fields["topics"].choices = topics_to_know(member)

    def clean(self):
        """Days lie within the congress."""
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and not self.congress.first_day <= first <= self.congress.last_day:
            self.add_error("first_day", _("The congress does not last so long: choose days within it."))
        if last and not self.congress.first_day <= last <= self.congress.last_day:
            self.add_error("last_day", _("The congress does not last so long: choose days within it."))
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins."))
        return data


class MeetForm(forms.Form):
    """Meeting one other there."""

    day = day_field(gettext_lazy("Day"))
    time = forms.TimeField(
        label=gettext_lazy("Hour, by the clock there"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("What you would like to talk about"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class NoteForm(forms.Form):
    """What one brings back."""

    text = forms.CharField(
        label=gettext_lazy("What do you bring back?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Where more of it lies"), max_length=500, required=False, assume_scheme="https"
    )


class DeclineForm(forms.Form):
    """Why a congress is not taken."""

    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class MergeForm(forms.Form):
    """Which other entry is the same congress."""

    into = forms.ModelChoiceField(
        Congress.objects.none(), label=gettext_lazy("It is the same as"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, doubles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = doubles

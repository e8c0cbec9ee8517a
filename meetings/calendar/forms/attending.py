"""Shapes of registering, of the hosts' questions and places, of certificates and the two questions."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.calendar import times
from meetings.calendar.actions.attending.pulse import LONGEST as LONGEST_WORDS
from meetings.calendar.actions.attending.questions import KINDS, LONGEST, SENSITIVE_DAYS
from meetings.calendar.models import Meeting
from meetings.calendar.terms import Mode, Presence
from network.kit.clock import local

SENSITIVE_HINT = _("Only the hosts read this. It is deleted %(days)s days after the meeting.")


class RegisterForm(forms.Form):
    """What is asked when somebody registers: how they take part at a hybrid meeting, and the hosts' questions."""

    def __init__(self, *args, meeting, row=None, **more):
        super().__init__(*args, **more)
        self.meeting = meeting
        held = row.words if row is not None else {}
        if meeting.mode == Mode.BOTH:
            choices = [(Mode.ON_SITE, Mode.ON_SITE.label), (Mode.ONLINE, Mode.ONLINE.label)]
            self.fields["mode"] = forms.ChoiceField(
                label=_("How do you take part?"), choices=choices, widget=forms.RadioSelect,
                initial=row.mode if row is not None else None,
            )  # fmt: skip
        for question in meeting.questions:
            self.fields[f"q_{question['key']}"] = self._field(question, held.get(question["key"], {}).get("value"))

    @staticmethod
    def _field(question, value):
        about = {"label": question["label"], "required": bool(question.get("required")), "initial": value}
        if question.get("is_sensitive"):
            about["help_text"] = SENSITIVE_HINT % {"days": SENSITIVE_DAYS}
        if question["kind"] == "yesno":
            return forms.ChoiceField(choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.RadioSelect, **about)
        if question["kind"] == "choice":
            options = [(one, one) for one in question["choices"]]
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **about)
        return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}), **about)

    def said(self):
        """Return {"words": {key: answer}, "mode": …} as `actions.register` takes it."""
        words = {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("q_")}
        return {"words": words, "mode": self.cleaned_data.get("mode", "")}


class PlacesForm(forms.ModelForm):
    """Whether one registers, how many places there are, until which day."""

    last_day = forms.DateField(
        label=_("Last day to register"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Until the end of that day, on the meeting's clock. Empty: until it begins."),
    )  # fmt: skip

    class Meta:
        model = Meeting
        fields = ("takes_registrations", "capacity")
        labels = {"takes_registrations": _("People register for this meeting")}
        help_texts = {"capacity": _("Empty: as many as come. Hosts and speakers need no place and are not counted.")}

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        until = self.instance.register_until
        if until is not None:
            self.fields["last_day"].initial = local(until - timedelta(seconds=1), self.instance.zone).date()

    def said(self):
        """Return the fields of `actions.set_places`."""
        day = self.cleaned_data["last_day"]
        until = None
        if day is not None:
            wall = datetime.combine(day + timedelta(days=1), time())
            found = times.instants(wall, self.instance.zone)
            until = found[0] if found else times.instants(times.neighbours(wall, self.instance.zone)[1],
                                                          self.instance.zone)[0]  # fmt: skip
        kept = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return kept | {"register_until": until}


class QuestionForm(forms.Form):
    """One question that hosts ask at registration."""

    key = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Question"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Answered by"), choices=tuple(KINDS.items()))
    choices = forms.CharField(
        label=_("Answers to choose from"), required=False, max_length=3000, help_text=_("One a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    required = forms.BooleanField(label=_("Everybody has to answer"), required=False)
    is_sensitive = forms.BooleanField(
        label=_("For hosts alone: food, visa, travel support"), required=False,
        help_text=_("Nobody else reads the answers, and they are deleted 90 days after the meeting."),
    )  # fmt: skip
    goes = forms.BooleanField(label=_("Ask this no longer"), required=False)

    def clean(self):
        """A question with choices has at least two of them; one without words is left out."""
        told = super().clean()
        told["choices"] = [one for one in dict.fromkeys(line.strip() for line in told.get("choices", "").splitlines())
                           if one]  # fmt: skip
        if told.get("label") and told.get("kind") == "choice" and len(told["choices"]) < 2 and not told.get("goes"):
            self.add_error("choices", _("Write at least two answers, one a line."))
        return told


class _Questions(forms.BaseFormSet):
    def said(self):
        """Return the questions in order, as `actions.ask_questions` takes them."""
        return [one.cleaned_data for one in self.forms
                if one.cleaned_data.get("label") and not one.cleaned_data.get("goes")]  # fmt: skip


QuestionForms = forms.formset_factory(QuestionForm, formset=_Questions, extra=2, max_num=20, absolute_max=24)


class AddForm(forms.Form):
    """Somebody who registers by way of a host: a member by name or address, or a guest."""

    address = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=150, required=False,
                           help_text=_("Of somebody who is no member."))  # fmt: skip


class PresenceForm(forms.Form):
    """Whether one person was there."""

    presence = forms.ChoiceField(
        choices=[(one.value, one.label) for one in Presence if one.value], required=False, widget=forms.RadioSelect
    )


class CertificateForm(forms.Form):
    """The name on the certificate, and that others may read it."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=150)
    agrees = forms.BooleanField(
        label=_("I agree that whoever has the address of the certificate reads this name"),
        error_messages={"required": _("A certificate can be read by whoever has its address. It is made when you agree "
                                      "to that.")},
    )  # fmt: skip


SCALE = tuple((str(n), str(n)) for n in range(1, 6))


class PulseForm(forms.Form):
    """The two questions."""

    useful = forms.TypedChoiceField(
        label=_("Was it useful?"), choices=SCALE, coerce=int, widget=forms.RadioSelect,
        help_text=_("1: not at all, 5: very much"),
    )  # fmt: skip
    glad = forms.TypedChoiceField(
        label=_("Are you glad that you took part?"), choices=SCALE, coerce=int, widget=forms.RadioSelect,
        help_text=_("1: not at all, 5: very much"),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Is there something that you want to tell the hosts?"), max_length=LONGEST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The hosts read it without your name, when at least five have answered. How you write may still "
                    "tell who you are."),
    )  # fmt: skip

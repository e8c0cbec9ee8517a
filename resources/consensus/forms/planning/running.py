"""Texts of the panel, its people, opening and prolonging rounds, amendments."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from members.accounts.models import Member
from network.kit import clock
from resources.consensus.forms.planning.about import RulesForm
from resources.consensus.forms.planning.statements import ReasonForm
from resources.consensus.models import Group, Panel

TEXTS = {
    "question": (_("What is asked of each statement"), 2, 500,
                 _("For example: How much do you agree that cities should do this?")),
    "panel_rule": (_("Who is invited, and why"), 4, 3000,
                   _("Which groups, which knowledge, how many of each. It is printed in the report.")),
    "information": (_("What panellists are told"), 6, 6000,
                    _("What it is for, how long it takes, how many rounds, what becomes of it, whom to ask.")),
    "consent": (_("What panellists consent to"), 4, 3000,
                _("They tick it before they begin. Say that they can stop at any time.")),
}  # fmt: skip
ENDS = {"low": _("The lowest rating means"), "middle": _("The middle means"), "high": _("The highest rating means")}


def marks_of(protocol):
    """Return {low, middle, high: rating as text} of a scale; no middle where none lies there, {} for rankings."""
    if protocol.panel.method == Panel.Method.NOMINAL:
        return {}
    total = protocol.low + protocol.high
    marks = {"low": str(protocol.low), "high": str(protocol.high)}
    return marks | ({"middle": str(total // 2)} if total % 2 == 0 else {})


class TextsForm(forms.Form):
    """What panellists read, in one language: the panel's own, or another."""

    def __init__(self, *args, panel, language, **options):
        self.panel, self.code = panel, language
        self.is_own = language == panel.language
        protocol = panel.protocol
        self.marks = marks_of(protocol)
        first = {}
        for name in TEXTS:
            words = getattr(protocol, name) if self.is_own else (protocol.texts.get(name) or {}).get(language, "")
            first[name] = words
        for end, rating in self.marks.items():
            first[end] = (protocol.anchors.get(rating) or {}).get(language, "")
        super().__init__(*args, label_suffix="", initial=first, **options)
        for name, (label, rows, most, hint) in TEXTS.items():
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=most, help_text=hint if self.is_own else "",
                widget=forms.Textarea(attrs={"rows": rows}),
            )  # fmt: skip
        for end in ("low", "middle", "high"):
            if end in self.marks:
                self.fields[end] = forms.CharField(
                    label=f"{self.marks[end]}: {ENDS[end]}", max_length=120, required=False
                )

    @property
    def anchors(self):
        """Return the fields of the ends of the scale."""
        return [self[end] for end in ("low", "middle", "high") if end in self.marks]

    @property
    def words(self):
        """Return [(field, words in the panel's own language)] of the texts."""
        return [(self[name], "" if self.is_own else getattr(self.panel.protocol, name)) for name in TEXTS]

    def fields_of_plan(self):
        """Return what is written to the protocol."""
        protocol, given = self.panel.protocol, self.cleaned_data
        anchors = {rating: dict(words) for rating, words in protocol.anchors.items()}
        for end, rating in self.marks.items():
            words = one_line(given[end])
            held = anchors.setdefault(rating, {})
            held.pop(self.code, None)
            if words:
                held[self.code] = words
        written = {"anchors": {rating: words for rating, words in anchors.items() if words}}
        if self.is_own:
            return written | {name: plain(given[name]) for name in TEXTS}
        texts = {name: dict(words) for name, words in protocol.texts.items()}
        for name in TEXTS:
            words = plain(given[name])
            held = texts.setdefault(name, {})
            held.pop(self.code, None)
            if words:
                held[self.code] = words
        return written | {"texts": texts}


class GroupsForm(forms.Form):
    """Which groups the panel has, and one of its own name."""

    kinds = forms.MultipleChoiceField(
        label=_("Groups"), choices=Group.Kind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    name = forms.CharField(
        label=_("A group with a name of its own"), max_length=80, required=False,
        help_text=_("For example: people who began with insulin this year."),
    )  # fmt: skip

    def __init__(self, *args, panel, **options):
        self.panel = panel
        self.own = [one.name for one in panel.groups.all() if one.name]
        first = {"kinds": [one.kind for one in panel.groups.all() if not one.name]}
        super().__init__(*args, label_suffix="", initial=first, **options)

    def groups(self):
        """Return [(kind, name)]."""
        named = [*self.own, *([one_line(self.cleaned_data["name"])] if self.cleaned_data["name"].strip() else [])]
        return [*((kind, "") for kind in self.cleaned_data["kinds"]), *((Group.Kind.OTHER, name) for name in named)]


class MemberForm(forms.Form):
    """Whom: by handle, of those whom the asking member sees."""

    handle = forms.CharField(max_length=60)

    def __init__(self, *args, member, **options):
        super().__init__(*args, label_suffix="", **options)
        self.member = member

    def clean_handle(self):
        """Return the member."""
        found = Member.objects.visible_to(self.member).filter(
            handle=self.cleaned_data["handle"].strip().removeprefix("@"), status=Member.Status.MEMBER
        )
        if (member := found.select_related("home_city").first()) is None:
            raise forms.ValidationError(_("There is no member with this name or handle."))
        return member


class InviteForm(MemberForm):
    """Whom, into which group."""

    group = forms.ModelChoiceField(Group.objects.none())

    def __init__(self, *args, panel, **options):
        super().__init__(*args, **options)
        self.fields["group"].queryset = panel.groups.all()


class ClosingForm(forms.Form):
    """Until when, on the clock of whoever opens it."""

    day = forms.DateField(label=_("It closes on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args, member, after=None, days=14, **options):
        self.member, self.after = member, after or clock.now()
        there = clock.local(self.after + timedelta(days=days), member.time_zone)
        super().__init__(*args, label_suffix="", initial={"day": there.date(), "hour": "18:00"}, **options)

    def clean(self):
        """Give `closes_at`, in UTC."""
        given = super().clean()
        if given.get("day") and given.get("hour"):
            moment = clock.at(datetime.combine(given["day"], given["hour"]), self.member.time_zone)
            if moment <= max(clock.now(), self.after):
                raise forms.ValidationError(_("This moment is over, or not later than now. Choose one to come."))
            if moment > clock.now() + timedelta(days=366):
                raise forms.ValidationError(_("That is more than a year away. A round is rarely open for a month."))
            given["closes_at"] = moment
        return given


class ProlongForm(ClosingForm):
    """The same, and why if one likes."""

    reason = forms.CharField(label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class MeetingForm(forms.Form):
    """How the meeting after a round went."""

    meeting = forms.CharField(
        label=_("How the meeting went"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Who led it, how long it took, what was talked about. Do not write who said what."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_meeting(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["meeting"])


class AmendForm(RulesForm):
    """Those rules that may still change, and why."""

    reason = ReasonForm.base_fields["reason"]
    panel_rule = forms.CharField(
        label=TEXTS["panel_rule"][0], max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    information = forms.CharField(
        label=TEXTS["information"][0], max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, instance, held, allowed, **options):
        for name, value in held.items():
            setattr(instance, name, value)
        super().__init__(*args, instance=instance, **options)
        self.initial |= {"panel_rule": held["panel_rule"], "information": held["information"]}
        keep = {*allowed, "reason"} | ({"usual"} if "threshold" in allowed else set())
        for name in [name for name in self.fields if name not in keep]:
            del self.fields[name]
        self.order_fields(["definition", "usual", "threshold"])

    def clean(self):
        """The scale stays, so what hangs on it is held against it."""
        given = super().clean()
        if given.get("definition") == "ram" and (self.instance.low, self.instance.high) != (1, 9):
            self.add_error("definition", _("RAND/UCLA is defined for a scale from 1 to 9 only."))
        return given

    def changes(self):
        """Return {field: value} of the rules."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("usual", "reason")}
        for name in ("threshold_reason", "panel_rule", "information"):
            if name in given:
                given[name] = plain(given[name])
        return given

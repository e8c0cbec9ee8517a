"""Forms of making a poll: words, guests, times, rules. What is wrong stands beside the field; nothing typed is lost."""

from datetime import datetime, timedelta
from email.utils import getaddresses

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.calendar.access.people import leads_network
from meetings.calendar.forms.planning.fields import HourField, zone_choices
from meetings.calendar.forms.planning.hours import AbbreviationsMixin
from meetings.calendar.models import Group, Series
from meetings.calendar.terms import Kind, Visibility
from meetings.polls.actions.making import MOST_PEOPLE
from meetings.polls.typed import MOST_LINES, Twice, Unclear, instants_of, read_line
from network.cities.models import City, CoordinatorTerm
from network.kit import clock
from network.kit.clock import now

KEEP = [("wall", gettext_lazy("Keep the hours on the clock: 15:00 stays 15:00, in the new zone")),
        ("instant", gettext_lazy("Keep the moments: only the clock by which they are written changes"))]  # fmt: skip
MODES = {Kind.IN_PERSON: "on_site", Kind.HYBRID: "both"}


class Day(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)


class WordsForm(AbbreviationsMixin, forms.Form):
    """What it is about, how long it takes, by which clock, for whom."""

    SAID = ("title", "about")

    title = forms.CharField(label=gettext_lazy("What do you want to meet about?"), max_length=200)
    about = forms.CharField(
        label=gettext_lazy("A few words about it"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )
    is_dates = forms.ChoiceField(
        label=gettext_lazy("What do you propose?"), widget=forms.RadioSelect, initial="hours",
        choices=[("hours", gettext_lazy("Hours")), ("days", gettext_lazy("Whole days"))],
    )  # fmt: skip
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes?"), min_value=5, max_value=1440, initial=60)
    zone = forms.ChoiceField(
        label=gettext_lazy("By which clock do you think?"),
        help_text=gettext_lazy("Everybody else sees the times on their own."),
        error_messages={"invalid_choice": gettext_lazy("This is not a known time zone.")},
    )
    keep = forms.ChoiceField(
        label=gettext_lazy("What shall become of the times that are there?"), choices=KEEP, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("What kind of meeting?"), choices=Kind, initial=Kind.TELECONFERENCE)
    holder = forms.ChoiceField(label=gettext_lazy("Who holds it?"), required=False)
    series = forms.ModelChoiceField(
        Series.objects.none(), label=gettext_lazy("Does it belong to a series?"), required=False,
        empty_label=gettext_lazy("It stands alone"),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who sees the meeting that comes of it?"), choices=Visibility, initial=Visibility.INVITED
    )

    def __init__(self, *args, member, poll=None, **options):
        super().__init__(*args, label_suffix="", **options)
        self.member, self.poll = member, poll
        chosen = poll.zone if poll else member.time_zone
        if self.is_bound:
            self.add_meant()
        self.fields["zone"].choices = zone_choices(chosen)
        self.initial.setdefault("zone", chosen)
        self.fields["holder"].choices = holders(member, poll)
        self.fields["series"].queryset = Series.objects.filter(hosts=member, ended_at=None).order_by("title")
        if not self.fields["series"].queryset.exists():
            del self.fields["series"]
        if poll is None or not self._asks_keep():
            del self.fields["keep"]
        if poll is not None and not poll.is_draft:
            for name in ("is_dates", "minutes"):
                del self.fields[name]

    def _asks_keep(self):
        """Whether another zone was chosen for times that are there: then it must be said what becomes of them."""
        if not self.is_bound or self.poll.is_dates or not self.poll.is_draft:
            return False
        return self.data.get("zone", self.poll.zone) != self.poll.zone and self.poll.slots.exists()

    def clean_title(self):
        """A title is one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self):
        """Ask what becomes of the times where the zone changes."""
        data = super().clean()
        self.catch()
        if not self.was_caught:
            del self.fields["hours_meant"]
        if "keep" in self.fields and not data.get("keep") and "zone" in data:
            self.add_error("keep", _("Say whether the hours or the moments stay."))
        if data.get("series") and data.get("is_dates") == "days":
            self.add_error("series", _("The dates of a series have an hour. Propose hours, or let it stand alone."))
        return data

    def words(self):
        """Return the fields as `actions.begin` and `actions.describe` take them, without the zone."""
        data = self.cleaned_data
        kind, pk = (data.get("holder") or ":").split(":")
        found = {
            "title": data["title"], "about": data["about"], "kind": data["kind"],
            "mode": MODES.get(data["kind"], "online"), "visibility": data["visibility"],
            "city": City.objects.get(pk=pk) if kind == "city" else None,
            "group": Group.objects.get(pk=pk) if kind == "group" else None,
        }  # fmt: skip
        if "series" in self.fields:
            found["series"] = data["series"]
        if "minutes" in self.fields:
            found |= {"minutes": data["minutes"], "is_dates": data["is_dates"] == "days"}
        if self.poll is None:
            found["language"] = get_language() or "en"
        return found


def holders(member, poll=None):
    """Return the choices of who may hold it: nobody, the cities and working groups for which `member` may meet."""
    wanted = {member.home_city_id} | set(
        CoordinatorTerm.objects.current().filter(member=member).values_list("city", flat=True)
    )
    if leads_network(member):
        wanted |= set(City.objects.visible_to(member).values_list("pk", flat=True))
    if poll is not None and poll.city_id:
        wanted.add(poll.city_id)
    groups = Group.objects.filter(ended_at=None)
    groups = (
        groups if leads_network(member) else (groups.filter(members=member) | groups.filter(led_by=member)).distinct()
    )
    return [
        ("", _("You, for nobody in particular")),
        *((f"city:{one.pk}", str(one)) for one in City.objects.filter(pk__in=wanted - {None}).order_by("name")),
        *((f"group:{one.pk}", one.name) for one in groups),
    ]


class GuestsForm(forms.Form):
    """Guests by their addresses, one a line, with or without a name."""

    guests = forms.CharField(
        label=gettext_lazy("Addresses of guests"), max_length=20000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One a line: Ana Ruiz <ana@example.org>. Only those who ask see the addresses."),
    )  # fmt: skip
    is_required = forms.BooleanField(label=gettext_lazy("They must be there"), required=False)

    def clean_guests(self):
        """Return [(address, name)]; says which lines are no addresses."""
        lines = [line for line in self.cleaned_data["guests"].replace(";", "\n").splitlines() if line.strip()]
        found, wrong = [], []
        for name, address in getaddresses(lines[: MOST_PEOPLE + 1]):
            try:
                validate_email(address)
                found.append((address, name.strip()))
            except ValidationError:
                wrong.append(address or name)
        if wrong or len(found) < len(lines[: MOST_PEOPLE + 1]):
            raise ValidationError(_("This is not an e-mail address: %(what)s") % {"what": ", ".join(wrong)[:200]})
        return found


class TypedForm(forms.Form):
    """Times typed: one by the browser's fields, or several, one a line. `asks` are hours that come twice."""

    day = forms.DateField(label=gettext_lazy("Day"), required=False, widget=Day)
    hour = HourField(label=gettext_lazy("Hour"), required=False)
    several = forms.CharField(
        label=gettext_lazy("Or several, one a line"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, poll, **options):
        super().__init__(*args, label_suffix="", **options)
        self.poll, self.asks, self.found = poll, [], []
        example = "2027-03-03" if poll.is_dates else "2027-03-03 15:00"
        self.fields["several"].help_text = _("For example %(example)s") % {"example": example}
        if poll.is_dates:
            del self.fields["hour"]

    def clean(self):
        """Read everything; put each problem beside its field."""
        data = super().clean()
        if self.errors:
            return data
        wanted = []
        if data.get("day"):
            if self.poll.is_dates:
                wanted.append(("day", data["day"]))
            elif data.get("hour"):
                wanted.append(("hour", datetime.combine(data["day"], data["hour"])))
            else:
                self.add_error("hour", _("At which hour does it begin?"))
        elif data.get("hour"):
            self.add_error("day", _("On which day?"))
        lines = [line for line in (data.get("several") or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            self.add_error("several", _("At most %(n)s lines at once.") % {"n": MOST_LINES})
        for line in lines[:MOST_LINES]:
            try:
                wanted.append(("several", read_line(line, is_dates=self.poll.is_dates)))
            except Unclear as unclear:
                self.add_error("several", str(unclear))
        if not wanted and not self.errors:
            self.add_error("day", _("Type a day first."))
        self._settle(wanted)
        return data

    def _settle(self, wanted):
        """Turn wall times into instants; say what is past, proposed already, typed twice, or comes twice that day."""
        there = set(self.poll.slots.values_list("on" if self.poll.is_dates else "starts_at", flat=True))
        today = clock.local(now(), self.poll.zone).date()
        for field, value in wanted:
            try:
                found = value if self.poll.is_dates else self._instant(field, value)
            except Unclear as unclear:
                self.add_error(field, str(unclear))
                continue
            if found is None:
                continue
            written = f"{value:%Y-%m-%d}" if self.poll.is_dates else f"{value:%Y-%m-%d %H:%M}"
            if found < (today if self.poll.is_dates else now()):
                self.add_error(field, _("%(when)s is past.") % {"when": written})
            elif found in there:
                self.add_error(field, _("%(when)s is proposed already.") % {"when": written})
            elif found in self.found:
                self.add_error(field, _("%(when)s stands here twice.") % {"when": written})
            else:
                self.found.append(found)

    def _instant(self, field, wall):
        found = instants_of(wall, self.poll.zone, self.data.get(Twice(wall, ()).key, ""))
        if not isinstance(found, Twice):
            return found
        labels = [(str(n), times.offset(one, self.poll.zone)) for n, one in enumerate(found.instants, 1)]
        self.asks.append({"key": found.key, "wall": f"{wall:%Y-%m-%d %H:%M}", "choices": labels})
        self.add_error(field, _("%(when)s comes twice that day: the clock goes back. Say below which one you mean.")
                       % {"when": f"{wall:%Y-%m-%d %H:%M}"})  # fmt: skip
        return None


class RulesForm(forms.Form):
    """Until when, and how it ends."""

    day = forms.DateField(label=gettext_lazy("Answers until (day)"), widget=Day)
    hour = HourField(label=gettext_lazy("Hour"))
    quorum = forms.IntegerField(
        label=gettext_lazy("How many must be able to come?"), required=False, min_value=1, max_value=500
    )
    hides_answers = forms.BooleanField(
        label=gettext_lazy("Hide the answers from each other until the poll closes"), required=False
    )
    closes_itself = forms.BooleanField(
        label=gettext_lazy("When the time is over, take the best time without asking me"), required=False,
        help_text=gettext_lazy("Only where enough can come, and everybody who must be there. Else you are asked."),
    )  # fmt: skip

    def __init__(self, *args, poll, **options):
        super().__init__(*args, label_suffix="", **options)
        self.poll = poll
        wall = clock.local(poll.closes_at or _proposed_end(poll), poll.zone)
        known = {name: getattr(poll, name) for name in ("quorum", "hides_answers", "closes_itself")}
        hour = wall.time().replace(second=0, microsecond=0)
        self.initial = {"day": wall.date(), "hour": hour} | known | self.initial

    def clean(self):
        """Make the end an instant; an hour that comes twice is its first, one that does not exist is said."""
        data = super().clean()
        if data.get("day") and data.get("hour"):
            try:
                data["closes_at"] = instants_of(datetime.combine(data["day"], data["hour"]), self.poll.zone, "1")
            except Unclear as unclear:
                self.add_error("hour", str(unclear))
        return data

    def rules(self):
        """Return the fields as `actions.send` takes them."""
        return {name: self.cleaned_data[name] for name in ("closes_at", "quorum", "hides_answers", "closes_itself")}


def _proposed_end(poll):
    """Return when answering might end: in five days at 17:00, yet before the first of the times."""
    from meetings.polls.letters import first_moment

    wanted = now() + timedelta(days=5)
    first = first_moment(poll)
    if first is not None:
        wanted = min(wanted, max(first - timedelta(days=1), now() + timedelta(hours=2)))
    local = clock.local(wanted, poll.zone).replace(minute=0, second=0, microsecond=0)
    if wanted - now() > timedelta(days=2):
        local = local.replace(hour=17)
    return clock.at(local.replace(tzinfo=None), poll.zone)


class ReasonForm(forms.Form):
    """Why it is called off."""

    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=500, widget=forms.Textarea({"rows": 3}),
                             help_text=pgettext_lazy("a time poll", "Everybody who was asked reads it."))  # fmt: skip

"""Forms of making a poll: words and guests. What is wrong stands beside the field; nothing typed is lost."""

from email.utils import getaddresses

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from meetings.calendar.access.people import leads_network
from meetings.calendar.forms.planning.fields import zone_choices
from meetings.calendar.forms.planning.hours import AbbreviationsMixin
from meetings.calendar.models import Group, Series
from meetings.calendar.terms import Kind, Visibility
from meetings.polls.actions.people import MOST_PEOPLE
from network.cities.models import City, CoordinatorTerm

KEEP = [("wall", gettext_lazy("Keep the hours on the clock: 15:00 stays 15:00, in the new zone")),
        ("instant", gettext_lazy("Keep the moments: only the clock by which they are written changes"))]  # fmt: skip
MODES = {Kind.IN_PERSON: "on_site", Kind.HYBRID: "both"}


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


class ReasonForm(forms.Form):
    """Why it is called off."""

    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=500, widget=forms.Textarea({"rows": 3}),
                             help_text=pgettext_lazy("a time poll", "Everybody who was asked reads it."))  # fmt: skip

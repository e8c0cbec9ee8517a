"""The form of an agenda: rows are added, moved and taken away without scripts; nothing typed is lost on the way."""

import hashlib
import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.calendar import abbreviations
from meetings.calendar.actions.planning.agenda import MOST_POINTS, length_of
from members.accounts.forms import one_line, plain
from members.accounts.models import Member
from network.catalogue.models import Entry

NAMES = ("pk", "title", "minutes", "presenter", "presenter_name", "entry", "note")
EMPTY = {"minutes": "10"}


class PointForm(forms.Form):
    """One point."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Point"), max_length=200)
    minutes = forms.IntegerField(
        label=pgettext_lazy("length", "Minutes"), min_value=0, max_value=1440,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    presenter = forms.ChoiceField(label=gettext_lazy("Presented by"), required=False)
    presenter_name = forms.CharField(label=gettext_lazy("Or somebody else"), max_length=150, required=False)
    entry = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, people, entries, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["presenter"].choices = [("", "–"), *people]
        self.fields["entry"].choices = [("", "–"), *entries]
        if not entries:
            del self.fields["entry"]

    @property
    def told(self):
        """Who presents it and what it is about, in one line for the folded part."""
        named = dict(self.fields["presenter"].choices)
        words = [named.get(str(self["presenter"].value() or ""), ""), self["presenter_name"].value()]
        if "entry" in self.fields:
            words.append(dict(self.fields["entry"].choices).get(str(self["entry"].value() or ""), ""))
        words.append(self["note"].value())
        return " · ".join(str(word) for word in words if word and word != "–")

    def clean(self):
        """Take controls out; a member or a name, not both."""
        data = super().clean()
        data["title"] = one_line(data.get("title", ""))
        data["presenter_name"] = one_line(data.get("presenter_name", ""))
        data["note"] = plain(data.get("note", ""))
        if data.get("presenter") and data["presenter_name"]:
            self.add_error("presenter_name", _("Choose a member, or write a name."))
        return data


class AgendaForm:
    """All points of a meeting's agenda. `act`: 'save', 'add', 'up-2', 'down-2', 'drop-2'."""

    def __init__(self, meeting, member, data=None):
        self.meeting, self.member, self.data = meeting, member, data
        self.errors, self.findings, self.is_stale = [], [], False
        self.people = _people(meeting, member)
        self.entries = _entries(meeting, member)
        held = [_raw(point) for point in meeting.agenda.all()]
        self.seen = fingerprint(held)
        self.held_total = sum(int(row["minutes"]) for row in held)
        raw = held or [dict(EMPTY)]
        self.act = "show"
        if data is not None:
            self.act = next((word for word in data.getlist("act") if word), "save")
            raw = _typed(data)
            if self.act != "save":
                raw = _rearranged(raw, self.act)
        self.raw = raw
        is_bound = self.act == "save"
        options = {"people": self.people, "entries": self.entries}
        if is_bound:
            self.raw = raw = [row for row in raw if any(row.get(name) for name in NAMES if name not in ("minutes",))]
            flat = {f"row-{place}-{name}": value for place, row in enumerate(raw) for name, value in row.items()}
            self.rows = [PointForm(flat, prefix=f"row-{place}", **options) for place in range(len(raw))]
        else:
            self.rows = [PointForm(initial=row, prefix=f"row-{place}", **options) for place, row in enumerate(raw)]

    def is_valid(self):
        """Whether all points can be saved; says what is wrong beside its field, and above all of them."""
        wrong = [row for row in self.rows if not row.is_valid()]
        if wrong:
            self.errors.append(_("Some points need another look."))
        if len(self.rows) > MOST_POINTS:
            self.errors.append(_("These are too many points for one meeting."))
        if self.data.get("seen") and self.data.get("seen") != self.seen:
            self.is_stale = True
            self.errors.append(_("Somebody changed the agenda while you were writing. What you typed is here still."))
        self._catch()
        return not self.errors

    def _catch(self):
        if self.data.get("hours_meant"):
            return
        known = {one.found for point in self.meeting.agenda.all()
                 for one in abbreviations.find(f"{point.title}\n{point.note}", self.meeting.day)}  # fmt: skip
        for row in self.rows:
            for name in ("title", "note"):
                found = abbreviations.find(str(row.cleaned_data.get(name) or ""), self.meeting.day)
                for one in found:
                    if one.found not in known:
                        self.findings.append(one)
                        row.add_error(name, " ".join(abbreviations.sentences(one)))
        if self.findings:
            self.errors.append(_("An hour in a text can be misread."))

    @property
    def total(self):
        """Minutes of all points as they stand in the form."""
        found = (str(row.get("minutes") or "") for row in self.raw)
        return sum(int(text) for text in found if text.isdigit() and len(text) < 5)

    @property
    def length(self):
        """Minutes of the meeting, None for whole days."""
        return length_of(self.meeting)

    @property
    def free(self):
        """Minutes that are left, negative where there are too many."""
        return None if self.length is None else self.length - self.total

    @property
    def over(self):
        """Minutes too many."""
        return max(0, -(self.free or 0))

    def points(self):
        """Return the rows for `put_agenda`."""
        members = Member.objects.in_bulk([int(row.cleaned_data["presenter"]) for row in self.rows
                                          if row.cleaned_data.get("presenter")])  # fmt: skip
        entries = Entry.objects.in_bulk([int(row.cleaned_data["entry"]) for row in self.rows
                                         if row.cleaned_data.get("entry")])  # fmt: skip
        for row in self.rows:
            data = row.cleaned_data
            yield {
                "pk": data.get("pk"),
                "title": data["title"],
                "minutes": data["minutes"],
                "presenter": members.get(int(data["presenter"])) if data.get("presenter") else None,
                "presenter_name": data["presenter_name"],
                "entry": entries.get(int(data["entry"])) if data.get("entry") else None,
                "note": data["note"],
            }


def fingerprint(rows):
    """Return a word that changes with any point of an agenda."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]


def _raw(point):
    return {
        "pk": str(point.pk),
        "title": point.title,
        "minutes": str(point.minutes),
        "presenter": str(point.presenter_id or ""),
        "presenter_name": point.presenter_name,
        "entry": str(point.entry_id or ""),
        "note": point.note,
    }


def _typed(data):
    count = data.get("rows", "0")
    count = min(int(count), MOST_POINTS + 5) if count.isdigit() and len(count) < 4 else 0
    return [{name: data.get(f"row-{place}-{name}", "") for name in NAMES} for place in range(count)]


def _rearranged(rows, act):
    word, _dash, place = act.partition("-")
    if word == "add":
        return [*rows, dict(EMPTY)]
    if not place.isdigit() or len(place) > 3 or int(place) >= len(rows):
        return rows
    place = int(place)
    if word == "drop":
        return rows[:place] + rows[place + 1 :]
    other = place - 1 if word == "up" else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def _people(meeting, member):
    rows = meeting.attendances.filter(removed_at=None, member__isnull=False).select_related("member").order_by("pk")
    named = [(str(row.member_id), row.member.called_by(member)) for row in rows]
    known = {pk for pk, _name in named}
    points = meeting.agenda.exclude(presenter=None).select_related("presenter")
    more = {str(one.presenter_id): one.presenter.called_by(member) for one in points}
    return named + [(pk, name) for pk, name in more.items() if pk not in known]


def _entries(meeting, member):
    """Return the material of a meeting and what its points are about already, as the reader may see it."""
    from network.catalogue.cards import known_language

    wanted = {*meeting.materials.values_list("entry", flat=True)}
    wanted |= {*meeting.agenda.exclude(entry=None).values_list("entry", flat=True)}
    rows = Entry.objects.visible_to(member).light().filter(pk__in=wanted).order_by("pk")
    return [(str(one.pk), one.title_in(known_language())[0][:100]) for one in rows]

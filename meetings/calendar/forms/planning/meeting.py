"""Forms of one meeting: new, its words, its hour, calling it off."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.calendar.forms.planning import fields as shared
from meetings.calendar.forms.planning.editing import SeenMixin
from meetings.calendar.forms.planning.hours import AbbreviationsMixin, WhenMixin
from meetings.calendar.models import Group, Meeting
from meetings.calendar.terms import Kind, Mode, Visibility
from members.accounts.feed import topics_to_know
from members.accounts.forms import one_line, plain
from network.catalogue import facets

MODE_OF = {Kind.TELECONFERENCE: Mode.ONLINE, Kind.IN_PERSON: Mode.ON_SITE, Kind.HYBRID: Mode.BOTH}
"""Kinds that say by themselves how people take part."""

LINES = ("title", "venue", "venue_address", "join_note")
TEXTS = ("about", "travel", "accessibility", "speakers")


class WordsMixin:
    """Cleans what people write, and what belongs together."""

    def clean_words(self):
        """Take controls out of texts; kinds say the mode. Call it in `clean`."""
        data = self.cleaned_data
        for names, cleaner in ((LINES, one_line), (TEXTS, plain)):
            for name in names:
                if name in data:
                    data[name] = cleaner(data[name])
        if "title" in data and not data["title"]:
            self.add_error("title", self.fields["title"].error_messages["required"])
        if data.get("kind") in MODE_OF:
            data["mode"] = MODE_OF[data["kind"]]
        holder = data.get("holder")
        if data.get("visibility") == Visibility.CITY and "holder" in data and not str(holder).startswith("city:"):
            self.add_error("visibility", _("Only a meeting that a city holds can be for its members."))

    def add_holder(self, member, now=None):
        """Add who holds it: a city, a working group, or nobody but oneself."""
        self.holders = shared.holders(member, now)
        choices = [(word, str(one)) for word, one in self.holders.items()]
        self.fields["holder"] = forms.ChoiceField(
            label=gettext_lazy("Who holds it?"), required=False,
            choices=[("", gettext_lazy("I hold it, for no city or group")), *choices],
        )  # fmt: skip

    def held_by(self):
        """Return {city, group} for an action."""
        holder = self.holders.get(self.cleaned_data.get("holder") or "")
        is_group = isinstance(holder, Group)
        return {"city": None if is_group else holder, "group": holder if is_group else None}


class NewForm(AbbreviationsMixin, WhenMixin, WordsMixin, forms.Form):
    """What a meeting needs to be: everything else has its page later."""

    SAID = ("title", "about")

    def __init__(self, *args, member, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Kind.choices)
        self.fields["title"] = forms.CharField(label=gettext_lazy("Title"), max_length=200)
        self.add_when(member, zone=self.initial.get("zone", ""))
        self.fields["about"] = forms.CharField(
            label=gettext_lazy("What is it about?"), max_length=5000, required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self.add_holder(member)
        self.fields["visibility"] = forms.ChoiceField(
            label=gettext_lazy("Who sees it?"), choices=Visibility.choices, widget=forms.RadioSelect,
            help_text=gettext_lazy("Whoever you invite sees it anyway."),
        )  # fmt: skip
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language of the meeting"), choices=shared.languages()
        )
        self.add_meant()
        home = f"city:{member.home_city.slug}" if member.home_city_id else ""
        preset = {"kind": Kind.TELECONFERENCE, "visibility": Visibility.MEMBERS, "language": shared.active_language(),
                  "holder": home if home in self.holders else ""}  # fmt: skip
        self.initial = preset | self.initial

    def clean(self):
        """Ask and refuse."""
        self.clean_words()
        self.check_when()
        self.catch()
        return self.cleaned_data

    def fields_of_meeting(self):
        """Return the fields for `plan`."""
        data = self.cleaned_data
        kind = data["kind"]
        return self.when() | self.held_by() | {
            "kind": kind,
            "mode": MODE_OF.get(kind, Mode.ONLINE if kind == Kind.BILATERAL else Mode.ON_SITE),
            "title": data["title"],
            "about": data["about"],
            "visibility": data["visibility"],
            "language": data["language"],
        }  # fmt: skip


class EntryMixin:
    """How others find it: topics of the network's vocabulary, and the title in other languages."""

    def add_entry(self, member, meeting):
        """Add the fields, with what `meeting` says now."""
        there = facets.labels_of("topic", set(meeting.topics))
        choices = {word: there.get(word, word) for word in meeting.topics} | dict(topics_to_know(member))
        self.fields["topics"] = forms.MultipleChoiceField(
            label=gettext_lazy("Topics"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=sorted(choices.items(), key=lambda one: one[1].casefold()),
        )  # fmt: skip
        self.initial["topics"] = meeting.topics
        for code, name in shared.languages():
            label = _("Title in %(language)s") % {"language": name}
            self.fields[f"title_{code}"] = forms.CharField(label=label, max_length=200, required=False)
            self.initial[f"title_{code}"] = meeting.titles.get(code, "")

    def titles(self):
        """Return the bound fields of the title in other languages."""
        return [self[f"title_{code}"] for code, _name in shared.languages() if code != self.instance.language]

    def entry(self):
        """Return {topics, titles} for an action; the title in the meeting's own language stands in `title` alone."""
        data = self.cleaned_data
        typed = {code: one_line(data.get(f"title_{code}", "")) for code, _name in shared.languages()}
        titles = {code: text for code, text in (self.instance.titles | typed).items() if text}
        titles.pop(data["language"], None)
        return {"topics": data["topics"], "titles": titles}


class EditForm(EntryMixin, SeenMixin, AbbreviationsMixin, WordsMixin, forms.ModelForm):
    """The words of a meeting, how people join, where it is."""

    SAID = ("title", "about", "join_note", "travel")

    class Meta:
        model = Meeting
        fields = ("kind", "mode", "title", "language", "about", "visibility", "join_url", "join_url_china", "join_note",
                  "venue", "venue_address", "travel", "accessibility", "speakers")  # fmt: skip
        widgets = {
            "visibility": forms.RadioSelect,
            "mode": forms.RadioSelect,
            "about": forms.Textarea(attrs={"rows": 6}),
            "travel": forms.Textarea(attrs={"rows": 5}),
            "accessibility": forms.Textarea(attrs={"rows": 3}),
            "speakers": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, member, **options):
        super().__init__(*args, label_suffix="", **options)
        meeting = self.instance
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language of the meeting"), choices=shared.languages()
        )
        self.fields["kind"].help_text = ""
        self.fields["mode"].help_text = gettext_lazy(
            "Of teleconferences, hybrid meetings and meetings in person it follows by itself."
        )
        self.fields["join_url"].help_text = gettext_lazy("Shown only to those who take part, from 30 minutes before.")
        self.fields["join_url"].assume_scheme = "https"
        self.fields["speakers"].help_text = gettext_lazy(
            "One a line: name, and what they are. Members who speak are invited as speakers."
        )
        self.fields["accessibility"].help_text = gettext_lazy("Steps, lifts, toilets, hearing loops, interpreters.")
        self.add_holder(member, meeting.city or meeting.group)
        self.initial["holder"] = shared.word_of(meeting.city or meeting.group)
        if {*self.data} & {"language"} or meeting.language not in dict(self.fields["language"].choices):
            self.fields["language"].choices = [*shared.languages(), *self._other_language(meeting)]
        self.add_entry(member, meeting)
        self.add_meant()
        self.add_seen()

    def _other_language(self, meeting):
        known = dict(shared.languages())
        return [] if meeting.language in known else [(meeting.language, meeting.language)]

    def day_said(self):
        """Return the day of the meeting."""
        return self.instance.day

    def clean(self):
        """Ask and refuse."""
        super().clean()
        self.clean_words()
        self.catch()
        self.check_seen()
        return self.cleaned_data

    def fields_of_meeting(self):
        """Return the fields for `change`."""
        data = self.cleaned_data
        return {name: data[name] for name in self.Meta.fields} | self.held_by() | self.entry()


class MoveForm(SeenMixin, WhenMixin, forms.Form):
    """Another day or hour."""

    def __init__(self, *args, member, meeting, **options):
        super().__init__(*args, label_suffix="", initial={
            "day": meeting.day, "time": meeting.time, "zone": meeting.zone, "minutes": meeting.minutes,
            "all_day": meeting.all_day, "last_day": meeting.last_day,
        }, **options)  # fmt: skip
        self.add_when(member, zone=meeting.zone)
        if meeting.zone not in {zone for _group, rows in self.fields["zone"].choices for zone, _label in rows}:
            self.fields["zone"].choices = [*self.fields["zone"].choices, ("", [(meeting.zone, meeting.zone)])]
        self.add_seen()

    def clean(self):
        """Ask and refuse."""
        self.check_when()
        self.check_seen()
        return self.cleaned_data


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it not take place?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody who is invited reads it."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_reason(self):
        """Return the words on one line."""
        return one_line(self.cleaned_data["reason"])

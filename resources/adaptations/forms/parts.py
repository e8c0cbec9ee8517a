"""What may be told later, part by part: where and with whom, the five steps, what changed and why, what came of it.

All parts stand in one form, so that whatever was typed in any of them goes along with every save.
"""

import hashlib
import json

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from network.kit.words import language_name
from resources.adaptations import terms
from resources.adaptations.forms.short import ShortForm
from resources.library import vocabulary
from resources.library.forms.fields import AuthorsField

MOST_PEOPLE = 10_000_000


def many(label, table, **options):
    """Return a field of boxes."""
    choices = list(table.items())
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def one(label, table, **options):
    """Return a field of one choice, or none."""
    return forms.ChoiceField(label=label, choices=[("", "–"), *table.items()], required=False, **options)


def text(label, **options):
    """Return a field of several lines."""
    return forms.CharField(label=label, max_length=terms.TEXT_LIMIT, required=False, widget=forms.Textarea, **options)


class Part(forms.Form):
    """One part; its fields are called like those of the report."""

    name, title = "", ""

    def __init__(self, report, data=None, *, by):
        self.report, self.by = report, by
        super().__init__(data, initial=self.known(), label_suffix="")

    def known(self):
        """Return what the report says already."""
        return {name: getattr(self.report, name) for name in self.base_fields if hasattr(self.report, name)}

    def clean(self):
        """Take controls out of everything that was typed."""
        given = super().clean()
        for name, field in self.fields.items():
            if isinstance(given.get(name), str) and isinstance(field, forms.CharField):
                given[name] = (plain if isinstance(field.widget, forms.Textarea) else one_line)(given[name])
        return given

    def told(self):
        """Return the fields for `actions.tell`."""
        return {name: self.cleaned_data[name] for name in self.fields}

    @property
    def is_told(self):
        """Whether something stands in this part."""
        return any(self.initial.get(name) for name in self.fields)


class ShortPart(ShortForm):
    """The five answers, to mend."""

    name, title = "short", _("The short answers")
    is_told = True

    def __init__(self, report, data=None, *, by):
        super().__init__(report, data, by=by, is_draft=False)

    def told(self):
        """Return the fields for `actions.tell`."""
        given = dict(self.cleaned_data)
        return given | {"visibility": given["visibility"] or self.report.visibility}


class WherePart(Part):
    name, title = "where", _("Where, when and with whom")
    place = forms.CharField(
        label=_("Organisation or place"),
        max_length=200,
        required=False,
        help_text=_("For example: health station in Nankai district"),
    )
    setting = many(_("Setting"), vocabulary.SETTINGS)
    started_on = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ended_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty while it goes on."),
    )
    populations = many(_("With whom"), vocabulary.POPULATIONS)
    reached = forms.IntegerField(
        label=_("How many people it reached"), required=False, min_value=0, max_value=MOST_PEOPLE
    )

    def clean(self):
        """It cannot end before it began."""
        given = super().clean()
        if given.get("started_on") and given.get("ended_on") and given["ended_on"] < given["started_on"]:
            self.add_error("ended_on", _("It cannot end before it began."))
        return given


class StepsPart(Part):
    name, title = "steps", _("The five steps")

    def __init__(self, report, data=None, *, by):
        super().__init__(report, data, by=by)
        for step, label in terms.STEPS.items():
            known = report.steps.get(step, {})
            self.fields[f"step_{step}"] = one(label, terms.STEP_STATES)
            how = _("How, and what you learned")
            self.fields[f"step_{step}_text"] = text(how)
            self.fields[f"step_{step}_text"].widget.attrs = {"rows": 3, "aria-label": f"{label}: {how}"}
            self.initial |= {f"step_{step}": known.get("state", ""), f"step_{step}_text": known.get("text", "")}

    def told(self):
        """Return the steps of which anything is said."""
        given = self.cleaned_data
        steps = {step: {"state": given[f"step_{step}"], "text": given[f"step_{step}_text"]} for step in terms.STEPS}
        return {"steps": {step: told for step, told in steps.items() if any(told.values())}}


class ChangesPart(Part):
    name, title = "changes", _("What was kept, and what changed")
    kept = text(_("What was kept"), help_text=_("What you held on to, because it makes the work what it is."))
    modified = many(_("What was modified"), terms.MODIFIED)
    context_changes = many(_("What changed around it"), terms.CONTEXT_CHANGES)
    content_changes = many(_("What changed in it"), terms.CONTENT_CHANGES)
    levels = many(_("For whom it was modified"), terms.LEVELS)
    fidelity = one(_("And what makes it work?"), terms.FIDELITY)
    stages = many(_("When it was modified"), terms.STAGES)
    planned = one(_("Was it planned?"), terms.PLANNED)
    deciders = many(_("Who took part in the decision"), terms.DECIDERS)


class WhyPart(Part):
    name, title = "why", _("Why it was changed")
    goals = many(_("What for"), terms.GOALS)
    why = text(_("Why, in your words"))

    def __init__(self, report, data=None, *, by):
        super().__init__(report, data, by=by)
        for level, label in terms.REASON_LEVELS.items():
            name = f"reasons_{level}"
            self.fields[name] = many(label, terms.REASONS[level])
            self.initial[name] = [code.partition(":")[2] for code in report.reasons if code.startswith(f"{level}:")]

    def told(self):
        """Return the reasons of all levels in one list."""
        given = self.cleaned_data
        reasons = [f"{level}:{code}" for level in terms.REASON_LEVELS for code in given[f"reasons_{level}"]]
        return {"goals": given["goals"], "why": given["why"], "reasons": reasons}


class ResultPart(Part):
    name, title = "result", _("What came of it")
    reach = text(_("Whom it reached, and whom it did not"))
    result = text(_("What came of it"), help_text=_("Good and bad; with figures where you have them."))
    recommend = one(_("Would you recommend it?"), terms.RECOMMENDS)


class PeoplePart(Part):
    name, title = "people", _("Who reports, and in which language")
    reporters = AuthorsField(
        label=_("Who reports"),
        required=False,
        help_text=_("One a line: a name, or a name and the @handle of a member, who may then write here too."),
    )
    language = forms.ChoiceField(label=_("Language of the report"))
    edition = forms.ModelChoiceField(label=_("Which version you used"), queryset=None, required=False)

    def __init__(self, report, data=None, *, by):
        super().__init__(report, data, by=by)
        codes = dict.fromkeys([*vocabulary.LANGUAGES, report.language, *report.city.languages])
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]
        editions = report.resource.editions.exclude(published_at=None)
        self.fields["edition"].queryset = editions
        self.fields["edition"].label_from_instance = lambda edition: _("Version %(n)s") % {"n": edition.number}
        self.initial["edition"] = report.edition_id
        rows = report.reporters.select_related("member")
        self.initial["reporters"] = "\n".join(
            " ".join(filter(None, [row.name, f"@{row.member.handle}" if row.member else ""])) for row in rows
        )


PARTS = (ShortPart, WherePart, StepsPart, ChangesPart, WhyPart, ResultPart, PeoplePart)


def parts_of(report, by, data=None):
    """Return one form of each part for `report`."""
    return [part(report, data, by=by) for part in PARTS]


def stamp_of(report):
    """Return a short word that changes with anything that a report tells, so that nobody writes over another."""
    fields = [report._meta.get_field(name).attname for name in terms.TOLD]
    told = json.dumps([getattr(report, name) for name in fields], cls=DjangoJSONEncoder, sort_keys=True)
    people = ",".join(f"{row.name}@{row.member_id}" for row in report.reporters.all())
    return hashlib.sha256(f"{told}{people}".encode()).hexdigest()[:20]

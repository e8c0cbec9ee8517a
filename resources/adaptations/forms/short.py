"""Five answers: used it, where, what changed, how it went, one line."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from members.accounts.queries import standing
from network.cities.models import City
from resources.adaptations import terms


def cities_for(member, *also):
    """Return the cities for which `member` may report: home, those coordinated now, and `also` (ids)."""
    mine = Q(pk=member.home_city_id) | Q(pk__in=list(standing(member).coordinates))
    return City.objects.filter(mine | Q(pk__in=[pk for pk in also if pk])).order_by("name")


class ShortForm(forms.Form):
    """What everybody can answer within three minutes."""

    use = forms.ChoiceField(
        label=_("Did you use it?"),
        choices=list(terms.USES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": terms.MISSING["use"]},
    )
    city = forms.ModelChoiceField(
        label=_("Where?"), queryset=None, empty_label=None, error_messages={"required": terms.MISSING["city"]}
    )
    changed = forms.CharField(
        label=_("What did you change?"),
        required=False,
        max_length=terms.TEXT_LIMIT,
        widget=forms.Textarea,
        help_text=_("Two sentences are enough. Nothing, if you used it as it is."),
    )
    rating = forms.TypedChoiceField(
        label=_("How did it go?"),
        choices=list(terms.RATINGS.items()),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": terms.MISSING["rating"]},
    )
    line = forms.CharField(
        label=_("In one line: what should others know?"),
        max_length=terms.LINE_LIMIT,
        error_messages={"required": terms.MISSING["line"]},
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"), choices=list(terms.VISIBILITIES.items()), required=False, widget=forms.RadioSelect
    )

    def __init__(self, report, data=None, *, by, is_draft=True):
        self.report, self.is_draft = report, is_draft
        super().__init__(data, initial=self.known(report, by), label_suffix="")
        self.fields["city"].queryset = cities_for(by, report.city_id if report else None)
        if is_draft:
            for field in self.fields.values():
                field.required = False

    @staticmethod
    def known(report, by):
        """Return what was answered before, the rest as it was typed."""
        if report is None:
            return {"city": by.home_city_id, "visibility": "public"}
        names = ("use", "changed", "rating", "line", "visibility")
        return {name: getattr(report, name) for name in names} | {"city": report.city_id} | report.typed

    def clean_line(self):
        """Return the line as one line."""
        return one_line(self.cleaned_data["line"])

    def clean_changed(self):
        """Return the text without controls."""
        return plain(self.cleaned_data["changed"])

    def clean(self):
        """Ask what was changed where something was, once it is sent."""
        given = super().clean()
        lacks = given.get("use") == "changed" and not given.get("changed") and "changed" not in self.errors
        if lacks and not self.is_draft:
            self.add_error("changed", terms.MISSING["changed"])
        return given

    def answers(self):
        """Return what is right for `actions.save`, and under `typed` what is not, as it was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
        if not given.get("visibility"):
            given.pop("visibility", None)
        wrong = {name: self[name].data for name in self.errors if name in ("changed", "line")}
        return given | {
            "typed": {name: str(value).replace("\x00", "")[:20_000] for name, value in wrong.items() if value}
        }

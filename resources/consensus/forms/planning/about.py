"""Beginning a panel, what it is about, its rules."""

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from network.kit.words import language_name
from resources.consensus.models import Group, Panel, Protocol
from resources.consensus.presets import GROUPS, SCALES
from resources.library.forms.describing import MAIN, OTHER_LANGUAGES

METHOD_WORDS = {
    Panel.Method.DELPHI: _(
        "Two or three rounds without a meeting. Between them everybody sees how each group rated, and the comments."
    ),
    Panel.Method.RAM: _(
        "Rate in private, meet and talk, rate again. From 1 to 9, for a clearly described situation. Classically nine "
        "people."
    ),
    Panel.Method.REALTIME: _(
        "One window of time. Whoever has rated in private sees how others rated, and may change the rating. More "
        "people finish, fewer change their minds."
    ),
    Panel.Method.NOMINAL: _("One meeting: ideas in silence, talk, then everybody ranks the five best in private."),
    Panel.Method.SENSE: _("One short round on a scale from 1 to 5: where do we stand before we begin anything larger?"),
}
USUAL = ("70", "75", "80")
RATED = (
    *("scale", "definition", "usual", "threshold", "threshold_reason", "out_rule", "scope", "percentile"),
    *("drops_settled", "stable_percent"),
)
"""Rules of rounds that rate: a nominal group ranks."""
CHOICES = ("definition", "out_rule", "scope", "percentile", "entry", "withdrawal")
LIMITS = {
    "rounds": (1, 5),
    "quorum": (3, 2000),
    "quorum_percent": (0, 100),
    "stable_percent": (1, 100),
    "smallest_group": (3, 50),
}


def languages():
    """Return the choices of a language for texts."""
    known = [*MAIN, *(code for code in OTHER_LANGUAGES if code not in MAIN)]
    return [(code, language_name(code)) for code in known]


def other_languages(code):
    """Return the portal's languages besides `code`."""
    return [one for one, _name in settings.LANGUAGES if one != code]


class BeginForm(forms.Form):
    """Which method, about what, in which language, who should be asked."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What the panel is about, as people would say it.")
    )
    method = forms.ChoiceField(label=_("Method"), choices=Panel.Method.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("In which you write the statements. Translations can be added to each.")
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups"),
        choices=Group.Kind.choices,
        initial=GROUPS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Answers are counted for the whole panel and for each group. You can change this later."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["language"].choices = languages()
        self.fields["method"].choices = [
            (method.value, format_html('{}<br><span class="small muted">{}</span>', method.label, words))
            for method, words in METHOD_WORDS.items()
        ]

    def clean_title(self):
        """Return the title on one line."""
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Give it a title."))
        return title


class AboutForm(forms.Form):
    """Title, aim, language; the title and the aim in the portal's other languages."""

    title = forms.CharField(label=_("Title"), max_length=200)
    aim = forms.CharField(
        label=_("What should it decide, and for whom?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who is asked reads this first."),
    )
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args, panel, **options):
        protocol = panel.protocol
        first = {"title": panel.title, "aim": protocol.aim, "language": panel.language}
        self.others = other_languages(panel.language)
        for code in self.others:
            first[f"title_{code}"] = panel.titles.get(code, "")
            first[f"aim_{code}"] = (protocol.texts.get("aim") or {}).get(code, "")
        super().__init__(*args, label_suffix="", initial=first, **options)
        self.panel = panel
        self.fields["language"].choices = languages()
        for code in self.others:
            name = language_name(code)
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title in %(language)s") % {"language": name}, max_length=200, required=False
            )
            self.fields[f"aim_{code}"] = forms.CharField(
                label=_("The aim in %(language)s") % {"language": name}, max_length=3000, required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    @property
    def translated(self):
        """Return [(code, name, fields)] of the other languages, for the template."""
        return [(code, language_name(code), [self[f"title_{code}"], self[f"aim_{code}"]]) for code in self.others]

    def clean_title(self):
        """Return the title on one line."""
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Give it a title."))
        return title

    def fields_of_plan(self):
        """Return what is written to the panel and its protocol."""
        given = self.cleaned_data
        texts = dict(self.panel.protocol.texts)
        texts["aim"] = {c: plain(given[f"aim_{c}"]) for c in self.others if given[f"aim_{c}"].strip()}
        return {
            "title": given["title"],
            "language": given["language"],
            "aim": plain(given["aim"]),
            "titles": {c: one_line(given[f"title_{c}"]) for c in self.others if given[f"title_{c}"].strip()},
            "texts": texts,
        }


class RulesForm(forms.ModelForm):
    """Every rule of the protocol, each with what it means."""

    scale = forms.ChoiceField(
        label=_("Scale"),
        choices=[(f"{low}-{high}", _("%(low)s to %(high)s") % {"low": low, "high": high}) for low, high in SCALES],
        widget=forms.RadioSelect,
        help_text=_(
            "From 1 to 9 the thirds 1–3, 4–6 and 7–9 can be told apart. RAND/UCLA needs it. A shorter scale is quicker."
        ),
    )
    usual = forms.ChoiceField(
        label=_("Percent that agree"),
        choices=[*((one, f"{one} %") for one in USUAL), ("other", _("another percent"))],
        widget=forms.RadioSelect,
        help_text=_("75 is the middle of what a hundred published Delphi studies used. Choose before anybody rates."),
    )
    threshold = forms.IntegerField(label=_("Another percent"), min_value=51, max_value=100, required=False)

    class Meta:
        model = Protocol
        fields = [
            *("definition", "threshold_reason", "out_rule", "scope", "percentile", "rounds", "stable_percent"),
            *("drops_settled", "quorum", "quorum_percent", "entry", "withdrawal", "smallest_group", "is_shuffled"),
        ]
        widgets = dict.fromkeys(CHOICES, forms.RadioSelect) | {"threshold_reason": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "definition": _(
                "Percent: enough ratings lie in the upper third. RAND/UCLA: the median lies there and the ratings do "
                "not fall apart. 70/15: at least 70 percent lie in the upper third and fewer than 15 percent in the "
                "lower."
            ),
            "threshold_reason": _("Only for a percent of your own. It is printed in the report."),
            "out_rule": _("For 70/15: when is a statement out?"),
            "scope": _("Whether every group has to agree by itself. That is stricter."),
            "percentile": _(
                "For RAND/UCLA. Programs count percentiles in different ways, and the verdict can hang on it. The "
                "results say so where it does. If in doubt, leave it."
            ),
            "rounds": _("No consensus after the last round is a result, and is published as one."),
            "stable_percent": _(
                "Agreement and stability are two questions. A statement is stable when fewer than this percent of the "
                "same people moved to another third."
            ),
            "drops_settled": _("What is agreed or rejected, and stable, is not asked again."),
            "quorum": _("With fewer ratings a round is marked as under quorum, and gives no verdict."),
            "quorum_percent": _("The same, as a part of those who could answer."),
            "entry": _("Whoever missed a round can bring new views to the next one; or you keep to the same people."),
            "withdrawal": _("Panellists read this before they say yes. It never changes afterwards."),
            "smallest_group": _("Figures of smaller groups stay hidden, so that nobody’s answer can be guessed."),
            "is_shuffled": _("So that the last statements are not always rated by tired people."),
        }  # fmt: skip

    def __init__(self, *args, instance, **options):
        usual = str(instance.threshold) if str(instance.threshold) in USUAL else "other"
        first = {
            "scale": f"{instance.low}-{instance.high}",
            "usual": usual,
            "threshold": instance.threshold if usual == "other" else None,
        }
        super().__init__(*args, instance=instance, initial=first, label_suffix="", **options)
        if instance.panel_id and instance.panel.method == Panel.Method.NOMINAL:
            for name in RATED:
                del self.fields[name]

    def clean_scale(self):
        """Return (low, high)."""
        low, high = self.cleaned_data["scale"].split("-")
        return int(low), int(high)

    def clean(self):
        """See that the percent has its reason, and that RAND/UCLA and 70/15 stand on the scale that they need."""
        given = super().clean()
        usual, own = given.get("usual"), given.get("threshold")
        if usual == "other":
            if own is None and "threshold" not in self.errors:
                self.add_error("threshold", _("Write the percent, from 51 to 100."))
            if not (given.get("threshold_reason") or "").strip():
                self.add_error("threshold_reason", _("Say why this percent, which is not one of the usual ones."))
        elif usual:
            given["threshold"] = int(usual)
        if (
            self.instance.panel_id
            and self.instance.panel.method == Panel.Method.REALTIME
            and given.get("rounds", 1) != 1
        ):
            self.add_error("rounds", _("In real time there is one round: its window."))
        wrong_scale = given.get("scale") and given["scale"] != (1, 9)
        if wrong_scale and given.get("definition") == Protocol.Definition.RAM:
            self.add_error("scale", _("RAND/UCLA is defined for a scale from 1 to 9 only."))
        for name, (least, most) in LIMITS.items():
            if given.get(name) is not None and not least <= given[name] <= most:
                self.add_error(name, _("From %(least)s to %(most)s.") % {"least": least, "most": most})
        return given

    def _post_clean(self):
        """Check single fields alone: the row itself is written by the action, under its lock."""

    def fields_of_plan(self):
        """Return what is written to the protocol."""
        given = dict(self.cleaned_data)
        if "scale" not in given:
            return given
        given.pop("usual")
        low, high = given.pop("scale")
        given["threshold_reason"] = plain(given["threshold_reason"])
        anchors = {}
        old = self.instance
        for rating, words in old.anchors.items():
            # The words of the two ends go along when the scale grows or shrinks.
            place = {str(old.low): str(low), str(old.high): str(high)}.get(rating)
            if place or (old.low, old.high) == (low, high):
                anchors[place or rating] = words
        return given | {"low": low, "high": high, "anchors": anchors}

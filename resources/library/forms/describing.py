"""One short form that describes a resource. A draft takes what is right and remembers the rest as it was typed."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from network.cities.models import City, Programme
from network.kit.words import is_chinese, language_name
from resources.library import vocabulary, words
from resources.library.actions.kin import licence_refusal
from resources.library.forms.fields import AuthorsField, CitiesField, DoiField, LinkField, WordsField, author_line
from resources.library.terms import MISSING, TITLE_LIMIT

MAIN = tuple(vocabulary.LANGUAGES)
OTHER_LANGUAGES = (
    *("ar", "bn", "de", "fa", "fr", "hi", "it", "ja", "ko", "kl", "nl", "pa", "pl", "pt", "ro", "ru", "so", "sv"),
    *("sw", "ta", "tl", "tr", "uk", "ur", "vi", "yue", "zh-hant"),
)
SHORT = ("title", "kind", "languages", "licence", "cities")
FOLDED = (
    *("summary", "topics", "free_topics", "populations", "setting", "functions", "car_stage", "values", "authors"),
    *("year", "visibility", "title_language", "other_languages", "link", "programmes", "doi", "citation"),
    *("licence_terms", "files_for", "is_told_of"),
)
SAME = (
    *("kind", "licence", "cities", "populations", "setting", "functions", "car_stage", "values", "authors", "year"),
    *("programmes", "doi", "citation", "licence_terms", "is_told_of"),
)
SCHEMES = {
    "populations": "population",
    "setting": "setting",
    "functions": "function",
    "car_stage": "car-stage",
    "values": "value",
    "topics": "topic",
}


def boxes(label, table, **options):
    """Return a field of boxes for a vocabulary."""
    words = [(code, getattr(word, "label", word)) for code, word in table.items()]
    return forms.MultipleChoiceField(
        label=label, choices=words, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def choice(label, table, none, **options):
    """Return a field with one choice of a vocabulary."""
    return forms.ChoiceField(label=label, choices=[("", none), *table.items()], required=False, **options)


def licence_words(code):
    """Return what a licence lets others do, and its name where it has one."""
    licence = vocabulary.LICENCES[code]
    return format_lazy("{} ({})", licence.says, licence.label) if licence.url else licence.says


class DescribeForm(forms.Form):
    """Five questions in sight, the rest folded. Nothing is required before publishing."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LIMIT, required=False)
    kind = choice(_("Kind"), vocabulary.KINDS, _("Choose one"))
    languages = forms.MultipleChoiceField(
        label=_("Languages of the files"), required=False, widget=forms.CheckboxSelectMultiple
    )
    licence = forms.ChoiceField(
        label=_("What may others do with it?"),
        choices=[(code, licence_words(code)) for code in vocabulary.LICENCES],
        required=False,
        widget=forms.RadioSelect,
    )
    cities = CitiesField(City.objects.none(), label=_("Cities it comes from"), required=False)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        help_text=_("What it is, for whom, and how it was used. The first lines stand in lists and in letters."),
    )
    topics = boxes(_("Topics"), {})
    free_topics = WordsField(
        label=_("Further topics"), required=False, max_length=500, help_text=_("In your own words, parted by commas.")
    )
    populations = boxes(_("For whom"), {})
    setting = boxes(_("Where it is used"), {})
    functions = boxes(_("Functions of peer support that it serves"), {})
    car_stage = choice(_("Stage of action research"), {}, _("None"))
    values = boxes(_("Value that it creates or claims"), {})
    authors = AuthorsField(
        label=_("Authors"),
        required=False,
        max_length=20_000,
        help_text=_("One a line, in order. Behind a name you may write @handle for a member, or an ORCID."),
    )
    year = forms.IntegerField(
        label=_("Year in which it was made"), required=False, min_value=1900, max_value=timezone.now().year + 1
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"), choices=vocabulary.VISIBILITIES, required=False, widget=forms.RadioSelect
    )
    title_language = forms.ChoiceField(label=_("Language of title and summary"), required=False)
    other_languages = forms.MultipleChoiceField(
        label=_("Other languages of the files"), required=False, widget=forms.CheckboxSelectMultiple
    )
    link = LinkField(label=_("Link or DOI"), required=False, max_length=1000)
    programmes = forms.ModelMultipleChoiceField(
        Programme.objects.none(),
        label=_("Programmes it comes from"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    doi = DoiField(
        label="DOI",
        required=False,
        max_length=300,
        help_text=_("If it has one already: 10.1234/abc. It is cited by it."),
    )
    citation = forms.CharField(
        label=_("How it is to be cited"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Leave it empty, and it is put together from authors, year and title."),
    )
    licence_terms = forms.CharField(
        label=_("Further terms"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Where none of these fits: what the owner allows, and who gave the permission."),
    )
    files_for = forms.ChoiceField(
        label=_("Who may take the files"), choices=vocabulary.FILES_FOR, required=False, widget=forms.RadioSelect
    )
    is_told_of = forms.BooleanField(
        label=_("Tell others that it exists"),
        required=False,
        help_text=_("Whoever may not see it then finds its title, its summary and your city, and may ask you for it."),
    )

    def __init__(self, resource, data=None, *, typed=None, language="en"):
        self.resource, self.strict = resource, resource.state != "draft"
        self.texts = {text.language: text for text in resource.texts.all()}
        self.said = self.known()
        super().__init__(data, initial=self.said | (typed or {}), label_suffix="")
        self.fields["cities"].queryset = City.objects.visible_to(resource.owner).order_by("name")
        for name, scheme in SCHEMES.items():
            self.fields[name].choices = self.offered(name, scheme, language)
        near_cities = [city.pk for city in resource.cities.all()]
        self.fields["programmes"].queryset = Programme.objects.filter(
            Q(city__in=near_cities) | Q(resources=resource)
        ).distinct()
        near = [*MAIN, *(code for code in resource.languages if code not in MAIN)]
        self.fields["languages"].choices = [(code, language_name(code)) for code in near]
        rest = [code for code in OTHER_LANGUAGES if code not in near]
        self.fields["other_languages"].choices = [(code, language_name(code)) for code in rest]
        spoken = [*MAIN, *(code for code in (*self.texts, resource.language) if code not in MAIN)]
        self.fields["title_language"].choices = [
            (code, language_name(code)) for code in dict.fromkeys([*spoken, *OTHER_LANGUAGES])
        ]
        self.add_translations(spoken)

    def offered(self, name, scheme, language):
        """Return the choices of a vocabulary: the words in use, and those that the resource has already."""
        held = self.said[name] or []
        known = words.words(scheme).items()
        if scheme == "value":
            known = [(code, one) for code, one in known if one.broader]
        choices = [(code, one.label(language)) for code, one in known if one.status == "active" or code in held]
        return [("", _("None")), *choices] if name == "car_stage" else choices

    def known(self):
        """Return what the resource says of itself, by the names of the fields."""
        resource, own = self.resource, self.texts.get(self.resource.language)
        slugs = [topic.slug for topic in resource.topics.all()]
        names = {topic.slug: topic.name for topic in resource.topics.all()}
        curated = words.words("topic")
        return {
            **{name: getattr(resource, name) for name in ("kind", "languages", "licence", "populations", "setting")},
            **{name: getattr(resource, name) for name in ("functions", "car_stage", "values", "year", "visibility")},
            **{name: getattr(resource, name) for name in ("doi", "citation", "licence_terms", "files_for")},
            "is_told_of": resource.is_told_of,
            "programmes": [programme.pk for programme in resource.programmes.all()],
            "link": resource.link,
            "title": own.title if own else "",
            "summary": own.summary if own else "",
            "title_language": resource.language,
            "cities": [city.slug for city in resource.cities.all()],
            "topics": [slug for slug in slugs if slug in curated],
            "free_topics": [names[slug] for slug in slugs if slug not in curated],
            "authors": "\n".join(author_line(one) for one in resource.authorships.select_related("member")),
        }

    def add_translations(self, spoken):
        """Add title, summary and their origin for each language; the page shows those that are not the title's."""
        self.translated = list(dict.fromkeys(spoken))
        for code in self.translated:
            text = self.texts.get(code)
            name = language_name(code)
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title in %(language)s") % {"language": name}, max_length=TITLE_LIMIT, required=False
            )
            self.fields[f"summary_{code}"] = forms.CharField(
                label=_("Summary in %(language)s") % {"language": name},
                max_length=5000,
                required=False,
                widget=forms.Textarea,
            )
            self.fields[f"provenance_{code}"] = forms.ChoiceField(
                label=_("Written by whom"), choices=vocabulary.PROVENANCES, required=False
            )
            is_other = text and code != self.resource.language
            said = {"title": text.title, "summary": text.summary, "provenance": text.provenance} if is_other else {}
            for part in ("title", "summary", "provenance"):
                self.initial.setdefault(f"{part}_{code}", said.get(part, "author" if part == "provenance" else ""))

    @property
    def translations(self):
        """The fields of other languages, for the template: (language, [title, summary, provenance], is there any)."""
        shown = self["title_language"].value() or self.resource.language
        for code in self.translated:
            if code == shown:
                continue
            fields = [self[f"{part}_{code}"] for part in ("title", "summary", "provenance")]
            is_there = code in self.texts or any(field.errors for field in fields)
            yield code, fields, is_there

    def clean_title(self):
        """Return the title on one line."""
        return one_line(self.cleaned_data["title"])

    def clean_summary(self):
        """Return the summary without controls."""
        return plain(self.cleaned_data["summary"])

    def clean_citation(self):
        """Return it on one line."""
        return one_line(self.cleaned_data["citation"])

    def clean_licence_terms(self):
        """Return them without controls."""
        return plain(self.cleaned_data["licence_terms"])

    def clean(self):
        """Ask for what a published resource may not lose, and for a title to each summary."""
        given = super().clean()
        self.guess_language(given)
        for code in self.translated:
            given[f"title_{code}"] = one_line(given.get(f"title_{code}"))
            given[f"summary_{code}"] = plain(given.get(f"summary_{code}"))
            if given[f"summary_{code}"] and not given[f"title_{code}"] and f"title_{code}" not in self.errors:
                self.add_error(f"title_{code}", _("A summary needs a title in its language."))
        if given.get("licence") and (refusal := licence_refusal(self.resource, given["licence"])):
            self.add_error("licence", refusal)
        if self.strict:
            for name in ("title", "kind", "licence"):
                if name not in self.errors and not given.get(name):
                    self.add_error(name, MISSING[name])
            if not given.get("languages") and not given.get("other_languages") and not self.has_error("languages"):
                self.add_error("languages", MISSING["languages"])
            if given.get("licence") == "unknown":
                self.add_error("licence", MISSING["licence_open"])
            if given.get("visibility") == "city" and not given.get("cities"):
                self.add_error("cities", MISSING["cities"])
        return given

    def guess_language(self, given):
        """Let a new title be in the language whose letters it has, until somebody says otherwise."""
        title, own = given.get("title"), self.resource.language
        if self.strict or not title or title == self.said["title"] or given.get("title_language", own) not in ("", own):
            return
        is_han = any(is_chinese(letter) for letter in title)
        if is_han and own.split("-")[0] not in ("zh", "ja", "ko", "yue"):
            given["title_language"] = "zh-hans"
        elif not is_han and own.startswith("zh"):
            chosen = [code for code in given.get("languages") or self.resource.languages if not code.startswith("zh")]
            given["title_language"] = chosen[0] if chosen else "en"

    def described(self, names=None):
        """Return what `actions.describe` is to write: the fields in `names` (None: all) that are right.

        An empty title or no language never undoes a draft's own: it may have been read in the file since.
        """
        given = {k: v for k, v in self.cleaned_data.items() if k not in self.errors and (names is None or k in names)}
        told = {name: given[name] for name in SAME if name in given}
        told |= {name: given[name] for name in ("visibility", "files_for") if given.get(name)}
        if "link" in given:
            told["link"] = given["link"]
        if "languages" in given or "other_languages" in given:
            chosen = [*self.now("languages", given), *self.now("other_languages", given)]
            if chosen:
                told["languages"] = list(dict.fromkeys(chosen))
        if "topics" in given or "free_topics" in given:
            told["topics"] = [*self.now("topics", given), *self.now("free_topics", given)]
        self._told_texts(told, given)
        return told

    def now(self, name, given):
        """Return what was given for a field, else what the resource says."""
        return given[name] if name in given else (self.said.get(name) or [])

    def _told_texts(self, told, given):
        own, texts = self.resource.language, {}
        language = self.cleaned_data.get("title_language") if "title" in given else given.get("title_language")
        language = language or own
        if language != own:
            told["language"] = language
            if own in self.texts:
                texts[own] = None
            given = {"summary": self.said["summary"]} | given
            given["title"] = given.get("title") or self.said["title"]
        main = {name: given[name] for name in ("title", "summary") if name in given}
        if not main.get("title"):
            main.pop("title", None)
        if any(main.values()) or (main and own in self.texts):
            texts[language] = main
        for code in self.translated:
            parts = {
                part: given[f"{part}_{code}"]
                for part in ("title", "summary", "provenance")
                if f"{part}_{code}" in given
            }
            if code == language or not parts:
                continue
            if parts.get("title"):
                texts[code] = parts
            elif "title" in parts and code in self.texts:
                texts[code] = None
            elif code in self.texts and code != own:
                texts[code] = {name: value for name, value in parts.items() if value or name == "summary"}
        if texts:
            told["texts"] = texts

"""The forms of joining, answering and the own profile: shape and clean, never save."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.models import Member, Role
from members.accounts.terms import CONSENT_TEXT, LANGUAGE_CODES
from network.cities.models import City
from network.kit.clock import zones
from network.kit.words import language_name

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
ROLE_WORDS = (
    (Role.PEER_SUPPORTER, _("Peer supporter: I live with diabetes, or close to it, and support others")),
    (Role.PRACTITIONER, _("Practitioner: nurse, doctor, dietitian, social worker")),
    (Role.RESEARCHER, _("Researcher")),
    (Role.CITY_OFFICIAL, _("City official")),
    (Role.PARTNER, _("Development partner")),
    (Role.OTHER, _("Something else")),
)


def is_latin(text):
    """Say whether every letter of `text` belongs to the Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def one_line(text):
    """Return `text` without controls and with single spaces."""
    return " ".join(CONTROL.sub("", text or "").split())


def plain(text):
    """Return `text` of several lines without controls (line ends stay)."""
    return CONTROL.sub("", (text or "").replace("\r\n", "\n")).strip()


class Languages(forms.MultipleChoiceField):
    """Languages, each under its own name."""

    def __init__(self, **options):
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=lambda: [(code, language_name(code)) for code in LANGUAGE_CODES], **options)


class CityField(forms.ModelChoiceField):
    """A partner city that is open to join, by its slug."""

    def __init__(self, **options):
        super().__init__(queryset=City.objects.none(), to_field_name="slug", **options)

    def label_from_instance(self, city):
        """Both names where they differ: '上海 Shanghai'."""
        name = str(city)
        return name if city.name_native in ("", name) else f"{city.name_native} · {name}"


class WrittenMixin:
    """Cleans what people write: names to one line, texts without controls, a Latin name where the own is not."""

    LINES = ("name", "name_latin", "organisation")
    TEXTS = ("why", "offer", "seek", "interests", "about", "offers", "seeks")

    def clean(self):
        data = super().clean()
        for fields, cleaner in ((self.LINES, one_line), (self.TEXTS, plain)):
            for name in fields:
                if name in data:
                    data[name] = cleaner(data[name])
                    if not data[name] and self.fields[name].required:
                        self.add_error(name, self.fields[name].error_messages["required"])
        name = data.get("name", "")
        if name and is_latin(name):
            data["name_latin"] = data.get("name_latin") or name
        elif name and not data.get("name_latin"):
            self.add_error("name_latin", _("Please write your name in Latin letters too, for readers elsewhere."))
        elif name and not is_latin(data["name_latin"]):
            self.add_error("name_latin", _("There are letters of another script in here."))
        return data


class ApplicationForm(WrittenMixin, forms.Form):
    """What an applicant says about themselves."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As you want others to read it. Any script."),
        error_messages={"required": _("Please write your name.")},
    )
    name_latin = forms.CharField(
        label=_("Your name in Latin letters"),
        max_length=150,
        required=False,
        help_text=_("Only if it is written in another script above."),
    )
    city = CityField(
        label=_("Your home city"),
        help_text=_("Its coordinators will read your application. You may follow others later."),
        empty_label=_("Choose a city"),
        error_messages={
            "required": _("Please choose the city that you belong to."),
            "invalid_choice": _("This city is not open to join."),
        },
    )
    role = forms.ChoiceField(
        label=_("What describes you best?"),
        choices=ROLE_WORDS,
        widget=forms.RadioSelect,
        help_text=_("Choose the one that you would say first."),
        error_messages={"required": _("Please choose one.")},
    )
    organisation = forms.CharField(
        label=_("Where you work or volunteer"), max_length=200, required=False, help_text=_("A clinic, group, office …")
    )
    why = forms.CharField(
        label=_("Why would you like to join?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two sentences are enough."),
        error_messages={"required": _("Please say in a sentence why you would like to join.")},
    )
    offer = forms.CharField(
        label=_("One thing that you can offer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: “I have started four groups in churches and can tell you what went wrong.”"),
        error_messages={"required": _("Please write one thing, however small. It is how others find you.")},
    )
    seek = forms.CharField(
        label=_("One thing that you seek"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    languages = Languages(
        label=_("Languages that you speak"), error_messages={"required": _("Please choose at least one.")}
    )
    is_sponsor_staff = forms.BooleanField(
        label=_("I work for a sponsor of the programme, or a sponsor pays for my work here"),
        required=False,
        help_text=_("It does not shut you out. Others see it where it matters."),
    )
    interests = forms.CharField(
        label=_("Other interests that readers should know of"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: you advise a company that makes medicines or devices."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.open_to_join().order_by("name")

    def answers(self):
        """Return the clean answers without the city, as `actions` take them."""
        apart = ("city", "email", "consent", "website")
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


class JoinForm(ApplicationForm):
    """The same for a stranger: with an address, the consent, and a field that only machines fill in."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("We send a code to it. Members do not see it."),
        error_messages={
            "required": _("Please write your e-mail address."),
            "invalid": _("This is not a complete e-mail address, such as name@example.org."),
        },
    )
    consent = forms.BooleanField(
        label=CONSENT_TEXT, error_messages={"required": _("Without this we may not keep your application.")}
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))
    field_order = ("name", "name_latin", "email")

    def clean_email(self):
        """Return the address in lower case."""
        return self.cleaned_data["email"].lower()

    @property
    def is_from_a_machine(self):
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))


class DeclineForm(forms.Form):
    """A reason, which the applicant reads."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads this, word for word."),
        error_messages={"required": _("Declining takes a reason, which the applicant reads.")},
    )

    def clean_reason(self):
        """Return the reason without controls; it must hold words."""
        reason = plain(self.cleaned_data["reason"])
        if not reason:
            raise forms.ValidationError(self.fields["reason"].error_messages["required"])
        return reason


class ProfileForm(WrittenMixin, forms.Form):
    """What members say about themselves."""

    name = forms.CharField(label=_("Your name"), max_length=150, help_text=_("Any script."))
    name_latin = forms.CharField(label=_("Your name in Latin letters"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("What describes you best?"), choices=ROLE_WORDS, widget=forms.RadioSelect)
    organisation = forms.CharField(label=_("Where you work or volunteer"), max_length=200, required=False)
    about = forms.CharField(
        label=_("About you"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you do, and what you would like to be asked. Your city hears of it once, in its digest."),
    )
    offers = forms.CharField(
        label=_("What you can offer"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seeks = forms.CharField(
        label=_("What you seek"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    languages = Languages(label=_("Languages that you speak"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the portal and of your mails"), choices=Member._meta.get_field("language").choices
    )
    time_zone = forms.ChoiceField(label=_("Your time zone"), help_text=_("All hours are shown in it."))
    is_sponsor_staff = forms.BooleanField(
        label=_("I work for a sponsor of the programme, or a sponsor pays for my work here"),
        required=False,
        help_text=_("Others see it where it matters."),
    )
    interests = forms.CharField(
        label=_("Other interests that readers should know of"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [(name, name.replace("_", " ")) for name in zones()]

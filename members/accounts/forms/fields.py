"""What all our forms share: how text is cleaned, and the fields for languages and cities."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.models import Role
from members.accounts.terms import LANGUAGE_CODES
from network.cities.models import City
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

"""The form of the own profile: what one says, and who sees it."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from members.accounts.feed import topics_to_know
from members.accounts.forms.fields import ROLE_WORDS, Languages, WrittenMixin, one_line
from members.accounts.models import Member
from members.accounts.orcid import clean_orcid
from members.accounts.visible import FIELDS, LEVELS, level_of
from network.kit.clock import zones

MOST_LINKS, MOST_ORGANISATIONS, MOST_CAPACITY = 5, 5, 20
MOST_PHOTO_BYTES = 12 * 1024 * 1024
WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)
# Sections of the page: (title, rows); a row is (fields, whose visibility stands beside them).
SECTIONS = (
    (
        _("Who you are"),
        (
            ((), "photo"),
            (("name",), "name"),
            (("name_latin",), "name_latin"),
            ((), "city"),
            (("role",), "role"),
            (("organisation", "organisations"), "organisation"),
        ),
    ),
    (
        _("What you do"),
        (
            (("about",), "about"),
            (("offers",), "offers"),
            (("seeks",), "seeks"),
            (("capacity",), "capacity"),
            (("expertise",), "expertise"),
            (("languages",), "languages"),
        ),
    ),
    (
        _("How to reach you"),
        (
            ((), "email"),
            (("links",), "links"),
            (("orcid",), "orcid"),
            (("time_zone",), "time_zone"),
            (("hours_from", "hours_to", "hours_days"), "hours"),
        ),
    ),
    (_("Interests and language"), ((("is_sponsor_staff", "interests"), ""), (("language",), ""))),
)
LABELS = {"photo": _("Photo"), "city": _("Home city"), "email": _("E-mail"), "hours": _("Working hours")}


def clean_link(line):
    """Return one address on the web as it is kept. Raises ValidationError unless it is a plain https address."""
    line = line if "://" in line else f"https://{line}"
    wrong = ValidationError(
        _("“%(line)s” is not an address that starts with https://."), code="link", params={"line": line[:80]}
    )
    try:
        parts = urlsplit(line)
        plain = parts.username is None and parts.password is None and parts.port in (None, 443)
        plain = plain and "." in (parts.hostname or "")
        URLValidator(schemes=["https"])(line)
    except (ValueError, ValidationError):
        raise wrong from None
    if not plain or len(line) > 300:
        raise wrong
    return line


class ProfileForm(WrittenMixin, forms.Form):
    """What members say about themselves, and who sees each of it."""

    name = forms.CharField(label=_("Your name"), max_length=150, help_text=_("Any script."))
    name_latin = forms.CharField(label=_("Your name in Latin letters"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("What describes you best?"), choices=ROLE_WORDS, widget=forms.RadioSelect)
    organisation = forms.CharField(label=_("Where you work or volunteer"), max_length=200, required=False)
    organisations = forms.CharField(
        label=_("Other organisations"),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, at most five."),
    )
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
    capacity = forms.IntegerField(
        label=_("Open to mentor: how many people?"),
        min_value=0,
        max_value=MOST_CAPACITY,
        required=False,
        help_text=_("0 or empty: not just now."),
    )
    expertise = forms.MultipleChoiceField(
        label=_("Topics that you know well"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = Languages(label=_("Languages that you speak"), required=False)
    links = forms.CharField(
        label=_("Links"),
        max_length=1600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Your page at work, a profile elsewhere: one a line, at most five, with https."),
    )
    orcid = forms.CharField(
        label="ORCID", max_length=60, required=False, help_text=_("Sixteen figures, such as 0000-0002-1825-0097.")
    )
    time_zone = forms.ChoiceField(label=_("Your time zone"), help_text=_("All hours are shown in it."))
    hours_from = forms.TimeField(
        label=_("You work from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    hours_to = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    hours_days = forms.TypedMultipleChoiceField(
        label=_("on"), choices=WEEKDAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
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
        help_text=_("Members always see these: they should know who speaks."),
    )
    language = forms.ChoiceField(
        label=_("Language of the portal and of your mails"), choices=Member._meta.get_field("language").choices
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["time_zone"].choices = [(name, name.replace("_", " ")) for name in zones()]
        self.fields["expertise"].choices = topics_to_know(member)
        for field in FIELDS:
            self.fields[f"shown_{field}"] = forms.ChoiceField(
                label=_("Seen by"), choices=list(LEVELS.items()), required=False, initial=level_of(member, field)
            )

    def sections(self):
        """Yield {title, rows} for the page; each row has its fields, the choice beside them, and what stands alone."""
        for title, rows in SECTIONS:
            yield {
                "title": title,
                "rows": [
                    {
                        "bounds": [self[name] for name in names],
                        "shown": self[f"shown_{field}"] if field else None,
                        "label": LABELS.get(field) or (self.fields[names[0]].label if names else ""),
                        "alone": "" if names else field,
                    }
                    for names, field in rows
                ],
            }

    def clean_capacity(self):
        """Return the number; none is 0."""
        return self.cleaned_data["capacity"] or 0

    def clean_orcid(self):
        """Return the iD as it is written."""
        return clean_orcid(self.cleaned_data["orcid"])

    def clean_links(self):
        """Return the list of addresses."""
        lines = [one_line(line) for line in self.cleaned_data["links"].splitlines()]
        links = list(dict.fromkeys(clean_link(line) for line in lines if line))
        if len(links) > MOST_LINKS:
            raise ValidationError(_("Five links are enough."))
        return links

    def clean_organisations(self):
        """Return the list of names."""
        names = list(dict.fromkeys(filter(None, map(one_line, self.cleaned_data["organisations"].splitlines()))))
        if len(names) > MOST_ORGANISATIONS or any(len(name) > 200 for name in names):
            raise ValidationError(_("One a line, at most five."))
        return names

    def clean(self):
        data = super().clean()
        if bool(data.get("hours_from")) != bool(data.get("hours_to")) and not {"hours_from", "hours_to"} & set(
            self.errors
        ):
            missing = "hours_to" if data.get("hours_from") else "hours_from"
            self.add_error(missing, _("Please give both hours, or none."))
        data["shown"] = {field: data.pop(f"shown_{field}", "") or level_of(self.member, field) for field in FIELDS}
        return data


class PhotoForm(forms.Form):
    """A picture of oneself."""

    photo = forms.FileField(
        label=_("A picture of you"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_(
            "JPEG, PNG or WebP, at most 12 MB. It is drawn anew and small; where and when it was taken is left out."
        ),
        error_messages={"required": _("Please choose a picture."), "empty": _("This file is empty.")},
    )

    def clean_photo(self):
        """Return the upload unless it is too large."""
        photo = self.cleaned_data["photo"]
        if photo.size > MOST_PHOTO_BYTES:
            raise ValidationError(_("This picture is larger than 12 MB."))
        return photo

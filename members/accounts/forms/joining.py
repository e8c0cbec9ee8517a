"""The forms of joining and of answering: shape and clean, never save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms.fields import ROLE_WORDS, CityField, Languages, WrittenMixin, plain
from members.accounts.terms import CONSENT_TEXT
from network.cities.models import City


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

"""Words of the calendar: kinds and modes of meetings, who sees them, roles, answers, places."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def new_uid():
    """Return 128 random bits as hex: the part of an iCalendar UID before the host. Nobody can guess it."""
    return secrets.token_hex(16)


class Kind(models.TextChoices):
    """What a meeting is."""

    TELECONFERENCE = "teleconference", _("teleconference")
    IN_PERSON = "in_person", _("meeting in person")
    HYBRID = "hybrid", _("hybrid meeting")
    WORKSHOP = "workshop", _("workshop")
    SIDE = "side", _("side meeting at a congress")
    BILATERAL = "bilateral", _("bilateral meeting")


class Mode(models.TextChoices):
    """How people can take part; at a hybrid meeting each says which."""

    ONLINE = "online", _("online")
    ON_SITE = "on_site", _("on site")
    BOTH = "both", _("on site or online")


class Visibility(models.TextChoices):
    """Who sees a meeting; whoever is invited or a host sees it anyway."""

    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("members of the network")
    CITY = "city", _("members of the host city")
    INVITED = "invited", _("those who are invited")


class Role(models.TextChoices):
    """What somebody is to a meeting."""

    HOST = "host", _("host")
    SPEAKER = "speaker", _("speaker")
    ASKED = "asked", _("invited")
    OPTIONAL = "optional", _("invited, may stay away")
    GUEST = "guest", _("registered")


class Answer(models.TextChoices):
    """PARTSTAT of RFC 5545, in our words."""

    NONE = "none", pgettext_lazy("an invitation", "not answered")
    YES = "yes", pgettext_lazy("an invitation", "comes")
    MAYBE = "maybe", pgettext_lazy("an invitation", "perhaps")
    NO = "no", pgettext_lazy("an invitation", "does not come")
    DELEGATED = "delegated", pgettext_lazy("an invitation", "sends somebody else")


class How(models.TextChoices):
    """By which way an answer came."""

    PAGE = "page", pgettext_lazy("an answer", "on the page")
    LINK = "link", pgettext_lazy("an answer", "by the link of the mail")
    MAIL = "mail", pgettext_lazy("an answer", "from their calendar")


PARTSTAT = {
    Answer.NONE: "NEEDS-ACTION",
    Answer.YES: "ACCEPTED",
    Answer.MAYBE: "TENTATIVE",
    Answer.NO: "DECLINED",
    Answer.DELEGATED: "DELEGATED",
}


class Place(models.TextChoices):
    """Where a registration stands, at meetings that one registers for."""

    NONE = "", pgettext_lazy("a registration", "not registered")
    CONFIRMED = "confirmed", pgettext_lazy("a registration", "has a place")
    WAITING = "waiting", pgettext_lazy("a registration", "on the waiting list")
    WITHDRAWN = "withdrawn", pgettext_lazy("a registration", "withdrawn")


class Presence(models.TextChoices):
    """Whether somebody was there, as hosts noted it."""

    UNKNOWN = "", pgettext_lazy("attendance", "not noted")
    PRESENT = "present", pgettext_lazy("attendance", "was there")
    ABSENT = "absent", pgettext_lazy("attendance", "was absent")
    EXCUSED = "excused", pgettext_lazy("attendance", "was excused")

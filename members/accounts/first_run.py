"""The first-run checklist: at most five steps, each worth something at once."""

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network.catalogue.models import Entry


def steps_for(member):
    """Return the steps as the checklist draws them; an empty list where all are done."""
    hour = timezone.localtime().strftime("%H:%M")
    passkey = Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN)
    shared = Entry.objects.filter(people__contains=[{"handle": member.handle}])
    has_passkey, has_shared = passkey.exists(), shared.exists()
    steps = [
        {
            "label": _("Is it %(hour)s where you are?") % {"hour": hour},
            "text": _("Then every hour here and in your calendar is right for you (%(zone)s).")
            % {"zone": member.time_zone.replace("_", " ")},
            "act": _("Confirm the time zone"),
            "address": reverse("accounts:zone"),
            "done": member.confirmed_zone_at is not None,
        },
        {
            "label": _("Follow two topics"),
            "text": _("They decide what stands on this page and in your digest. You see at once what you would get."),
            "act": _("Choose topics"),
            "address": reverse("accounts:topics"),
            "done": bool(member.topics),
        },
        {
            "label": _("Introduce yourself"),
            "text": _("Your city reads it in its next digest, and others find you by it."),
            "act": _("Write a few words"),
            "address": reverse("accounts:profile") + "#id_about",
            "done": member.introduced_at is not None,
        },
        {
            "label": _("Add a passkey"),
            "text": _("From then on you sign in with your finger or the code of your phone, without waiting for mail."),
            "act": _("Add a passkey"),
            "address": reverse("mfa_add_webauthn"),
            "done": has_passkey,
        },
        {
            "label": _("Share a first resource"),
            "text": _("A leaflet, a plan, a set of cards: drop the file, the rest takes two minutes."),
            "act": _("Share something"),
            "address": "/resources/new/",
            "done": has_shared,
        },
    ]
    first = next((step for step in steps if not step["done"]), None)
    if first is None:
        return []
    first["first"] = True
    return steps

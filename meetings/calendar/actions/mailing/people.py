"""Who is meant by the addresses that a host types."""

from email.utils import getaddresses

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def read_addresses(text):
    """Split what somebody typed into [(name, address)] and [what is no address]; addresses in lower case, each once."""
    good, bad = {}, []
    lines = str(text).replace(";", ",").replace("\n", ",").replace("，", ",").replace("；", ",")
    for name, address in getaddresses([part for part in lines.split(",") if part.strip()]):
        try:
            validate_email(address)
        except ValidationError:
            bad.append((address or name)[:80])
        else:
            good.setdefault(address.lower(), name[:150])
    bad += [part.strip()[:80] for part in lines.split(",") if part.strip() and "@" not in part]
    return [(name, address) for address, name in good.items()], sorted(set(bad))


def members_only(members):
    """Return those of `members` (Members or ids) who are members today, each once, in the order of their ids."""
    ids = {getattr(one, "pk", one) for one in members}
    return list(get_user_model().objects.filter(pk__in=ids, is_active=True, status="member").order_by("pk"))


def member_at(address):
    """Return the member whose confirmed address this is, or None."""
    from allauth.account.models import EmailAddress

    row = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    found = row.user if row else get_user_model().objects.filter(email__iexact=address).first()
    return found if found is not None and found.is_active and found.is_member else None


def addresses_of(member):
    """Return the confirmed addresses of a member, in lower case."""
    from allauth.account.models import EmailAddress

    known = EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True)
    return {member.email.lower(), *(address.lower() for address in known)}


def sort_out(members, addresses):
    """Return ([Member], [(name, address)]): who of those typed is a member goes to the members.

    `addresses`: addresses, or pairs (name, address).
    """
    people = {one.pk: one for one in members_only(members)}
    guests = {}
    for one in addresses:
        name, address = one if isinstance(one, tuple) else ("", one)
        address = address.strip().lower()
        validate_email(address)
        found = member_at(address)
        if found is not None:
            people[found.pk] = found
        else:
            guests[address] = name[:150]
    return [people[pk] for pk in sorted(people)], [(name, address) for address, name in sorted(guests.items())]

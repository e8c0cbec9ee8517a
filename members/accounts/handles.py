"""Handles: short names for addresses, made from a person's name."""

from anyascii import anyascii
from django.utils.text import slugify


def free_handle(name):
    """Return an unused handle made from `name` ('王涛' becomes 'wangtao'), with a number if it is taken."""
    from members.accounts.models import Member

    stem = slugify(anyascii(name))[:50] or "member"
    taken = set(Member.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"

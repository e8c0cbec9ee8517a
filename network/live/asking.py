"""What the sockets ask of Django: who is this, what may they do, do they still stand. Synchronous; run in threads."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone

from network.live.registry import opener


class _Asker:
    """As much of a request as `get_user` looks at."""

    def __init__(self, session_key):
        self.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)


def alone(function, *arguments):
    """Call in a thread that keeps no connection to the database afterwards."""
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()


def member_of(session_key):
    """Return the active member of a session, or None: the same question as for a page."""
    if not session_key or "\0" in session_key:
        return None
    member = get_user(_Asker(session_key))
    return member if member.is_authenticated and member.is_active else None


def ask(session_key, name, key, params):
    """Return (member, Grant), each None where there is none."""
    member = member_of(session_key)
    open_ = opener(name)
    if member is None or open_ is None or "\0" in key or any("\0" in value for value in params.values()):
        return member, None
    return member, open_(member, key, params)


def standing(session_keys, member_ids):
    """Return (the sessions that are still good, {member id: what their standing is}) of those who are here.

    Two statements for all sockets of a process, so that it can be asked every few seconds. The standing is only
    compared with an earlier one; when it changed, the member's sockets ask anew.
    """
    good = Session.objects.filter(pk__in=session_keys, expire_date__gt=timezone.now())
    members = get_user_model().objects.filter(pk__in=member_ids)
    return set(good.values_list("pk", flat=True)), {
        member.pk: (member.is_active, getattr(member, "is_member", True), member.password) for member in members
    }

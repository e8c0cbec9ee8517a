"""Which pages show what is another's alone: whoever opens one leaves a trace. One table, so that none is forgotten.

The rooms below know nothing of it; a room above notes its own looks by `network.kit.personal.looked`.
"""

from django.utils.translation import gettext_lazy as _

from members.accounts.letters import DECIDE
from members.accounts.models import Member
from members.accounts.terms import LINK_DAYS
from network.kit import links
from network.kit.personal import declare_look, looked

APPLICATION = declare_look("application_read", _("read an application"))
MOVE = declare_look("move_read", _("read a wish to change the city"))
LETTER = declare_look("digest_previewed", _("looked at the digest of a member"))
EXPORT = declare_look("list_exported", _("exported a list from the desk"))


def _application(request, pk):
    return Member.objects.filter(applications=pk).first(), request.user


def _application_by_link(request, token):
    payload = links.read(DECIDE, token, days=LINK_DAYS) or {}
    about = Member.objects.filter(applications=payload.get("application")).first()
    return about, Member.objects.filter(pk=payload.get("member")).first()


def _move(request, pk):
    return Member.objects.filter(moves=pk).first(), request.user


def _reader(request, handle):
    return Member.objects.filter(handle=handle).first(), request.user


PAGES = {
    "accounts:application": (APPLICATION, _application),
    "accounts:answer": (APPLICATION, _application_by_link),
    "accounts:move": (MOVE, _move),
    "digests:preview_of": (LETTER, _reader),
}


def note(request, response):
    """Write down that a page was looked at that shows what is another's, or that a list left the desk as a file."""
    match = request.resolver_match
    if match is None or response.status_code != 200 or request.method != "GET":
        return
    if match.view_name in PAGES:
        name, who = PAGES[match.view_name]
        about, by = who(request, **match.kwargs)
        if about is not None and by is not None:
            looked(name, by=by, about=about)
    elif request.path.startswith("/manage/") and "attachment" in response.get("Content-Disposition", ""):
        looked(EXPORT, by=request.user, detail={"list": request.path})

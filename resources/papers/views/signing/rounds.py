"""Reading and signing one exact text, and putting it up for it."""

from dataclasses import dataclass

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.privacy.proof import is_proved
from network.access.rules import demand, may
from resources.papers import credit
from resources.papers.actions import signing
from resources.papers.actions.rows import ONCE_PUBLIC
from resources.papers.actions.signing.leaving import WAIT, may_be_done
from resources.papers.actions.signing.rounds import NotReady, OtherText
from resources.papers.differences import named
from resources.papers.differences import render as draw
from resources.papers.fingerprints import is_untouched
from resources.papers.forms.signing import PutUpForm, SignForm
from resources.papers.queries import signing as queries
from resources.papers.queries.naming import names_of
from resources.papers.views.finding import paper_of
from resources.papers.views.signing.shared import shown, tabs, text_of


@dataclass
class Desk:
    """What one reader sees of a round."""

    round: object
    changes: object
    is_untouched: bool
    seats: list
    mine: object = None

    @property
    def signed(self):
        """How many stand by this very text."""
        return sum(seat.state == "signed" for seat in self.seats)

    @property
    def reopened(self):
        """The seats whose signature no longer holds, since the text changed."""
        return [seat for seat in self.seats if seat.state == "reopened"]


def desk_of(paper, member):
    """Return the Desk of the open round; once it is over and the paper published, of the last; or None."""
    round = queries.round_of(paper)
    if round is None and paper.state in ONCE_PUBLIC:
        round = queries.last_round(paper)
    if round is None:
        return None
    round.paper = paper
    changes = queries.Changes()
    if not round.ended_at:
        changes = queries.changes_since(round.version, queries.present(paper))
    seats = queries.board(round, changed=bool(changes))
    mine = next((seat for seat in seats if seat.author.member_id == member.pk), None)
    return Desk(round, changes, is_untouched(round.version), seats, mine)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, pk):
    """Read the text that is to be signed, what changed since one knew it, what is printed with it; and answer."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.see_signatures", paper)
    desk = desk_of(paper, request.user)
    form, needs_proof = None, False
    if desk and desk.mine and not desk.round.ended_at:
        form = SignForm(request.POST or None, initial={"fingerprint": desk.round.version.fingerprint})
        if request.method == "POST" and (form.is_valid() or _is_one_click(request, desk)):
            if not is_proved(request):
                if get_reauthentication_flows(request.user):
                    # allauth asks for what the person holds, and goes on with this very request.
                    raise ReauthenticationRequired
                needs_proof = True
            elif _signed(request, desk, form):
                return redirect("papers:sign", paper.pk)
    elif request.method == "POST" and desk:
        demand(request.user, "papers.sign", desk.round)
    return render(request, "papers/sign.html", context_of(request, paper, desk, form, needs_proof))


def _is_one_click(request, desk):
    """Whether somebody who stood by the text before confirms that only slips of the pen were mended."""
    return "again" in request.POST and desk.round.is_small and desk.mine.state == "again"


def _signed(request, desk, form):
    if _is_one_click(request, desk):
        given = {"answer": "approve", "criteria": list(credit.statements()),
                 "fingerprint": request.POST.get("fingerprint", "")}  # fmt: skip
    else:
        given = form.signed()
    try:
        made = signing.sign(desk.round, by=request.user, **given)
    except OtherText:
        messages.error(request, _("The text is another one by now. Please look at what changed; nothing was signed."))
        return False
    except ValueError:
        messages.error(request, _("First declare your contributions and interests: they are missing or too old."))
        return False
    messages.success(request, _("You signed. Thank you.") if made.is_yes else _("Your answer is kept."))
    return True


def context_of(request, paper, desk, form, needs_proof):
    """Return what the page of a round shows."""
    found = {
        "paper": paper,
        "desk": desk,
        "form": form,
        "needs_proof": needs_proof,
        "tabs": tabs(paper, request.user, "sign"),
        "may_put_up": may(request.user, "papers.put_up", paper),
        "rows": queries.rows_printed(paper),
        "consultation": queries.latest_consultation(paper),
        "wait": WAIT.days,
    }
    if found["consultation"]:
        found["cities"] = queries.standings(found["consultation"])
    if desk is None:
        return found
    version = desk.round.version
    for seat in desk.seats:
        seat.is_done = bool(seat.departure and seat.departure.done_at)
        seat.may_be_done = bool(seat.departure) and may_be_done(seat.departure)
    found["text"] = text_of(paper, version) if desk.is_untouched else ""
    found["passages"] = shown(desk.changes, paper, version)
    found["may_go_without"] = bool(may(request.user, "papers.go_without", desk.round))
    if desk.mine and not desk.round.ended_at:
        known = queries.last_known(desk.mine.author, version)
        found["known"] = known
        found["known_changes"] = queries.changes_since(known, version) if known else None
        if known and found["known_changes"] and desk.is_untouched:
            with named(names_of(paper, known.content, version.content, references=version.references)):
                found["difference"] = draw(known.content, version.content)
        declaration = next((row for row in found["rows"] if row.author.pk == desk.mine.author.pk), None)
        found["mine_declared"] = declaration
    if may(request.user, "papers.lead", paper) and not desk.round.ended_at:
        found["checks"] = queries.checks(paper)
    return found


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_up(request, pk):
    """As the lead, see what stands in the way, and put the text up for signing."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.put_up", paper)
    desk = desk_of(paper, request.user)
    form = PutUpForm(request.POST or None, has_earlier=desk is not None)
    checks = queries.before_signing(paper)
    if request.method == "POST" and form.is_valid():
        try:
            signing.put_up(paper, by=request.user, **form.cleaned_data)
        except NotReady as refused:
            checks = queries.before_signing(paper)
            form.add_error(None, _("This stands in the way: %(what)s.")
                           % {"what": "; ".join(str(one.label) for one in refused.checks)})  # fmt: skip
        else:
            messages.success(request, _("The authors have been asked to read and sign it."))
            return redirect("papers:sign", paper.pk)
    return render(
        request,
        "papers/sign_put_up.html",
        {
            "paper": paper,
            "form": form,
            "desk": desk,
            "steps": steps_of(checks),
            "is_ready": not any(one.blocks for one in checks),
            "passages": shown(desk.changes, paper, desk.round.version) if desk else [],
        },
    )


def steps_of(checks):
    """Return Checks as the component of lists shows them; remarks that block nothing count as done."""
    return [
        {"label": one.label, "text": one.text, "done": one.is_done, "act": one.act, "address": one.address}
        for one in checks
    ]

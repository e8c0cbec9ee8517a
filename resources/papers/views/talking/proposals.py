"""Suggested changes: begun, looked through, decided about, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import Denied, demand, may
from network.live import texts
from resources.papers.access.talking import decides_in
from resources.papers.actions import talking
from resources.papers.differences import compare, named, pieces_of
from resources.papers.differences.looks import block_name
from resources.papers.models import Proposal, Ruling, Thread
from resources.papers.queries import talking as reads
from resources.papers.queries.naming import names_of
from resources.papers.queries.talking.writers import Writers
from resources.papers.views.finding import readable
from resources.papers.views.talking.asked import for_script, too_often, wants_json
from resources.papers.views.talking.threads import Shown, proposal_of

ON_A_PAGE = 50


@never_cache
@for_script
@login_required
@require_safe
def proposals(request, pk):
    """All suggestions on a paper that the reader may read."""
    paper = readable(request, pk)
    rows = list(reads.proposals_of(paper, request.user).prefetch_related("rulings"))
    for row in rows:
        row.paper = paper
    if wants_json(request):
        found = [
            {
                "proposal": row.pk,
                "title": row.title,
                "state": row.state,
                "by": reads.name_of(row.by, request.user),
                "mine": row.by_id == request.user.pk,
                "shared": row.is_shared,
                "address": reverse("papers:proposal", args=[paper.pk, row.pk]),
            }
            for row in rows
        ]
        return JsonResponse({"proposals": found})
    listed = [_listed(row, request.user) for row in rows]
    context = {
        "paper": paper,
        "waiting": [one for one in listed if one["row"].state == Proposal.State.OPEN],
        "earlier": [one for one in listed if one["row"].state != Proposal.State.OPEN],
        "may_propose": may(request.user, "papers.propose", paper),
    }
    return render(request, "papers/proposals.html", context)


def _listed(row, reader):
    accepted = sum(one.answer == Ruling.Answer.ACCEPTED for one in row.rulings.all())
    count = len(talking.still_open(row)) if row.state == Proposal.State.OPEN else 0
    return {
        "row": row,
        "by": reads.name_of(row.by, reader),
        "is_mine": row.by_id == reader.pk,
        "accepted": accepted,
        "refused": len(row.rulings.all()) - accepted,
        "count": count,
    }


@never_cache
@for_script
@login_required
@require_POST
def begin_proposal(request, pk):
    """Begin my suggestions, or go on with them, on the text of today: {"proposal": number, "write": address}."""
    paper = readable(request, pk)
    if answer := too_often(request):
        return answer
    is_shared = request.POST.get("shared") == "yes"
    proposal = talking.begin_proposal(paper, by=request.user, is_shared=is_shared)
    write = f"{reverse('papers:write', args=[paper.pk])}?proposal={proposal.pk}"
    if wants_json(request):
        review = reverse("papers:proposal", args=[paper.pk, proposal.pk])
        return JsonResponse({"proposal": proposal.pk, "write": write, "review": review})
    return redirect(write)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk, row):
    """What is suggested, change by change; accept or refuse one or all."""
    paper = readable(request, pk)
    one = proposal_of(request, paper, row)
    if request.method == "POST":
        return too_often(request) or _decided(request, paper, one)
    return _page(request, paper, one)


def _page(request, paper, one):
    reader = request.user
    main, branch = _both(paper, one)
    hunks = compare(main, branch) if one.state == Proposal.State.OPEN else []
    page = Paginator(hunks, ON_A_PAGE).get_page(request.GET.get("page"))
    may_decide = may(reader, "papers.decide", one)
    writers = Writers(one)
    changed = talking.ground_of(one) if hunks else None
    with named(names_of(paper, main, branch) if hunks else None):
        shown = [_hunk(hunk, paper, reader, writers, changed, may_decide) for hunk in page]
    decides = sum(bool(decides_in(reader, paper, hunk.sections)) for hunk in hunks) if may_decide else 0
    context = {
        "paper": paper,
        "proposal": one,
        "by": reads.name_of(one.by, reader),
        "is_mine": one.by_id == reader.pk,
        "hunks": shown,
        "page": page,
        "count": len(hunks),
        "decides": decides,
        "rulings": [_ruling(row, reader) for row in one.rulings.select_related("by", "written_by")],
        "may_revise": may(reader, "papers.revise_proposal", one),
        "may_withdraw": may(reader, "papers.withdraw_proposal", one),
        "may_comment": may(reader, "papers.comment", paper),
        "is_told": one.told_at is not None and one.told_at >= (one.document.changed_at or one.at),
        "threads": [Shown.of(thread, reader) for thread in reads.threads_of(paper, reader, one)],
        "outcomes": Thread.Outcome.choices,
    }
    return render(request, "papers/proposal.html", context)


def _both(paper, one):
    """Return (text, text with the suggestions), level with each other.

    Looking at them writes nothing: where the branch is behind, the merge is made and not kept.
    """
    if one.state != Proposal.State.OPEN:
        return None, None
    if one.followed >= paper.document.head:
        return texts.read(paper.document), texts.read(one.document)
    with transaction.atomic():
        talking.follow(one)
        both = texts.read(paper.document), texts.read(one.document)
        transaction.set_rollback(True)
    return both


def _hunk(hunk, paper, reader, writers, changed, may_decide):
    written = writers.of(hunk)
    mine = decides_in(reader, paper, hunk.sections) if may_decide else may_decide
    return {
        "hunk": hunk,
        "pieces": pieces_of(hunk),
        "block": block_name(hunk.block),
        "by": reads.name_of(written.member, reader, written.name),
        "at": written.at,
        "ground_changed": changed(hunk),
        "may_decide": bool(mine),
        "why_not": mine.reason if not mine else "",
    }


def _ruling(row, reader):
    return {
        "row": row,
        "by": reads.name_of(row.by, reader),
        "written_by": reads.name_of(row.written_by, reader, row.name),
    }


ONE = {"accept": Ruling.Answer.ACCEPTED, "refuse": Ruling.Answer.REFUSED}
ALL = {"accept_all": Ruling.Answer.ACCEPTED, "refuse_all": Ruling.Answer.REFUSED}


def _decided(request, paper, one):
    here = reverse("papers:proposal", args=[paper.pk, one.pk])
    key, act = request.POST.get("hunk", ""), request.POST.get("act", "")
    if act not in ONE and act not in ALL:
        raise Http404
    try:
        if act in ONE:
            talking.decide(one, key, ONE[act], by=request.user)
            words = (
                _("Accepted: it stands in the text.") if act == "accept" else _("Refused. Whoever wrote it is told.")
            )
        else:
            count = len(talking.decide_all(one, ALL[act], by=request.user))
            words = _all_words(act, count)
    except talking.Moved:
        messages.warning(request, _("This passage has changed since you opened the page. Please look at it again."))
        return redirect(here)
    except texts.Frozen:
        messages.error(request, _("The text is fixed for now."))
        return redirect(here)
    except Denied:
        if Proposal.objects.filter(pk=one.pk, state=Proposal.State.OPEN).exists():
            raise
        messages.warning(request, _("Somebody else was quicker: all of it is decided."))
        return redirect(here)
    messages.success(request, words)
    return redirect(here)


def _all_words(act, count):
    if act == "accept_all":
        return ngettext("%(n)d change is accepted.", "%(n)d changes are accepted.", count) % {"n": count}
    return ngettext("%(n)d change is refused.", "%(n)d changes are refused.", count) % {"n": count}


@never_cache
@for_script
@login_required
@require_POST
def proposal_act(request, pk, row):
    """POST `act`: tell, share, name (`title`), withdraw."""
    paper = readable(request, pk)
    one = proposal_of(request, paper, row)
    if answer := too_often(request):
        return answer
    act = request.POST.get("act", "")
    if act == "tell":
        demand(request.user, "papers.revise_proposal", one)
        talking.tell(one, by=request.user)
        words = _("Those who decide are told.")
    elif act == "share":
        talking.share(one, by=request.user)
        words = _("All who take part may write in it now.")
    elif act == "name":
        talking.describe_proposal(one, request.POST.get("title", ""), by=request.user)
        words = _("Saved.")
    elif act == "withdraw":
        talking.withdraw(one, by=request.user)
        words = _("Taken back. You may still read it here.")
    else:
        raise Http404
    if wants_json(request):
        return JsonResponse({"words": words})
    messages.success(request, words)
    return redirect("papers:proposal", paper.pk, one.pk)

"""Talks about passages: a page that works without scripts, and the same acts for the editor."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.forms import plain
from network.access.rules import demand, may
from network.live import texts
from resources.papers.actions import talking
from resources.papers.forms.talking import CommentForm
from resources.papers.models import Comment, Proposal, Thread
from resources.papers.queries import talking as reads
from resources.papers.queries.talking.threads import visible_threads
from resources.papers.views.finding import readable
from resources.papers.views.talking.asked import TOO_MUCH, failed, for_script, is_within, too_often, wants_json


def proposal_of(request, paper, pk):
    """Return a proposal as the reader may see it, or a 404."""
    seen = reads.proposals_of(paper, request.user)
    proposal = get_object_or_404(seen, pk=pk)
    proposal.paper = paper
    demand(request.user, "papers.see_proposal", proposal)
    return proposal


def about_of(request, paper):
    """Return the proposal that a request names, None for the text itself."""
    number = request.POST.get("proposal") or request.GET.get("proposal") or ""
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise Http404
    return proposal_of(request, paper, int(number))


@never_cache
@for_script
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def threads(request, pk):
    """GET: {"threads": […]} of the text or of `proposal`. POST `key`, `quote`, `before`, `after`, `text`: begin one."""
    paper = readable(request, pk)
    proposal = about_of(request, paper)
    if request.method != "POST":
        found = reads.threads_of(paper, request.user, proposal, inherited=True)
        outcomes = [{"value": value, "label": str(label)} for value, label in Thread.Outcome.choices]
        return JsonResponse({"threads": [reads.as_json(one, request.user) for one in found], "outcomes": outcomes})
    if answer := too_often(request):
        return answer
    given = {name: plain(request.POST.get(name, "")) for name in ("quote", "before", "after", "text")}
    document = proposal.document if proposal else None
    try:
        thread = talking.open_thread(
            paper, by=request.user, key=request.POST.get("key") or None, document=document, **given
        )
    except ValueError:
        return failed(_("Write what you want to say."))
    except talking.Taken:
        return failed(_("This comment is there already. Load the page again."), 409)
    return JsonResponse({"thread": reads.as_json(thread, request.user)}, status=201)


@never_cache
@for_script
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request, pk, key):
    """POST `act`: reply (`text`), close (`outcome`, `reason`), reopen, place (`quote`). GET leads to the page."""
    paper = readable(request, pk)
    one = get_object_or_404(visible_threads(paper, request.user), key=key)
    one.paper = paper
    if request.method != "POST":
        return redirect(page_of(paper, one))
    if answer := too_often(request):
        return answer
    try:
        words = _act(one, request)
    except ValueError:
        return _refused(request, paper, one, _why_not(request))
    except talking.NotFound:
        words = _("These words stand nowhere in the text. Copy a few that stand there now.")
        return _refused(request, paper, one, words)
    except texts.Frozen:
        if wants_json(request):
            raise
        return _refused(request, paper, one, _("The text is fixed for now."))
    return _done(request, paper, one, words)


def _act(one, request):
    act, given, by = request.POST.get("act", ""), request.POST, request.user
    if act == "reply":
        talking.reply(one, by=by, text=plain(given.get("text", "")))
        return _("Your answer stands there.")
    if act == "close":
        talking.resolve(one, given.get("outcome", ""), by=by, reason=plain(given.get("reason", "")))
        return _("Closed. It stays readable.")
    if act == "reopen":
        talking.reopen(one, by=by)
        return _("Open again.")
    if act == "place":
        talking.place_again(one, by=by, quote=plain(given.get("quote", "")))
        return _("It stands at these words now.")
    raise Http404


def _why_not(request):
    if request.POST.get("act") == "close":
        return _("Choose what came of it. If it is not accepted, say why.")
    return _("Write what you want to say.")


@never_cache
@for_script
@login_required
@require_POST
def comment(request, pk, row):
    """POST `act`: edit (`text`), back."""
    paper = readable(request, pk)
    seen = visible_threads(paper, request.user)
    one = get_object_or_404(Comment.objects.select_related("thread").filter(thread__in=seen), pk=row)
    one.thread.paper = paper
    if answer := too_often(request):
        return answer
    act = request.POST.get("act", "")
    if act == "edit":
        try:
            talking.edit_comment(one, plain(request.POST.get("text", "")), by=request.user)
        except ValueError:
            return _refused(request, paper, one.thread, _("Write what you want to say."))
        return _done(request, paper, one.thread, _("Saved."))
    if act == "back":
        talking.take_back(one, by=request.user)
        return _done(request, paper, one.thread, _("Taken back. Its place stays."))
    raise Http404


def page_of(paper, one):
    """Return where a thread is read: beside the text, or on the page of the suggestions that it is about."""
    if one.document_id != paper.document_id:
        proposal = Proposal.objects.filter(document=one.document_id).first()
        if proposal is not None:
            return f"{reverse('papers:proposal', args=[paper.pk, proposal.pk])}#thread-{one.key}"
    return f"{reverse('papers:comments', args=[paper.pk])}?all=1#thread-{one.key}"


def _done(request, paper, one, words):
    if wants_json(request):
        one = Thread.objects.get(pk=one.pk)
        fresh = _as_it_stands(request, paper, one)
        return JsonResponse({"thread": reads.as_json(fresh, request.user)})
    messages.success(request, words)
    return redirect(page_of(paper, one))


def _as_it_stands(request, paper, one):
    proposal = Proposal.objects.filter(document=one.document_id).first()
    found = reads.threads_of(paper, request.user, proposal)
    known = next((each for each in found if each.pk == one.pk), one)
    known.paper = paper
    return known


def _refused(request, paper, one, words):
    if wants_json(request):
        return failed(words)
    # What was typed comes back with the page.
    request.session["papers_said"] = {"key": one.key, "text": request.POST.get("text", "")[:5000]}
    messages.error(request, words)
    return redirect(page_of(paper, one))


@never_cache
@for_script
@login_required
@require_safe
def people_named(request, pk):
    """Return {"people": [{"handle", "name", "city"}]} whom a comment may name, narrowed by `q`."""
    paper = readable(request, pk)
    demand(request.user, "papers.comment", paper)
    found = reads.people_of(paper, request.user, request.GET.get("q", "")[:60])
    rows = [
        {"handle": one.handle, "name": str(one.called_by(request.user)), "city": str(one.home_city or "")}
        for one in found
    ]
    return JsonResponse({"people": rows})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, pk):
    """All talks about the text, with forms; a new one by the words that it is about."""
    paper = readable(request, pk)
    form = CommentForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        demand(request.user, "papers.comment", paper)
        if not is_within(request):
            form.add_error(None, TOO_MUCH)
        elif form.is_valid() and (one := _begin(paper, form, request.user)):
            messages.success(request, _("Your comment stands there."))
            return redirect(page_of(paper, one))
    found = reads.threads_of(paper, request.user)
    shows_all = "all" in request.GET
    shown = [one for one in found if shows_all or not one.closed_at]
    return render(
        request,
        "papers/talking.html",
        {
            "paper": paper,
            "threads": [Shown.of(one, request.user) for one in shown],
            "closed": sum(bool(one.closed_at) for one in found),
            "shows_all": shows_all,
            "form": form,
            "may_comment": may(request.user, "papers.comment", paper),
            "outcomes": Thread.Outcome.choices,
            "said": request.session.pop("papers_said", None),
        },
    )


def _begin(paper, form, by):
    """Return the new Thread, None with an error in the form where its words stand nowhere."""
    given = form.cleaned_data
    try:
        return talking.open_thread(paper, by=by, text=given["text"], quote=given["quote"], find=bool(given["quote"]))
    except talking.NotFound:
        form.add_error("quote", _("These words stand nowhere in the text. Copy a few that stand there now."))
    except texts.Frozen:
        form.add_error(None, _("The text is fixed for now: no passage of it can be marked. Leave the words out."))
    return None


class Shown:
    """A thread as its template draws it for one reader."""

    def __init__(self, thread, reader):
        self.thread, self.reader = thread, reader
        self.by = reads.name_of(thread.by, reader)
        self.closed_by = reads.name_of(thread.closed_by, reader)
        self.may_reply = bool(may(reader, "papers.comment", thread.paper))
        self.may_close = bool(may(reader, "papers.resolve", thread))
        self.comments = [Said(one, thread, reader, may_change=self.may_reply) for one in thread.comments.all()]

    @classmethod
    def of(cls, thread, reader):
        """Return a thread as a reader sees it."""
        return cls(thread, reader)


class Said:
    """A comment as its template draws it for one reader."""

    def __init__(self, comment, thread, reader, *, may_change):
        self.comment = comment
        self.by = reads.name_of(comment.by, reader, comment.name)
        self.is_mine = comment.by_id is not None and comment.by_id == reader.pk
        self.may_change = self.is_mine and may_change and not comment.removed_at

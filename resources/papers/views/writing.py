"""The page of the editor, and what its script asks for: the text for comparing, pictures."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand
from network.files.terms import NoSpace
from network.live import texts
from resources.papers.actions import writing as actions
from resources.papers.converting import html
from resources.papers.forms.writing import FigureForm
from resources.papers.models import Figure, Proposal
from resources.papers.queries import writing as queries
from resources.papers.queries.editor_words import counted
from resources.papers.views.finding import readable

# Bytes: some 20,000 words that nobody has changed much.
LONG = 150_000


@never_cache
@login_required
@require_safe
def write(request, pk):
    """The editor; before its script runs, and without it, the text to read and the other ways to take part.

    A long text is drawn only where somebody asks for it (`?read=1`): whoever writes would wait for what nobody reads.
    """
    paper = readable(request, pk)
    proposal = asked_for(request, paper)
    if proposal is None and queries.role_of(request.user, paper) == "comment" and "proposal" not in request.GET:
        # Whoever suggests goes on where the own suggestions are.
        proposal = queries.own_proposal(request.user, paper)
    shown = proposal.document if proposal else paper.document
    is_far = "read" not in request.GET and texts.weight(shown) > LONG
    context = {
        "paper": paper,
        "proposal": proposal,
        "text": "" if is_far else drawn(paper, proposal),
        "far": is_far and f"?{urlencode({'read': 1} | ({'proposal': proposal.pk} if proposal else {}))}",
        "facts": queries.facts(paper, request.user, proposal),
        "ways": ways(paper),
        "labels": counted(),
    }
    return render(request, "papers/write.html", context)


def asked_for(request, paper):
    """Return the proposal that `?proposal=` names and the reader may read, None where none is named, or a 404."""
    word = request.GET.get("proposal", "")
    if not word:
        return None
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= 15 else 0
    proposal = get_object_or_404(Proposal.objects.select_related("document", "by"), pk=number, paper=paper)
    proposal.paper = paper
    demand(request.user, "papers.see_proposal", proposal)
    return proposal


def drawn(paper, proposal):
    """Return the text as HTML for reading."""
    content = texts.read(proposal.document if proposal else paper.document)
    references = [one.csl | {"id": one.key} for one in paper.references.all()]
    figures = {one["figure"]: {"address": one["address"], "alt": one["alt"]} for one in queries.figures(paper)}
    try:
        return html.page(
            content, references=references, figures=figures, style=paper.citation_style, language=paper.language
        )
    except html.Unknown:
        return ""


def ways(paper):
    """Return {name: address} of the other ways to take part that there are."""
    found = {}
    for name in ("comments", "proposals", "history", "references", "word"):
        try:
            found[name] = reverse(f"papers:{name}", args=[paper.pk])
        except NoReverseMatch:
            continue
    return found


@never_cache
@login_required
@require_safe
def text(request, pk):
    """How to open the text of a proposal (`?proposal=`), or the main text: JSON for the script."""
    paper = readable(request, pk)
    return JsonResponse(queries.text_of(request.user, paper, asked_for(request, paper)))


@never_cache
@login_required
@require_safe
def base(request, pk, row):
    """The text with which a proposal is compared: {seq, content}; answered anew only when the branch followed it."""
    paper = readable(request, pk)
    proposal = get_object_or_404(Proposal.objects.select_related("document"), pk=row, paper=paper)
    proposal.paper = paper
    demand(request.user, "papers.see_proposal", proposal)
    tag = f'"{proposal.pk}-{proposal.followed}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    seq, content = queries.base_of(proposal)
    return JsonResponse({"seq": seq, "content": content}, headers={"ETag": tag})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request, pk):
    """The pictures of a paper; POST `upload` or `file`, and `alternative`, adds one. JSON."""
    paper = readable(request, pk)
    if request.method != "POST":
        return JsonResponse({"figures": queries.figures(paper)})
    demand(request.user, "papers.propose", paper)
    form = FigureForm(request.POST, member=request.user)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(word for words in form.errors.values() for word in words)}, status=422)
    given = form.cleaned_data
    try:
        figure = actions.picture(paper, file=given["found"], alternative=given["alternative"], by=request.user)
    except actions.NotAPicture as fault:
        return JsonResponse({"error": str(fault)}, status=422)
    except NoSpace as fault:
        return JsonResponse({"error": str(fault.sentence)}, status=507)
    return JsonResponse(queries.row(figure), status=201)


@never_cache
@login_required
@require_safe
def pictures(request, pk):
    """Pictures of the library to choose from, by words. JSON."""
    paper = readable(request, pk)
    demand(request.user, "papers.propose", paper)
    return JsonResponse({"pictures": queries.pictures(request.user, request.GET.get("q", "").strip()[:100])})


@never_cache
@login_required
@require_safe
def figure(request, pk, row):
    """Lead to the file of a picture; its own door asks who may have it."""
    paper = readable(request, pk)
    found = get_object_or_404(Figure.objects.select_related("file"), pk=row, paper=paper)
    return redirect(found.file.get_absolute_url())

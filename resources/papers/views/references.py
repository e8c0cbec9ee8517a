"""The list of references of a paper: look through it, add, change, merge, take away; what the editor asks for."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand, may
from resources.library.terms import doi_of
from resources.papers import citing
from resources.papers.actions import references as actions
from resources.papers.citing import files
from resources.papers.forms.references import TYPES, ReferenceForm
from resources.papers.queries import references as queries
from resources.papers.views.finding import paper_of


def readable(request, pk):
    """Return a paper whose list the reader may see, or a 404."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.read", paper)
    return paper


def work_of(paper, key):
    """Return one work of the list by its key, or a 404."""
    return get_object_or_404(paper.references, key=key)


@require_safe
@never_cache
@login_required
def listed(request, pk):
    """The whole list, or what of it holds the words that were typed."""
    paper = readable(request, pk)
    words = request.GET.get("q", "").strip()[:200]
    some = queries.search(paper, words) if words else None
    rows = queries.rows(paper, some)
    context = {
        "paper": paper,
        "rows": rows,
        "q": words,
        "total": paper.references.count(),
        "style": citing.styles.style_of(paper.citation_style).label,
        "waiting": queries.waiting(paper, request.user),
        "may_cite": bool(may(request.user, "papers.cite", paper)),
        "exports": [{"label": label, "address": reverse("papers:references_file", args=[paper.pk, ending])}
                    for ending, label in (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))],
    }  # fmt: skip
    return render(request, "papers/references.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """Add a work by hand; its type decides the fields."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.cite", paper)
    kind = request.POST.get("type") or request.GET.get("type") or "article-journal"
    kind = kind if kind in TYPES else "document"
    form = ReferenceForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            reference, is_new = actions.add(paper, form.as_csl(), by=request.user)
        except actions.Full as full:
            form.add_error(None, full.sentence)
        else:
            said = _("Added.") if is_new else _("It is in the list already. What was missing there was filled in.")
            messages.success(request, said)
            return redirect(f"{reverse('papers:references', args=[paper.pk])}#{reference.key}")
    context = {"paper": paper, "form": form, "types": TYPES.items(), "kind": kind}
    return render(request, "papers/reference.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk, key):
    """Change what is said of a work."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.cite", paper)
    reference = work_of(paper, key)
    kind = request.POST.get("type") or request.GET.get("type") or reference.csl.get("type", "document")
    form = ReferenceForm(request.POST or None, kind=kind, csl=reference.csl)
    twin = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise(paper, reference, form.as_csl(), by=request.user)
        except actions.Twin as found:
            twin = found.reference
            form.add_error("DOI" if "DOI" in form.fields else None, _("Another work of the list has this DOI."))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('papers:references', args=[paper.pk])}#{reference.key}")
    context = {"paper": paper, "form": form, "reference": reference, "types": TYPES.items(), "kind": kind,
               "twin": twin, "others": paper.references.exclude(pk=reference.pk).exists()}  # fmt: skip
    return render(request, "papers/reference.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, pk, key):
    """Take a work off the list after a question; while it is cited, say where."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.cite", paper)
    reference = work_of(paper, key)
    places = queries.cited_keys(paper).get(reference.key, [])
    if request.method == "POST":
        try:
            actions.remove(paper, reference, by=request.user)
        except actions.Cited as cited:
            places = cited.places
        else:
            messages.success(request, _("Taken off the list."))
            return redirect("papers:references", paper.pk)
    status = 409 if request.method == "POST" else 200
    context = {"paper": paper, "reference": reference, "places": places}
    return render(request, "papers/reference_remove.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk, key):
    """Make one of two works that are the same."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.cite", paper)
    reference = work_of(paper, key)
    others = paper.references.exclude(pk=reference.pk).order_by("title", "pk")
    if request.method == "POST":
        into = others.filter(key=request.POST.get("into", "")[:40]).first()
        if into:
            actions.merge(paper, reference, into, by=request.user)
            messages.success(request, _("They are one now. The text cites the one that stays."))
            return redirect(f"{reverse('papers:references', args=[paper.pk])}#{into.key}")
    chosen = request.GET.get("into", "")
    context = {"paper": paper, "reference": reference, "others": others, "chosen": chosen,
               "problem": request.method == "POST"}  # fmt: skip
    return render(request, "papers/reference_merge.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@never_cache
@login_required
def download(request, pk, ending):
    """The list as a file for another program."""
    paper = readable(request, pk)
    answer = HttpResponse(files.made(queries.as_csl(paper), ending), content_type=files.TYPES[ending])
    name = quote(f"references-{paper.pk}.{ending}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@require_safe
@never_cache
@login_required
def search(request, pk):
    """What the editor shows while somebody looks for a work to cite, as JSON.

    {"style", "numeric", "works": [{"key", "title", "year", "people", "paren", "text", "entry", "cited"}],
     "library": [{"entry", "title"}], "doi": "10.…" where the words are a DOI that the list does not have,
     "add": where to POST `entry` or `doi` (with Accept: application/json) to have it in the list}.
    `paren`, `text` and `entry` are safe HTML (see queries' `labels_for`); without `q` all works of the list come.
    """
    paper = readable(request, pk)
    words = request.GET.get("q", "").strip()[:200]
    doi = doi_of(words)
    found = list(paper.references.all()) if not words else queries.search(paper, doi.lower() if doi else words)
    style = citing.styles.style_of(paper.citation_style)
    labels = queries.labels_for(paper, found)
    cited = citing.keys_in(queries.live_content(paper))
    answer = {
        "style": paper.citation_style,
        "numeric": style.is_numeric,
        "works": [_told(one, labels.get(one.key, {}), cited) for one in found],
        "library": [],
        "doi": doi if doi and not found else "",
        "add": reverse("papers:references_from_library", args=[paper.pk]),
    }
    if words and not doi and may(request.user, "papers.cite", paper):
        entries = queries.in_catalogue(request.user, words, paper)
        answer["library"] = [{"entry": one.pk, "title": one.title_in(request.LANGUAGE_CODE)[0]} for one in entries]
    return JsonResponse(answer)


def _told(reference, label, cited):
    people = reference.csl.get("author") or reference.csl.get("editor") or ()
    return {
        "key": reference.key,
        "title": reference.title,
        "year": reference.year,
        "people": [one.get("family") or one.get("literal") or "" for one in people[:3]],
        "paren": label.get("paren", f"({reference.key})"),
        "text": label.get("text", reference.key),
        "entry": label.get("entry", ""),
        "cited": cited.get(reference.key, 0),
    }

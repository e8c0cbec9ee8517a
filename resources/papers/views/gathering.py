"""Bringing works into a list: from a file or pasted text, by DOI, from the library and from one's other papers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand
from resources.library.terms import doi_of
from resources.papers import citing
from resources.papers.actions import gathering as actions
from resources.papers.actions import references
from resources.papers.forms.references import BringForm, DoiForm
from resources.papers.models import Gathering
from resources.papers.queries import references as queries
from resources.papers.views.finding import paper_of
from resources.papers.views.word import looking_again


def citable(request, pk):
    """Return a paper whose list the member keeps."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.cite", paper)
    return paper


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request, pk):
    """A file, or pasted text; what becomes of each work is shown before anything is written."""
    paper = citable(request, pk)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        if file:
            sent, name = file.read(actions.MOST_BYTES + 1), file.name
        else:
            sent, name = text.encode(), _("pasted text")
        made = actions.begin(paper, sent, by=request.user, name=name)
        return redirect("papers:gathering", paper.pk, made.pk)
    context = {"paper": paper, "form": form, "doi": DoiForm()}
    return render(request, "papers/references_bring.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def doi(request, pk):
    """One work by its DOI: asked for in a job, so that nobody waits for another's server."""
    paper = citable(request, pk)
    form = DoiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["doi"]
        known = actions.known(paper, wanted)
        if known:
            messages.info(request, _("It is in the list already."))
            return redirect(f"{reverse('papers:references', args=[paper.pk])}#{known.key}")
        made = actions.ask_doi(paper, wanted, by=request.user)
        return redirect("papers:gathering", paper.pk, made.pk)
    context = {"paper": paper, "form": BringForm(), "doi": form}
    return render(request, "papers/references_bring.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, pk, gathering):
    """What was read, row by row with its fate; a POST takes the chosen rows, or none."""
    paper = citable(request, pk)
    mine = get_object_or_404(paper.gatherings, pk=gathering, by=request.user)
    if request.method == "POST":
        if "discard" in request.POST or mine.done_at:
            actions_discard(paper, mine, request.user)
            return redirect("papers:references", paper.pk)
        chosen = {int(n) for n in request.POST.getlist("row") if n.isascii() and n.isdigit() and len(n) < 6}
        try:
            new, known = references.take(paper, mine, chosen, by=request.user)
        except references.Full as full:
            messages.error(request, str(full.sentence))
            return redirect("papers:gathering", paper.pk, mine.pk)
        words = [ngettext("%(n)s work is new in the list.", "%(n)s works are new in the list.", new) % {"n": new}]
        if known:
            said = ngettext("%(n)s was there already.", "%(n)s were there already.", known)
            words.append(said % {"n": known})
        messages.success(request, " ".join(words))
        return redirect("papers:references", paper.pk)
    rows = [row | {"number": n, "title": citing.plain_title(row["csl"]), "people": people_of(row["csl"]),
                   "year": citing.clean.year_of(row["csl"]), "told": [words_of(one) for one in row["said"]]}
            for n, row in enumerate(mine.rows)]  # fmt: skip
    spoken = {json_key(one) for row in mine.rows for one in row["said"]}
    context = {
        "paper": paper,
        "gathering": mine,
        "rows": rows,
        "problem": _(mine.problem) if mine.problem else "",
        "warnings": [words_of(one) for one in mine.warnings if json_key(one) not in spoken],
        "counts": {fate: sum(row["fate"] == fate for row in rows) for fate in ("new", "known", "twice", "unread")},
    }
    answer = render(request, "papers/references_gathered.html", context)
    return looking_again(answer, mine.state == Gathering.State.WAITING)


def actions_discard(paper, gathering, member):
    """Leave a gathering be, once."""
    if gathering.done_at is None:
        references.discard(paper, gathering, by=member)


def json_key(warning):
    """Return a warning as something that a set can hold."""
    return (warning[0], warning[1], str(sorted(warning[2].items())))


def words_of(warning):
    """Return a warning of the readers as (line, sentence in the reader's language)."""
    line, template, params = warning
    return line, _(template) % params


def people_of(csl):
    """Return the names of a work for one line."""
    names = [one.get("family") or one.get("literal") or "" for one in csl.get("author") or csl.get("editor") or ()]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def library(request, pk):
    """Look through the library and one's other papers; a POST puts one thing into the list.

    The editor POSTs `entry` or `doi` with Accept: application/json, and reads {"key"} or, for a DOI that is still
    asked for, {"gathering": its address}.
    """
    paper = citable(request, pk)
    if request.method == "POST":
        return put(request, paper)
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "paper": paper,
        "q": words,
        "entries": queries.in_catalogue(request.user, words, paper) if words else [],
        "others": queries.in_other_papers(paper, request.user, words),
        "here": set(paper.references.exclude(entry=None).values_list("entry_id", flat=True)),
    }
    return render(request, "papers/references_library.html", context)


def put(request, paper):
    """Put an entry of the catalogue, a work of another paper of mine, or a DOI into the list."""
    wants_json = "application/json" in request.headers.get("Accept", "")
    if doi_wanted := doi_of(request.POST.get("doi", "")[:400]):
        known = actions.known(paper, doi_wanted)
        if known:
            return JsonResponse({"key": known.key}) if wants_json else redirect("papers:references", paper.pk)
        made = actions.ask_doi(paper, doi_wanted, by=request.user)
        address = reverse("papers:gathering", args=[paper.pk, made.pk])
        return JsonResponse({"gathering": address}) if wants_json else redirect(address)
    entry, csl = None, {}
    if request.POST.get("entry", "").isdigit() and len(request.POST["entry"]) < 16:
        entry = queries.seen_entry(request.user, int(request.POST["entry"]))
        csl = queries.csl_of_entry(entry, request.user) if entry else {}
    elif request.POST.get("work", "").isdigit() and len(request.POST["work"]) < 16:
        mine = queries.in_my_papers(request.user).filter(pk=int(request.POST["work"])).first()
        csl, entry = (mine.csl, mine.entry) if mine else ({}, None)
    if not csl:
        if wants_json:
            return JsonResponse({"error": _("This is not here any more.")}, status=404)
        messages.error(request, _("This is not here any more."))
        return redirect("papers:references_from_library", paper.pk)
    try:
        reference, is_new = references.add(paper, csl, by=request.user, entry=entry)
    except references.Full as full:
        if wants_json:
            return JsonResponse({"error": str(full.sentence)}, status=409)
        messages.error(request, str(full.sentence))
        return redirect("papers:references", paper.pk)
    if wants_json:
        return JsonResponse({"key": reference.key, "new": is_new})
    messages.success(request, _("Added.") if is_new else _("It is in the list already."))
    return redirect(f"{reverse('papers:references', args=[paper.pk])}#{reference.key}")

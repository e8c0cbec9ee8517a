"""Pages of publications, and what is done with them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand, may
from network.home.keeping import kept_for_visitors
from network.interchange import signposting
from network.interchange.formats import schema_org
from network.interchange.headers import open_to_machines
from resources.papers.actions import publishing as actions
from resources.papers.actions import states
from resources.papers.forms.publishing import PublishForm, SupersedeForm, TranslationForm, WithdrawForm
from resources.papers.interchange import version_work
from resources.papers.models import Paper, Publication
from resources.papers.queries.publishing import before_publishing, read
from resources.papers.queries.signing import round_of
from resources.papers.views.finding import paper_of
from resources.papers.views.handing import handed

CITED = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))


def publication_of(slug):
    """Return a publication by its address: what was published is everybody's, whatever became of it."""
    rows = Publication.objects.select_related("paper", "version", "replaced_by__paper", "translation_of__paper")
    return get_object_or_404(rows, slug=slug)


@require_safe
@kept_for_visitors
def publication(request, slug):
    """`/publications/<slug>/`: the frozen text, and what is said around it."""
    found = publication_of(slug)
    return show(request, found, getattr(found, "page", None))


def show(request, found, page):
    """Answer the page of a publication with the words curated in `page`, which may be None."""
    reading, work = read(found), version_work(found)
    address = found.get_absolute_url()
    pdf = next((one["row"] for one in reading.files if one["form"].code == "pdf" and one["row"].is_ready), None)
    response = render(
        request,
        "papers/publication.html",
        {
            "reading": reading,
            "publication": found,
            "matter": reading.matter,
            "page": page,
            "lede": (page and page.lede) or reading.matter.abstract,
            "plain": (page and page.plain_words) or reading.matter.plain_summary,
            "canonical": work.address,
            "linked_data": schema_org.script(schema_org.data(work)),
            "pdf": pdf,
            "pdf_address": settings.SITE_URL + pdf.get_absolute_url() if pdf else "",
            "records": [{"label": label, "address": f"/records/papers/{found.paper_id}.{end}"} for end, label in CITED]
            if reading.newest is None
            else [{"label": label, "address": f"{address}cite.{end}"} for end, label in CITED],
            "may_change": may(request.user, "papers.withdraw", found.paper),
        },
    )
    if reading.newest is None:
        response["Link"] = signposting.header(work, "papers")
    return response


@require_safe
@open_to_machines
def publication_file(request, slug, format):
    """Hand out one file of a publication."""
    found = publication_of(slug)
    row = get_object_or_404(found.files, format=format)
    if not row.is_ready:
        raise Http404
    return handed(row, f"{found.slug}")


@require_safe
@open_to_machines
def publication_cited(request, slug, ending):
    """Hand out how one version of record is cited, as a file."""
    from django.http import HttpResponse

    from network.interchange.formats import FORMATS

    if ending not in dict(CITED):
        raise Http404
    form = FORMATS[ending]
    return HttpResponse(form.one(version_work(publication_of(slug))), content_type=form.content_type)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, pk):
    """`/papers/<id>/publish/`: what stands in the way, and the last word."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.publish", paper)
    is_correction = paper.publications.exists()
    form = PublishForm(request.POST if request.method == "POST" else None, is_correction=is_correction)
    blocked = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.publish(paper, by=request.user, notice=form.cleaned_data.get("notice", ""))
        except states.Blocked as refusal:
            blocked = refusal.reasons
        else:
            messages.success(request, _("It is published. Its files are being made."))
            return redirect(made)
    steps = [
        {"label": one.label, "text": "" if one.is_done else one.text, "done": one.is_done, "act": one.act,
         "address": one.address}
        for one in before_publishing(paper)
    ]  # fmt: skip
    about = {"paper": paper, "form": form, "steps": steps, "blocked": blocked, "round": round_of(paper)}
    about |= {"is_correction": is_correction, "is_ready": all(one["done"] for one in steps[:-1])}
    return render(request, "papers/publication_publish.html", about, status=409 if blocked else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    """`/papers/<id>/correct/`: open the text of a published paper again, for a further version."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    if paper.state != Paper.State.PUBLISHED:
        raise Http404
    if request.method == "POST":
        states.move(paper, Paper.State.DRAFTING, by=request.user, reason=_("for a corrected version"))
        return redirect(paper)
    return render(request, "papers/publication_correct.html", {"paper": paper})


ACTS = ("withdraw", "supersede", "translation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publication_act(request, slug, act):
    """Withdraw a publication, say what takes its place, or of what it is the translation."""
    found = publication_of(slug)
    demand(request.user, "papers.withdraw", found.paper)
    form = form_for(request, found, act)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if act == "withdraw":
                actions.withdraw(found, told["reason"], by=request.user)
            elif act == "supersede":
                actions.supersede(found, told["later"], told["reason"], by=request.user)
            else:
                actions.tie_translation(found, told["original"], by=request.user)
        except ValueError:
            form.add_error(None, _("This cannot be said of this publication any more. Look at its page."))
        else:
            messages.success(request, _("Done. The files are being made anew."))
            return redirect(found)
    return render(request, "papers/publication_act.html", {"publication": found, "form": form, "act": act})


def form_for(request, found, act):
    """Return the form of an act; 404 for one that there is not."""
    data = request.POST if request.method == "POST" else None
    if act == "withdraw":
        return WithdrawForm(data)
    if act == "supersede":
        return SupersedeForm(data, publication=found)
    if act != "translation":
        raise Http404
    mine = Publication.objects.exclude(paper=found.paper).select_related("paper")
    if not request.user.is_superuser:
        mine = mine.filter(Q(paper__lead=request.user))
    return TranslationForm(data, publications=mine)

"""The history of a text: versions, what differs between two, who wrote what, an older text back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import demand, may
from network.live import texts
from resources.papers.actions import versions as actions
from resources.papers.differences import compare as differ
from resources.papers.differences import named
from resources.papers.differences import render as differences
from resources.papers.fingerprints import is_untouched
from resources.papers.forms.talking import VersionForm
from resources.papers.models import Version
from resources.papers.queries import versions as reads
from resources.papers.queries.naming import names_of
from resources.papers.views.finding import paper_of
from resources.papers.views.signing.shared import text_of

ON_A_PAGE = 40
NOW = "now"


def historic(request, pk):
    """Return paper `pk` where the reader may read its history."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.history", paper)
    return paper


def version_of(paper, row):
    """Return version number `row` of a paper, or a 404."""
    one = get_object_or_404(Version.objects.select_related("by__home_city"), paper=paper, number=row)
    one.paper = paper
    return one


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def history(request, pk):
    """Every version, two of them to compare; POST keeps the text as it is under a name."""
    paper = historic(request, pk)
    form = VersionForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        kept = actions.name_version(paper, form.cleaned_data["label"], by=request.user)
        messages.success(request, _("Kept as version %(number)s.") % {"number": kept.number})
        return redirect("papers:history", paper.pk)
    found = paper.versions.select_related("by__home_city")
    shows_all = "all" in request.GET
    shown = found if shows_all else found.exclude(kind=Version.Kind.AUTO)
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "paper": paper,
        "page": page,
        "rows": reads.rows_of(page, request.user),
        "choices": [
            (one.number, one.label and reads.name_of(one), one.at) for one in found.defer("content", "references")
        ],
        "shows_all": shows_all,
        "automatic": found.filter(kind=Version.Kind.AUTO).count(),
        "form": form,
        "may_keep": may(request.user, "papers.keep", paper),
    }
    return render(request, "papers/history.html", context)


@never_cache
@login_required
@require_safe
def version(request, pk, row):
    """One version as it was, its fingerprint taken anew."""
    paper = historic(request, pk)
    one = version_of(paper, row)
    context = {
        "paper": paper,
        "version": one,
        "name": reads.name_of(one),
        "by": one.by.called_by(request.user) if one.by else "",
        "is_untouched": is_untouched(one),
        "text": text_of(paper, one),
        "may_restore": may(request.user, "papers.restore", paper),
        "may_name": may(request.user, "papers.keep", paper) and one.kind in (Version.Kind.AUTO, Version.Kind.NAMED),
        "form": VersionForm(initial={"label": one.label if one.kind == Version.Kind.NAMED else ""}, label_suffix=""),
    }
    return render(request, "papers/history_version.html", context)


@login_required
@require_POST
def name(request, pk, row):
    """Give a version a name."""
    paper = historic(request, pk)
    one = version_of(paper, row)
    form = VersionForm(request.POST, label_suffix="")
    if not form.is_valid():
        messages.error(request, _("Give it a name under which you find it again."))
        return redirect("papers:version", paper.pk, one.number)
    try:
        actions.rename_version(one, form.cleaned_data["label"], by=request.user)
    except ValueError:
        messages.error(request, _("What was signed or published keeps its name."))
    else:
        messages.success(request, _("Saved."))
    return redirect("papers:version", paper.pk, one.number)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, pk, row):
    """Let the text read as it did then, after a question that shows what would change."""
    paper = historic(request, pk)
    one = version_of(paper, row)
    demand(request.user, "papers.restore", paper)
    if request.method == "POST":
        try:
            new = actions.restore(one, by=request.user)
        except actions.Tampered:
            messages.error(request, _("This version is not what was kept. It cannot come back."))
        except texts.Frozen:
            messages.error(request, _("The text is fixed for now."))
        else:
            words = _("The text reads as in version %(old)s again. It is version %(new)s now; nothing was lost.")
            messages.success(request, words % {"old": one.number, "new": new.number})
        return redirect("papers:history", paper.pk)
    today = texts.read(paper.document)
    context = {
        "paper": paper,
        "version": one,
        "name": reads.name_of(one),
        "changes": len(differ(today, one.content)),
        "difference": _drawn(paper, today, one.content, one.references),
        "is_untouched": is_untouched(one),
    }
    return render(request, "papers/history_restore.html", context)


@never_cache
@login_required
@require_safe
def compare(request, pk):
    """What differs between two versions, or between one and the text of now."""
    paper = historic(request, pk)
    old, new = _chosen(paper, request.GET.get("from")), _chosen(paper, request.GET.get("to"))
    if old.version and new.version and old.version.number > new.version.number:
        old, new = new, old
    if old.version is None and new.version is not None:
        old, new = new, old
    context = {
        "paper": paper,
        "old": old,
        "new": new,
        "changes": len(differ(old.content, new.content)),
        "difference": _drawn(paper, old.content, new.content, old.works + new.works, fold="all" not in request.GET),
        "shows_all": "all" in request.GET,
        "references": _references(old, new),
        "choices": [(one.number, one.label and reads.name_of(one), one.at)
                    for one in paper.versions.defer("content", "references")],
    }  # fmt: skip
    return render(request, "papers/history_compare.html", context)


def _drawn(paper, old, new, references, *, fold=True):
    with named(names_of(paper, old, new, references=references)):
        return differences(old, new, fold=fold)


class _Side:
    """One side of a comparison: a version, or the text of now."""

    def __init__(self, paper, version=None):
        self.version = version
        self.name = reads.name_of(version) if version else ""
        self.content = version.content if version else texts.read(paper.document)
        self.is_untouched = is_untouched(version) if version else True
        self.key = str(version.number) if version else NOW
        self.works = version.references if version else []
        self.references = None if version is None else {one.get("id"): one for one in version.references}


def _chosen(paper, word):
    if word in (None, "", NOW):
        return _Side(paper)
    if not (word.isascii() and word.isdigit() and len(word) < 10):
        raise Http404
    return _Side(paper, version_of(paper, int(word)))


def _references(old, new):
    """Return the titles of works that came into or went from the list between two versions, as (came, went)."""
    if old.references is None or new.references is None:
        return None
    came = [one.get("title") or key for key, one in new.references.items() if key not in old.references]
    went = [one.get("title") or key for key, one in old.references.items() if key not in new.references]
    return (came, went) if came or went else None


@never_cache
@login_required
@require_safe
def written(request, pk):
    """Who wrote what of the text as it is now."""
    paper = historic(request, pk)
    context = {
        "paper": paper,
        "written": reads.written(paper, request.user),
        "in_colour": request.GET.get("colours") != "no",
    }
    return render(request, "papers/history_written.html", context)

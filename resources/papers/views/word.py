"""Word, both ways: take the text along with suggestions and comments, bring it back, begin a paper from a file."""

import logging
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand, may
from network.files import actions as files
from network.files import queries as known_files
from network.interchange.works import one_line
from resources.papers.actions import word as actions
from resources.papers.actions.word.receiving import DOCX, problem_of
from resources.papers.converting.pandoc import Fault
from resources.papers.forms.word import TakeForm
from resources.papers.models import WordFile
from resources.papers.queries import word as queries
from resources.papers.views.finding import paper_of

log = logging.getLogger(__name__)


def taken(request):
    """Return (the Word file that was sent or None, what is wrong with it); whatever was sent stays in the form."""
    sent = known_files.sent_by(request.user, request.POST.getlist("uploads"))
    more, refused = files.accept_all(request.user, request.FILES.getlist("files")[:1])
    chosen = [*sent, *more]
    problems = [f"{name}: {sentence}" for name, sentence in refused]
    if not chosen and not problems:
        problems = [_("Choose a file.")]
    if chosen and (problem := problem_of(chosen[-1])):
        problems.append(f"{chosen[-1].name}: {_(problem)}")
    return (chosen[-1] if chosen and not problems else None), problems, chosen


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def word(request, pk):
    """The way out, the way back, and what came of files that were brought back."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.read", paper)
    problems, sent = [], []
    if request.method == "POST":
        demand(request.user, "papers.propose", paper)
        file, problems, sent = taken(request)
        if file:
            row = actions.receive(paper, file, by=request.user)
            return redirect("papers:word_returned", paper.pk, row.pk)
    context = {
        "paper": paper,
        "take": TakeForm(),
        "problems": problems,
        "sent": sent,
        "may_propose": bool(may(request.user, "papers.propose", paper)),
        "files": paper.word_files.filter(by=request.user).select_related("file", "proposal")[:20],
    }
    return render(request, "papers/word.html", context, status=422 if problems else 200)


@never_cache
@login_required
@require_safe
def returned(request, pk, row):
    """What came of one file that was brought back."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.read", paper)
    file = get_object_or_404(paper.word_files.select_related("file", "proposal"), pk=row, by=request.user)
    context = {"paper": paper, "row": file, "problem": _(file.problem) if file.problem else "", "left": left_out(file)}
    return looking_again(render(request, "papers/word_returned.html", context), file.state == WordFile.State.WAITING)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def from_word(request):
    """Begin a paper from a Word file."""
    demand(request.user, "papers.begin")
    problems, sent = [], []
    if request.method == "POST":
        file, problems, sent = taken(request)
        if file:
            row = actions.begin_paper(file, by=request.user, language=get_language() or "en")
            return redirect("papers:becoming_paper", row.pk)
    context = {"problems": problems, "sent": sent}
    return render(request, "papers/word_new.html", context, status=422 if problems else 200)


@never_cache
@login_required
@require_safe
def becoming(request, row):
    """Whether a Word file has become a paper."""
    file = get_object_or_404(WordFile.objects.select_related("file", "paper"), pk=row, by=request.user, is_new=True)
    context = {"row": file, "paper": file.paper, "problem": _(file.problem) if file.problem else "",
               "left": left_out(file)}  # fmt: skip
    return looking_again(render(request, "papers/word_returned.html", context), file.state == WordFile.State.WAITING)


def looking_again(answer, is_waiting):
    """Let the browser ask again in three seconds while a job is at work; without scripts, too."""
    if is_waiting:
        answer["Refresh"] = "3"
    return answer


def left_out(row):
    """Return sentences about what did not come along with a file."""
    words = {
        "equations": _("Equations came as plain letters."),
        "boxes": _(
            "Text boxes came as paragraphs, each behind the paragraph that held it. Look whether they stand right."
        ),
        "objects": _("Charts, diagrams and other embedded objects did not come along. Put them in as pictures."),
        "chunks": _("Parts in other formats did not come along."),
        "pictures": _("Some pictures could not be taken, since a page cannot show them. Their captions are there."),
        "large pictures": _("Some pictures are larger than 20 MB and did not come along. Their captions are there."),
        "raw": _("Some parts were of a kind that the text cannot hold."),
    }
    return [words[what] for what in row.told.get("left_out", {}) if what in words]


@never_cache
@login_required
@require_safe
def export(request, pk):
    """The text as a .docx; `with=changes` and `with=comments` put these in as Word's own."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.read", paper)
    wanted = request.GET.getlist("with")
    try:
        content = queries.file_of(
            paper, request.user, with_changes="changes" in wanted, with_comments="comments" in wanted
        )
    except Fault as fault:
        log.warning("paper %s did not become a Word file: %s", paper.pk, fault.detail)
        context = {"paper": paper, "take": TakeForm(), "problems": [fault.sentence], "sent": [], "files": []}
        return render(request, "papers/word.html", context, status=503)
    answer = HttpResponse(content, content_type=DOCX)
    name = one_line(paper.title).replace("/", "-").replace("\\", "-")[:80].strip(". ") or f"paper-{paper.pk}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return answer

"""What coordinators do with topics outside the CMS: begin, translate, adopt, look again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from network.kit.words import language_name
from resources.consensus.actions import topics as actions
from resources.consensus.forms.topics import TopicForm
from resources.consensus.models import Panel, Statement
from resources.consensus.queries.topics.adopting import outlook
from resources.consensus.views.topics.finding import topic_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """`/state-of-the-art/new/`: begin a topic; its page is then written in the desk."""
    demand(request.user, "consensus.curate", None)
    form = TopicForm(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        topic = actions.begin(by=request.user, **form.cleaned_data)
        messages.success(request, _("It is begun, as a draft that coordinators alone see. Now write its page."))
        return redirect("wagtailadmin_pages:edit", actions.original_page(topic).pk)
    return render(request, "consensus/topic_new.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_POST
def translate(request, slug):
    """Begin the page of a topic in another language, as a draft."""
    topic = topic_of(request, slug)
    demand(request.user, "consensus.curate", topic)
    language = request.POST.get("language", "")
    if language not in actions.languages() or language == topic.language:
        raise Http404
    page = actions.translate(topic, language, by=request.user)
    messages.success(request, _("The page in %(language)s is begun.") % {"language": language_name(language)})
    return redirect("wagtailadmin_pages:edit", page.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request, pk):
    """`/state-of-the-art/adopt/<panel>/`: what would go to the page, and the button."""
    panel = get_object_or_404(Panel.objects.visible_to(request.user).select_related("topic"), pk=pk)
    demand(request.user, "consensus.run", panel)
    refusal = ""
    if request.method == "POST":
        try:
            page = actions.adopt(panel, request.user)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(
                request, _("The draft is written, and those who coordinate the network are asked to approve it.")
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    found = outlook(panel)
    sections = [
        (_("Agreed"), found.agreed),
        (_("No consensus"), found.open),
        (_("Rejected"), found.rejected),
    ]
    told = {"panel": panel, "sections": sections, "refusal": refusal}
    return render(request, "consensus/adopt.html", told, status=409 if refusal else 200)


@login_required
@require_POST
def state(request, slug, number):
    """Put a statement under review, or let it stand as it is."""
    topic = topic_of(request, slug)
    demand(request.user, "consensus.curate", topic)
    statement = get_object_or_404(Statement, topic=topic, number=number)
    try:
        actions.set_state(statement, request.POST.get("state", ""), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect("consensus:statement", slug, number)

"""The words by which things are found: all topics, all vocabularies, SKOS; and the pages on which they are edited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from network.access.rules import demand
from network.catalogue import search
from network.kit.clock import now
from resources.library import actions, skos, vocabulary, words
from resources.library.actions.wording import UNDO, CannotMerge, TooLate
from resources.library.forms import MergeForm, WordForm
from resources.library.models import Topic, TopicMerge
from resources.library.topics import curated
from resources.library.views.freshness import fresh


@require_safe
def topics(request):
    """All topics with how much there is on each; free words only where the reader may see what has them."""
    found = search.find("", member=request.user, filters={}, within="resource", size=1, facets=("topic",))
    counts = dict(found.facets.get("topic", []))
    known = words.words("topic")
    rows = [
        {"slug": slug, "label": one.label(), "says": one.definition(), "count": counts.get(slug, 0)}
        for slug, one in known.items()
        if one.status == "active" or counts.get(slug)
    ]
    free = {
        topic.slug: topic for topic in Topic.objects.filter(slug__in=[slug for slug in counts if slug not in known])
    }
    others = [{"slug": slug, "label": topic.label_in("en"), "count": counts[slug]} for slug, topic in free.items()]
    context = {
        "topics": sorted(rows, key=lambda row: row["label"].casefold()),
        "others": sorted(others, key=lambda row: row["label"].casefold()),
    }
    return fresh(render(request, "library/topics.html", context), request)


@require_safe
def all_words(request):
    """The other vocabularies."""
    schemes = [
        {"name": scheme, "label": label, "words": list(words.words(scheme).values())}
        for scheme, label in vocabulary.SCHEMES.items()
    ]
    return fresh(render(request, "library/words.html", {"schemes": schemes}), request)


def _tag(request):
    from hashlib import sha256

    told = repr([(one, words.words(one)) for one in ("topic", *vocabulary.SCHEMES)])
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=_tag)
def turtle(request):
    """All vocabularies as Turtle."""
    return HttpResponse(skos.turtle(), content_type="text/turtle; charset=utf-8")


@require_safe
@condition(etag_func=_tag)
def json_ld(request):
    """All vocabularies as JSON-LD."""
    return HttpResponse(skos.json_ld(), content_type="application/ld+json; charset=utf-8")


def word_of(request, scheme, code):
    """Return the Word that is edited; a free topic only for who may see something that has it."""
    demand(request.user, "library.edit_words")
    if scheme != "topic" and scheme not in vocabulary.SCHEMES:
        raise Http404
    known = words.words(scheme).get(code)
    if known is None and scheme == "topic":
        from resources.library.queries import topic_count

        row = get_object_or_404(Topic, slug=code)
        if row.status != "merged" and not topic_count(request.user, code):
            raise Http404
        known = words.Word("topic", code, labels={"en": row.name} | row.labels, status=row.status, pk=row.pk)
    if known is None:
        raise Http404
    return known


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_word(request, scheme, code):
    """Edit one word; a topic can be merged into another here, too."""
    word = word_of(request, scheme, code)
    form = WordForm(word, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.edit_word(scheme, code, by=request.user, **form.told())
        messages.success(request, _("Saved."))
        return redirect("library:edit_word", scheme, code)
    return _page(request, word, form, None)


def _page(request, word, form, merging, status=None):
    topic = Topic.objects.filter(slug=word.code).first() if word.scheme == "topic" else None
    if topic is None and word.scheme == "topic":
        topic = Topic(slug=word.code, name=word.label("en"))
    merge = None
    if topic and topic.pk:
        merge = TopicMerge.objects.filter(topic=topic, undone_at=None, at__gt=now() - UNDO).first()
    context = {
        "word": word,
        "form": form,
        "merging": merging or (MergeForm(topic) if topic else None),
        "merge": merge,
        "is_free": word.scheme == "topic" and word.code not in words.words("topic"),
        "into": words.replaced(word.code) if word.scheme == "topic" else "",
    }
    bad = form.errors or (merging and merging.errors)
    return render(request, "library/word.html", context, status=status or (422 if bad else 200))


@login_required
@require_POST
def merge(request, slug):
    """Merge a topic into another."""
    word = word_of(request, "topic", slug)
    if slug in vocabulary.TOPICS:
        curated(slug)
    topic = get_object_or_404(Topic, slug=slug)
    form = MergeForm(topic, request.POST)
    if form.is_valid():
        try:
            actions.merge_topics(topic, form.cleaned_data["into"], by=request.user)
        except CannotMerge:
            form.add_error("into", _("One of the two was merged already. Please look again."))
        else:
            messages.success(request, _("Merged. You can undo it here until tomorrow."))
            return redirect("library:edit_word", "topic", slug)
    return _page(request, word, WordForm(word), form)


@login_required
@require_POST
def part(request, slug):
    """Undo a merge."""
    word_of(request, "topic", slug)
    found = TopicMerge.objects.filter(topic__slug=slug, undone_at=None).first()
    if found is None:
        raise Http404
    try:
        actions.part_topics(found, by=request.user)
        messages.success(request, _("The two are parted again."))
    except TooLate:
        messages.error(request, _("It is too late to undo it: that is possible for a day."))
    return redirect(reverse("library:edit_word", args=["topic", slug]))


@login_required
@require_POST
def take_in(request, slug):
    """Take a free word into the vocabulary."""
    word_of(request, "topic", slug)
    actions.take_in(get_object_or_404(Topic, slug=slug), by=request.user)
    messages.success(request, _("It belongs to the vocabulary now."))
    return redirect("library:edit_word", "topic", slug)

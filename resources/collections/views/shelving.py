"""Keeping collections: begin, describe, save to, annotate, order, take away, copy, follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from resources.collections import actions, queries
from resources.collections.forms import CollectionForm, HideForm, KeepForm, NoteForm
from resources.collections.terms import Full
from resources.collections.views.finding import collection_of, entry_of, placement_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Begin a collection."""
    demand(request.user, "collections.create")
    form = CollectionForm(request.POST or None, initial={"language": get_language(), "visibility": "me"})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.create(by=request.user, **form.cleaned_data))
        except Full as full:
            form.add_error(None, str(full.args[0]))
    return render(request, "collections/edit.html", {"form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change the words, and who may see it."""
    collection = collection_of(request, pk)
    demand(request.user, "collections.revise", collection)
    form = CollectionForm(request.POST or None, instance=collection)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        collection.refresh_from_db()
        saved = actions.revise(collection, by=request.user, **given)
        messages.success(request, _("Saved."))
        return redirect(saved)
    return render(request, "collections/edit.html", {"form": form, "collection": collection})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request, pk):
    """Save an entry of the catalogue to a shelf of mine, an old one or a new one."""
    entry = entry_of(request, pk)
    demand(request.user, "collections.create")
    shelves = queries.mine_for(entry, request.user)
    form = KeepForm(request.POST or None, shelves=[shelf for shelf in shelves if not shelf.holds])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            shelf = form.shelves.get(given["collection"]) or actions.create(by=request.user, title=given["title"])
            actions.keep(shelf, entry, by=request.user, note=given["note"])
        except Full as full:
            form.add_error(None, str(full.args[0]))
        else:
            messages.success(request, _("Kept in “%(shelf)s”.") % {"shelf": shelf.title})
            return redirect(entry.address + "#collections")
    context = {"form": form, "entry": entry, "holding": [shelf for shelf in shelves if shelf.holds]}
    return render(request, "collections/keep.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request, pk, placement):
    """Say why something stands here."""
    collection = collection_of(request, pk)
    demand(request.user, "collections.keep", collection)
    one = placement_of(request, collection, placement)
    form = NoteForm(request.POST or None, initial={"note": one.note}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.annotate(collection, one, by=request.user, note=form.cleaned_data["note"])
        return redirect(f"{collection.get_absolute_url()}#p{one.pk}")
    return render(request, "collections/note.html", {"form": form, "collection": collection, "placement": one})


@login_required
@require_POST
def move(request, pk, placement):
    """One step up or down."""
    collection = collection_of(request, pk)
    one = placement_of(request, collection, placement)
    actions.move(collection, one, by=request.user, up=request.POST.get("to") != "down")
    return redirect(f"{collection.get_absolute_url()}?order=1#p{one.pk}")


@login_required
@require_POST
def arrange(request, pk):
    """The whole order at once, as static/js/shelf.js sends it after something was dragged."""
    collection = collection_of(request, pk)
    order = [int(word) for word in request.POST.getlist("order")[:1000] if word.isascii() and word.isdigit()]
    actions.arrange(collection, order, by=request.user)
    return HttpResponse(status=204)


@login_required
@require_POST
def drop(request, pk, placement):
    """Take something off the shelf."""
    collection = collection_of(request, pk)
    one = placement_of(request, collection, placement)
    actions.drop(collection, one, by=request.user)
    messages.success(request, _("Taken off. It stays in the library."))
    return redirect(f"{collection.get_absolute_url()}?order=1#list")


@login_required
@require_POST
def copy(request, pk):
    """Go on from somebody's shelf with one of my own."""
    try:
        mine = actions.copy(collection_of(request, pk), by=request.user)
    except Full as full:
        messages.error(request, str(full.args[0]))
        return redirect("collections:list")
    messages.success(request, _("This copy is yours. Nobody else sees it until you share it."))
    return redirect(mine)


@login_required
@require_POST
def follow(request, pk):
    """Hear what is added, or no more."""
    collection = collection_of(request, pk)
    if request.POST.get("follow") == "no":
        actions.unfollow(collection, by=request.user)
    else:
        actions.follow(collection, by=request.user)
        messages.success(request, _("You follow this collection. What is added comes in your letters."))
    return redirect(collection)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Delete a collection, after a question."""
    collection = collection_of(request, pk)
    demand(request.user, "collections.delete", collection)
    if request.method == "POST":
        actions.delete(collection, by=request.user)
        messages.success(request, _("Deleted. What stood in it stays in the library."))
        return redirect("collections:list")
    return render(request, "collections/delete.html", {"collection": collection})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request, pk):
    """Take a shelf out of sight, with a reason; or let it be shared again."""
    collection = collection_of(request, pk)
    if collection.hidden_at:
        demand(request.user, "collections.show_again", collection)
        if request.method == "POST":
            actions.show_again(collection, by=request.user)
            messages.success(request, _("Whoever keeps it may share it again."))
            return redirect("collections:list")
        return render(request, "collections/hide.html", {"collection": collection})
    demand(request.user, "collections.hide", collection)
    form = HideForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.hide(collection, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Out of sight. Whoever keeps it reads your reason."))
        return redirect(reverse("collections:list"))
    return render(request, "collections/hide.html", {"collection": collection, "form": form})

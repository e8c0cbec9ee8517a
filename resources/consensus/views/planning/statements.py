"""Statements: the list, many at once, one of them, other languages, evidence; between rounds too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import Denied
from resources.consensus.actions import planning
from resources.consensus.forms.planning.statements import (
    ManyForm,
    ReasonForm,
    RewordForm,
    SplitForm,
    StatementForm,
)
from resources.consensus.models import Item, Panel, Wording
from resources.consensus.queries.planning import words as told
from resources.consensus.queries.planning.page import statements as statements_of
from resources.consensus.views.planning.finding import framed, item_of, run_by
from resources.consensus.views.planning.plan import WAYS

STEP = "consensus:plan_statements"


def refused(request, error):
    """Say why something was not done."""
    messages.error(request, error.reason)


def _closed(request, panel):
    """Go back to the list: nothing can change now."""
    if panel.state == Panel.State.RUNNING:
        messages.error(request, _("While a round is open, its statements stay as they are."))
    else:
        messages.error(request, _("This panel has ended."))
    return redirect(STEP, panel.pk)


@never_cache
@login_required
@require_http_methods(WAYS)
def listed(request, pk):
    """All statements in their order, and a form for one more."""
    panel = run_by(request, pk)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            item = planning.add_item(
                panel, by=request.user, text=given["text"], context=given["context"], source=given["source"]
            )
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("Statement %(number)s is added.") % {"number": item.number})
            return redirect(f"{request.path}#add")
    rows = statements_of(panel, panel.language)
    told.mark(panel, rows)
    context = framed(panel, STEP) | {
        "form": form,
        "rows": rows,
        "may_word": told.may_word(panel),
        "is_between": panel.state == Panel.State.RUNNING,
        "ideas": told.ideas(panel) if panel.state == Panel.State.RUNNING else [],
    }
    return render(request, "consensus/plan_statements.html", context)


@never_cache
@login_required
@require_http_methods(WAYS)
def many(request, pk):
    """Lines, or a table."""
    panel = run_by(request, pk)
    if request.method != "POST" and not told.may_word(panel):
        return _closed(request, panel)
    form = ManyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added, left_out = planning.add_many(panel, form.cleaned_data["rows"], by=request.user)
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            words = ngettext("%(n)s statement is added.", "%(n)s statements are added.", added) % {"n": added}
            if left_out:
                words += " " + ngettext(
                    "%(n)s stood there already.", "%(n)s stood there already.", left_out
                ) % {"n": left_out}  # fmt: skip
            messages.success(request, words)
            return redirect(STEP, panel.pk)
    return render(request, "consensus/plan_many.html", framed(panel, STEP) | {"form": form})


@never_cache
@login_required
@require_http_methods(WAYS)
def statement(request, pk, number):
    """One statement: its words, its source, other languages, what it stands on."""
    panel = run_by(request, pk)
    item = item_of(panel, number)
    wording = item.wordings.order_by("-number").first()
    kind = RewordForm if wording.locked_at else StatementForm
    first = {"source": item.source, "seen": planning.seal(wording)}
    if wording.number > 1 and not wording.locked_at:
        kind, first = RewordForm, first | {"reason": wording.reason, "is_editorial": wording.is_editorial}
    # A form of a model writes what was typed into its row: this one is compared with, so it gets a row of its own.
    form = kind(request.POST or None, instance=Wording(text=wording.text, context=wording.context), initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            planning.reword(
                item, by=request.user, text=given["text"], context=given["context"], seen=given["seen"] or None,
                reason=given.get("reason", ""), is_editorial=given.get("is_editorial", False),
            )  # fmt: skip
            planning.source_of(item, given["source"], by=request.user)
        except planning.Stale as stale:
            form.add_error(None, stale.reason)
            form.data = form.data.copy()
            form.data["seen"] = planning.seal(stale.wording)
            wording, item.changed_meanwhile = stale.wording, True
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(STEP, panel.pk)
    context = framed(panel, STEP) | {
        "form": form,
        "item": item,
        "wording": wording,
        "history": told.history(item),
        "other_languages": told.languages(item, wording),
        "evidence": item.evidence.select_related("resource", "paper"),
        "may_word": told.may_word(panel),
        "is_planned": panel.state == Panel.State.PLANNED,
        "was_asked": item.entries.exists(),
        "is_open": item.state == Item.State.OPEN,
    }
    return render(request, "consensus/plan_statement.html", context)


@login_required
@require_POST
def act(request, pk, number):
    """Up, down, out of the list, back into it."""
    panel = run_by(request, pk)
    item = item_of(panel, number)
    wanted = request.POST.get("act")
    try:
        if wanted in ("up", "down"):
            planning.move(item, by=request.user, up=wanted == "up")
        elif wanted == "drop":
            planning.drop(item, by=request.user)
            messages.success(request, _("The statement is gone."))
        elif wanted == "back":
            planning.put_back(item, by=request.user)
    except Denied as error:
        refused(request, error)
    return redirect(STEP, panel.pk)


@never_cache
@login_required
@require_http_methods(WAYS)
def out(request, pk, number):
    """Take a statement out between rounds, or let several take its place (`?way=split`)."""
    panel = run_by(request, pk)
    if request.method != "POST" and not told.may_word(panel):
        return _closed(request, panel)
    item = item_of(panel, number)
    splits = request.GET.get("way") == "split"
    form = (SplitForm if splits else ReasonForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if splits:
                planning.split(item, given["lines"], by=request.user, reason=given["reason"])
            else:
                planning.take_out(item, by=request.user, reason=given["reason"])
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(STEP, panel.pk)
    wording = item.wordings.order_by("-number").first()
    context = framed(panel, STEP) | {"form": form, "item": item, "wording": wording, "splits": splits}
    return render(request, "consensus/plan_out.html", context)

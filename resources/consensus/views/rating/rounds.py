"""A round as a panellist sees it: interests, statements, saving one answer at a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied, demand
from resources.consensus.actions.rating import people, reminding
from resources.consensus.actions.rating.refusals import Newer, NotOnScale
from resources.consensus.forms.rating import InterestForm
from resources.consensus.models import Interest, Panel, Remark, Round
from resources.consensus.queries.rating.dissent import rows_apart
from resources.consensus.queries.rating.sheet import minutes_for, settled, sheet_of
from resources.consensus.queries.rating.wording import title_of
from resources.consensus.queries.results.live import live
from resources.consensus.views.rating.finding import PANELLISTS, at_the_table, wants_json

CANNOT = "x"


@at_the_table
@require_http_methods(["GET", "HEAD"])
def page(request, table):
    """All statements of the round, with what I answered."""
    round = table.round
    if round.kind == Round.Kind.IDEAS and round.state == Round.State.OPEN:
        return redirect(f"{table.base}ideas/")
    if round.kind == Round.Kind.RANKING and round.state == Round.State.OPEN:
        return redirect(f"{table.base}ranking/")
    interest = _interest(table)
    if interest is None and round.state == Round.State.OPEN:
        return redirect(f"{table.base}interests/")
    sheet = sheet_of(round, people.seat_of(table.panellist), table.member, interest)
    return _render(request, table, sheet)


def _interest(table):
    return Interest.objects.filter(round=table.round, panellist=table.panellist).first()


def _render(request, table, sheet, *, status=200, **more):
    title, language = title_of(table.panel)
    context = {
        "table": table,
        "panel": table.panel,
        "round": table.round,
        "sheet": sheet,
        "title": title,
        "title_language": language,
        "minutes": minutes_for(sheet.left),
        "is_open": table.round.state == Round.State.OPEN,
        "by_mail": bool(table.token),
    } | more
    if "row" not in context:
        context["settled"] = settled(table.round)
    name = "consensus/rating/statement.html" if "row" in context else "consensus/rating/round.html"
    return render(request, name, context, status=status)


@at_the_table
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request, table):
    """Declare interests before rating; the last declaration is filled in."""
    if table.round.state != Round.State.OPEN:
        return redirect(table.base)
    seat = people.seat_of(table.panellist)
    sheet = sheet_of(table.round, seat, table.member)
    own = Interest.objects.filter(panellist=table.panellist)
    known = own.filter(round=table.round).first()
    before = known or own.order_by("-round__number").first()
    form = InterestForm(request.POST or None, rows=sheet.rows, known=before)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            people.declare(table.round, table.panellist, by=table.member, **form.declared())
            return redirect(table.base)
        except Denied as denied:
            refused = denied.reason
    title, language = title_of(table.panel)
    context = {
        "table": table, "panel": table.panel, "round": table.round, "form": form, "known": known, "before": before,
        "title": title, "title_language": language, "by_mail": bool(table.token), "refused": refused, "sheet": sheet,
    }  # fmt: skip
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "consensus/rating/interests.html", context, status=status)


@at_the_table
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request, table, entry):
    """One statement by itself; keeps an answer, for scripts as JSON."""
    if request.method == "POST":
        return _keep(request, table, entry)
    interest = _interest(table)
    if interest is None and table.round.state == Round.State.OPEN:
        return redirect(f"{table.base}interests/")
    sheet = sheet_of(table.round, people.seat_of(table.panellist), table.member, interest)
    row = _row(sheet, entry)
    return _render(request, table, sheet, row=row, place=sheet.rows.index(row) + 1, **_neighbours(sheet, row))


def _row(sheet, pk):
    """Return the row of the RoundItem `pk`, or raise Http404: a statement of another round is none here."""
    found = next((row for row in sheet.rows if row.entry.pk == int(pk)), None)
    if found is None:
        raise Http404
    return found


def _neighbours(sheet, row):
    place = sheet.rows.index(row)
    return {
        "earlier": sheet.rows[place - 1] if place else None,
        "later": sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None,
    }


def _keep(request, table, pk):
    """Keep what came of a rating, a comment and a proposed wording; each that came is kept by itself."""
    entry = table.round.entries.filter(pk=pk).first()
    if entry is None:
        raise Http404
    entry.round = table.round
    given, is_script = request.POST, wants_json(request)
    told, status, rating = {}, 200, None
    try:
        for kind in (Remark.Kind.COMMENT, Remark.Kind.WORDING):
            if kind in given:
                language = get_language() or "en"
                people.say(entry, table.panellist, kind, given[kind], language, by=table.member)
        if given.get("value"):
            rating = people.rate(entry, table.panellist, by=table.member, **_said(given))
        elif not is_script and "value" not in given and not any(given.get(name) for name in ("comment", "wording")):
            raise NotOnScale(*_scale(table))
    except Newer as newer:
        rating, status = newer.rating, 409
        told = {"why": "newer", "reason": _("You answered this elsewhere since. That answer stands.")}
    except NotOnScale as refused:
        told, status = {"why": "scale", "reason": str(refused)}, 422
    except Denied as denied:
        told, status = {"why": "closed" if denied.name == "consensus.rate" else "denied", "reason": denied.reason}, 409
    if is_script:
        if rating is not None:
            told |= {"value": CANNOT if rating.cannot_judge else str(rating.value), "count": rating.count}
            told |= _so_far(request, table, entry, rating)
        return JsonResponse(told, status=status)
    return _after(request, table, entry, told, status)


def _said(given):
    """Return what `people.rate` takes of a form: words that are no number of digits are no rating either."""
    value, late = given["value"], given.get("late", "")
    said = {"language": given.get("language", "")[:16]}
    if late.isdecimal() and len(late) < 9:
        said["count"] = int(late)
    if value == CANNOT:
        return said | {"cannot_judge": True}
    return said | {"value": int(value) if value.isdecimal() and value.isascii() and len(value) < 4 else None}


def _scale(table):
    return table.panel.protocol.low, table.panel.protocol.high


def _after(request, table, entry, told, status):
    """Without scripts: lead on to the next statement, or show once more what was typed, and why it was not kept."""
    sheet = sheet_of(table.round, people.seat_of(table.panellist), table.member, _interest(table))
    row = _row(sheet, entry.pk)
    alone = request.POST.get("view") == "one"
    if status == 200:
        following = sheet.after(row)
        if following is None:
            messages.success(request, _("You have answered everything. You can change it until the round closes."))
            return redirect(table.base)
        name = f"statements/{following.entry.pk}/" if alone else f"#s{following.entry.pk}"
        return redirect(table.base + name)
    row.comment, row.wording = (request.POST.get(kind, getattr(row, kind)) for kind in ("comment", "wording"))
    row.typed = request.POST.get("value", "")
    more = {"row": row, "place": sheet.rows.index(row) + 1} | _neighbours(sheet, row)
    return _render(request, table, sheet, status=status, refused=told["reason"], **more)


def _so_far(request, table, entry, rating):
    """Return what the panel says so far, as HTML, where it is one in real time; {} elsewhere."""
    if table.panel.method != Panel.Method.REALTIME:
        return {}
    entry.refresh_from_db(fields=["result"])
    seen = live(entry, people.seat_of(table.panellist)) if rating.value is not None else None
    context = {"live": seen, "mine": rating.value}
    return {"live": render_to_string("consensus/rating/parts/live.html", context, request) if seen else ""}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dissent(request, pk):
    """Say why I do not agree with what the panel came to; a facilitator reads it before others do."""
    row = get_object_or_404(
        PANELLISTS, panel__rounds=pk, panel__rounds__state=Round.State.CLOSED, member=request.user, state="accepted"
    )
    round = get_object_or_404(Round, pk=pk)
    round.panel, row.member = row.panel, request.user
    sheet, apart = rows_apart(round, people.seat_of(row), request.user)
    if request.method == "POST":
        found = _row(sheet, request.POST["entry"] if request.POST.get("entry", "").isdecimal() else "0")
        found.entry.round = round
        people.dissent(found.entry, row, request.POST.get("text", ""), get_language() or "en", by=request.user)
        messages.success(request, _("Kept. Those who run the panel read it first; then it is shown without your name."))
        return redirect("consensus:dissent", round.pk)
    title, language = title_of(round.panel)
    context = {"panel": round.panel, "round": round, "apart": apart, "title": title, "title_language": language}
    return render(request, "consensus/rating/dissent.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request, pk):
    """As whoever runs the panel, remind those who have not finished; who they are is not said."""
    round = get_object_or_404(Round.objects.select_related("panel"), pk=pk, panel__in=_panels(request.user))
    demand(request.user, "consensus.run", round.panel)
    refused = ""
    if request.method == "POST":
        try:
            count = reminding.remind(round, by=request.user)
        except Denied as denied:
            refused = denied.reason
        else:
            told = ngettext("%(n)s person is reminded by mail.", "%(n)s people are reminded by mail.", count)
            messages.success(request, told % {"n": count})
            return redirect(round.panel.get_absolute_url())
    context = {"panel": round.panel, "round": round, "refused": refused}
    return render(request, "consensus/rating/remind.html", context, status=409 if refused else 200)


def _panels(member):
    return Panel.objects.visible_to(member)

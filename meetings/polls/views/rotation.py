"""Pages of fair turns: a season with its ledger, what hours weigh in a city, suggested times."""

from datetime import UTC, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.calendar.views.planning.finding import series_of
from meetings.polls import planner
from meetings.polls.actions import rotating
from meetings.polls.forms.rotation import MOST_CITIES, SeasonForm, SuggestForm, WeightsForm
from meetings.polls.models import CityHours, TimePoll
from meetings.polls.pain import BANDS, PLAIN
from meetings.polls.queries import ledger
from meetings.polls.queries.holidays import subdivision_of
from meetings.polls.queries.season import balance_of, cities_of, season_of
from meetings.polls.queries.suggesting import Party, holidays_for, suggest
from network.access.rules import demand, may
from network.cities.models import City
from network.kit.clock import now

AHEAD = timedelta(days=14)
MOST_STARTS = 26
MOST_PEOPLE = 200


@never_cache
@login_required
@require_safe
def season(request, slug):
    """Show who bore the nights of a series; who runs it plans a season here."""
    series = series_of(request, slug)
    demand(request.user, "polls.ledger", series)
    shown = {
        "series": series,
        "lines": ledger.lines(series),
        "since": ledger.since(series),
        "own": ledger.own(series, request.user),
        "runs": bool(may(request.user, "polls.rotate", series)),
    }
    if shown["runs"]:
        shown |= _planned(request, series)
    return render(request, "polls/rotation/season.html", shown)


def _planned(request, series):
    """Return the form, and the plan where one is asked for."""
    choices = City.objects.seen().order_by("name")
    first_time = {
        "cities": [city.pk for city in cities_of(series)][:MOST_CITIES],
        "first": now().date() + AHEAD,
        "rhythm": 14,
        "dates": 12,
        "minutes": series.minutes,
        "carries": True,
    }
    asked = "first" in request.GET
    form = SeasonForm(request.GET if asked else None, cities=choices, initial=first_time)
    found = {"form": form, "weighs": City.objects.none()}
    if asked and form.is_valid():
        cities = list(form.cleaned_data["cities"])
        found["weighs"] = cities
        carried = balance_of(series, cities) if form.cleaned_data["carries"] else None
        try:
            found["season"] = season_of(cities, form.days(), form.cleaned_data["minutes"], carried=carried)
        except planner.Impossible:
            form.add_error(None, _("On none of these days there is a time at which nobody has the day off."))
    return found


@never_cache
@login_required
@require_POST
def accept(request, slug):
    """Make the season that was shown dates of the series."""
    series = series_of(request, slug)
    demand(request.user, "polls.rotate", series)
    starts = _moments(request.POST.getlist("start"))
    minutes = request.POST.get("minutes", "")
    if not starts or not minutes.isdecimal() or not 5 <= int(minutes) <= 1440:
        messages.error(request, _("Plan a season first, then take it over."))
        return redirect("polls:rotation", series.slug)
    try:
        made = rotating.accept_season(
            series, by=request.user, starts=starts, minutes=int(minutes), is_proved=request.POST.get("is_proved") == "1"
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("polls:rotation", series.slug)
    if made:
        words = ngettext("%(n)s date stands in the series now.", "%(n)s dates stand in the series now.", len(made))
        messages.success(request, words % {"n": len(made)})
    else:
        messages.info(request, _("All of these dates stand in the series already."))
    return redirect(series)


def _moments(texts):
    """Return aware moments of ISO texts; those that are none are left out."""
    found = []
    for text in texts[:MOST_STARTS]:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        if moment.tzinfo is not None:
            found.append(moment.astimezone(UTC))
    return found


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request, slug):
    """Say what half an hour of each part of the day weighs in a city."""
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    demand(request.user, "polls.weigh", city)
    row = CityHours.objects.filter(city=city).first()
    known = row.weights if row else PLAIN
    initial = {f"band_{place}": weight for place, weight in enumerate(known)}
    initial["subdivision"] = subdivision_of(city, row.subdivision if row else "")
    form = WeightsForm(request.POST or None, city=city, initial=initial)
    if request.method == "POST" and form.is_valid():
        subdivision = form.cleaned_data.get("subdivision", "")
        rotating.weigh(city, by=request.user, weights=form.weights(), subdivision=subdivision)
        messages.success(request, _("Saved."))
        return redirect("polls:weights", city.slug)
    fields = [form[f"band_{place}"] for place in range(len(BANDS))]
    return render(request, "polls/rotation/weights.html", {"city": city, "form": form, "bands": fields})


@never_cache
@login_required
@require_safe
def suggestions(request):
    """Suggest times for cities, or for the people of a poll that the reader asks; `part=1` gives the list alone."""
    demand(request.user, "polls.suggest")
    begin = now().date() + timedelta(days=1)
    initial = {"first": begin, "last": begin + AHEAD, "minutes": 60}
    form = SuggestForm(request.GET if "first" in request.GET else None, initial=initial)
    poll = _poll_of(request)
    zone = poll.zone if poll else request.user.time_zone
    shown = {"form": form, "poll": poll, "asked": form.is_bound, "zone": zone}
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        people, must = _people_of(poll, data["cities"])
        if not people:
            form.add_error("cities", _("Choose at least one city."))
        else:
            span = {"first": data["first"], "last": data["last"]}
            carried = ledger.balance(poll.series) if poll and poll.series_id else None
            shown["found"] = suggest(people, minutes=data["minutes"], must=must, ledger=carried, **span)
            shown["left_out"] = holidays_for(people, data["first"], data["last"])
            shown["minutes"] = data["minutes"]
    template = "polls/rotation/suggested.html" if request.GET.get("part") == "1" else "polls/rotation/suggest.html"
    return render(request, template, shown)


def _poll_of(request):
    """Return the poll that is named, where the reader asks it."""
    number = request.GET.get("poll", "")
    if not number.isdecimal() or len(number) > 15:
        return None
    poll = get_object_or_404(TimePoll.objects.visible_to(request.user), pk=int(number))
    demand(request.user, "polls.run", poll)
    return poll


def _people_of(poll, cities):
    """Return (people to suggest for, ids of those who must be there)."""
    if poll is None:
        return list(cities), ()
    rows = list(poll.invitees.select_related("member")[:MOST_PEOPLE])
    guests = [Party(row.zone or poll.zone, row.zone or poll.zone, is_must=row.is_required)
              for row in rows if not row.member_id]  # fmt: skip
    members = [row.member for row in rows if row.member_id]
    return [*members, *guests, *cities], [row.member_id for row in rows if row.member_id and row.is_required]

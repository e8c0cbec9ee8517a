"""Series: beginning one, its page, its words, its dates, all following, the end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.calendar.actions import planning
from meetings.calendar.actions.planning.rows import locked_series
from meetings.calendar.forms.planning.hosts import HostsForm
from meetings.calendar.forms.planning.series import DateForm, EditSeriesForm, EndForm, FollowingForm, NewSeriesForm
from meetings.calendar.ics import Unreadable
from meetings.calendar.models import Meeting
from meetings.calendar.queries.planning.series import dates_of, page_of
from meetings.calendar.views.planning.editing import preset, refused
from meetings.calendar.views.planning.finding import series_of, series_run_by
from network.access.rules import Denied, demand

WAYS = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(WAYS)
def new(request):
    """Begin a series, by a rule or by chosen days."""
    demand(request.user, "calendar.plan")
    form = NewSeriesForm(request.POST or None, member=request.user, initial=preset(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.begin_series(by=request.user, **form.fields_of_series())
        except (ValidationError, Denied) as error:
            refused(form, error)
        except Unreadable as error:
            form.add_error("frequency", str(error))
        else:
            messages.success(request, _("The series is planned. Nobody has been told yet: invite people next."))
            return redirect(made)
    return render(request, "calendar/planning/series_new.html", {"form": form})


@require_safe
def show(request, slug):
    """A series: how it goes on, its dates, who holds it."""
    series = series_of(request, slug)
    return render(request, "calendar/series.html", page_of(series, request.user, request.GET.get("past")))


@never_cache
@login_required
@require_http_methods(WAYS)
def edit(request, slug):
    """Words of the series and of its dates to come."""
    series = series_run_by(request, slug)
    context = {"series": series}
    if request.method != "POST":
        context["form"] = EditSeriesForm(instance=series_run_by(request, slug), member=request.user)
        return render(request, "calendar/planning/series_edit.html", context)
    with transaction.atomic():
        form = context["form"] = EditSeriesForm(request.POST, instance=locked_series(series), member=request.user)
        if form.is_valid():
            try:
                planning.change_series(series, by=request.user, **form.fields_of_series())
            except (ValidationError, Denied) as error:
                refused(form, error)
            else:
                messages.success(request, _("Saved. Nobody gets a mail of it."))
                return redirect(series)
    return render(request, "calendar/planning/series_edit.html", context)


@never_cache
@login_required
@require_http_methods(WAYS)
def hosts(request, slug):
    """Who holds the series and its dates to come."""
    series = series_run_by(request, slug)
    form = HostsForm(request.POST or None, thing=series, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_series(series, by=request.user, hosts=form.chosen())
        except (ValidationError, Denied) as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(series)
    return render(request, "calendar/planning/hosts.html", {"form": form, "thing": series})


@never_cache
@login_required
@require_http_methods(WAYS)
def dates(request, slug):
    """All dates with what can be done to each, and one more."""
    series = series_run_by(request, slug)
    form = DateForm(request.POST or None, member=request.user, series=series)
    if request.method == "POST" and form.is_valid():
        when = form.when()
        try:
            planning.add_date(series, by=request.user, day=when["day"], time=when["time"], minutes=when["minutes"],
                              is_second=when["is_second"])  # fmt: skip
        except (ValidationError, Denied) as error:
            refused(form, error)
        else:
            messages.success(request, _("The date is added. Whoever is asked to the series is told."))
            return redirect("calendar:series_dates", series.slug)
    rows = dates_of(series, request.user)
    return render(request, "calendar/planning/series_dates.html", {"series": series, "form": form, "dates": rows})


@never_cache
@login_required
@require_http_methods(WAYS)
def following(request, slug, pk):
    """Another day, hour or rule for a date and all that follow."""
    series = series_run_by(request, slug)
    meeting = get_object_or_404(Meeting.objects.select_related("series"), series=series, pk=pk)
    form = FollowingForm(request.POST or None, member=request.user, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            held = planning.change_following(meeting, by=request.user, **form.fields_of_following())
        except (ValidationError, Denied) as error:
            refused(form, error)
        else:
            messages.success(request, _("All following dates are moved. Whoever is asked to the series is told."))
            return redirect(held)
    return render(request, "calendar/planning/series_following.html", {
        "series": series, "meeting": meeting, "form": form,
    })  # fmt: skip


@never_cache
@login_required
@require_http_methods(WAYS)
def end(request, slug):
    """The end of a series, with a reason that everybody reads."""
    series = series_run_by(request, slug)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.end_series(series, by=request.user, **form.cleaned_data)
        except (ValidationError, Denied) as error:
            refused(form, error)
        else:
            messages.success(request, _("The series has ended. Whoever is asked to it is told."))
            return redirect(series)
    return render(request, "calendar/planning/series_end.html", {"series": series, "form": form})

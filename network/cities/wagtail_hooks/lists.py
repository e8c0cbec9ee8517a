"""The cities' lists in the desk at /manage/: cities, partnerships, agreements, coordinators."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column

from network.cities import actions, forms, queries, terms
from network.cities.models import Agreement, City, CoordinatorTerm, Partnership
from network.cities.wagtail_hooks.base import Desk
from network.cities.wagtail_hooks.filters import CityFilters, TermFilters
from network.files.actions import accept_upload
from network.files.terms import Refused
from network.kit.clock import local


def heard(city):
    """Say when somebody of a city last did something here: computed, never typed."""
    life = queries.last_sign_of_life(city)
    if life.at is None:
        return _now("never")
    day = date_format(local(life.at, city.time_zone).date())
    return _now("%(day)s, quiet") % {"day": day} if life.is_quiet else day


def coordinators(city):
    """Say how many coordinators a city has, and that it should have two."""
    if city.partnership.is_open and city.coordinator_count < terms.COORDINATORS_WANTED:
        return _now("%(n)s of 2") % {"n": city.coordinator_count}
    return city.coordinator_count


class Cities(Desk):
    """Cities and what is on record of them."""

    model = City
    name = imports = "cities"
    icon = "globe"
    inspect_view_enabled = True
    inspect_view_fields = ["name", "name_native", "country", "time_zone", "languages", "latitude", "longitude"]
    list_display = [
        "name",
        "name_native",
        "country",
        Column("standing", label=_("Partnership"), accessor="partnership.get_state_display",
               sort_key="partnership__state"),
        Column("coordinators", label=_("Coordinators"), accessor=coordinators, sort_key="coordinator_count"),
        Column("members", label=_("Members"), accessor="member_count", sort_key="member_count"),
        Column("heard", label=_("Last sign of life"), accessor=heard, sort_key="life_at"),
    ]  # fmt: skip
    filterset_class = CityFilters
    list_export = ["slug", "name", "name_native", "name:da", "name:es", "name:zh-hans", "country", "time_zone",
                   "languages", "latitude", "longitude", "mark", "colour", "state", "since", "coordinators", "members",
                   "last_sign_of_life"]  # fmt: skip
    search_fields = ["name", "name_native", "slug"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_native")]),
            FieldPanel("names"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("country")]),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            FieldRowPanel([FieldPanel("time_zone"), FieldPanel("languages")]),
            FieldRowPanel([FieldPanel("mark"), FieldPanel("colour")]),
            FieldPanel("facts"),
            FieldPanel("state"),
            FieldPanel("reason"),
        ],
        base_form_class=forms.CityForm,
    )

    def rows(self, queryset):
        """With partnership, counts, and the last sign of life."""
        return queries.with_life(queries.with_counts(queryset)).select_related("partnership").defer("facts")

    def exported(self, city):
        """Return a city as a row of the table that can be brought in again."""
        names = {f"name:{code}": text for code, text in city.names.items()}
        return names | {
            "state": city.partnership.state,
            "since": city.partnership.since,
            "coordinators": city.coordinator_count,
            "members": city.member_count,
            "last_sign_of_life": city.life_at,
        }

    def keep(self, form, by):
        """Found a new city; revise one that stands."""
        given = {name: form.cleaned_data[name] for name in forms.CityForm.Meta.fields}
        if form.instance.pk:
            changed = {name: value for name, value in given.items() if name in form.changed_data}
            return actions.revise(form.instance, by=by, **changed) if changed else form.instance
        state, reason = form.cleaned_data.get("state") or "prospect", form.cleaned_data.get("reason", "")
        return actions.found(by=by, state=state, reason=reason, **given)


class Partnerships(Desk):
    """Where each city stands; a step is taken with a reason, and the history is shown."""

    model = Partnership
    name = "partnerships"
    icon = "link"
    inspect_view_enabled = True
    inspect_template_name = "cities/desk/partnership.html"
    list_display = [
        "city",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        "since",
        Column("why", label=_("Why"), accessor=lambda row: row.newest_reason or ""),
    ]
    list_filter = {"state": ["exact"], "since": ["gte", "lte"]}
    list_export = ["city", "state", "since", "why"]
    search_fields = ["city__name", "city__name_native"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="cities/desk/standing.html"),
            FieldRowPanel([FieldPanel("step"), FieldPanel("on")]),
            FieldPanel("reason"),
            HelpPanel(template="cities/desk/history.html", heading=_("History")),
        ],
        base_form_class=forms.StepForm,
    )

    def rows(self, queryset):
        """With the city and the newest reason."""
        return queries.with_reason(queryset).select_related("city")

    def exported(self, partnership):
        """Return a partnership as a row."""
        return {"city": partnership.city.slug, "why": partnership.newest_reason or ""}

    def keep(self, form, by):
        """Take the step."""
        answers = form.cleaned_data
        return actions.change_state(
            form.instance.city, answers["step"], by=by, reason=answers["reason"], on=answers["on"]
        )


class Agreements(Desk):
    """The papers."""

    model = Agreement
    name = "agreements"
    icon = "doc-full"
    inspect_view_enabled = True
    inspect_view_fields = ["partnership", "signed_by", "starts_on", "ends_on", "renews_on", "file"]
    list_display = [
        Column("city", label=_("City"), accessor="partnership.city", sort_key="partnership__city__name"),
        "signed_by",
        "starts_on",
        "ends_on",
        "renews_on",
        Column("left", label=_("Days left"), accessor=lambda agreement: agreement.days_left(), sort_key="ends_on"),
    ]
    list_filter = {"ends_on": ["lte", "gte"], "partnership__city": ["exact"], "partnership__state": ["exact"]}
    list_export = ["city", "signed_by", "starts_on", "ends_on", "renews_on"]
    search_fields = ["partnership__city__name", "partnership__city__name_native", "signed_by"]
    edit_handler = ObjectList(
        [
            FieldPanel("partnership"),
            FieldPanel("signed_by"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("renews_on")]),
            FieldPanel("upload"),
        ],
        base_form_class=forms.AgreementForm,
    )

    def rows(self, queryset):
        """With the city."""
        return queryset.select_related("partnership__city")

    def exported(self, agreement):
        """Return an agreement as a row."""
        return {"city": agreement.partnership.city.slug}

    def keep(self, form, by):
        """Put it on record, with its file."""
        answers = form.cleaned_data
        upload, file = answers.get("upload"), None
        if upload:
            try:
                file = accept_upload(by, upload)
            except Refused as refusal:
                raise ValidationError({"upload": refusal.sentence}) from refusal
        return actions.sign(
            answers["partnership"].city,
            by=by,
            signed_by=answers["signed_by"],
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
            renews_on=answers["renews_on"],
            file=file,
        )


class Terms(Desk):
    """Who looks after which city, from when to when."""

    model = CoordinatorTerm
    name = imports = "coordinators"
    icon = "group"
    menu_label = _("Coordinators")
    inspect_view_enabled = True
    inspect_view_fields = ["city", "member", "starts_on", "ends_on", "ended_at"]
    take_words = {
        "title": _("End the term"),
        "question": _("End this term now? The row stays as history, and may be read here. What the person holds by "
                      "name is not moved: use the hand-over on the city's page for that."),
        "done": _("The term has ended: %(thing)s"),
        "reason": _("Why (optional)"),
    }  # fmt: skip
    list_display = [
        "member",
        "city",
        "starts_on",
        "ends_on",
        Column("now", label=_("Now"), accessor=lambda term: _("yes") if term.is_current else _("no")),
    ]
    filterset_class = TermFilters
    list_export = ["city", "member", "starts_on", "ends_on", "ended_at"]
    search_fields = ["member__name", "member__name_latin", "city__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("member"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=forms.TermForm,
    )

    def rows(self, queryset):
        """With person and city."""
        return queryset.select_related("city", "member")

    def exported(self, term):
        """Return a term as a row of the table that can be brought in again."""
        return {"city": term.city.slug, "member": term.member.handle}

    def keep(self, form, by):
        """Appoint; of a standing term set the last day."""
        answers = form.cleaned_data
        if form.instance.pk:
            return actions.prolong(form.instance, by=by, ends_on=answers["ends_on"])
        return actions.appoint(
            answers["city"], answers["member"], by=by, starts_on=answers["starts_on"], ends_on=answers["ends_on"]
        )

    def drop(self, instance, by, reason=""):
        """End the term now; the row stays as history."""
        actions.end_term(instance, by=by, reason=reason)

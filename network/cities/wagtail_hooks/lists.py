"""The cities' lists in the desk at /manage/."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from network.cities import actions, forms, queries
from network.cities.models import Agreement, City, CoordinatorTerm, Organisation, Partnership, Programme
from network.cities.wagtail_hooks.base import Desk
from network.files.actions import accept_upload
from network.files.terms import Refused


class Cities(Desk):
    """Cities and what is on record of them."""

    model = City
    name = "cities"
    icon = "globe"
    inspect_view_enabled = True
    inspect_view_fields = ["name", "name_native", "country", "time_zone", "languages", "latitude", "longitude"]
    list_display = [
        "name",
        "name_native",
        "country",
        Column("standing", label=_("Partnership"), accessor=lambda city: city.partnership.get_state_display()),
        Column("heard", label=_("Last sign of life"), accessor=lambda city: queries.last_sign_of_life(city).at or "–"),
    ]
    list_filter = ["country", "partnership__state"]
    list_export = ["slug", "name", "name_native", "country", "time_zone", "latitude", "longitude", "partnership.state",
                   "partnership.since"]  # fmt: skip
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
    list_display = ["city", Column("state", label=_("State"), accessor="get_state_display"), "since"]
    list_filter = ["state"]
    list_export = ["city.name", "state", "since"]
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
        Column("city", label=_("City"), accessor="partnership.city"),
        "signed_by",
        "starts_on",
        "ends_on",
        Column("left", label=_("Days left"), accessor=lambda agreement: agreement.days_left()),
    ]
    list_filter = {"ends_on": ["lte", "gte"], "partnership__city": ["exact"]}
    list_export = ["partnership.city.name", "signed_by", "starts_on", "ends_on", "renews_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("partnership"),
            FieldPanel("signed_by"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("renews_on")]),
            FieldPanel("upload"),
        ],
        base_form_class=forms.AgreementForm,
    )

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
    name = "coordinators"
    icon = "group"
    menu_label = _("Coordinators")
    inspect_view_enabled = True
    inspect_view_fields = ["city", "member", "starts_on", "ends_on", "ended_at"]
    list_display = [
        "member",
        "city",
        "starts_on",
        "ends_on",
        Column(
            "now",
            label=_("Now"),
            accessor=lambda term: _("yes") if term.is_current else _("no"),
        ),
    ]
    list_filter = ["city"]
    list_export = ["city.name", "member", "starts_on", "ends_on", "ended_at"]
    search_fields = ["member__name", "member__name_latin", "city__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("member"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=forms.TermForm,
    )

    def keep(self, form, by):
        """Appoint."""
        answers = form.cleaned_data
        return actions.appoint(
            answers["city"], answers["member"], by=by, starts_on=answers["starts_on"], ends_on=answers["ends_on"]
        )

    def drop(self, instance, by):
        """End the term now; the row stays as history."""
        actions.end_term(instance, by=by)


class Organisations(Desk):
    """Who works in a city."""

    model = Organisation
    name = "organisations"
    icon = "home"
    list_display = ["name", "city", Column("kind", label=_("Kind"), accessor="get_kind_display")]
    list_filter = ["city", "kind"]
    list_export = ["slug", "name", "city.name", "kind", "ror", "website"]
    search_fields = ["name", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("name"),
            FieldPanel("names"),
            FieldPanel("slug"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("ror"), FieldPanel("website")]),
        ],
        base_form_class=forms.OrganisationForm,
    )

    def keep(self, form, by):
        """Save it."""
        return actions.keep_organisation(form.instance, by=by)


class Programmes(Desk):
    """What runs in a city."""

    model = Programme
    name = "programmes"
    icon = "list-ul"
    list_display = [
        Column("name", label=_("Name"), accessor=str),
        "city",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        "started_on",
        "ended_on",
    ]
    list_filter = ["city", "kind"]
    list_export = ["city.name", "names", "kind", "started_on", "ended_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("names"),
            FieldPanel("summaries"),
            MultiFieldPanel(
                [FieldPanel("kind"), FieldPanel("organisation"), FieldPanel("started_on"), FieldPanel("ended_on")],
                heading=_("More"),
            ),
        ],
        base_form_class=forms.ProgrammeForm,
    )

    def keep(self, form, by):
        """Save it."""
        return actions.keep_programme(form.instance, by=by)

    def drop(self, instance, by):
        """Take it off the list."""
        actions.drop_programme(instance, by=by)


class Lists(ViewSetGroup):
    """All of them under one entry of the menu."""

    menu_label = _("Cities")
    menu_icon = "globe"
    menu_order = 150
    items = (Cities, Partnerships, Agreements, Terms, Organisations, Programmes)

"""The lists that a city's coordinators keep themselves: organisations and programmes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from network.cities import actions, forms
from network.cities.models import Organisation, Programme
from network.cities.wagtail_hooks.base import Desk
from network.cities.wagtail_hooks.lists import Agreements, Cities, Partnerships, Terms


class Organisations(Desk):
    """Who works in a city."""

    model = Organisation
    name = imports = "organisations"
    icon = "home"
    list_display = [
        "name",
        "city",
        Column("kind", label=_("Type"), accessor="get_kind_display", sort_key="kind"),
        "ror",
    ]
    list_filter = ["city", "kind"]
    list_export = ["slug", "name", "name:en", "name:da", "name:es", "name:zh-hans", "city", "kind", "ror", "website"]
    search_fields = ["name", "slug", "ror"]
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

    def rows(self, queryset):
        """With the city."""
        return queryset.select_related("city")

    def exported(self, organisation):
        """Return an organisation as a row of the table that can be brought in again."""
        names = {f"name:{code}": text for code, text in organisation.names.items()}
        return names | {"city": organisation.city.slug}

    def keep(self, form, by):
        """Save it."""
        return actions.keep_organisation(form.instance, by=by)


class Programmes(Desk):
    """What runs in a city."""

    model = Programme
    name = imports = "programmes"
    icon = "list-ul"
    take_words = {
        "title": _("Take off the list"),
        "question": _("Take this programme off the list? If it has merely ended, give its last day instead."),
    }
    list_display = [
        Column("name", label=_("Name"), accessor=str),
        "city",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        "started_on",
        "ended_on",
    ]
    list_filter = ["city", "kind"]
    list_export = ["city", "name:en", "name:da", "name:es", "name:zh-hans", "summary:en", "summary:da", "summary:es",
                   "summary:zh-hans", "kind", "organisation", "started_on", "ended_on"]  # fmt: skip
    search_fields = ["names", "city__name"]
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

    def rows(self, queryset):
        """With city and organisation."""
        return queryset.select_related("city", "organisation")

    def exported(self, programme):
        """Return a programme as a row of the table that can be brought in again."""
        texts = {f"name:{code}": text for code, text in programme.names.items()}
        texts |= {f"summary:{code}": text for code, text in programme.summaries.items()}
        organisation = programme.organisation.slug if programme.organisation else ""
        return texts | {"city": programme.city.slug, "organisation": organisation}

    def keep(self, form, by):
        """Save it."""
        return actions.keep_programme(form.instance, by=by)

    def drop(self, instance, by, reason=""):
        """Take it off the list."""
        actions.drop_programme(instance, by=by)


class Lists(ViewSetGroup):
    """All of them under one entry of the menu."""

    menu_label = _("Cities")
    menu_icon = "globe"
    menu_order = 150
    items = (Cities, Partnerships, Agreements, Terms, Organisations, Programmes)

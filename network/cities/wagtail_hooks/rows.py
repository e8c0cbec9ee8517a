"""The lists of the desk: whose rows, how filtered, what may be done with many, and the export of what is shown."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views import generic
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.button import Button

from network.cities.forms import own_cities
from network.cities.models import City

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Hidden:
    """What one may not do does not exist: 404, where Wagtail would lead back to its front page."""

    def dispatch(self, request, *args, **kwargs):
        """Answer 404 for a refusal."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as refusal:
            raise Http404 from refusal


class OwnFilters(WagtailFilterSet):
    """The filters beside a list; they name no city that the person does not find in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for given in self.filters.values():
            queryset = getattr(given, "queryset", None)
            if queryset is not None and queryset.model is City:
                given.queryset = own_cities(self.request.user)


class Rows(Hidden, generic.IndexView):
    """The list."""

    base_filterset_class = OwnFilters
    template_name = "cities/desk/rows.html"
    take_words = {}
    imports = ""
    show_other_searches = False

    def get_base_queryset(self):
        """Only the rows that the person finds in the desk, with all that the columns show."""
        scope = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "view"])
        return self.enrich(scope)

    @cached_property
    def many(self):
        """Whether the person may do something with many rows at once."""
        opts = self.model._meta
        acts = bulk_action_registry.get_bulk_actions_for_model(opts.app_label, opts.model_name)
        # Wagtail brings acts on people of its own; they are not ours to offer.
        return any(act.is_open_to(self.request.user) for act in acts if hasattr(act, "is_open_to"))

    @cached_property
    def columns(self):
        """The list's columns, with boxes to tick where there is something to do with what is ticked."""
        columns = list(super().columns)
        if self.many:
            kind = self.model._meta.model_name
            columns[0]._get_title_id_func = lambda row: f"{kind}_{row.pk}_title"
            columns.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type=kind))
        return columns

    @cached_property
    def header_more_buttons(self):
        """The downloads, and the way in for a table of rows."""
        buttons = super().header_more_buttons
        if self.imports and self.user_has_permission("add"):
            address = reverse(self.index_url_name.replace(":index", ":import"))
            buttons.append(Button(_("Bring in a CSV table"), url=address, icon_name="upload", priority=70))
        return buttons

    def get_list_more_buttons(self, instance):
        """Call the last act by what it does."""
        buttons = super().get_list_more_buttons(instance)
        for button in buttons:
            if button.icon_name == "bin":
                button.label = self.take_words.get("title", _("Take off the list"))
        return [button for button in buttons if button.icon_name != "bin" or self.may_take(instance)]

    def may_take(self, instance):
        """Whether there is something left to take."""
        return not getattr(instance, "ended_at", None)

    def to_row_dict(self, item):
        """Return what is exported of a row: what the list says of it, else its own columns."""
        told = self.exported(item)
        return {name: told[name] if name in told else getattr(item, name, "") for name in self.list_export}

    def get_heading(self, queryset, field):
        """Head the columns of an export by the words under which the import knows them."""
        return self.export_headings.get(field, field)

    def get_filename(self):
        """Name the file after the list."""
        return self.model._meta.verbose_name_plural.lower().replace(" ", "-").replace("’", "").replace("'", "")

    def stream_csv(self, queryset):
        """Begin with a byte order mark, so that spreadsheet programs read the names of all scripts."""
        yield b"\xef\xbb\xbf"
        yield from super().stream_csv(queryset)

    def preprocess_field_value(self, field, value, export_format):
        """Keep a spreadsheet program from reading a text as a formula; whole lists in one cell."""
        if isinstance(value, dict):
            value = "; ".join(f"{key}: {text}" for key, text in value.items())
        value = super().preprocess_field_value(field, value, export_format)
        if isinstance(value, str) and value.startswith(FORMULA):
            return f"'{value}"
        return value

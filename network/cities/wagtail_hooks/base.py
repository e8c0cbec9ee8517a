"""What every list of the desk shares: rows by the table of rules, saving by actions, exports without formulas."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

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


class Scoped(Hidden):
    """Narrows a view to the rows that the person finds in the desk; any other row does not exist for them."""

    def get_object(self, queryset=None):
        """Return the row, or answer 404."""
        instance = super().get_object(queryset)
        scope = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "view"])
        if not scope.filter(pk=instance.pk).exists():
            raise Http404
        if self.permission_required and not self.user_has_permission_for_instance(self.permission_required, instance):
            raise PermissionDenied
        return instance


class Acting(Hidden):
    """Saves by one of our actions; what the action refuses stands beside the field."""

    def form_valid(self, form):
        """Act, and show the action's refusal as an error of the form."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ValidationError as refusal:
            told = refusal.message_dict if hasattr(refusal, "error_dict") else {None: refusal.messages}
            for field, messages in told.items():
                for message in messages:
                    form.add_error(field if field in form.fields else None, message)
            self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        """Let the list's own `keep` do it."""
        return self.keep(self.form, self.request.user)


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

    def get_base_queryset(self):
        """Only the rows that the person finds in the desk."""
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "view"])

    def preprocess_field_value(self, field, value, export_format):
        """Keep a spreadsheet program from reading a text as a formula."""
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(FORMULA):
            return f"'{value}"
        return value


class Add(Acting, generic.CreateView):
    """A new row."""


class Edit(Scoped, Acting, generic.EditView):
    """A row that stands there."""


class Take(Scoped, generic.DeleteView):
    """Taking a row off the list."""

    def delete_action(self):
        """Let the list's own `drop` do it."""
        with transaction.atomic():
            self.drop(self.object, self.request.user)

    def form_valid(self, form):
        """Say in words what cannot be taken off, instead of breaking."""
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect(self.get_success_url())


class Look(Scoped, generic.InspectView):
    """A row that is only read."""

    permission_required = None


class Desk(ModelViewSet):
    """A list of the desk: `keep(form, by)` and `drop(instance, by)` call actions; nothing else writes."""

    index_view_class = Rows
    copy_view_enabled = False
    add_to_admin_menu = False

    @cached_property
    def url_namespace(self):
        """A namespace apart from that of the room's public pages."""
        return f"desk_{self.name}"

    @cached_property
    def add_view_class(self):
        """The view of a new row, saving by this list's action."""
        return type("Add", (Add,), {"keep": staticmethod(self.keep)})

    @cached_property
    def edit_view_class(self):
        """The view of a standing row, saving by this list's action."""
        return type("Edit", (Edit,), {"keep": staticmethod(self.keep)})

    @cached_property
    def delete_view_class(self):
        """The view that takes a row away by this list's action."""
        return type("Take", (Take,), {"drop": staticmethod(self.drop)})

    inspect_view_class = Look

    def keep(self, form, by):
        """Save what the form holds, by an action; returns the row."""
        raise PermissionDenied

    def drop(self, instance, by):
        """Take a row away, by an action."""
        raise PermissionDenied

    def get_urlpatterns(self):
        """Only the views that this list has: no copies, no usage, no history of Wagtail's own."""
        gone = {"history", "history_results", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in gone]

    def get_common_view_kwargs(self, **kwargs):
        """Offer no link to what is not there."""
        given = super().get_common_view_kwargs(**kwargs)
        return given | {"history_url_name": "", "usage_url_name": ""}

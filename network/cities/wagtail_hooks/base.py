"""What the forms of every list of the desk share: rows by the table of rules, saving by actions alone."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from network.cities.wagtail_hooks import importing
from network.cities.wagtail_hooks.rows import Hidden, Rows


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


class Add(Acting, generic.CreateView):
    """A new row."""


class Edit(Scoped, Acting, generic.EditView):
    """A row that stands there."""


class Take(Scoped, generic.DeleteView):
    """Taking a row off the list, in the words of the list: a term is ended, not deleted."""

    template_name = "cities/desk/take.html"
    words = {}

    @property
    def page_title(self):
        """What is done here."""
        return self.words.get("title", _("Take off the list"))

    @property
    def confirmation_message(self):
        """What follows from it."""
        return self.words.get("question", _("Take this off the list? It was entered by mistake."))

    def get_success_message(self):
        """What was done."""
        return self.words.get("done", _("Taken off the list: %(thing)s")) % {"thing": self.object}

    def delete_action(self):
        """Let the list's own `drop` do it, with the reason where one is asked for."""
        with transaction.atomic():
            self.drop(self.object, self.request.user, self.request.POST.get("reason", "").strip()[:1000])

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

    list_per_page = 50
    take_words = {}
    imports = ""
    copy_view_enabled = False
    add_to_admin_menu = False

    @cached_property
    def url_namespace(self):
        """A namespace apart from that of the room's public pages."""
        return f"desk_{self.name}"

    @cached_property
    def index_view_class(self):
        """The view of the list, with this list's rows, words and ways in."""
        own = {"enrich": staticmethod(self.rows), "exported": staticmethod(self.exported)}
        own |= {"take_words": self.take_words, "imports": self.imports}
        return type("Rows", (Rows,), own)

    def rows(self, queryset):
        """Return the rows with all that the columns show, so that a longer list asks no more questions."""
        return queryset

    def exported(self, instance):
        """Return {column: value} of what an export says otherwise than the row's own columns."""
        return {}

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
        return type("Take", (Take,), {"drop": staticmethod(self.drop), "words": self.take_words})

    inspect_view_class = Look

    def keep(self, form, by):
        """Save what the form holds, by an action; returns the row."""
        raise PermissionDenied

    def drop(self, instance, by, reason=""):
        """Take a row away, by an action."""
        raise PermissionDenied

    def get_urlpatterns(self):
        """Only the views that this list has: no copies, no usage, no history of Wagtail's own."""
        gone = {"history", "history_results", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in gone] + (
            importing.patterns(self) if self.imports else []
        )

    def get_common_view_kwargs(self, **kwargs):
        """Offer no link to what is not there."""
        given = super().get_common_view_kwargs(**kwargs)
        return given | {"history_url_name": "", "usage_url_name": ""}

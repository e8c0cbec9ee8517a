"""A person is found by name in the desk, instead of in one long list."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser


def people(by):
    """Return the members who can be chosen by `by`."""
    return get_user_model().objects.visible_to(by).filter(status="member").select_related("home_city")


class PersonFilter(BaseFilterForm):
    """Search by name, handle or city."""

    q = forms.CharField(label=_("Name or city"), required=False)

    def filter(self, objects):
        """Narrow the list."""
        self.search_query = (self.cleaned_data.get("q") or "").strip()[:100]
        if self.search_query:
            self.is_searching = True
            names = Q(name__icontains=self.search_query) | Q(name_latin__icontains=self.search_query)
            city = Q(home_city__name__icontains=self.search_query) | Q(home_city__name_native=self.search_query)
            objects = objects.filter(names | city | Q(handle__iexact=self.search_query))
        return objects


class People:
    """What the lists of people share."""

    filter_form_class = PersonFilter
    ordering = ["name_latin", "pk"]

    def get_object_list(self):
        """Those whom the person at the desk may see."""
        return people(self.request.user)

    @property
    def columns(self):
        """Name and city."""
        return [self.title_column, Column("home_city", label=_("City"))]


class ChoosePerson(People, ChooseView):
    """The window in which a person is chosen."""


class ChoosePersonResults(People, ChooseResultsView):
    """Its list, narrowed while one types."""


class PersonChosen(ChosenView):
    """The person who was chosen: one who may be seen."""

    def get_object(self, pk):
        """Return the person, or answer 404."""
        found = people(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class PersonWidget(BaseChooser):
    """The field itself; a script of ours begins it, since the policy lets no script stand in the page."""

    def render(self, name, value, attrs=None, renderer=None):
        """Draw the field without the script that Wagtail would write behind it."""
        return self.render_html(name, self.get_value_data(value), attrs)

    @cached_property
    def media(self):
        """Wagtail's script for choosers, and ours that begins them."""
        return super().media + forms.Media(js=["js/desk-chooser.js"])


class PersonChooser(ChooserViewSet):
    """Choosing a member."""

    model = get_user_model()
    icon = "user"
    page_title = choose_one_text = _("Choose a member")
    choose_another_text = _("Choose another member")
    per_page = 20
    register_widget = False
    base_widget_class = PersonWidget
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults
    chosen_view_class = PersonChosen


person_chooser = PersonChooser("choose_person", url_prefix="people")

"""Members and applications among the lists of the desk: read there, answered on pages of their own."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from members.accounts.models import Application, Member
from network.access.policy import TablePolicy
from network.cities.access import runs_the_network
from network.cities.wagtail_hooks.base import Desk


def _read(model, scope):
    """Those who run the network read; nobody changes anything here."""
    return TablePolicy(
        model,
        rules={"view": "desk.enter"},
        scope=scope,
        anywhere=lambda user, action: action == "view" and runs_the_network(user),
    )


register_permission_policy(Member, _read(Member, lambda user: Member.objects.visible_to(user)))
register_permission_policy(Application, _read(Application, lambda user: Application.objects.visible_to(user)))


class Read(Desk):
    """A list that is read alone. (Who takes it along leaves a trace: the room of privacy sees to it.)"""

    # Wagtail wants to know of fields even where there is no form.
    form_fields = []

    def get_urlpatterns(self):
        """The list, and nothing that would change a row."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")]

    def get_common_view_kwargs(self, **kwargs):
        """Offer no way to what is not there."""
        gone = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name"), "")
        return super().get_common_view_kwargs(**kwargs) | gone


class Members(Read):
    """Everybody with an account that is open."""

    model = Member
    name = "members"
    icon = "user"
    menu_label = _("Members")
    list_display = [
        TitleColumn("name", label=_("Name"), accessor=str, get_url=lambda member: member.get_absolute_url()),
        Column("home_city", label=_("Home city"), sort_key="home_city__name"),
        Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("joined_at", label=_("Joined"), sort_key="joined_at",
               accessor=lambda member: member.joined_at.date() if member.joined_at else ""),
    ]  # fmt: skip
    list_filter = ["home_city", "role", "status", "is_network_coordinator"]
    list_export = ["name", "name_latin", "handle", "city", "role", "status", "joined"]
    search_fields = ["name", "name_latin", "handle"]
    ordering = ["name_latin", "pk"]

    def rows(self, queryset):
        """With the city."""
        return queryset.select_related("home_city")

    def exported(self, member):
        """Return a member as a row."""
        joined = member.joined_at.date() if member.joined_at else ""
        return {"city": member.home_city.slug if member.home_city else "", "joined": joined}


class Applications(Read):
    """Who asked to join, and what became of it."""

    model = Application
    name = "applications"
    icon = "mail"
    menu_label = _("Applications")
    list_display = [
        TitleColumn("name", label=_("Name"), accessor="full_name", get_url=lambda one: one.get_absolute_url()),
        Column("city", label=_("City"), sort_key="city__name"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("submitted_at", label=_("Since"), sort_key="submitted_at",
               accessor=lambda one: one.submitted_at.date() if one.submitted_at else ""),
        Column("decided_by", label=_("Answered by"), accessor=lambda one: one.decided_by or ""),
    ]  # fmt: skip
    list_filter = ["city", "state"]
    list_export = ["name", "city", "state", "submitted", "decided"]
    search_fields = ["name", "name_latin", "member__name", "member__name_latin", "city__name"]
    ordering = ["-submitted_at", "-pk"]

    def rows(self, queryset):
        """With the city and the people."""
        return queryset.select_related("city", "member", "decided_by")

    def exported(self, application):
        """Return an application as a row."""
        days = {"submitted": application.submitted_at, "decided": application.decided_at}
        return {"name": application.full_name, "city": application.city.slug} | {
            name: moment.date() if moment else "" for name, moment in days.items()
        }


class People(ViewSetGroup):
    """Members and applications under one entry of the menu."""

    menu_label = _("People")
    menu_icon = "user"
    menu_order = 160
    items = (Members, Applications)


@hooks.register("register_admin_viewset")
def people():
    return People()

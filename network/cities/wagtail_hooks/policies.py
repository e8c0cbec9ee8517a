"""Who finds which rows of the cities' lists in the desk, and may do what with them."""

from wagtail.permissions import register_permission_policy

from network.access.policy import TablePolicy
from network.cities.access import coordinates, runs_the_network
from network.cities.forms import own_cities
from network.cities.models import Agreement, City, CoordinatorTerm, Organisation, Partnership, Programme


def _office(model, rules, of):
    """Administrators act; those who run the network read; coordinators find their own city's rows to read."""
    path = {City: "pk__in", Agreement: "partnership__city__in"}.get(model, "city__in")

    def anywhere(user, action):
        if action == "view":
            return runs_the_network(user) or coordinates(user)
        return user.is_superuser

    def scope(user):
        return model._default_manager.filter(**{path: own_cities(user)})

    return TablePolicy(model, rules=rules | {"view": "cities.see_agreements"}, scope=scope, anywhere=anywhere, of=of)


def _kept(model, actions):
    """What a city's coordinators keep themselves."""

    def anywhere(user, action):
        return runs_the_network(user) or coordinates(user)

    def scope(user):
        return model._default_manager.filter(city__in=own_cities(user))

    rules = dict.fromkeys(actions, "cities.edit")
    return TablePolicy(model, rules=rules, scope=scope, anywhere=anywhere, of=lambda thing: thing.city)


def register():
    """Let Wagtail ask the table about the rooms' models."""
    record = {"add": "cities.found", "change": "cities.revise"}
    register_permission_policy(City, _office(City, record, lambda city: city))
    step = {"change": "cities.change_state"}
    register_permission_policy(Partnership, _office(Partnership, step, lambda row: row.city))
    sign = {"add": "cities.sign"}
    register_permission_policy(Agreement, _office(Agreement, sign, lambda row: row.partnership.city))
    terms = {"add": "cities.appoint", "change": "cities.appoint", "delete": "cities.end_term"}
    register_permission_policy(CoordinatorTerm, _office(CoordinatorTerm, terms, lambda row: row.city))
    register_permission_policy(Organisation, _kept(Organisation, ("add", "change")))
    register_permission_policy(Programme, _kept(Programme, ("add", "change", "delete")))

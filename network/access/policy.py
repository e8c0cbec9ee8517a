"""Wagtail's question 'may this person do that with this model?' answered by the same table of rules."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy

from network.access.rules import may


class TablePolicy(BasePermissionPolicy):
    """Asks the table; what one may not change does not stand in the lists of the desk.

    `rules`: {"add" | "change" | "delete" | "view": name of a rule about `of(instance)`}. `scope(user)` returns the rows
    that the person finds in the desk; `anywhere(user, action)` says whether the act is open to them for any row.
    """

    def __init__(self, model, *, rules, scope, anywhere, of=lambda instance: instance):
        super().__init__(model)
        self.rules, self.scope, self.anywhere, self.of = rules, scope, anywhere, of

    def user_has_permission(self, user, action):
        """Whether the act is open to `user` for any row at all."""
        return action in self.rules and user.is_authenticated and user.is_active and bool(self.anywhere(user, action))

    def user_has_permission_for_instance(self, user, action, instance):
        """Whether the table says yes for this very row."""
        return action in self.rules and bool(may(user, self.rules[action], self.of(instance)))

    def instances_user_has_any_permission_for(self, user, actions):
        """Return the rows that `user` finds in the desk."""
        return self.scope(user) if self.user_has_any_permission(user, actions) else self.model._default_manager.none()

    def users_with_any_permission(self, actions):
        """Return those whom Wagtail may name as able to act: administrators."""
        return get_user_model().objects.filter(is_superuser=True, is_active=True)

"""Members, how they join, and how they move."""

from members.accounts.models.invitations import Invitation
from members.accounts.models.joining import Application, Consent
from members.accounts.models.member import Affiliation, Member, Role
from members.accounts.models.moves import Move

__all__ = ["Affiliation", "Application", "Consent", "Invitation", "Member", "Move", "Role"]

"""The language that a member chooses anywhere is the language of their pages and mails."""

from members.accounts.models import Member
from network.home.languages import keeper


@keeper
def speak(member, code):
    """Keep the language with the member."""
    Member.objects.filter(pk=member.pk).exclude(language=code).update(language=code)

"""What pages know of accounts: the language that a member chose anywhere, and single sign-on."""

from django.conf import settings

from members.accounts.models import Member
from network.home.languages import keeper
from network.kit import context


@keeper
def speak(member, code):
    """Keep the language with the member."""
    Member.objects.filter(pk=member.pk).exclude(language=code).update(language=code)


@context.value("single_sign_on")
def single_sign_on(request):
    """The name of the server by which members may sign in as well, "" where the settings name none."""
    return settings.OIDC_NAME

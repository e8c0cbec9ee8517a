"""What allauth asks us."""

import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse

from network.kit import errors, ratelimit

MAILS_TO_ONE_ADDRESS = "5/m"
# What the next page says anyway.
UNSAID = ("account/messages/logged_in.txt", "account/messages/email_confirmation_sent.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the form at /join/ alone; nobody's mail box is flooded through any of our doors."""

    def is_open_for_signup(self, request):
        """Say no: /join/ is the way in."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Send at most five mails a minute to one address, whichever door asks for them."""
        self._count(email)
        super().send_mail(template_prefix, email, context)

    def _count(self, email):
        digest = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
        if not ratelimit.allow(f"mail:{digest}", MAILS_TO_ONE_ADDRESS):
            from allauth.core import context as current

            raise ImmediateHttpResponse(errors.too_many(current.request, wait=60))

    def send_account_already_exists_mail(self, email):
        """Write in the member's own language that there is an account, and how to get in."""
        from members.accounts import letters
        from members.accounts.models import Member

        self._count(email)
        member = Member.objects.filter(email__iexact=email).first()
        if member is not None:
            letters.known(member)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Say what the next page does not say by itself."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_client_ip(self, request):
        """Believe a proxy as far as the settings say, as all our limits do."""
        return ratelimit.address_of(request)

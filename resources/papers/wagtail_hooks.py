"""Pages of publications in the desk: curated by those who may, laid and taken away by nobody's hand."""

from wagtail import hooks

from network.access.rules import demand
from resources.papers.models import PublicationPage


@hooks.register("before_edit_page")
@hooks.register("before_publish_page")
def ask_the_table(request, page):
    """The table of rules says who curates the page of a publication."""
    found = page.specific_deferred
    if isinstance(found, PublicationPage):
        demand(request.user, "papers.withdraw", found.publication.paper)

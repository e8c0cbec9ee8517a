"""The files of a publication, made once, and again when a notice has to stand in them; and its deposits."""

from django.db import transaction
from django.utils import translation

from network.kit.jobs import enqueue
from resources.papers.actions.publishing.exporting import fill
from resources.papers.converting.formats import FORMATS
from resources.papers.models import Publication, PublicationFile
from resources.papers.queries.publishing.matter import of_publication, pictures_of


@transaction.atomic
def order_files(publication):
    """Let all files of a publication be made; those that are there stay until then."""
    for code in FORMATS:
        PublicationFile.objects.get_or_create(publication=publication, format=code)
    enqueue("papers.publication_files", {"id": publication.pk}, key=str(publication.pk), again=True)


def make_files(publication_id):
    """Make all files of a publication and what the agencies are told. Safe to call again."""
    from resources.papers.deposits import write_deposits

    publication = Publication.objects.select_related("paper", "version", "replaced_by").get(pk=publication_id)
    language = publication.version.about.get("language") or publication.paper.language
    with translation.override(language):
        matter = of_publication(publication)
        pictures = pictures_of(publication.paper, publication.version.content)
        for row in publication.files.all():
            fill(row, publication.version.content, matter, publication.version.references, pictures)
        write_deposits(publication, matter)

"""Papers: what is written together, who writes it, what was said of it, who stands by it, what was published."""

from resources.papers.models.papers import Author, Contribution, Figure, Paper, Section
from resources.papers.models.publishing import Deposit, Publication, PublicationFile
from resources.papers.models.references import Reference
from resources.papers.models.signing import Consultation, Declaration, Endorsement, Signature
from resources.papers.models.talking import Comment, Proposal, Ruling, Thread
from resources.papers.models.versions import Version

__all__ = [
    "Author",
    "Comment",
    "Consultation",
    "Contribution",
    "Declaration",
    "Deposit",
    "Endorsement",
    "Figure",
    "Paper",
    "Proposal",
    "Publication",
    "PublicationFile",
    "Reference",
    "Ruling",
    "Section",
    "Signature",
    "Thread",
    "Version",
]

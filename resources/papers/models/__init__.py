"""Papers: what is written together, who writes it, what was said of it, who stands by it, what was published."""

from resources.papers.models.declaring import Declaration, Management, Question
from resources.papers.models.pages import PublicationPage, PublicationsPage
from resources.papers.models.papers import Author, Contribution, Figure, Paper, Section
from resources.papers.models.publishing import Deposit, Export, Publication, PublicationFile
from resources.papers.models.references import Gathering, Reference
from resources.papers.models.signing import Consultation, Departure, Endorsement, Round, Signature
from resources.papers.models.talking import Comment, Proposal, Ruling, Thread
from resources.papers.models.versions import Version
from resources.papers.models.word import WordFile

__all__ = [
    "Author",
    "Comment",
    "Consultation",
    "Contribution",
    "Declaration",
    "Departure",
    "Deposit",
    "Endorsement",
    "Export",
    "Figure",
    "Gathering",
    "Management",
    "Paper",
    "Proposal",
    "Publication",
    "PublicationFile",
    "PublicationPage",
    "PublicationsPage",
    "Question",
    "Reference",
    "Round",
    "Ruling",
    "Section",
    "Signature",
    "Thread",
    "Version",
    "WordFile",
]

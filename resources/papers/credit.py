"""Who did what, and what an author stands for: the words of both, with their sources.

Roles: CRediT, ANSI/NISO Z39.104-2022 (https://credit.niso.org/), 14 terms with stable addresses and three degrees.
Criteria: ICMJE Recommendations, section II.A (https://www.icmje.org/recommendations/), said in our own plain words.
The words of the criteria carry a version, which each declaration and each signature keeps: `STATEMENTS` holds every
version that anybody has signed, and none is ever changed.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

ADDRESS = "https://credit.niso.org/contributor-roles/{}/"
ICMJE = "https://www.icmje.org/recommendations/browse/roles-and-responsibilities/defining-the-role-of-authors-and-contributors.html"


@dataclass(frozen=True)
class Role:
    """One of the 14: its code (the last part of its address), the standard's English term, ours, and what it means."""

    code: str
    term: str
    label: object
    text: object

    @property
    def address(self):
        """The stable address of the term."""
        return ADDRESS.format(self.code)


ROLES = {
    one.code: one
    for one in (
        Role(
            "conceptualization", "Conceptualization", _("Idea and aims"),
            _("Had the idea, or shaped what the work should ask and reach."),
        ),
        Role(
            "data-curation", "Data curation", _("Care for the data"),
            _("Described, cleaned and kept the data, so that they can be used now and later."),
        ),
        Role(
            "formal-analysis", "Formal analysis", _("Analysis"),
            _("Analysed the data, with statistics or another formal method."),
        ),
        Role(
            "funding-acquisition", "Funding acquisition", _("Funding"),
            _("Found the money that made the work possible."),
        ),
        Role(
            "investigation", "Investigation", _("Research and collecting"),
            _("Did the research: interviews, visits, experiments, collecting of evidence."),
        ),
        Role(
            "methodology", "Methodology", _("Method"),
            _("Developed or chose the method."),
        ),
        Role(
            "project-administration", "Project administration", _("Organisation of the project"),
            _("Planned and held together who does what by when."),
        ),
        Role(
            "resources", "Resources", _("Means and material"),
            _("Gave what the work needed: people to speak with, places, materials, tools."),
        ),
        Role(
            "software", "Software", _("Software"),
            _("Wrote, tested or kept up programs for it."),
        ),
        Role(
            "supervision", "Supervision", _("Supervision"),
            _("Led or mentored those who did the work."),
        ),
        Role(
            "validation", "Validation", _("Checking of results"),
            _("Checked that results hold, and that others could find them again."),
        ),
        Role(
            "visualization", "Visualization", _("Figures and pictures"),
            _("Made the figures, tables and pictures."),
        ),
        Role(
            "writing-original-draft", "Writing – original draft", _("Writing: first draft"),
            _("Wrote the first draft, or a substantial part of it; translating it counts too."),
        ),
        Role(
            "writing-review-editing", "Writing – review & editing", _("Writing: review and editing"),
            _("Read it critically, commented, revised, before or after publication."),
        ),
    )
}  # fmt: skip

DEGREES = ("lead", "equal", "supporting")

CURRENT = "2026-11"
"""The version of the statements that people tick today."""

STATEMENTS = {
    "2026-11": {
        "contributed": _(
            "I contributed substantially: to the idea or the plan of the work, or to gathering, analysing or "
            "interpreting what it rests on."
        ),
        "drafted": _("I wrote parts of the text, or revised it critically for what it says."),
        "approved": _("I have read the text to the end and approve it as it is to be published."),
        "accountable": _(
            "I stand by the whole of it: when somebody doubts any part, I will see that it is looked into and answered."
        ),
    }
}
"""{version: {code of the criterion: the sentence that is ticked}}: ICMJE's four, all of which an author meets."""

BEFORE_SIGNING = ("contributed", "drafted", "accountable")
"""Three can be said while the text is still written; the approval belongs to one exact text: to the signature."""


def statements(version=CURRENT):
    """Return {code: sentence} of one version; KeyError for one that never was."""
    return STATEMENTS[version]

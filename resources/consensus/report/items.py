"""Which items the report has, in our own words, and which of them somebody has to write.

Structured after ACCORD (ACcurate COnsensus Reporting Document): Gattrell WT, Logullo P, van Zuuren EJ, et al. ACCORD
(ACcurate COnsensus Reporting Document): A reporting guideline for consensus methods in biomedicine developed via a
modified Delphi. PLoS Med 2024;21(1):e1004326. The order and the grouping into 25 items are the portal's own; no text of
the guideline is copied here.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

CITATION = (
    "Gattrell WT, Logullo P, van Zuuren EJ, et al. ACCORD (ACcurate COnsensus Reporting Document): A reporting "
    "guideline for consensus methods in biomedicine developed via a modified Delphi. PLoS Med 2024;21(1):e1004326."
)
ADDRESS = "https://pmc.ncbi.nlm.nih.gov/articles/PMC10805282/"

PARTS = (
    ("introduction", _("What it was for"), range(1, 4)),
    ("methods", _("How it was done"), range(4, 19)),
    ("results", _("What came out"), range(19, 22)),
    ("discussion", _("What it means"), range(22, 23)),
    ("other", _("Who paid, who had interests, what happens now"), range(23, 26)),
)

LABELS = {
    1: _("The name"),
    2: _("Why a consensus, and why this method"),
    3: _("Aim, and for whom"),
    4: _("Protocol, and what was changed"),
    5: _("Who ran it"),
    6: _("Who was asked"),
    7: _("The evidence that panellists had"),
    8: _("Where the statements come from"),
    9: _("Scale and languages"),
    10: _("What counts as agreement"),
    11: _("When statements stay, go or change"),
    12: _("Rounds"),
    13: _("Software"),
    14: _("Anonymity"),
    15: _("What panellists saw between rounds"),
    16: _("Answers that are missing"),
    17: _("Figures, and what was done with remarks"),
    18: _("Meetings"),
    19: _("How many answered"),
    20: _("Every statement in every round"),
    21: _("Who sees it differently"),
    22: _("Strengths, limits, where it applies"),
    23: _("Funding"),
    24: _("Interests"),
    25: _("What happens with it"),
}


@dataclass(frozen=True)
class Free:
    """Something that no figure tells: whoever runs the panel writes it."""

    code: str
    item: int
    label: object
    help: object = ""
    meetings: bool = False
    """Asked only where the method has a meeting."""


FREE = (
    Free("why_consensus", 2, _("Why a consensus was sought"), _("What is not known well enough to simply look it up?")),
    Free("why_method", 2, _("Why this method")),
    Free("audience", 3, _("Who should use the result")),
    Free("registration", 4, _("Where it was registered"),
         _("An address or a number. Write “nowhere” if it was not.")),
    Free("steering", 5, _("Who prepared it, and who decided"),
         _("Names and tasks. Say too whether anybody of them rated.")),
    Free("recruitment", 6, _("How people were found")),
    Free("involvement", 6, _("How people who live with diabetes took part in planning it")),
    Free("evidence", 7, _("How the evidence was searched and chosen")),
    Free("drafting", 8, _("How the statements were drafted")),
    Free("piloting", 8, _("Who tried them out beforehand")),
    Free("rounds_why", 12, _("Why this number of rounds")),
    Free("comments", 17, _("How remarks were read and put together")),
    Free("meeting", 18, _("How the meeting was led, and who voted"), meetings=True),
    Free("strengths", 22, _("Strengths")),
    Free("limits", 22, _("Limits")),
    Free("applicability", 22, _("Where it applies, and where not")),
    Free("funding", 23, _("Who paid"), _("Write “nobody” if nobody did.")),
    Free("funder_role", 23, _("What the funder had a say in"),
         _("In planning, statements, panel, figures, this report. Name sponsors of the programme too.")),
    Free("interests_managed", 24, _("How interests were dealt with")),
    Free("endorsement", 25, _("Who stands behind it")),
    Free("dissemination", 25, _("How it is made known")),
)  # fmt: skip
"""In the order of the report. `Panel.story` holds {code: words}."""

BY_CODE = {one.code: one for one in FREE}
MOST_LETTERS = 4000


def asked_of(panel):
    """Return the Free that a panel is asked, by its method."""
    meets = panel.method in (panel.Method.RAM, panel.Method.NOMINAL)
    return [one for one in FREE if meets or not one.meetings]

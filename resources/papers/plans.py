"""Plans to begin with, by kind of paper; and the first text that follows from a plan."""

import secrets
from contextlib import nullcontext

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

TEMPLATES = {
    "position": (
        (_("Summary"), 200, _("The position in a few sentences that stand alone.")),
        (_("The question"), 250, _("What is to be decided, by whom, and why now.")),
        (_("What we know"), 600, _("The evidence, and how strong it is.")),
        (_("What our cities have tried"), 500, _("Experience from practice, the failures too.")),
        (_("Our position"), 400, _("What we stand for, and the reasons.")),
        (_("What we ask of cities"), 300, _("Steps that somebody can take, each with an owner.")),
        (_("What we do not know"), 200, _("Limits, open questions, and who disagrees.")),
        (_("How this paper was made"), 150, _("Who took part, how agreement was sought, who paid.")),
    ),
    "report": (
        (_("Summary"), 250, _("What was done and found, for somebody with two minutes.")),
        (_("Background"), 400, _("The place, the people, the problem.")),
        (_("What we did"), 500, _("Enough for another city to do the same.")),
        (_("What we found"), 700, _("Good and bad, with figures and their uncertainty.")),
        (_("What it means"), 400, _("For this city, and for others.")),
        (_("Recommendations"), 300, _("Steps that somebody can take, each with an owner.")),
        (_("Next steps"), 150, _("What happens now, and when it is looked at again.")),
    ),
    "brief": (
        (_("The point"), 100, _("Three sentences.")),
        (_("Why it matters now"), 200, _("What changes if nothing is done.")),
        (_("What works"), 300, _("The evidence and the experience, short.")),
        (_("What to do"), 250, _("At most five steps.")),
        (_("Where to read more"), 80, _("Three to five works.")),
    ),
    "article": (
        (_("Introduction"), 600, _("What is known, what is not, what this adds.")),
        (_("Methods"), 900, _("Design, place, people, measures, analysis, ethics.")),
        (_("Results"), 900, _("What was found, in the order of the questions.")),
        (_("Discussion"), 900, _("What it means, strengths, limits.")),
        (_("Conclusion"), 150, _("One paragraph.")),
    ),
}


def template(kind, language):
    """Return [{"title", "words", "note"}] for a kind of paper, in the language in which it is written."""
    known = language in dict(settings.LANGUAGES)
    with translation.override(language) if known else nullcontext():
        return [{"title": str(title), "words": words, "note": str(note)} for title, words, note in TEMPLATES[kind]]


def anchor():
    """Return a new id for a heading: a short random word."""
    return f"s{secrets.token_hex(4)}"


def first_text(sections):
    """Return the text that a paper begins with: the heading of each section, each with a paragraph to write in."""
    blocks = []
    for section in sections:
        title = [{"type": "text", "text": section.title}] if section.title else []
        blocks += [
            {"type": "heading", "attrs": {"level": 1, "id": section.anchor}, "content": title},
            {"type": "paragraph"},
        ]
    return {"type": "doc", "content": blocks or [{"type": "paragraph"}]}

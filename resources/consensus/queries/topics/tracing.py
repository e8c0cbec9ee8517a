"""What changed from one version to the next: word by word, whatever the script."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.consensus.models import Certainty, Direction, Strength
from resources.papers.differences import render

STATEMENT = {
    "text": gettext_lazy("Statement"),
    "plain": gettext_lazy("In plain words"),
    "rationale": gettext_lazy("Why"),
    "direction": gettext_lazy("Direction"),
    "strength": gettext_lazy("Strength"),
    "certainty": gettext_lazy("Certainty of the evidence"),
    "reasons": gettext_lazy("Why the certainty is not higher, or not lower"),
    "strong_words": gettext_lazy("Why strongly, although the evidence is weak"),
    "evidence": gettext_lazy("The evidence"),
    "dissent": gettext_lazy("Dissent"),
    "mind": gettext_lazy("What would change our mind"),
    "criteria": gettext_lazy("From evidence to decision"),
    "review_on": gettext_lazy("Next review"),
}
PAGE = {
    "title": gettext_lazy("Title"),
    "lede": gettext_lazy("What this page is about"),
    "plain": gettext_lazy("In plain words"),
    "scope": gettext_lazy("For whom, and where"),
    "evidence": gettext_lazy("How the evidence was found"),
    "disagreement": gettext_lazy("What we disagree on"),
    "mind": gettext_lazy("What would change our mind"),
    "interests": gettext_lazy("Interests of the panel"),
    "funding": gettext_lazy("Funding"),
    "searched_on": gettext_lazy("Evidence last searched"),
    "review_on": gettext_lazy("Next review"),
}
CHOICES = {"direction": Direction, "strength": Strength, "certainty": Certainty}
ROWS = {
    "reasons": ("domain", "steps", "words"),
    "evidence": ("title", "address", "words"),
    "dissent": ("words",),
    "criteria": ("criterion", "judgement", "words"),
}


@dataclass
class Difference:
    """One field that changed, and the difference as safe HTML."""

    label: str
    html: str


def differences(before, after, names=STATEMENT):
    """Return the Differences between two contents (None for `before`: nothing was there), in the order of the page."""
    found = []
    for name, label in names.items():
        old, new = lines_of(name, (before or {}).get(name)), lines_of(name, after.get(name))
        if old != new:
            found.append(Difference(str(label), mark_safe(render(_document(old), _document(new)))))  # noqa: S308
    if names is STATEMENT and before is not None and vote_key(before) != vote_key(after):
        html = render(_document([vote_words(before)]), _document([vote_words(after)]))
        found.append(Difference(_("Vote"), mark_safe(html)))  # noqa: S308 - the differ escapes
    return found


def vote_key(content):
    """Return which vote a content stands on."""
    vote = content.get("vote") or {}
    return vote.get("panel"), vote.get("round")


def vote_words(content):
    """Return which vote a content stands on, in words."""
    vote = content.get("vote")
    if not vote:
        return _("no vote")
    return _("“%(title)s”, round %(n)s") % {"title": vote["title"], "n": vote["round"]}


def lines_of(name, value):
    """Return the value of a field as lines of text."""
    if name in ROWS:
        return [". ".join(str(row.get(part, "")) for part in ROWS[name] if row.get(part)) for row in value or ()]
    if name in CHOICES and value:
        return [str(CHOICES[name](value).label)]
    return [line for line in str(value or "").splitlines() if line.strip()]


def _document(lines):
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines]
    return {"type": "doc", "content": blocks}

"""Editions of a page, with what came with each."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from resources.consensus.models import StatementVersion
from resources.consensus.queries.topics.tracing import differences

WHAT = {
    "new": _("new"),
    "changed": _("changed"),
    "retired": _("retired"),
    "superseded": _("superseded"),
}


def editions_of(topic):
    """Return [{"edition", "lines"}] of a topic, newest first."""
    return [{"edition": one, "lines": lines_of(one)} for one in topic.editions.order_by("-number")]


def lines_of(edition):
    """Return sentences on what an edition did with statements: 'Statements 2, 3: changed'."""
    by_what = {}
    for number, what in edition.content.get("changes") or ():
        by_what.setdefault(what, []).append(number)
    comma = pgettext("between numbers", ", ")
    lines = []
    for what, label in WHAT.items():
        if numbers := sorted(by_what.get(what, ())):
            told = ngettext("Statement %(numbers)s: %(what)s", "Statements %(numbers)s: %(what)s", len(numbers))
            lines.append(told % {"numbers": comma.join(map(str, numbers)), "what": label})
    return lines


def statements_in(topic, edition, before=None):
    """Return [{"number", "version", "content", "changes", "is_new"}] of an edition; what went is at the end."""
    was = dict(before.content["statements"]) if before else {}
    wanted = [tuple(one) for one in edition.content["statements"]] + list(was.items())
    rows = StatementVersion.objects.filter(statement__topic=topic, statement__number__in={one[0] for one in wanted})
    versions = {(one.statement.number, one.number): one for one in rows.select_related("statement")}
    found = []
    for number, version in edition.content["statements"]:
        one = versions[number, version]
        old = versions.get((number, was.get(number)))
        found.append(
            {
                "number": number,
                "version": one,
                "content": one.content,
                "is_new": bool(before) and number not in was,
                "changes": differences(old.content, one.content) if old and old.pk != one.pk else [],
            }
        )
    here = {number for number, _version in edition.content["statements"]}
    gone = [
        {"number": number, "version": versions[number, version], "content": versions[number, version].content,
         "is_gone": True, "changes": []}
        for number, version in was.items() if number not in here
    ]  # fmt: skip
    return found + gone

"""Items 5 to 8: who ran it, who was asked, with which evidence, about which statements."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.accounts.models import Role
from network.kit.cities_look import city_name
from resources.consensus.queries.results.whole import composition
from resources.consensus.report.blocks import Facts, Missing, Points, Table, Words
from resources.consensus.report.facts import answers
from resources.consensus.report.telling.small import named, share


def steering(facts):
    """Item 5: who runs the panel; whoever does cannot rate in it."""
    names = named(sorted(str(one) for one in facts.panel.facilitators.all()))
    rows = ((_("Run by"), names),) if names else ()
    rule = _("Whoever runs a panel cannot rate in it: the portal does not let them.")
    return [Facts(rows) if rows else None, Words(rule)]


def panel(facts):
    """Item 6: who was to be asked, who was, who took part, from where."""
    rule, language = facts.said("panel_rule")
    made = (
        [Words(rule, language, label=_("Who was to be asked"))] if rule.strip() else [Missing(_("Who was to be asked"))]
    )
    if not facts.people:
        return [*made, Missing(_("Who took part"))]
    told = answers(facts)
    rows = [(_("Invited"), str(told["invited"])), (_("Said yes"), share(told["accepted"], told["invited"]))]
    labels = {
        "declined": _("Declined"), "silent": _("Did not answer"), "left": _("Dropped out later"),
        "removed": _("Taken off"), "withdrawn": _("Withdrew consent"),
    }  # fmt: skip
    rows += [(label, str(told[key])) for key, label in labels.items() if told[key]]
    made.append(Facts(tuple(rows)))
    return [*made, *characteristics(facts)]


def characteristics(facts):
    """Yield from where and in what role people took part; few people are put together, so that nobody is told of."""
    who = composition(facts.panel, facts.held["smallest_group"])
    roles = dict(Role.choices)
    others = _("others together")
    rows = [(_("Group"), label or others, str(n)) for label, n in who.groups.items()]
    rows += [(_("City"), city_name(slug) if slug else others, str(n)) for slug, n in who.cities.items()]
    rows += [(_("Role"), str(roles.get(code, code)) if code else others, str(n)) for code, n in who.roles.items()]
    if rows:
        yield Table(_("Who took part"), (_("By"), _("What"), _("People")), tuple(rows))
    elif who.size:
        yield Words(_("Too few took part to tell from where without telling who."))
    if who.size:
        few = _("not told: the number would tell of single people")
        lived = few if who.lived_experience is None else share(who.lived_experience, who.size)
        yield Facts(((_("Live with diabetes, or care for somebody who does"), lived),))
    if willing := sorted(one.name for one in facts.took_part if one.may_be_named):
        yield Facts(((_("Those who agreed to be named"), named(willing)),))


def evidence(facts):
    """Item 7: what was put beside the statements."""
    linked = {}
    for item in facts.items:
        for one in item.evidence.all():
            known = linked.setdefault((one.title, where(one)), [[], one.note])
            known[0].append(str(item.number))
    if not linked:
        return [Words(_("No work was put beside the statements."))]
    rows = tuple(
        (title, ", ".join(numbers), " · ".join(part for part in (note, address) if part))
        for (title, address), (numbers, note) in linked.items()
    )
    head = (_("Work"), _("Statements"), _("What it says, and where it is"))
    return [
        Words(_("These works stood beside the statements while they were rated.")),
        Table(_("Evidence"), head, rows),
    ]


def where(one):
    """Return the public address of a piece of evidence, as far as it has one."""
    if one.address:
        return one.address
    if one.resource_id:
        return f"{settings.SITE_URL.rstrip('/')}/resources/{one.resource_id}/"
    return ""


def statements(facts):
    """Item 8: how many statements, and where they come from."""
    if not facts.items:
        return [Missing(_("Statements"))]
    first = [item for item in facts.items if item.split_from_id is None]
    made = [
        Words(
            ngettext("%(count)s statement was put together.", "%(count)s statements were put together.", len(first))
            % {"count": len(first)}
        )
    ]
    sources = {}
    for item in facts.items:
        if item.source.strip():
            sources.setdefault(item.source.strip(), []).append(str(item.number))
    if sources:
        made.append(Points(tuple((f"{source} ({', '.join(numbers)})", "") for source, numbers in sources.items())))
    else:
        made.append(Missing(_("Where each statement comes from")))
    return made

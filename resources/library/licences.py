"""What licences let others make of a work (methods: ND, no adaptation; SA, the same licence; NC stays NC)."""

from django.utils.translation import gettext as _

from resources.library import vocabulary


def parts_of(licence):
    """Return the marks of a CC licence: {"BY", "NC", "SA", "ND"}; an empty set for any other code."""
    return set(licence.split("-")) & {"BY", "NC", "SA", "ND"} if licence.startswith("CC-") else set()


def may_adapt(licence):
    """Say whether anything may be made from a work under this licence without asking."""
    known = vocabulary.LICENCES.get(licence)
    return known is not None and known.may_adapt


def choices_for(*sources):
    """Return the codes of the licences that a work made from works under `sources` may have, in the form's order.

    Empty where there is none: something of `sources` may not be adapted, or two of them cannot be combined
    (CC BY-SA with CC BY-NC-SA, since each asks for itself).
    """
    if not all(may_adapt(source) for source in sources):
        return []
    return [code for code in vocabulary.LICENCES if code != "unknown" and not any(_why(s, code) for s in sources)]


def refusal(source, derived, *, title=""):
    """Return why a work under `derived` may not be made from one under `source`, in words; "" if it may.

    An empty or unknown `derived` is not judged yet: whoever describes the work has still to choose.
    """
    if not may_adapt(source):
        return _("“%(title)s” may not be changed: %(licence)s. Ask its owner first.") % {
            "title": title,
            "licence": vocabulary.LICENCES[source].label if source in vocabulary.LICENCES else source,
        }
    if not derived or derived == "unknown":
        return ""
    return _why(source, derived)


def _why(source, derived):
    given, asked = parts_of(derived), parts_of(source)
    names = {"licence": vocabulary.LICENCES[source].label}
    if "SA" in asked and derived != source:
        return _("What is made from it must have the same licence, %(licence)s.") % names
    if "NC" in asked and "NC" not in given and derived != "reserved":
        return _("It is not for earning money (%(licence)s), and what is made from it stays so.") % names
    if asked and derived == "CC0-1.0":
        return _("Its authors want to be named (%(licence)s), so what is made from it cannot be free of that.") % names
    return ""

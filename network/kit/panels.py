"""Panels: what a higher room adds to a page of a lower one, which does not know it.

    @panel("library.resource", place="main", order=40)
    def uses(request, resource):
        return "adaptations/parts/uses.html", {"reports": …}      # or None: nothing to show

in the room's `panels.py`; the page says `{% panels "library.resource" resource place="main" %}`. A panel asks the
access table itself. Pages that are kept for visitors are made anew when the catalogue changes, so an action that
changes what visitors see in a panel writes the thing's entry again.
"""

_panels = {}


def panel(page, *, place="main", order=50):
    """Register `def show(request, thing) -> (template, context) | None` for one place of a page; low orders first."""

    def register(show):
        _panels.setdefault((page, place), []).append((order, show))
        _panels[page, place].sort(key=lambda one: one[0])
        return show

    return register


def shown(page, place, request, thing):
    """Yield (template, context) of each panel that has something to show."""
    for _order, show in _panels.get((page, place), ()):
        found = show(request, thing)
        if found is not None:
            yield found

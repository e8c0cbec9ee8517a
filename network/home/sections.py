"""What stands on the front page besides the newest entries: rooms register it in their `home.py`.

    @section("cities", order=10)
    def cities():
        return render_to_string("cities/_atlas.html", …)

A section is for everybody, in the reader's language; "" leaves it out.
"""

_sections = {}


def section(name, *, order):
    """Register `def f() -> HTML` as the section `name` of the front page; smaller orders stand higher."""

    def register(call):
        _sections[name] = (order, call)
        return call

    return register


def all_sections():
    """Return the HTML of every section that has something to show, in order."""
    calls = [call for _order, call in sorted(_sections.values(), key=lambda pair: pair[0])]
    return [html for html in (call() for call in calls) if html]

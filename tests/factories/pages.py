"""The ground of the Wagtail pages, and pages of cities, for tests that run without migrations."""


def lay_out():
    """Return the HomePage, with root, languages, site and collections made where they are missing."""
    from network.home import actions

    return actions.lay_out()


def city_page(
    city, *, by, language="en", headline="Neighbours help neighbours", lede="Two sentences.", body="<p>…</p>"
):
    """Return the published page of a city with one text."""
    from network.cities import actions

    lay_out()
    text = {"language": language, "headline": headline, "lede": lede, "body": body}
    return actions.write_page(city, [text], by=by)

"""What addresses of fair turns ask for: a series of Mei's that members see."""

from tests.factories.meetings import series


def places(people):
    """Return {address name: its parameters}."""
    made = series(people["mei"], slug="in-turns", title="In turns")
    return {
        "polls:rotation": {"slug": made.slug},
        "polls:accept_rotation": {"slug": made.slug},
        "polls:weights": {"slug": "shanghai"},
    }

"""What addresses of congresses ask for: one that begins today, proposed by a coordinator; Bo and Mei go."""

from tests.factories.congresses import congress


def places(people):
    """Return {address name: its parameters}."""
    from meetings.congresses import actions

    made = congress(people["mei"], away=0)
    actions.go(made, by=people["bo"])
    actions.go(made, by=people["mei"])
    own = {"pk": made.pk}
    names = ("edit", "confirm", "decline", "merge", "go", "stay", "side", "notes")
    return {f"congresses:{name}": own for name in names} | {
        "congresses:congress": own | {"slug": made.slug},
        "congresses:meet": own | {"handle": "bo"},
        "congresses:side_mail": {"token": "forged"},
    }

"""What addresses of lists of meetings ask for."""


def places(people):
    """Return {address name: its parameters}."""
    return {"calendar:month": {"month": "2027-03"}, "calendar:city": {"slug": "shanghai"}}

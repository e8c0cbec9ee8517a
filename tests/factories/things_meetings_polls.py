"""What addresses of time polls ask for: an open poll of Mei's in which Bo is asked."""


def places(people):
    """Return {address name: its parameters}."""
    from tests.factories import polls

    poll = polls.sent(people["mei"], [people["bo"]])
    names = ("poll", "edit", "people", "times", "send", "close", "call_off")
    return {f"polls:{name}": {"pk": poll.pk} for name in names}

"""A paper that the cities are asked about and one that is signed, for tests that walk through all addresses."""

from datetime import timedelta


def places(mei, bo):
    """Make both with Mei as their lead; {address name: its parameters}."""
    from network.kit import clock
    from resources.papers.actions import signing
    from tests.resources.papers.signing import make

    asked = make.ready(mei, bo, title="Asked about")
    soon = clock.now().date() + timedelta(days=20)
    signing.consult(asked, by=mei, cities=[mei.home_city, bo.home_city], closes_on=soon)
    signed = make.ready(mei, bo, title="Being signed")
    held = make.declare(signed, bo, has_interests=True, interests="Advises a maker of meters.")
    signing.manage(held, by=mei, measure="shown")
    round = make.put_up(signed)
    make.sign(round, mei)
    round.due_on = clock.now().date() - timedelta(days=3)
    round.save(update_fields=["due_on"])
    silent = make.row_of(signed, bo)
    departure = signing.propose_departure(round, silent, by=mei, reason="No answer to three letters.")
    one, other = {"pk": asked.pk}, {"pk": signed.pk}
    return {
        "papers:consult": one,
        "papers:stop_consultation": one,
        "papers:endorse": one | {"slug": "shanghai"},
        **{f"papers:{name}": other for name in ("declare", "declarations", "questions", "sign", "put_up")},
        "papers:roles": other | {"row": silent.pk},
        "papers:manage": other | {"row": held.pk},
        "papers:go_without": other | {"row": silent.pk},
        "papers:let_go": other | {"row": silent.pk},
        "papers:answer_departure": other | {"row": departure.pk},
    }

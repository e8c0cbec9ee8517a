"""What is written arrives, is saved, and is there for the next who opens the text."""

import asyncio

from tests.network.live.people import until


def test_two_people_write_and_a_third_finds_it(serve, document, mei, bo, sign, tab, run):
    server, first, second = serve(), sign(mei), sign(bo)

    async def story():
        await server.up()
        anna, bodil = tab(server, document, first), tab(server, document, second)
        await asyncio.gather(anna.enter(), bodil.enter())  # both open a new text at the same moment
        assert anna.hello["role"] == "edit"
        await anna.write("Peer support 同伴 ")
        await anna.settle()
        await until(lambda: bodil.text == "Peer support 同伴 ")
        await bodil.write("works.")
        await bodil.settle()
        await until(lambda: anna.text == "Peer support 同伴 works.")
        await anna.leave()
        await bodil.leave()
        third = await tab(server, document, first).enter()
        assert third.text == "Peer support 同伴 works."
        await third.leave()

    run(story())
    document.refresh_from_db()
    rows = list(document.updates.values_list("seq", "member", "size"))
    assert [row[0] for row in rows] == list(range(1, document.head + 1))
    assert {row[1] for row in rows} == {mei.pk, bo.pk}
    assert all(row[2] for row in rows)
    assert set(document.clients.values_list("member", flat=True)) == {mei.pk, bo.pk}

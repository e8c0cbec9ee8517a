"""Attacks on who said what. Each is tried with the protection taken away too: there it finds somebody."""

import random
import re
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from network.activity.models import Activity
from network.kit import jobs
from network.kit.models import Mail
from resources.consensus.actions.rating import rate, seats
from resources.consensus.actions.results import closing, live, moderating
from resources.consensus.models import Rating, Remark, RoundItem
from resources.consensus.queries.results import hiding, shown, table
from resources.consensus.queries.results.live import live as seen_live
from resources.consensus.queries.results.remarks import remarks_shown
from tests.factories import consensus as made
from tests.house.leaks import everything_of
from tests.resources.consensus.results.attacks import leavers, small_ones

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
GROUPS = ("peers", "practitioners", "researchers", "officials")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def crowd(cities, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return made.crowd(20, cities)


def browser(member):
    client = Client(raise_request_exception=False)
    if member is not None:
        client.force_login(member, backend=BACKEND)
    return client


def panel_of(nova, crowd, sizes, **fields):
    """Return (panel, its open round, people) with groups of `sizes`."""
    kinds = [kind for kind, size in zip(GROUPS, sizes, strict=False) for _one in range(size)]
    fields = {
        "items": 2,
        "rounds": 3,
        "smallest_group": 5,
        "groups": GROUPS[: len(sizes)],
        "drops_settled": False,
    } | fields
    return made.ready_to_rate(nova, list(zip(crowd, kinds, strict=False)), **fields)


def rated(nova, round, people, values):
    made.rate_all(round, {seat: row for (_row, seat), row in zip(people, values, strict=True) if row})
    return closing.close(round, by=nova)


# -- differencing ------------------------------------------------------------------------------------------------
def many_panels(nova, crowd, draw):
    """Yield (documents of two rounds) of a panel in which some cannot judge and somebody leaves."""
    sizes = draw.choice([(6, 6, 2), (7, 5, 3, 1), (9, 4), (5, 5, 5), (8, 1, 1, 6)])
    panel, first, people = panel_of(nova, crowd, sizes)
    values = [[draw.choice([1, 2, 7, 8, 8, 9, "cannot"]) for _item in range(2)] for _one in people]
    documents = [table.document(rated(nova, first, people, values))]
    stay = list(range(len(people)))
    for one in draw.sample(stay, draw.choice([1, 2])):
        values[one] = None
    moved = draw.choice([0, 0, 1, 5])
    for one in draw.sample([one for one in stay if values[one]], moved):
        values[one] = [draw.choice([3, 4, 5]) for _item in range(2)]
    documents.append(table.document(rated(nova, made.opened(panel), people, values)))
    return documents


@pytest.mark.parametrize("seed", range(6))
def test_no_sum_or_difference_of_tables_tells_of_few(seed, nova, crowd):
    first, second = many_panels(nova, crowd, random.Random(seed))
    assert small_ones(first, 5) == small_ones(second, 5) == []
    assert leavers(first, second, 5) == []


def test_the_attack_finds_small_groups_where_only_small_ones_are_hidden(nova, crowd, monkeypatch):
    _panel, round, people = panel_of(nova, crowd, (6, 6, 2))
    closed = rated(nova, round, people, [[8, 8]] * 6 + [[3, 3]] * 6 + [[1, 9]] * 2)
    assert small_ones(table.document(closed), 5) == []
    monkeypatch.setattr(shown, "hidden", lambda sizes, smallest: {key for key, n in sizes.items() if n < smallest})
    assert (1, "all less ('Peer supporters', 'Practitioners')", 2) in small_ones(table.document(closed), 5)


def test_the_attack_finds_a_leaver_where_rounds_are_not_set_beside_each_other(nova, crowd, monkeypatch):
    panel, round, people = panel_of(nova, crowd, (7, 7))
    values = [[8, 2]] * 6 + [[1, 9]] + [[5, 5]] * 5 + [[4, 6]] * 2
    first = table.document(rated(nova, round, people, values))
    values[6] = None
    closed = rated(nova, made.opened(panel), people, values)
    assert leavers(first, table.document(closed), 5) == []
    monkeypatch.setattr(
        shown, "hidden_since",
        lambda befores, now, smallest: (
            hiding.hidden({key: sum(counts.values()) for key, counts in now.items()}, smallest), False,
        ),
    )  # fmt: skip
    assert (1, "Peer supporters", {"1": 1}) in leavers(first, table.document(closed), 5)


def test_the_count_of_those_who_moved_does_not_prove_what_a_leaver_said(nova, crowd, monkeypatch):
    panel, round, people = panel_of(nova, crowd, (12,), items=1)
    rated(nova, round, people, [[8]] * 6 + [[5]] * 5 + [[1]])
    second = rated(nova, made.opened(panel), people, [[8]] * 6 + [[5]] * 4 + [[6], None])
    figures = table.document(second)["statements"][0]["figures"][0]
    # With 'one moved' beside both tables only one answer of the leaver is left that fits them.
    assert figures["changed"] is None and "wilcoxon" not in figures["change"] and "cv_first" not in figures["change"]
    monkeypatch.setattr(shown, "_told", lambda moved, smallest: moved)
    assert table.document(second)["statements"][0]["figures"][0]["changed"] == 1


def test_a_few_drop_outs_have_no_median(nova, crowd):
    panel, round, people = panel_of(nova, crowd, (12,), items=1)
    rated(nova, round, people, [[8]] * 8 + [[5]] * 3 + [[1]])
    second = rated(nova, made.opened(panel), people, [[8]] * 5 + [[7]] * 3 + [[4]] * 3 + [None])
    document = table.document(second)
    assert document["statements"][0]["attrition"] is None
    assert RoundItem.objects.get(round=second).result["attrition"]["median_dropouts"] == 1, "it is there to be hidden"


def test_languages_of_few_readers_are_not_told(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,), items=1)
    entry = round.entries.get()
    for place, (_row, seat) in enumerate(people):
        rate.rate(entry, seat, value=8, language="da" if place == 0 else "en")
    closing.close(round, by=nova)
    entry = RoundItem.objects.select_related("round__panel").get()
    assert shown.shown(entry).languages == {} and entry.result["languages"] == {"da": 1, "en": 11}


# -- before it closes --------------------------------------------------------------------------------------------
def test_sizes_and_headers_tell_nothing_before_closing(nova, carmen, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,))
    places = [reverse(f"consensus:{name}", args=[round.pk]) for name in ("results", "results_json", "results_csv")]
    readers = [None, nova, carmen, people[0][0].member]

    def look():
        return [
            (answer.status_code, len(re.sub(rb'value="\w{64}"', b"", answer.content)), answer.get("ETag"),
             answer.get("Last-Modified"))
            for client in map(browser, readers) for answer in map(client.get, places)
        ]  # fmt: skip

    before = look()
    made.rate_all(round, {seat: [9, 1] for _row, seat in people})
    assert look() == before and {row[0] for row in before} == {403, 404}


def test_whoever_watches_who_is_done_learns_no_figure(nova, crowd):
    """Done marks appear one by one; if any figure moved with them, it would be that person's."""
    panel, round, people = panel_of(nova, crowd, (12,))
    client = browser(nova)
    for _row, seat in people[:6]:
        made.rate_all(round, {seat: [9, 1]})
        for entry in round.entries.select_related("round__panel"):
            assert shown.shown(entry).whole is None and entry.result == {}
        page = client.get(reverse("consensus:panel", args=[panel.pk])).content.decode()
        assert 'class="dist"' not in page
    assert client.get(reverse("consensus:moderate", args=[round.pk])).status_code == 403


def test_remarks_do_not_arrive_before_the_eyes_of_who_watches(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,))
    rate.remark(round.entries.first(), people[0][1], "comment", "quillwort", "en")
    client = browser(nova)
    for address in ("/desk/", reverse("consensus:moderate", args=[round.pk]), reverse("consensus:list")):
        assert "quillwort" not in client.get(address, follow=True).content.decode()
    assert "remark" not in client.get("/desk/").content.decode().lower()


# -- remarks -----------------------------------------------------------------------------------------------------
def test_remarks_bear_no_order_number_group_or_time(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (6, 6))
    entry = round.entries.first()
    with connection.cursor() as cursor:  # numbers that stand on no page by chance
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('consensus_remark', 'id'), 987654000 + (random() * 999)::int)"
        )
    for place, (_row, seat) in enumerate(people):
        rate.remark(entry, seat, "comment", f"Remark {place}.", "en")
    closing.close(round, by=nova)
    html = browser(nova).get(reverse("consensus:moderate", args=[round.pk])).content.decode()
    order = [int(place) for place in re.findall(r"<p lang=\"en\">Remark (\d+)\.", html)]
    assert sorted(order) == list(range(12)) and order == [
        int(one.text[7:-1]) for one in Remark.objects.order_by("shuffle")
    ]
    for one in Remark.objects.select_related("seat__group"):
        assert one.seat_id not in html and str(one.seat.group) not in html
        assert str(one.pk) not in html
    fields = {field.name for field in remarks_shown.__globals__["RemarkShown"].__dataclass_fields__.values()}
    assert not fields & {"seat", "group", "at", "pk", "id"}


def test_nothing_on_record_tells_which_remark_was_read(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,))
    row = rate.remark(round.entries.first(), people[0][1], "comment", "Quillwort grows.", "en")
    closing.close(round, by=nova)
    moderating.let_through(row, by=nova)
    told = Activity.objects.get(kind="consensus.results_read")
    assert told.detail == {"round": round.pk, "number": 1} and told.audience == [] == told.names
    for one in Activity.objects.all():
        text = f"{one.detail} {one.subject} {one.subject_id} {one.audience}".lower()
        assert "quillwort" not in text and str(row.shuffle) not in text and people[0][1].key not in text
        assert not one.subject.startswith(("consensus.seat", "consensus.rating", "consensus.remark"))


def test_the_words_of_whoever_took_consent_back_are_gone(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,), withdrawal="remove")
    row = rate.remark(round.entries.first(), people[0][1], "comment", "Quillwort grows.", "en")
    closing.close(round, by=nova)
    moderating.let_through(row, by=nova)
    seats.withdraw(people[0][0])
    client = browser(nova)
    for name in ("results", "moderate"):
        for state in ("", "?state=shown", "?state=hidden"):
            assert "Quillwort" not in client.get(reverse(f"consensus:{name}", args=[round.pk]) + state).content.decode()


# -- letters, archives, lists, machines --------------------------------------------------------------------------
def test_letters_tell_that_a_round_closed_and_no_figure(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,), rounds=1)
    rated(nova, round, people, [[9, 1]] * 12)
    jobs.drain()
    letters = Mail.objects.all()
    assert letters
    for letter in letters:
        words = message_from_bytes(bytes(letter.raw), policy=policy.default)
        text = " ".join(part.get_content() for part in words.walk() if part.get_content_maintype() == "text")
        assert "median" not in text.lower() and not any(seat.key in text for _row, seat in people)


def test_what_somebody_takes_along_holds_nothing_of_others(nova, crowd):
    from network.kit import personal

    _panel, round, people = panel_of(nova, crowd, (12,), items=1)
    entry = round.entries.get()
    for place, (_row, seat) in enumerate(people):
        rate.remark(entry, seat, "comment", f"quillwort{place}x", "en")
    rated(nova, round, people, [[9]] * 12)
    for member, own in ((nova, None), (people[3][0].member, 3)):
        taken = str({name: mine(member) for name, (_label, mine) in personal._exports.items()})
        found = {int(place) for place in re.findall(r"quillwort(\d+)x", taken)}
        assert found <= {own}
        assert not any(seat.key in taken for place, (_row, seat) in enumerate(people))


def test_curators_find_no_list_of_answers(nova, crowd):
    """Every link of the desk in the CMS, one step deep, and what could be typed."""
    _panel, round, people = panel_of(nova, crowd, (12,))
    rate.remark(round.entries.first(), people[0][1], "comment", "quillwort", "en")
    made.rate_all(round, {seat: [9, 1] for _row, seat in people})
    closing.close(round, by=nova)
    client = browser(nova)
    start = client.get("/manage/", follow=True).content.decode()
    links = {urlsplit(link).path for link in re.findall(r'"(/manage/[^"\s\\]*)', start)}
    for name in ("rating", "seat", "remark", "ballot", "panellist"):
        links |= {f"/manage/snippets/consensus/{name}/", f"/manage/consensus/{name}/", f"/manage/{name}s/"}
    for link in sorted(links):
        if "logout" in link:
            continue
        answer = client.get(link, follow=True)
        if answer.status_code >= 400 or answer.streaming:
            continue
        text = answer.content.decode("utf-8", "replace")
        assert "quillwort" not in text and not any(seat.key in text for _row, seat in people), link


def test_search_feeds_and_api_know_no_answers(nova, crowd, bo):
    _panel, round, people = panel_of(nova, crowd, (12,))
    rate.remark(round.entries.first(), people[0][1], "comment", "quillwort grows", "en")
    made.rate_all(round, {seat: [9, 1] for _row, seat in people})
    closing.close(round, by=nova)
    jobs.drain()
    for member in (None, bo, nova, people[1][0].member):
        client = browser(member)
        for address in ("/search/?q=quillwort", "/search/suggest?q=quill", "/api/v1/search?q=quillwort",
                        "/feeds/everything.atom", "/export/resources.csv?q=quillwort", "/consensus/"):  # fmt: skip
            text = everything_of(client.get(address, follow=True))
            assert "quillwort grows" not in text, address


# -- real time ---------------------------------------------------------------------------------------------------
def real_time(nova, crowd):
    panel, round, people = panel_of(nova, crowd, (20,), items=1, method="realtime", rounds=1)
    return panel, round.entries.select_related("round__panel__protocol").get(), people


def test_figures_in_real_time_move_in_steps_of_enough_people(nova, crowd):
    _panel, entry, people = real_time(nova, crowd)
    told = []
    for place, (_row, seat) in enumerate(people):
        rate.rate(entry, seat, value=1 + place % 9)
        live.take_in(entry)
        entry.refresh_from_db()
        seen = seen_live(entry, people[0][1])
        told.append(seen.whole.n if seen.whole else 0)
    assert told == [0] * 4 + [5] * 5 + [10] * 5 + [15] * 5 + [20]


def test_nobody_sees_figures_before_the_own_first_rating(nova, crowd):
    _panel, entry, people = real_time(nova, crowd)
    for _row, seat in people[:6]:
        rate.rate(entry, seat, value=8)
    live.take_in(entry)
    entry.refresh_from_db()
    assert seen_live(entry, people[0][1]).whole.n >= 5
    assert seen_live(entry, people[10][1]) is None
    rate.rate(entry, people[10][1], cannot_judge=True)
    assert Rating.objects.filter(seat=people[10][1]).exists() and seen_live(entry, people[10][1]) is None


def test_figures_in_real_time_are_for_panels_in_real_time(nova, crowd):
    _panel, round, people = panel_of(nova, crowd, (12,), items=1)
    entry = round.entries.select_related("round__panel__protocol").get()
    for _row, seat in people:
        rate.rate(entry, seat, value=8)
    assert not live.take_in(entry) and seen_live(entry, people[0][1]) is None


def test_what_was_seen_so_far_is_gone_when_it_closes(nova, crowd):
    _panel, entry, people = real_time(nova, crowd)
    for _row, seat in people[:6]:
        rate.rate(entry, seat, value=8)
    live.take_in(entry)
    round = closing.close(entry.round, by=nova)
    entry.refresh_from_db()
    assert "live" not in entry.result and closing.recompute(round) and not live.take_in(entry)

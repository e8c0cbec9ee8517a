"""A page is read by everybody, in few statements, and a draft by those who curate alone."""

import json
import re

import pytest
from django.test.utils import CaptureQueriesContext

from resources.consensus.models import StatementVersion
from tests.factories import topics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_the_page_takes_few_statements_however_much_it_says(carmen, client):
    many = [{"text": f"Statement number {number}.", "strength": "strong", "certainty": "high"} for number in range(30)]
    made = topics.topic(carmen, statements=many)
    client.get(made.get_absolute_url())
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        assert client.get(made.get_absolute_url() + "?in=en").status_code == 200
    assert len(asked) <= 12, [one["sql"][:120] for one in asked]


def test_a_draft_is_for_those_who_curate(carmen, mei, bo, sign_in, client):
    made = topics.topic(carmen, published=False)
    for address in ("", "history/", "data.json", "feed.atom", "propose/", "proposals/"):
        assert client.get(made.get_absolute_url() + address).status_code == 404, address
    assert made.title not in client.get("/state-of-the-art/").content.decode()
    assert sign_in(bo).get(made.get_absolute_url()).status_code == 404
    assert sign_in(mei).get(made.get_absolute_url()).status_code == 200


def test_what_is_kept_apart_stands_apart(carmen, client):
    made = topics.topic(carmen)
    text = client.get(made.get_absolute_url()).content.decode()
    assert "Strongly for" in text and "Moderate certainty" in text and "No vote yet" in text


def test_an_old_version_stays_readable_and_points_to_the_new(carmen, client):
    made = topics.topic(carmen)
    topics.write(made, statements=[{"at": 0, "text": "Offer it to everybody."}, {"at": 1}])
    topics.publish(made)
    old = client.get(f"{made.get_absolute_url()}1/v1/").content.decode()
    assert "Offer a peer supporter to everybody who starts insulin." in old and "There is a newer one" in old
    new = client.get(f"{made.get_absolute_url()}1/").content.decode()
    assert "<del>" in new and "<ins>" in new


def test_chinese_is_compared_character_by_character(carmen, client):
    made = topics.topic(carmen, statements=[{"text": "先问，再讲。"}], language="zh-hans")
    topics.write(made, statements=[{"at": 0, "text": "先问本人，再讲。"}])
    topics.publish(made)
    text = client.get(f"{made.get_absolute_url()}1/").content.decode()
    assert re.search(r"<ins>(<span[^>]*>[^<]*</span>)?本人</ins>", text)
    assert "<del" not in text


def test_data_says_what_the_page_says(carmen, client):
    made = topics.topic(carmen)
    told = json.loads(client.get(f"{made.get_absolute_url()}data.json").content)
    assert [one["number"] for one in told["statements"]] == [1, 2]
    assert told["statements"][0]["versions"][0]["certainty"] == "moderate"
    assert told["statements"][0]["id"].endswith(f"{made.get_absolute_url()}1/")
    table = client.get(f"{made.get_absolute_url()}data.csv").content.decode()
    assert "Offer a peer supporter" in table and table.count("\r\n") == 3


def test_a_formula_in_a_statement_stays_a_text(carmen, client):
    made = topics.topic(carmen, statements=[{"text": "=HYPERLINK(1)"}])
    assert "'=HYPERLINK" in client.get(f"{made.get_absolute_url()}data.csv").content.decode()


def test_the_feed_tells_of_each_version(carmen, client):
    made = topics.topic(carmen, note="First.")
    topics.write(made, statements=[{"at": 0}], note="One gone.")
    topics.publish(made)
    feed = client.get(f"{made.get_absolute_url()}feed.atom").content.decode()
    assert feed.count("<entry") == 2 and "One gone." in feed and "Statement 2: retired" in feed


def test_script_in_a_statement_stays_words(carmen, client):
    made = topics.topic(carmen, statements=[{"text": "<script>alert(1)</script>"}])
    for address in ("", "1/", "history/1/", "data.json"):
        answer = client.get(made.get_absolute_url() + address)
        if "json" not in answer["Content-Type"]:
            assert "<script>alert" not in answer.content.decode(), address


def test_a_translation_is_read_in_its_language_and_says_when_it_is_behind(carmen, client):
    made = topics.topic(carmen)
    page = topics.draft(made, "zh-hans")
    children = list(page.statements.all())
    children[0].text = "为每个开始使用胰岛素的人安排同伴。"
    page.title = "帮助人们开始使用胰岛素"
    page.statements.set(children)
    page.save_revision(clean=False).publish(user=carmen, skip_permission_checks=True)
    assert StatementVersion.objects.filter(statement__topic=made).count() == 2
    text = client.get(f"{made.get_absolute_url()}?in=zh-hans").content.decode().replace("<wbr>", "")
    assert "为每个开始使用胰岛素的人安排同伴。" in text and "newer than this translation" not in text
    topics.write(made, statements=[{"at": 0, "text": "Offer it to all."}, {"at": 1}])
    topics.publish(made)
    text = client.get(f"{made.get_absolute_url()}?in=zh-hans").content.decode()
    assert "newer than this translation" in text


def test_machines_find_topics_in_feeds_records_search_and_the_map(carmen, client):
    made = topics.topic(carmen)
    assert made.title in client.get("/feeds/stateoftheart.atom").content.decode()
    for ending in ("bib", "ris", "json", "jsonld", "linkset", "datacite.json"):
        assert client.get(f"/records/stateoftheart/{made.pk}.{ending}").status_code == 200, ending
    assert made.get_absolute_url() in client.get("/sitemap.xml").content.decode()
    header = client.get(made.get_absolute_url())["Link"]
    assert f"/records/stateoftheart/{made.pk}.jsonld" in header
    assert made.title in client.get("/").content.decode()
    assert "oai:" in client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()

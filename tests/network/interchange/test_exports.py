"""Whole lists as one file: with the words of the page, as their reader may see them, in constant memory."""

import json

import pypandoc
import pytest

from network.interchange import lists
from resources.library import actions
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def taken(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(("ending", "reader"), [("bib", "bibtex"), ("ris", "ris"), ("json", "csljson")])
def test_a_filtered_list_is_read_by_pandoc(client, mei, bo, monkeypatch, ending, reader):
    monkeypatch.setattr(lists, "BATCH", 2)
    for n in range(5):
        shared(mei, f"Guide {n} 听懂", cities=["shanghai"])
    shared(bo, "From Houston", cities=["houston"])
    text = taken(client, f"/export/resources.{ending}?city=shanghai")
    read = json.loads(pypandoc.convert_text(text, "csljson", format=reader))
    assert [one["title"] for one in read] == [f"Guide {n} 听懂" for n in (4, 3, 2, 1, 0)]


def test_what_was_searched_for(client, mei, drain):
    shared(mei, "Walking groups"), shared(mei, "Foot care")
    drain()
    assert [one["title"] for one in json.loads(taken(client, "/export/everything.json?q=walking"))] == [
        "Walking groups"
    ]


def test_an_empty_list_is_a_whole_file(client, cities):
    assert json.loads(taken(client, "/export/resources.json?city=atlantis")) == []
    assert taken(client, "/export/resources.csv").startswith("\ufeffnumber,address,title")


def test_each_reader_takes_what_they_may_see(client, sign_in, mei, bo):
    shared(mei, "Closed to members", visibility="members")
    shared(mei, "Closed to Shanghai", visibility="city", cities=["shanghai"])
    gone = shared(mei, "Gone")
    actions.withdraw(gone, by=mei, reason="Wrong.")
    for ending in ("bib", "ris", "json", "csv"):
        text = taken(client, f"/export/resources.{ending}")
        assert "Closed" not in text and "Gone" not in text
    text = taken(sign_in(bo), "/export/resources.bib")
    assert "Closed to members" in text and "Closed to Shanghai" not in text and "Gone" not in text


def test_in_the_language_of_the_reader(client, sign_in, freja, mei):
    shared(mei, kind="findings")
    assert "Findings" in taken(client, "/export/resources.ris")
    assert "Resultater" in taken(sign_in(freja), "/export/resources.ris")


def test_it_is_a_file_that_nobody_keeps(client, mei):
    answer = client.get("/export/resources.bib")
    assert answer["Content-Disposition"] == 'attachment; filename="resources.bib"'
    assert "no-cache" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert client.head("/export/resources.bib").status_code == 200
    assert client.get("/export/resources.xml").status_code == 404


def test_too_many_are_told_to_wait(client, cities, monkeypatch):
    monkeypatch.setattr("network.interchange.exports.LIMIT", "1/m")
    assert [client.get("/export/resources.csv").status_code for _ in range(2)] == [200, 429]

"""Sharing by the pages: files first, words later, and nothing lost on the way."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from network.files import storing, terms
from network.files.models import StoredFile
from resources.library import actions
from resources.library.models import Resource
from tests.resources.library.make import shared, stored

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n163\n%%EOF\n"
)
WHOLE = {"describes": "1", "title": "Walking groups", "kind": "training", "languages": ["en"], "licence": "CC-BY-4.0"}


def upload(content=PDF, name="guide.pdf"):
    return SimpleUploadedFile(name, content)


def draft_of(member, **fields):
    draft = actions.start(by=member, files=[stored(member)])
    return actions.describe(draft, by=member, **fields) if fields else draft


# -- beginning ---------------------------------------------------------------------------------------------------
def test_a_plain_form_begins_a_draft_with_all_files(mei, sign_in):
    answer = sign_in(mei).post("/resources/new/", {"files": [upload(), upload(PDF + b"%", "二.pdf")]})
    draft = Resource.objects.get()
    assert answer["Location"] == f"/resources/{draft.pk}/edit/"
    assert sorted(f.name for f in draft.editions.get().files.all()) == ["guide.pdf", "二.pdf"]
    assert [a.member for a in draft.authorships.all()] == [mei]
    assert [c.slug for c in draft.cities.all()] == ["shanghai"]


def test_the_script_begins_a_draft_with_the_first_byte(mei, bo, sign_in):
    browser = sign_in(mei)
    first, second, strange = stored(mei, state="receiving"), stored(mei, "b.pdf"), stored(bo, "c.pdf")
    answer = browser.post("/resources/new/", {"uploads": str(first.pk)}, headers={"Accept": "application/json"})
    address = answer.json()["address"]
    for file in (second, strange):
        browser.post(address, {"uploads": str(file.pk)}, headers={"Accept": "application/json"})
    assert set(Resource.objects.get().editions.get().files.all()) == {first, second}
    html = browser.get(address + "?part=form").content.decode()
    assert "<html" not in html and 'name="title"' in html


def test_going_on_by_the_button_does_not_wipe_the_draft(mei, sign_in):
    """The upload field turns the first form's address to the draft: its fields are not the draft's."""
    draft = draft_of(mei, title="Kept", languages=["en"])
    sign_in(mei).post(f"/resources/{draft.pk}/edit/", {"link": "", "uploads": []})
    draft = Resource.objects.get()
    assert (draft.title, draft.languages) == ("Kept", ["en"])


def test_a_link_or_a_doi_begins_a_draft(mei, sign_in):
    browser = sign_in(mei)
    for given, kept in (
        ("doi:10.1234/abc.DEF", "https://doi.org/10.1234/abc.DEF"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("example.org/guide", "https://example.org/guide"),
    ):
        browser.post("/resources/new/", {"link": given})
        assert Resource.objects.latest("pk").link == kept


@pytest.mark.parametrize(
    "given",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "java\tscript:alert(1)",
            "https://",
            "ftp://x.org/a",
        ),
        *("https://user:pw@example.org/", "just words", "10.12/short", "https://localhost/x", "//evil.example"),
    ],
)
def test_what_is_neither_a_link_nor_a_doi_is_said_beside_the_field_and_kept(mei, sign_in, given):
    """A33: no other scheme becomes a link."""
    answer = sign_in(mei).post("/resources/new/", {"link": given})
    assert answer.status_code == 422
    assert answer.context["form"].errors["link"]
    assert answer.context["form"]["link"].value() == given
    assert not Resource.objects.exists()


def test_nothing_at_all_is_asked_for(bo, sign_in):
    answer = sign_in(bo).post("/resources/new/", {})
    assert "Choose a file, or give a link." in answer.content.decode()


def test_visitors_and_applicants_do_not_share(client, xiu, sign_in):
    assert client.get("/resources/new/")["Location"].startswith("/accounts/login/")
    assert sign_in(xiu).get("/resources/new/").status_code == 403


# -- bad files ---------------------------------------------------------------------------------------------------
def bomb():
    """Ten megabytes of nothing in a few kilobytes, a hundred times over."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.txt", b"\0" * 10_000_000)
    return made.getvalue()


BAD = {
    "lying": ("guide.pdf", b"MZ\x90\x00" + b"\0" * 200, None),
    "page": ("guide.pdf", b"<!doctype html><script>alert(1)</script>", "html_inside"),
    "empty": ("guide.pdf", b"", "empty"),
    "broken": ("sheet.xlsx", b"PK\x03\x04broken", None),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_beside_its_field_and_the_link_stays(bo, sign_in, case):
    name, content, code = BAD[case]
    answer = sign_in(bo).post("/resources/new/", {"files": [upload(content, name)], "link": "nonsense here"})
    assert answer.status_code == 422
    answer = sign_in(bo).post("/resources/new/", {"files": [upload(content, name)]})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert name in html
    if code:
        with override("en"):
            assert str(terms.REFUSALS[code])[:30] in html
    assert not Resource.objects.exists() and not StoredFile.objects.exists()


def test_a_zip_bomb_is_refused_and_the_good_file_beside_it_is_not_lost(mei, sign_in):
    answer = sign_in(mei).post("/resources/new/", {"files": [upload(), upload(bomb(), "bomb.zip")]}, follow=True)
    assert [f.name for f in Resource.objects.get().editions.get().files.all()] == ["guide.pdf"]
    assert "bomb.zip" in answer.content.decode()


def huge_picture():
    """A PNG of a few bytes that says it is 60,000 by 60,000 points."""
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_an_image_bomb_is_refused_beside_its_field(bo, sign_in):
    answer = sign_in(bo).post("/resources/new/", {"files": [upload(huge_picture(), "poster.png")]})
    assert "more than 50 million points" in answer.content.decode()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.html", b"<!doctype html><html><body><script>alert(1)</script></body></html>"),
    ],
)
def test_what_can_carry_scripts_is_offered_as_a_download_alone(bo, sign_in, drain, name, content):
    browser = sign_in(bo)
    browser.post("/resources/new/", {"files": [upload(content, name)]})
    draft = Resource.objects.get()
    drain()
    browser.post(f"/resources/{draft.pk}/edit/", WHOLE | {"publish": "1"})
    file = StoredFile.objects.get()
    html = browser.get(Resource.objects.get().get_absolute_url()).content.decode()
    address = file.get_absolute_url()
    assert f'href="{address}?download"' in html
    assert f'src="{address}"' not in html and f'href="{address}"' not in html


def test_over_the_limit_is_refused(bo, sign_in, settings):
    settings.MAX_UPLOAD_BYTES = 100
    answer = sign_in(bo).post("/resources/new/", {"files": [upload()]})
    assert "larger than the portal takes" in answer.content.decode()


def test_a_full_disk_is_said_and_the_link_begins_the_draft_all_the_same(bo, sign_in, monkeypatch):
    def full(size):
        raise terms.NoSpace

    monkeypatch.setattr(storing, "room_for", full)
    answer = sign_in(bo).post("/resources/new/", {"files": [upload()], "link": "https://example.org/x"}, follow=True)
    assert "There is no room left on the server" in answer.content.decode()
    assert Resource.objects.get().link == "https://example.org/x"


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "a\u202efdp.pdf", "con.pdf", "x" * 400 + ".pdf"])
def test_bad_names_are_cleaned(mei, sign_in, name):
    sign_in(mei).post("/resources/new/", {"files": [upload(name=name)]})
    kept = StoredFile.objects.get().name
    assert "/" not in kept and "\u202e" not in kept and len(kept) <= 150 and not kept.lower().startswith("con.")


def test_a_refused_upload_is_shown_with_its_reason_and_can_be_taken_away(bo, sign_in):
    file = stored(bo, "broken.pdf", state="refused")
    draft = actions.start(by=bo, files=[file, stored(bo, "good.pdf")])
    browser = sign_in(bo)
    html = browser.get(f"/resources/{draft.pk}/edit/").content.decode()
    assert "This file is damaged or incomplete" in html
    html = browser.post(f"/resources/{draft.pk}/edit/", WHOLE | {"publish": "1"}).content.decode()
    assert "A file was refused" in html and "Walking groups" in html
    browser.post(f"/resources/{draft.pk}/edit/files/", {"drop": str(file.pk)})
    assert [f.name for f in draft.editions.get().files.all()] == ["good.pdf"]
    assert not StoredFile.objects.filter(pk=file.pk).exists()


# -- describing --------------------------------------------------------------------------------------------------
def test_five_answers_publish(mei, sign_in):
    draft = draft_of(mei)
    answer = sign_in(mei).post(f"/resources/{draft.pk}/edit/", WHOLE | {"cities": ["shanghai"], "publish": "1"})
    resource = Resource.objects.get()
    assert answer["Location"] == resource.get_absolute_url()
    assert (resource.state, resource.title, resource.audience) == ("published", "Walking groups", ["public"])


def test_everything_folded_is_kept(mei, bo, sign_in):
    draft = draft_of(mei)
    more = {
        "cities": ["shanghai", "houston"],
        "summary": "What it is.",
        "title_language": "en",
        "title_zh-hans": "步行小组",
        "summary_zh-hans": "这是什么。",
        "provenance_zh-hans": "member-translated",
        "topics": ["movement"],
        "free_topics": "river walks，早晨",
        "populations": ["older-people"],
        "setting": ["community"],
        "functions": ["ongoing-support"],
        "car_stage": "C3",
        "values": ["V2.4"],
        "authors": "林梅 @mei\nAnna Berg 0000-0002-1825-0097\nCity of Houston",
        "year": "2024",
        "visibility": "members",
        "other_languages": ["so"],
        "link": "10.1234/abc",
    }
    sign_in(mei).post(f"/resources/{draft.pk}/edit/", WHOLE | more | {"publish": "1"})
    resource = Resource.objects.get()
    assert resource.state == "published"
    assert {t.language: (t.title, t.summary, t.provenance) for t in resource.texts.all()} == {
        "en": ("Walking groups", "What it is.", "author"),
        "zh-hans": ("步行小组", "这是什么。", "member-translated"),
    }
    assert {t.name for t in resource.topics.all()} == {"Walking and moving", "river walks", "早晨"}
    assert [(a.name, a.member, a.orcid) for a in resource.authorships.all()] == [
        ("林梅", mei, ""),
        ("Anna Berg", None, "0000-0002-1825-0097"),
        ("City of Houston", None, ""),
    ]
    assert resource.languages == ["en", "so"]
    assert (resource.year, resource.visibility, resource.link) == (2024, "members", "https://doi.org/10.1234/abc")


def test_what_fails_is_said_beside_the_field_and_nothing_is_lost(mei, sign_in):
    draft = draft_of(mei)
    long = "T" * 301
    given = WHOLE | {"title": long, "year": "20x5", "summary": "Kept.", "authors": "A B 0000-0002-1825-0098"}
    browser = sign_in(mei)
    answer = browser.post(f"/resources/{draft.pk}/edit/", given | {"publish": "1"})
    assert answer.status_code == 422
    assert {"title", "year", "authors"} <= set(answer.context["form"].errors)
    html = browser.get(f"/resources/{draft.pk}/edit/").content.decode()
    for words in (long, "20x5", "A B 0000-0002-1825-0098"):
        assert words in html
    draft.refresh_from_db()
    assert (draft.state, draft.kind) == ("draft", "training")
    browser.post(f"/resources/{draft.pk}/edit/", WHOLE | {"title": "Short", "year": "2025", "publish": "1"})
    draft.refresh_from_db()
    assert (draft.state, draft.typed, draft.year) == ("published", {}, 2025)


def test_the_draft_saves_only_what_was_touched(mei, sign_in):
    draft = draft_of(mei, title="As read in the file", languages=["zh-hans"])
    browser = sign_in(mei)
    answer = browser.post(
        f"/resources/{draft.pk}/edit/save/",
        {
            "describes": "1",
            "title": "",
            "kind": "tool",
            "summary": "Typed early.",
            "touched": ["kind", "summary"],
        },
    )
    assert answer.json() == {"errors": {}, "language": "zh-hans"}
    draft = Resource.objects.get()
    assert (draft.title, draft.kind, draft.languages) == ("As read in the file", "tool", ["zh-hans"])
    assert draft.texts.get().summary == "Typed early."
    answer = browser.post(f"/resources/{draft.pk}/edit/save/", {"year": "abc", "touched": ["year"]})
    assert "year" in answer.json()["errors"]
    assert "abc" in browser.get(f"/resources/{draft.pk}/edit/").content.decode()
    browser.post(f"/resources/{draft.pk}/edit/save/", {"topics": ["feet"], "touched": ["topics"]})
    browser.post(f"/resources/{draft.pk}/edit/save/", {"free_topics": "shoes", "touched": ["free_topics"]})
    assert {t.slug for t in draft.topics.all()} == {"feet", "shoes"}


def test_suggestions_arrive_while_the_form_is_open(mei, sign_in, drain):
    file = stored(mei, state="receiving")
    draft = actions.start(by=mei, files=[file])
    browser = sign_in(mei)
    assert browser.get(f"/resources/{draft.pk}/edit/state/").json()["title"] == ""
    StoredFile.objects.filter(pk=file.pk).update(state="ready", suggested_title="同伴支持手册", language="zh-hans")
    file.refresh_from_db()
    from network.files import hooks

    hooks.ready(file)
    known = browser.get(f"/resources/{draft.pk}/edit/state/").json()
    assert (known["title"], known["language"]) == ("同伴支持手册", "zh-hans")
    assert known["languages"] == [{"code": "zh-hans", "name": "中文"}]
    assert 'value="同伴支持手册"' in browser.get(f"/resources/{draft.pk}/edit/").content.decode()


def test_what_is_typed_after_the_session_ended_comes_back(bo, client, sign_in):
    draft = draft_of(bo)
    answer = client.post(f"/resources/{draft.pk}/edit/", WHOLE | {"summary": "Long words that took an hour."})
    assert answer["Location"].startswith("/accounts/login/")
    html = sign_in(bo).get(f"/resources/{draft.pk}/edit/").content.decode()
    assert "Long words that took an hour." in html and "You were signed out" in html
    draft = Resource.objects.get()
    assert (draft.title, draft.state) == ("Walking groups", "draft")


def test_what_somebody_else_typed_is_not_given_to_me(mei, bo, client, sign_in):
    draft = draft_of(mei)
    client.post(f"/resources/{draft.pk}/edit/", WHOLE | {"title": "Not bo's"})
    assert sign_in(bo).get(f"/resources/{draft.pk}/edit/").status_code == 404
    assert Resource.objects.get().title == ""


def test_mass_assignment_changes_nothing(mei, bo, nova, sign_in):
    """A19: what the form does not ask is not taken."""
    draft = draft_of(mei)
    hostile = {
        "state": "published",
        "owner": bo.pk,
        "audience": "public",
        "published_at": "2020-01-01",
        "id": 1,
        "pk": 1,
    }
    browser = sign_in(mei)
    browser.post(f"/resources/{draft.pk}/edit/", WHOLE | hostile)
    browser.post(f"/resources/{draft.pk}/edit/save/", hostile | {"touched": list(hostile)})
    draft.refresh_from_db()
    assert (draft.state, draft.owner, draft.audience, draft.published_at) == ("draft", mei, [], None)
    for name, value in (("kind", "nonsense"), ("licence", "WTFPL"), ("cities", "atlantis"), ("visibility", "nobody")):
        browser.post(f"/resources/{draft.pk}/edit/save/", {name: value, "touched": [name]})
    draft.refresh_from_db()
    assert (draft.kind, draft.licence, draft.visibility) == ("training", "CC-BY-4.0", "public")


def test_a_published_one_may_not_lose_what_it_needs(mei, sign_in):
    resource = shared(mei, "Published")
    answer = sign_in(mei).post(f"/resources/{resource.pk}/edit/", WHOLE | {"title": "", "kind": ""})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "kind"}
    assert Resource.objects.get().title == "Published"
    sign_in(mei).post(f"/resources/{resource.pk}/edit/", WHOLE | {"title": "Better", "visibility": "members"})
    resource = Resource.objects.get()
    assert (resource.title, resource.audience) == ("Better", ["members"])


@pytest.mark.parametrize("rest", ["edit/", "edit/state/", "discard/", "withdraw/"])
def test_the_drafts_of_others_do_not_exist(mei, bo, nova, client, sign_in, rest):
    draft = draft_of(mei)
    assert client.get(f"/resources/{draft.pk}/{rest}").status_code in (302, 404)
    for other in (bo, nova):
        assert sign_in(other).get(f"/resources/{draft.pk}/{rest}").status_code == 404
        assert sign_in(other).post(f"/resources/{draft.pk}/edit/save/", {"touched": "title"}).status_code == 404


def test_a_coordinator_of_its_city_may_describe_but_not_take_files_away(mei, yan, bo, sign_in):
    resource = shared(yan, "By Yan", cities=["shanghai"])
    file = resource.editions.get().files.get()
    assert sign_in(mei).get(f"/resources/{resource.pk}/edit/").status_code == 200
    assert sign_in(mei).post(f"/resources/{resource.pk}/edit/files/", {"drop": str(file.pk)}).status_code == 403
    assert sign_in(bo).get(f"/resources/{resource.pk}/edit/").status_code == 403


def test_throwing_away_asks_first(bo, sign_in):
    draft = draft_of(bo)
    browser = sign_in(bo)
    assert "Throw this draft away?" in browser.get(f"/resources/{draft.pk}/discard/").content.decode()
    assert Resource.objects.exists()
    browser.post(f"/resources/{draft.pk}/discard/")
    assert not Resource.objects.exists()


def test_withdrawing_needs_a_reason(mei, sign_in):
    resource = shared(mei)
    browser = sign_in(mei)
    assert browser.post(f"/resources/{resource.pk}/withdraw/", {"reason": " "}).status_code == 200
    assert Resource.objects.get().state == "published"
    browser.post(f"/resources/{resource.pk}/withdraw/", {"reason": "Outdated."})
    assert Resource.objects.get().state == "withdrawn"


def test_each_file_its_own(bo, sign_in):
    draft = actions.start(by=bo, files=[stored(bo, "a.pdf", "A"), stored(bo, "b.pdf", "B")])
    html = sign_in(bo).post(f"/resources/{draft.pk}/edit/split/", follow=True).content.decode()
    assert "Now there are 2 drafts" in html
    assert {r.title for r in Resource.objects.all()} == {"A", "B"}


def test_the_same_file_again_is_told(mei, bo, sign_in, drain):
    shared(mei, "Published already", files=[stored(mei, "first.pdf")])
    twin = stored(bo, "twin.pdf")
    draft = actions.start(by=bo, files=[twin])
    known = sign_in(bo).get(f"/uploads/{twin.pk}", headers={"Accept": "application/json"}).json()
    assert known["duplicate"]["title"] == "Published already"
    html = sign_in(bo).get(f"/resources/{draft.pk}/edit/").content.decode()
    assert "You can see the same file already" in html and "published-already" in html


def test_a_locked_pdf_is_kept_and_said_not_to_be_searchable(bo, sign_in):
    file = stored(bo, "locked.pdf")
    StoredFile.objects.filter(pk=file.pk).update(note="locked")
    draft = actions.start(by=bo, files=[file])
    html = sign_in(bo).get(f"/resources/{draft.pk}/edit/").content.decode()
    assert "This file is locked with a password. We keep it, but cannot search it." in html


@pytest.mark.parametrize("words", ["\x00NUL", "\ud800", "%00", "a" * 5000, "\u202eabc"])
def test_bad_bytes_in_fields_are_answered(mei, sign_in, words):
    draft = draft_of(mei)
    browser = sign_in(mei)
    for name in ("title", "summary", "free_topics", "authors", "link", "year", "cities", "kind", "touched"):
        data = {
            "describes": "1",
            name: words.encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "touched": [name],
        }
        assert browser.post(f"/resources/{draft.pk}/edit/save/", data).status_code in (200, 400), name
    assert json.dumps(Resource.objects.get().typed) is not None

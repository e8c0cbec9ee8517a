"""The own profile: what it takes, what it refuses, who sees it, and the yearly question."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from members.accounts import actions
from members.accounts.models import Affiliation, Member
from members.accounts.orcid import is_orcid
from network.files.models import StoredFile
from network.kit import clock

pytestmark = pytest.mark.django_db


def form_of(member, **changes):
    return {
        "name": member.name, "name_latin": member.name_latin, "role": member.role, "language": "en",
        "time_zone": member.time_zone,
    } | changes  # fmt: skip


def test_everything_is_kept_as_it_was_written(bo, sign_in):
    answer = sign_in(bo).post(
        "/me/profile/",
        form_of(
            bo, organisation="Bayou Clinic", organisations="Second Place\nThird Place", capacity="2",
            orcid="https://orcid.org/0000-0002-1825-0097", links="example.org/bo\nhttps://example.org/two",
            hours_from="09:00", hours_to="17:30", hours_days=["1", "5"], shown_email="members", shown_about="public",
        ),
    )  # fmt: skip
    assert answer.status_code == 302
    bo.refresh_from_db()
    assert (bo.capacity, bo.orcid) == (2, "0000-0002-1825-0097")
    assert bo.links == ["https://example.org/bo", "https://example.org/two"]
    assert (bo.hours_days, str(bo.hours_from)) == ([1, 5], "09:00:00")
    assert bo.organisation.name == "Bayou Clinic"
    assert [one.organisation.name for one in bo.affiliations.all()] == ["Second Place", "Third Place"]
    assert bo.shown == {"email": "members", "about": "public"}
    assert bo.confirmed_at is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("orcid", "0000-0002-1825-0098"), ("orcid", "1234"), ("links", "http://example.org"),
        ("links", "javascript://example.org/%0aalert(1)"), ("links", "https://user:pass@example.org"),
        ("links", "https://localhost"), ("links", "\n".join(f"https://example.org/{n}" for n in range(6))),
        ("capacity", "21"), ("capacity", "-1"), ("hours_from", "25:00"), ("hours_to", "17:00"),
        ("organisations", "\n".join("abcdef")), ("shown_about", "everybody"), ("expertise", "no-such-topic"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_and_nothing_is_lost(bo, sign_in, field, value):
    answer = sign_in(bo).post("/me/profile/", form_of(bo, about="long words", shown_offers="me") | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "long words" in page
    assert '<option value="me" selected' in page.split('id="id_shown_offers"')[1].split("</select>")[0]
    bo.refresh_from_db()
    assert bo.about == ""


def test_orcids_are_told_by_their_check_figure():
    for code in ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0002-9079-593X"):
        assert is_orcid(code)
        assert not is_orcid(code[:-1] + ("0" if code[-1] != "0" else "1"))


def test_a_form_without_the_choices_leaves_them_as_they_are(bo, sign_in):
    Member.objects.filter(pk=bo.pk).update(shown={"about": "me"})
    sign_in(bo).post("/me/profile/", form_of(bo))
    bo.refresh_from_db()
    assert bo.shown == {"about": "me"}


def test_the_choice_stands_beside_each_field(bo, sign_in):
    from members.accounts.visible import FIELDS

    page = sign_in(bo).get("/me/profile/").content.decode()
    for field in FIELDS:
        assert f'name="shown_{field}"' in page
    assert 'class="field' in page.split('name="shown_about"')[0]


def test_a_first_organisation_is_not_counted_twice(bo, sign_in):
    sign_in(bo).post("/me/profile/", form_of(bo, organisation="Bayou Clinic", organisations="bayou clinic\nOther"))
    assert [one.organisation.name for one in Affiliation.objects.all()] == ["Other"]


def test_the_preview_shows_what_others_see(bo, sign_in):
    Member.objects.filter(pk=bo.pk).update(
        about="aboutmark",
        offers="offermark",
        seeks="seekmark",
        shown={"about": "city", "offers": "public", "seeks": "me"},
    )
    browser = sign_in(bo)

    def page(view):
        return browser.get(f"/members/bo/{view}").content.decode()

    assert all(mark in page("") for mark in ("aboutmark", "offermark", "seekmark"))
    assert "aboutmark" in page("?as=city") and "seekmark" not in page("?as=city")
    assert "aboutmark" not in page("?as=members") and "offermark" in page("?as=members")
    assert "Visitors find no page of yours" in page("?as=public")
    Member.objects.filter(pk=bo.pk).update(shown={"name": "public", "offers": "public"})
    assert "offermark" in page("?as=public") and "aboutmark" not in page("?as=public")


def test_nobody_previews_anothers_page(bo, mei, sign_in):
    Member.objects.filter(pk=mei.pk).update(about="aboutmark", shown={"about": "me"})
    for view in ("public", "members", "city", ""):
        assert "aboutmark" not in sign_in(bo).get(f"/members/mei/?as={view}").content.decode()


# -- the picture -------------------------------------------------------------------------------------------------------
def jpeg(exif=True):
    picture, data = Image.new("RGB", (900, 600), "teal"), io.BytesIO()
    tags = Image.Exif()
    tags[0x010F] = "SECRETCAMERA"
    picture.save(data, "JPEG", exif=tags.tobytes() if exif else b"")
    return data.getvalue()


def test_a_picture_is_drawn_anew_without_what_the_camera_wrote(bo, mei, sign_in, client, drain):
    sent = jpeg()
    assert b"SECRETCAMERA" in sent
    answer = sign_in(bo).post("/me/photo/", {"photo": SimpleUploadedFile("me.jpg", sent)})
    assert answer.status_code == 302
    assert "photo.webp" not in sign_in(mei).get("/members/bo/").content.decode(), "not before it is drawn"
    drain()
    shown = sign_in(mei).get("/members/bo/photo.webp")
    assert shown.status_code == 200
    assert shown["Content-Type"] == "image/webp"
    data = shown.content
    assert b"SECRETCAMERA" not in data and b"Exif" not in data and b"EXIF" not in data
    assert Image.open(io.BytesIO(data)).size[0] <= 400
    assert shown["X-Content-Type-Options"] == "nosniff"
    bo.refresh_from_db()
    assert sign_in(mei).get(bo.photo.get_absolute_url()).status_code == 404


def test_a_new_picture_takes_the_place_of_the_old_one(bo, sign_in):
    browser = sign_in(bo)
    for _ in range(2):
        browser.post("/me/photo/", {"photo": SimpleUploadedFile("me.jpg", jpeg())})
    assert StoredFile.objects.filter(owner=bo).count() == 1
    browser.post("/me/photo/", {"act": "remove"})
    assert StoredFile.objects.filter(owner=bo).count() == 0
    bo.refresh_from_db()
    assert bo.photo is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("me.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"),
        ("me.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("me.jpg", b"<html>no</html>"),
        ("me.jpg", b""),
        ("me.txt", b"hello there, this is text"),
    ],
)
def test_only_pictures_are_taken(bo, sign_in, name, data):
    answer = sign_in(bo).post("/me/photo/", {"photo": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    bo.refresh_from_db()
    assert bo.photo is None
    assert StoredFile.objects.filter(owner=bo, state__in=["checking", "ready"]).count() == 0


# -- the yearly question -----------------------------------------------------------------------------------------------
def test_a_year_later_they_are_asked_once_in_their_language(freja, outbox, monkeypatch):
    Member.objects.filter(pk=freja.pk).update(confirmed_at=datetime(2025, 1, 1, tzinfo=UTC), language="da")
    assert actions.remind_to_confirm() == 1
    assert actions.remind_to_confirm() == 0
    (mail,) = outbox(freja.email)
    assert "/me/still-right/" in mail.get_body(("plain",)).get_content()
    later = clock.now() + timedelta(days=366)
    monkeypatch.setattr("members.accounts.actions.resting.now", lambda: later)
    monkeypatch.setattr("members.accounts.letters.now", lambda: later)
    assert actions.remind_to_confirm() == 1
    assert len(outbox(freja.email)) == 2


def test_whoever_confirmed_lately_or_is_new_or_gone_is_left_alone(freja, ex, xiu, outbox):
    Member.objects.filter(pk=freja.pk).update(confirmed_at=clock.now() - timedelta(days=300))
    Member.objects.exclude(pk=freja.pk).update(confirmed_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert actions.remind_to_confirm() == 0
    assert not outbox()


def test_one_click_says_that_it_is_still_right(bo, sign_in):
    Member.objects.filter(pk=bo.pk).update(confirmed_at=datetime(2025, 1, 1, tzinfo=UTC))
    browser = sign_in(bo)
    assert "/me/still-right/" in browser.get("/me/").content.decode()
    browser.get("/me/still-right/")
    bo.refresh_from_db()
    assert bo.confirmed_at.year == 2025, "to look changes nothing"
    browser.post("/me/still-right/")
    bo.refresh_from_db()
    assert bo.confirmed_at > clock.now() - timedelta(minutes=1)
    assert "for a year" not in browser.get("/me/").content.decode()


def test_a_topic_that_became_another_is_known_as_that_one(bo):
    Member.objects.filter(pk=bo.pk).update(expertise=["old", "new", "other"])
    actions.rename_expertise("old", "new")
    bo.refresh_from_db()
    assert bo.expertise == ["new", "other"]

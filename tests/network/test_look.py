"""The look keeps its promises: contrast, weight, words of time, forms that explain themselves, true pictures."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from network.kit import forms_look, globe, pictures, places, samples, styles, words

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
LANGUAGES = ("en", "da", "es", "zh-hans")


def packed(text):
    return len(gzip.compress(text.encode(), 6))


def draw(source, **context):
    return engines["django"].from_string("{% load kit %}" + source).render(context)


# -- style sheets ------------------------------------------------------------------------------------------------
def test_the_joined_style_sheet_is_as_new_as_its_parts():
    assert (CSS / styles.JOINED).read_text() == styles.join(CSS), "run 'manage.py styles'"


def test_a_part_outside_the_layers_is_refused(tmp_path):
    (tmp_path / "stray.css").write_text("p { color: red }")
    with pytest.raises(ValueError, match=r"stray\.css"):
        styles.join(tmp_path)


def test_styles_and_scripts_of_a_reading_page_are_light():
    assert packed((CSS / styles.JOINED).read_text()) <= 10 * 1024
    assert packed((ROOT / "static" / "js" / "portal.js").read_text()) <= 5 * 1024


def test_only_the_tokens_name_colours():
    for path in CSS.rglob("*.css"):
        if path.name in (styles.JOINED, "tokens.css", "print.css"):
            continue
        found = re.findall(r"#[0-9A-Fa-f]{3,8}\b", path.read_text())
        assert set(found) <= {"#fff"}, f"{path.name} names {found}"


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens(scheme):
    text = (CSS / "tokens.css").read_text()
    light, dark = text.split("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6})", light))
    return found | (dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6})", dark)) if scheme == "dark" else {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_is_readable_on_every_ground(scheme):
    colour = tokens(scheme)
    texts = ["ink", "muted", "link", "accent", "ok", "warn", "wrong", *(f"city-{n}" for n in range(1, 9))]
    for name in texts:
        for ground in ("ground", "raised", "sunk"):
            assert contrast(colour[name], colour[ground]) >= 4.5, f"{name} on {ground} in {scheme}"
    assert contrast(colour["on-accent"], colour["accent"]) >= 4.5
    assert contrast(colour["ink"], colour["mark"]) >= 4.5
    assert contrast(colour["edge"], colour["ground"]) >= 3


def test_templates_carry_no_inline_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        name = path.relative_to(ROOT / "templates").as_posix()
        if name.startswith("mail/") or "/mail/" in name:
            continue
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=[\"']|<style|<script(?![^>]*\ssrc=|[^>]*ld\+json)", text), name


# -- time and words ----------------------------------------------------------------------------------------------
NOW = datetime(2026, 6, 8, 7, 40, tzinfo=UTC)  # Monday, 15:40 in Shanghai, 09:40 in Copenhagen


@pytest.mark.parametrize(
    ("away", "told"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(minutes=-7), "7 minutes ago"),
        (timedelta(minutes=30), "in 30 minutes"),
        (timedelta(hours=2), "today 17:40"),
        (timedelta(hours=9), "tomorrow 00:40"),
        (timedelta(days=-1), "yesterday 15:40"),
        (timedelta(days=4), "Friday 15:40"),
        (timedelta(days=7), "15 June, 15:40"),
        (timedelta(days=-400), "4 May 2025, 15:40"),
    ],
)
def test_moments_are_told_in_the_reader_s_zone(away, told):
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        assert words.moment_words(NOW + away, NOW) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "3 June 2024"), ("da", "3. juni 2024"), ("es", "3 de junio de 2024"), ("zh-hans", "2024年6月3日")],
)
def test_days_are_written_as_each_language_writes_them(language, told):
    with translation.override(language):
        assert words.own_day(date(2024, 6, 3), date(2026, 6, 8)) == told


def test_a_moment_carries_its_exact_time():
    with timezone.override("Europe/Copenhagen"), translation.override("en"):
        time = BeautifulSoup(draw("{{ at|when }}", at=datetime(2024, 6, 3, 12, 0, tzinfo=UTC)), "html.parser").time
    assert time["datetime"] == "2024-06-03T12:00Z"
    assert time["title"] == "3 June 2024 14:00 (UTC+2)"


def test_stored_dates_name_their_year():
    with translation.override("en"):
        assert ">8 June 2026<" in draw("{{ at|date_of }}", at=NOW)


def test_local_times_name_the_day_where_it_differs():
    shanghai, houston = samples.CITIES[3], samples.CITIES[1]
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        told = draw("{% local_times at cities %}", at=NOW, cities=[shanghai, houston])
    assert "Shanghai 15:40" in told
    assert "Monday" not in told  # 02:40 of the same Monday in Houston
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        assert "Houston 19:40 Sunday" in draw(
            "{% local_times at cities %}", at=NOW - timedelta(hours=7), cities=[houston]
        )


def test_chinese_titles_break_between_words_only():
    out = words.zh_breaks("从倾听到转介：社区医生与同伴的分工表")
    assert out.replace("<wbr>", "") == "从倾听到转介：社区医生与同伴的分工表"
    assert "社区<wbr>医生" in out
    assert "社<wbr>区" not in out
    assert words.zh_breaks("No Chinese here") == "No Chinese here"


@given(st.text(max_size=60))
def test_titles_stay_escaped_and_whole(text):
    out = words.zh_breaks(text)
    soup = BeautifulSoup(f"<p>{out}</p>", "html.parser")
    assert not [tag for tag in soup.find_all(True) if tag.name not in ("p", "wbr")]
    assert "<" not in out.replace("<wbr>", "")


def test_snippets_keep_their_marks_and_nothing_else():
    told = draw("{{ s|bold_hits }}", s="<b>insulin</b> <img src=x onerror=alert(1)> <mark>x</mark>")
    assert told.count("<mark>") == 2
    assert "<img" not in told


def test_names_of_languages_are_in_their_own_tongue():
    assert [words.language_name(code) for code in ("zh-hans", "es", "da", "pa", "xx")] == [
        "中文",
        "Español",
        "Dansk",
        "ਪੰਜਾਬੀ",
        "xx",
    ]


def test_texts_are_picked_in_the_reader_s_language_or_the_nearest():
    texts = {"da": "Hej", "en": "", "zh-hans": "你好"}
    with translation.override("da"):
        assert words.in_reader_language(texts) == ("Hej", "da")
    with translation.override("es"):
        assert words.in_reader_language(texts, ["zh-hans"]) == ("你好", "zh-hans")
    assert words.in_reader_language({}) == ("", "")


def test_browsers_are_named_as_people_know_them():
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0"
    with translation.override("en"):
        assert words.browser(edge) == "Edge, Windows"
        assert words.browser(phone) == "WeChat, Android"
        assert words.browser("curl/8.0") == "curl/8.0"


# -- cities and pictures -----------------------------------------------------------------------------------------
def test_an_unknown_city_is_grey_and_readable(monkeypatch):
    monkeypatch.setattr(places, "_provider", None)
    monkeypatch.setattr(places, "_kept", {})
    chip = BeautifulSoup(draw("{% city_mark slug %}", slug="new-york"), "html.parser").span
    assert chip["class"] == ["city", "circle"]
    assert chip.text == "New York"


def test_places_are_asked_for_once_and_again_after_a_change(monkeypatch):
    asked = []
    monkeypatch.setattr(places, "_provider", lambda: asked.append(1) or samples.CITIES)
    places.forget()
    assert places.place("houston").classes == "c2 square"
    assert places.place("tianjin").colour == 5
    assert len(asked) == 1
    places.forget()
    assert places.place("houston").shape == "square"
    assert len(asked) == 2
    places.forget()


@given(st.floats(-168, 189), st.floats(-56, 83))
def test_the_projection_and_its_inverse_agree(longitude, latitude):
    x, y = globe.project(longitude, latitude)
    east, north = globe.unproject(x, y)
    assert abs(north - latitude) < 1e-6
    assert abs((east - longitude + 180) % 360 - 180) < 1e-6


@pytest.mark.parametrize(
    ("moment", "day", "night"),
    [
        (datetime(2026, 6, 21, 12, tzinfo=UTC), {"Copenhagen", "Houston"}, {"Shanghai", "Tianjin", "Vancouver"}),
        (datetime(2026, 12, 21, 2, tzinfo=UTC), {"Shanghai", "Tianjin"}, {"Copenhagen", "Houston", "Vancouver"}),
    ],
)
def test_day_and_night_are_right(moment, day, night):
    at_sun = globe.sun(moment)
    found = {c.name for c in samples.CITIES if globe.is_day(c.longitude, c.latitude, at_sun)}
    assert found == day
    svg = BeautifulSoup(pictures.world_map(moment, samples.CITIES), "html.parser")
    told = svg.find("desc").text
    light, dark = told.split("It is night")
    assert all(name in light for name in day)
    assert all(name in dark for name in night)


def test_the_sun_stands_over_the_tropic_in_june():
    east, north = globe.sun(datetime(2026, 6, 21, 12, tzinfo=UTC))
    assert abs(north - 23.4) < 0.2
    assert abs(east) < 1.5  # the equation of time is two minutes then


def test_the_map_is_small_and_its_names_do_not_meet():
    svg = pictures.world_map(NOW, samples.CITIES)
    assert packed(svg) < 3 * 1024
    assert svg.count("<") < 60
    marks = [(c.name, *globe.project(c.longitude, c.latitude)) for c in samples.CITIES]
    lines = sorted((y, x) for x, y, _anchor, _name in pictures._labels(marks))
    assert len(lines) == 5
    tianjin, shanghai = (p for p in pictures._labels(marks) if p[3] in ("Tianjin", "Shanghai"))
    assert abs(tianjin[1] - shanghai[1]) >= 15 or tianjin[2] != shanghai[2]


def test_marks_of_neighbours_do_not_cover_each_other():
    marks = pictures._apart(
        [("Shanghai", 700.0, 200.0), ("Hangzhou", 697.0, 203.0), ("Here", 100.0, 100.0), ("Too", 100.0, 100.0)]
    )
    for number, (_name, x, y) in enumerate(marks):
        assert all((x - left) ** 2 + (y - top) ** 2 > 190 for _other, left, top in marks[number + 1 :])
    assert abs(marks[0][1] - 700) < 8


def test_names_on_the_map_are_escaped():
    evil = places.Place("x", {"en": "<script>alert(1)</script>"}, latitude=1.0, longitude=1.0)
    assert "<script" not in pictures.world_map(NOW, [evil])


def test_hours_follow_the_clocks_of_both_places():
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        svg = pictures.hours(NOW, samples.CITIES[0])  # Copenhagen is six hours behind in June
    label = BeautifulSoup(svg, "html.parser").svg["aria-label"]
    assert "13:00 to 24:00" in label
    assert "00:00 to 04:00" in label


# -- forms -------------------------------------------------------------------------------------------------------
class Join(forms.Form):
    name = forms.CharField(label="Name", help_text="Any script.")
    seek = forms.CharField(label="Seek", required=False, widget=forms.Textarea)
    role = forms.ChoiceField(label="Role", choices=[("a", "A"), ("b", "<B>")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Agree")


def test_a_faulty_field_says_label_help_error_field_in_this_order():
    form = Join({"name": ""})
    field = BeautifulSoup(forms_look.field(form["name"]), "html.parser").div
    assert field["class"] == ["field", "bad"]
    order = [(tag.name, tag.get("id")) for tag in field.find_all(["label", "div", "p", "input"])]
    assert order == [("label", None), ("div", "id_name-hint"), ("p", "id_name-error"), ("input", "id_name")]
    box = field.input
    assert box["aria-invalid"] == "true"
    assert box["aria-describedby"] == "id_name-hint id_name-error"
    assert field.label["for"] == "id_name"


def test_groups_are_fieldsets_and_their_words_are_escaped():
    group = BeautifulSoup(forms_look.field(Join()["role"]), "html.parser").fieldset
    assert group.legend.text == "Role"
    assert [label.text for label in group.find_all("label")] == ["A", "<B>"]


def test_optional_fields_say_so_and_take_attributes():
    field = BeautifulSoup(forms_look.field(Join()["seek"], data_draft="seek"), "html.parser").div
    assert "(optional)" in field.label.text
    assert field.textarea["data-draft"] == "seek"
    assert field.textarea["rows"] == "5"


def test_the_summary_names_every_error_and_leads_to_it():
    form = Join({"name": ""})
    form.is_valid()
    page = BeautifulSoup(forms_look.form_errors(form) + forms_look.fields(form), "html.parser")
    summary = page.find(attrs={"data-focus": True})
    assert summary.h2.text == "3 answers need another look"
    targets = [link["href"][1:] for link in summary.find_all("a")]
    assert len(targets) == 3
    assert all(page.find(id=target) for target in targets)
    assert forms_look.form_errors(Join()) == ""


# -- pages -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_page_shows_everything_and_names_its_language(client, cities, language):
    response = client.get("/kit/", {"language": language})
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert page.html["lang"] == language
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert not response.cookies


def test_the_frame_of_visitors_knows_where_they_stand(client, db):
    first = BeautifulSoup(client.get("/accounts/login/?next=/me/%22%3E").content, "html.parser")
    second = BeautifulSoup(client.get("/kit/").content, "html.parser")
    assert first.find("a", href="/accounts/login/", attrs={"aria-current": "page"})
    assert not second.find("nav").find(attrs={"aria-current": True})
    assert first.find("input", attrs={"name": "next"})["value"] == "/accounts/login/?next=/me/%22%3E"
    assert second.find("input", attrs={"name": "next"})["value"] == "/kit/"


def test_members_find_their_desk_and_the_way_out(sign_in, mei):
    page = BeautifulSoup(sign_in(mei).get("/kit/").content, "html.parser")
    mast = page.find("header")
    assert mast.find("a", href="/desk/")
    assert mast.find("a", href="/members/")
    assert mast.find("form", action="/accounts/logout/", method="post").find(attrs={"name": "csrfmiddlewaretoken"})


@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500", "503", "507", "errors/csrf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_trouble_say_what_to_do_next(rf, db, name, language):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/x/")
    request.user = AnonymousUser()
    request.session = {}
    with translation.override(language):
        page = BeautifulSoup(render_to_string(f"{name}.html", {}, request=request), "html.parser")
    assert page.html["lang"] == language
    assert len(page.find_all("h1")) == 1
    assert page.main.find("a", class_="btn")


def test_the_page_for_a_broken_server_needs_nothing():
    assert "<h1>" in render_to_string("500.html")
    assert "<h1>" in render_to_string("503.html")


@pytest.mark.parametrize(
    "address",
    ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"],
)
def test_doors_have_one_heading_and_labels(client, db, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert len(page.find_all("h1")) == 1
    for box in page.main.find_all("input", type=["text", "email", "password"]):
        assert page.find("label", attrs={"for": box["id"]}), box


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_are_one_column_in_the_receiver_s_language(db, language):
    context = {
        "language": language,
        "site_url": "https://network.example",
        "unsubscribe_url": "https://network.example/u",
    }
    with translation.override(language):
        html = render_to_string("mail/base.html", context)
        text = render_to_string("mail/base.txt", context)
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == language
    assert all(table["role"] == "presentation" for table in page.find_all("table"))
    assert page.find("meta", attrs={"name": "color-scheme"})
    assert len(html) < 100_000
    assert "https://network.example/u" in text
    assert "<" not in text

"""What no template and no file for browsers may hold."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = [p for p in (ROOT / "templates").rglob("*.html") if "wagtail" not in p.as_posix()]
PAGES = [p for p in TEMPLATES if "/mail/" not in p.as_posix() and "/email/" not in p.as_posix()]
FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<body>.*?)</form>", re.S | re.I)
# Visitors carry no token; these look at the browser's word on the origin, or at a signed link, instead.
WITHOUT_TOKEN = {"components/languages.html", "digests/unsubscribe.html", "accounts/answer.html", "privacy/undo.html"}
WITHOUT_TOKEN |= {"calendar/mailing/answer_mail.html", "calendar/mailing/confirm.html"}
# What a browser fetches or sends by itself; a link that a person follows may lead elsewhere.
ELSEWHERE = re.compile(r"(?:\b(?:src|action|srcset|poster)|<link\b[^>]*href)\s*=\s*[\"']?(?:https?:)?//", re.I)


def names(path):
    return path.relative_to(ROOT / "templates").as_posix()


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_pages_hold_no_inline_code_and_ask_no_other_host(path):
    text = path.read_text()
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/ld+json" in script or "application/json" in script, script
    assert "<style" not in text
    assert not re.search(r"<[a-z][^>]*\sstyle\s*=", text)
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", text)
    assert not ELSEWHERE.search(text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_forms_that_change_something_carry_a_token(path):
    for form in FORM.finditer(path.read_text()):
        if re.search(r"method\s*=\s*[\"']?post", form["head"], re.I) and names(path) not in WITHOUT_TOKEN:
            assert "csrf_token" in form["body"], form[0][:200]


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_pictures_have_words(path):
    for image in re.findall(r"<img\b[^>]*>", path.read_text()):
        assert "alt=" in image, image


def test_styles_and_scripts_ask_no_other_host():
    allowed = ("http://www.w3.org/",)
    for path in [*(ROOT / "static" / "css").rglob("*.css"), *(ROOT / "static" / "js").rglob("*.js")]:
        for address in re.findall(r"https?://[^\s\"'`)]+", path.read_text()):
            assert address.startswith(allowed), f"{path.name}: {address}"


def test_scripts_are_modules_without_eval():
    for path in (ROOT / "static" / "js").rglob("*.js"):
        text = path.read_text()
        assert not re.search(r"\beval\(|new Function\(|document\.write", text), path.name


def test_every_task_of_the_schedule_exists():
    from network.celery import app

    app.loader.import_default_modules()
    for name, entry in app.conf.beat_schedule.items():
        assert entry["task"] in app.tasks, name

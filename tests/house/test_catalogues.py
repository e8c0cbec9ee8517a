"""Everything a person reads is translated: no message is missing, fuzzy or empty, and no place in it is lost."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

FOLDER = Path(settings.LOCALE_PATHS[0])
LANGUAGES = ("da", "es", "zh_Hans")
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language):
    catalogue = polib.pofile(str(FOLDER / language / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_in_a_message_is_lost(language):
    """What the code fills in stands in the translation too, and nothing that it does not fill in."""
    catalogue = polib.pofile(str(FOLDER / language / "LC_MESSAGES" / "django.po"))
    wrong = []
    for entry in catalogue:
        texts = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        allowed = set(PLACE.findall(entry.msgid)) | set(PLACE.findall(entry.msgid_plural))
        needed = set(PLACE.findall(entry.msgid)) & set(PLACE.findall(entry.msgid_plural or entry.msgid))
        for text in filter(None, texts):
            places = set(PLACE.findall(text))
            if places - allowed or (needed - places and not entry.msgid_plural):
                wrong.append((entry.msgid, text))
    assert wrong == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed: .ci/run installs it")
def test_the_catalogues_know_every_text(tmp_path):
    """Texts that code or templates gained since the catalogues were collected are found here."""
    root = Path(settings.BASE_DIR)
    copy = tmp_path / "copy"
    for top in ("network", "members", "resources", "meetings", "templates", "static"):
        shutil.copytree(root / top, copy / top, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(root / "manage.py", copy / "manage.py")
    shutil.copytree(root / "tests", copy / "tests", ignore=shutil.ignore_patterns("bench", "journeys", "__pycache__"))
    from django.core.management import call_command

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr(settings, "LOCALE_PATHS", [copy / "network" / "locale"])
        call_command(
            "makemessages",
            locale=["da"],
            no_location=True,
            no_wrap=True,
            no_obsolete=True,
            ignore_patterns=["tests"],
            verbosity=0,
        )
    collected = polib.pofile(str(copy / "network" / "locale" / "da" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(FOLDER / "da" / "LC_MESSAGES" / "django.po"))}
    assert {(entry.msgctxt, entry.msgid) for entry in collected} - known == set()


def test_the_commands_of_the_readme_compile_them():
    """Without gettext on the machine, too."""
    script = "from network.kit import translations; translations.compile_all()"
    run = subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    for language in LANGUAGES:
        assert (FOLDER / language / "LC_MESSAGES" / "django.mo").exists()

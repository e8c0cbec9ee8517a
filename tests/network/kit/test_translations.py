"""Catalogues are compiled without gettext's programs, and only what is whole goes in."""

import gettext
import os

from network.kit import translations

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Welcome"
msgstr "Velkommen på ø"

msgctxt "month"
msgid "May"
msgstr "maj"

msgid "%(n)s city"
msgid_plural "%(n)s cities"
msgstr[0] "%(n)s by"
msgstr[1] "%(n)s byer"

#, fuzzy
msgid "Leave"
msgstr "Måske forkert"

msgid "Join"
msgstr ""
"""


def test_what_is_compiled_reads_like_gettexts(tmp_path):
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(CATALOGUE)
    assert translations.compile_all(tmp_path) == ["da"]
    with open(folder / "django.mo", "rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Welcome") == "Velkommen på ø"
    assert found.pgettext("month", "May") == "maj"
    assert [found.ngettext("%(n)s city", "%(n)s cities", n) for n in (1, 2)] == ["%(n)s by", "%(n)s byer"]
    assert found.gettext("Leave") == "Leave"
    assert found.gettext("Join") == "Join"
    assert [path.name for path in sorted(folder.iterdir())] == ["django.mo", "django.po"]


def test_only_what_is_newer_is_compiled_again(tmp_path):
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(CATALOGUE)
    assert translations.compile_all(tmp_path) == ["da"]
    assert translations.compile_all(tmp_path) == []
    later = (folder / "django.mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert translations.compile_all(tmp_path) == ["da"]

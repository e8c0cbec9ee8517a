"""A paper as a tagged PDF (PDF/UA-1): pandoc writes what Typst sets, Typst refuses what would be unreadable.

A letter that no font has, or a picture without words, is refused with its place: PDF engines drop such letters in
silence otherwise.
"""

import json
import re
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from network.interchange.works import clean_text
from resources.papers.converting import pandoc
from resources.papers.converting.html.drawing import labels_in
from resources.papers.converting.matter import behind, words_of
from resources.papers.converting.survey import survey, words_in
from resources.papers.converting.writing import Target, document

LOOK = Path(__file__).parent / "looks" / "paper.typ"
OPENING = '#import "paper.typ": *\n#show: paper.with(json("matter.json"))\n\n'
IMAGES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def pdf(content, matter, *, references=(), figures=None):
    """Return a paper as PDF (bytes). `figures` {number of the Figure row: Picture}. Raises pandoc.Fault with the place.

    A Picture has `data`, `content_type` and `alt`.
    """
    figures = {str(key): value for key, value in (figures or {}).items()}
    silent = without_words(content, figures)
    if silent:
        raise pandoc.Fault(_("Say in words what these pictures show: %(names)s.") % {"names": ", ".join(silent)})
    names = {key: f"picture-{n}.{IMAGES[one.content_type]}" for n, (key, one) in enumerate(figures.items())}

    def picture(attrs):
        known = figures.get(str(attrs.get("figure")))
        alt = str(attrs.get("alt") or (known.alt if known else "")).strip()
        return names.get(str(attrs.get("figure")), ""), alt

    target = Target(picture=picture, labels=labels_in(matter.language), typst=True)
    ast = document(
        content,
        references=references,
        style=matter.style,
        language=matter.language,
        target=target,
        after=behind(matter),
    )
    body = pandoc.run(json.dumps(ast, ensure_ascii=False), reads="json", writes="typst", arguments=("--wrap=none",))
    with tempfile.TemporaryDirectory(prefix="printing-") as name:
        folder = Path(name)
        (folder / "paper.typ").write_bytes(LOOK.read_bytes())
        (folder / "main.typ").write_bytes(OPENING.encode() + body)
        (folder / "matter.json").write_text(json.dumps(printed(matter), ensure_ascii=False), encoding="utf-8")
        for key, one in figures.items():
            (folder / names[key]).write_bytes(one.data)
        try:
            return pandoc.confined("typst", folder)
        except pandoc.Fault as fault:
            raise pandoc.Fault(in_words(fault, content, matter), fault.detail) from fault


def without_words(content, figures):
    """Return the labels of the figures that say nothing to those who cannot see them."""
    found = survey(content)
    labels = labels_in()
    rows = []
    for place, (number, attrs) in enumerate(found.images, 1):
        known = figures.get(str(number))
        if not str(attrs.get("alt") or (known.alt if known else "")).strip():
            rows.append(f"{labels['figure']} {found.figures.get(str(attrs.get('id') or ''), place)}")
    return rows


def in_words(fault, content, matter):
    """Return why Typst refused a paper, with the passage."""
    said = re.search(r"TYPST (\{.*\})", fault.detail, re.DOTALL)
    message = json.loads(said[1])["message"] if said else ""
    missing = re.search(r'could not be displayed|not.*display|the text "(.+?)"', message)
    if missing:
        letters = re.findall(r"[\"“](.+?)[\"”]", message)
        return letter_missing(letters[0] if letters else "", content, matter)
    return fault.sentence


def letter_missing(letters, content, matter):
    """Return the sentence about letters that no font has, with the passage in which they stand."""
    for node in content.get("content") or ():
        words = " ".join(words_in(node).split())
        if letters and letters[:1] in words:
            place = words.find(letters[:1])
            passage = words[max(0, place - 30) : place + 30]
            return _("No font of the printed page has “%(letters)s”. It stands here: “…%(passage)s…”. Please write "
                     "it otherwise.") % {"letters": letters, "passage": passage}  # fmt: skip
    return _("No font of the printed page has “%(letters)s”. Look for it in the title, the summaries, the names or the "
             "references, and write it otherwise.") % {"letters": letters}  # fmt: skip


def printed(matter):
    """Return what the look needs to know, as JSON."""
    said = words_of(matter)
    lang, *rest = matter.language.split("-")
    marks = matter.marks
    letters = next((one for one in matter.authors if one.is_corresponding), None)
    region = {"hans": "cn", "hant": "tw"}.get(rest[0].lower() if rest else "")
    day = [matter.day.year, matter.day.month, matter.day.day] if matter.day else None
    version = matter.draft or said["version"]
    facts = [" · ".join(one for one in (version, matter.day.isoformat() if matter.day else "", matter.licence) if one)]
    return clean(
        {
            "title": matter.title,
            "short": matter.title if len(matter.title) < 70 else matter.title[:68].rstrip() + "…",
            "line": version,
            "foot": " · ".join(one for one in (matter.publisher, matter.licence) if one),
            "kicker": " · ".join(one for one in (matter.kind_label, matter.publisher) if one),
            "lang": lang if lang.isalpha() and len(lang) in (2, 3) else "en",
            "region": region,
            "day": day,
            "doi": matter.doi,
            "address": matter.address,
            "notice": matter.notice,
            "abstract": matter.abstract,
            "plain": matter.plain_summary,
            "keywords": list(matter.keywords),
            "facts": facts,
            "authors": [
                {"name": one.name, "orcid": one.orcid, "mark": str(marks[n] or "") + ("*" if one is letters else "")}
                for n, one in enumerate(matter.authors)
            ],
            "affiliations": [
                {"name": name, "ror": f"https://ror.org/{ror.removeprefix('https://ror.org/')}" if ror else ""}
                for name, ror in matter.affiliations
            ],
            "corresponding": f"* {said['corresponding']}" if letters else "",
            "words": {name: said[name] for name in ("abstract", "plain", "keywords", "notice")},
        }
    )


def clean(value):
    """Return a value without the control characters that no page can show."""
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [clean(one) for one in value]
    return clean_text(value) if isinstance(value, str) else value

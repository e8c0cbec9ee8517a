"""The words of all vocabularies, as coordinators left them: code first, what was edited over it.

Labels and definitions that nobody edited are those of the code, translated with the interface; a row of `Term` or
`Topic` that says something else wins. Rows are read at most once a second, and only after somebody changed one.
"""

import time
from dataclasses import dataclass, field
from uuid import uuid4

from django.core.cache import caches
from django.utils.translation import get_language, override

from resources.library import vocabulary, wordlist
from resources.library.models import Term, Topic

KEY = "library.words"
LANGUAGES = ("en", "da", "es", "zh-hans")
_memory = {"until": 0.0, "stamp": None, "rows": {}}


@dataclass(frozen=True)
class Word:
    """One word of a vocabulary: its code, and what stands in the code or in its row."""

    scheme: str
    code: str
    said: object = ""
    says: object = ""
    labels: dict = field(default_factory=dict)
    definitions: dict = field(default_factory=dict)
    mesh: tuple = ()
    broader: str = ""
    status: str = "active"
    replaced_by: str = ""
    pk: int | None = None

    def label(self, language=None):
        """Return the label in `language` (the reader's): as edited, else as translated, else in English."""
        language = language or get_language() or "en"
        if language in self.labels:
            return self.labels[language]
        if self.said:
            with override(language):
                return str(self.said)
        return self.labels.get("en") or self.code

    def definition(self, language=None):
        """Return the definition in `language`, "" if there is none."""
        language = language or get_language() or "en"
        if language in self.definitions:
            return self.definitions[language]
        if self.says:
            with override(language):
                return str(self.says)
        return self.definitions.get("en", "")


def words(scheme):
    """Return {code: Word} of one vocabulary ("topic", "value", …), in its order; merged and retired ones too."""
    found = dict(_code()[scheme])
    for code, row in _rows().get(scheme, {}).items():
        known = found.get(code, Word(scheme, code))
        found[code] = Word(
            scheme,
            code,
            known.said,
            known.says,
            known.labels | row["labels"],
            known.definitions | row["definitions"],
            tuple(row["mesh_ids"]) or known.mesh,
            row["broader"] or known.broader,
            row["status"],
            row["replaced_by"] or "",
            row["pk"],
        )
    return found


def labels(scheme, language=None, *, offered=False):
    """Return {code: label} of a vocabulary; with `offered` only of words in use."""
    found = words(scheme)
    return {code: one.label(language) for code, one in found.items() if not offered or one.status == "active"}


def label(scheme, code, language=None):
    """Return the label of one word, its code where nothing is known of it."""
    found = words(scheme).get(code)
    return found.label(language) if found else code


def replaced(slug):
    """Return the topic into which the topic `slug` was merged, "" if it was not."""
    seen = {slug}
    topics, found = _rows().get("merged", {}), slug
    while (target := topics.get(found)) and target not in seen:
        found = target
        seen.add(found)
    return found if found != slug else ""


def changed():
    """Say that a word was edited: every process reads the rows anew within a second."""
    caches["fragments"].set(KEY, uuid4().hex, None)
    _memory["until"] = 0.0
    _memory["stamp"] = None


def _rows():
    if time.monotonic() < _memory["until"]:
        return _memory["rows"]
    stamp = caches["fragments"].get(KEY)
    if stamp is None or stamp != _memory["stamp"]:
        if stamp is None:
            stamp = uuid4().hex
            caches["fragments"].set(KEY, stamp, None)
        _memory["rows"], _memory["stamp"] = _read(), stamp
    _memory["until"] = time.monotonic() + 1
    return _memory["rows"]


FIELDS = ("pk", "labels", "definitions", "mesh_ids", "status")


def _read():
    found = {"merged": {}}
    terms = Term.objects.values(*FIELDS, "scheme", "code", "broader__code", "replaced_by__code")
    for row in terms.order_by("position", "code"):
        broader, target = row.pop("broader__code"), row.pop("replaced_by__code")
        found.setdefault(row["scheme"], {})[row["code"]] = row | {"broader": broader, "replaced_by": target}
    topics = Topic.objects.exclude(is_curated=False, status="active")
    for row in topics.values(*FIELDS, "slug", "name", "is_curated", "broader__slug", "replaced_by__slug"):
        target = row["replaced_by__slug"]
        if row["status"] == "merged":
            found["merged"][row["slug"]] = target
        if row["is_curated"]:
            kept = row | {"broader": row["broader__slug"], "replaced_by": target}
            if row["slug"] not in vocabulary.TOPICS:
                kept["labels"] = {"en": row["name"]} | row["labels"]
            found.setdefault("topic", {})[row["slug"]] = kept
    return found


_known = {}


def _code():
    """Return {scheme: {code: Word}} as the code has them, built once."""
    if not _known:
        _known.update({scheme: {} for scheme in ("topic", *vocabulary.SCHEMES)})
        for slug, one in vocabulary.TOPICS.items():
            names = {"en": one.en, "da": one.da, "es": one.es, "zh-hans": one.zh}
            _known["topic"][slug] = Word("topic", slug, labels=names, mesh=one.mesh)
        for code, one in vocabulary.VALUE_TYPES.items():
            family = code.partition(".")[0]
            names = dict(zip(LANGUAGES, wordlist.FAMILIES[family], strict=True))
            _known["value"].setdefault(family, Word("value", family, labels=names))
            _known["value"][code] = Word("value", code, one.label, one.says, mesh=one.mesh, broader=family)
        tables = {
            "function": vocabulary.FUNCTIONS,
            "car-stage": vocabulary.CAR_STAGES,
            "population": vocabulary.POPULATIONS,
            "setting": vocabulary.SETTINGS,
        }
        for scheme, table in tables.items():
            for code, said in table.items():
                mesh = tuple(wordlist.MESH.get((scheme, code), "").split())
                _known[scheme][code] = Word(scheme, code, said, mesh=mesh)
        lists = {"condition": wordlist.CONDITIONS, "mode": wordlist.MODES, "peer": wordlist.PEER, "car": wordlist.CAR}
        for scheme, rows in lists.items():
            for code, *names, mesh in rows:
                named = dict(zip(LANGUAGES, names, strict=True))
                _known[scheme][code] = Word(scheme, code, labels=named, mesh=(mesh,))
    return _known

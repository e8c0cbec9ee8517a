"""References and citations as a style prints them, by pandoc's citation processor; kept while nothing changes."""

import hashlib
import json
from dataclasses import dataclass, field

from django.core.cache import caches

from network.kit.words import is_chinese
from resources.papers.citing.cites import citations_in, cite_of, words
from resources.papers.citing.inlines import html_of, inlines_of, text_of
from resources.papers.citing.styles import STYLES, csl_file, locale_of, style_of
from resources.papers.converting import pandoc

KEPT_FOR = 7 * 24 * 3600
VERSION = 2
PANDOC_API = [1, 23, 1, 1]


@dataclass
class Rendered:
    """Citations in the order of the text, and the list of references, as Pandoc's inlines and as safe HTML."""

    label_inlines: list = field(default_factory=list)
    entry_inlines: list = field(default_factory=list)
    """[(key, inlines)] in the order of the style."""
    missing: list = field(default_factory=list)
    """Keys that the text cites and the list does not have."""

    @property
    def labels(self):
        """Safe HTML of each citation."""
        return [html_of(one) for one in self.label_inlines]

    @property
    def texts(self):
        """Plain words of each citation."""
        return [text_of(one) for one in self.label_inlines]

    @property
    def entries(self):
        """[(key, safe HTML)] of the list."""
        return [(key, html_of(one)) for key, one in self.entry_inlines]


def rendered(content, references, *, style="apa", language="en", everything=False):
    """Return the Rendered of a text (content JSON) and its references (CSL-JSON with ids).

    `everything` puts works into the list that the text does not cite as well. Raises converting.pandoc.Fault.
    """
    return _rendered(citations_in(content), references, style, language, everything)


def labels_of(references, *, style="apa", language="en"):
    """Return {key: {"paren", "text", "entry"}} as safe HTML: each work as if it alone were cited.

    In a style of numbers the numbers mean nothing here; `entry` comes without one.
    """
    keys = [one["id"] for one in references]
    citations = [{"items": [{"key": key}], "mode": mode} for key in keys for mode in ("paren", "text")]
    shown = _rendered(citations, references, style, language, True)
    entries = dict(shown.entries)
    return {
        key: {"paren": shown.labels[2 * n], "text": shown.labels[2 * n + 1], "entry": entries.get(key, "")}
        for n, key in enumerate(keys)
    }


def _rendered(citations, references, style, language, everything):
    style = style if style in STYLES else "apa"
    known = {one["id"]: one for one in references}
    asked = [citations, sorted(known.items()), style, language, everything, VERSION]
    key = "papers:cites:" + hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    kept = caches["fragments"].get(key)
    if kept is None:
        kept = _made(citations, known, style, language, everything)
        caches["fragments"].set(key, kept, KEPT_FOR)
    return Rendered(*kept)


def _made(citations, known, style, language, everything):
    cited = {item.get("key") for one in citations for item in one.get("items") or ()}
    missing = sorted(str(key) for key in cited if key not in known)
    if not known or not (citations or everything):
        return [_unknown(one) for one in citations], [], missing
    labels, entries = _asked(citations, known, style, language, everything)
    if style_of(style).by_language and len({speaks_chinese(one) for one in known.values()}) == 2:
        # The standard wants "et al." for works in Latin letters and 等 for Chinese ones, in one list.
        is_zh = language.startswith("zh")
        other = dict(_asked(citations, known, style, "en" if is_zh else "zh-hans", everything)[1])
        entries = [(key, other[key] if speaks_chinese(known[key]) != is_zh else own) for key, own in entries]
    return labels, entries, missing


def _unknown(citation):
    keys = ", ".join(str(item.get("key") or "?") for item in citation.get("items") or ())
    return words(f"({keys}?)")


def speaks_chinese(csl):
    """Say whether a work is in Chinese: it says so, or its title has Chinese letters."""
    language = str(csl.get("language") or "").lower()
    if language:
        return language.startswith(("zh", "chi", "中", "cn"))
    return any(is_chinese(c) for c in str(csl.get("title") or ""))


def _asked(citations, known, style, language, everything):
    """Ask pandoc once; returns (inlines of each citation, [(key, inlines)])."""
    meta = {
        "lang": {"t": "MetaString", "c": locale_of(language, style)},
        "link-citations": {"t": "MetaBool", "c": False},
    }
    if everything:
        all_of_them = [{"citationId": key, "citationPrefix": [], "citationSuffix": [],
                        "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0}
                       for key in known]  # fmt: skip
        meta["nocite"] = {"t": "MetaInlines", "c": [{"t": "Cite", "c": [all_of_them, []]}]}
    source = {
        "pandoc-api-version": PANDOC_API,
        "meta": meta,
        "blocks": [{"t": "Para", "c": [cite_of(one, language)]} for one in citations],
    }
    answer = pandoc.run(
        json.dumps(source, ensure_ascii=False),
        reads="json",
        writes="json",
        arguments=["--citeproc", "--bibliography=references.json", "--csl=style.csl"],
        files={
            "references.json": json.dumps([for_processor(one) for one in known.values()], ensure_ascii=False).encode(),
            "style.csl": csl_file(style),
        },
    )
    blocks = json.loads(answer)["blocks"]
    labels = [_label(block) for block in blocks[: len(citations)]]
    entries = []
    for block in blocks[len(citations) :]:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for one in block["c"][1]:
                entries.append((one["c"][0][0].removeprefix("ref-"), inlines_of(one["c"][1])))
    return labels, entries


def _label(block):
    """Return the inlines of a citation that stands alone in its paragraph."""
    cites = [node for node in block["c"] if node["t"] == "Cite"]
    return cites[0]["c"][1] if cites else block["c"]


def for_processor(csl):
    """Return a CSL item for the processor: Chinese names whole, so that no initials and commas are put into them."""
    made = {name: value for name, value in csl.items() if name not in ("abstract", "annote", "keyword", "custom")}
    for role, people in made.items():
        if isinstance(people, list) and people and isinstance(people[0], dict):
            made[role] = [_whole(one) for one in people]
    return made


def _whole(name):
    written = f"{name.get('family', '')}{name.get('given', '')}"
    if written and all(is_chinese(c) or c in "·• " for c in written):
        return {"literal": written.replace(" ", "")}
    return name

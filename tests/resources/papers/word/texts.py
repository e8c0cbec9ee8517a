"""Texts of all that the schema knows, drawn by chance in the form that an editor gives them."""

from hypothesis import strategies as st

from resources.papers.schema.spec import MARKS

LETTERS = st.text(alphabet=list("abcæøå ñ林梅糖尿病 012.,:;()“”&<>'\"–"), min_size=1, max_size=24)
PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)
REFERENCES = [
    {"id": "lin2019", "type": "article-journal", "title": "Peers & sugar", "issued": {"date-parts": [[2019]]},
     "author": [{"family": "Lin", "given": "Mei"}]},
    {"id": "wang2020", "type": "report", "title": "同伴支持", "author": [{"family": "王", "given": "小明"}]},
]  # fmt: skip
ITEM = st.fixed_dictionaries(
    {"key": st.sampled_from(["lin2019", "wang2020"])},
    optional={
        "locator": st.sampled_from(["4", "12-14"]),
        "label": st.sampled_from(["page", "chapter"]),
        "prefix": st.just("see"),
        "suffix": st.just("and more"),
    },
)
MARKED = {
    "bold": {}, "italic": {}, "underline": {}, "strike": {}, "link": {"href": "https://example.org/a?b=1&c=2"},
    "language": {"lang": "zh-hans"},
}  # fmt: skip


def _even(words):
    return " ".join(words.split())


class Drawer:
    """One text while it is drawn: ids are counted, notes and names of targets gathered."""

    def __init__(self, draw):
        self.draw, self.count, self.notes, self.names = draw, 0, [], []

    def new(self, head="i"):
        self.count += 1
        return f"{head}{self.count}"

    def pick(self, *options):
        return self.draw(st.sampled_from(options))

    def inlines(self, most=4, notes=True):
        made = []
        for _n in range(self.draw(st.integers(1, most))):
            kind = self.pick("text", "text", "text", "text", "citation", "hardBreak", "footnoteRef", "crossRef")
            if kind == "text":
                words = _even(self.draw(LETTERS))
                if not words:
                    continue
                chosen = self.draw(st.sets(st.sampled_from([*MARKED, "script"]), max_size=2))
                marks = {name: MARKED.get(name, {}) for name in chosen if name != "script"}
                if "script" in chosen:
                    marks[self.pick("subscript", "superscript")] = {}
                made.append(text(words, marks))
            elif kind == "citation":
                items = self.draw(st.lists(ITEM, min_size=1, max_size=2))
                made.append({"type": "citation", "attrs": {"items": items, "mode": self.pick("paren", "text")}})
            elif kind == "footnoteRef" and notes:
                ident = self.new("fn")
                made.append({"type": "footnoteRef", "attrs": {"id": ident}})
                self.notes.append(ident)
            elif kind == "crossRef" and self.names:
                made.append({"type": "crossRef", "attrs": {"target": self.pick(*self.names)}})
            elif kind == "hardBreak" and made:
                made.append({"type": "hardBreak"})
        while made and made[-1]["type"] == "hardBreak":
            made.pop()
        return joined(made) or [text("words", {})]

    def paragraph(self):
        return {"type": "paragraph", "content": self.inlines()}

    def block(self, depth):
        kinds = ["paragraph", "paragraph", "heading", "figure"]
        if depth < 2:
            kinds += ["bulletList", "orderedList", "blockquote", "callout", "table"]
        kind = self.pick(*kinds)
        if kind == "paragraph":
            return self.paragraph()
        if kind == "heading" and depth == 0:
            ident = self.new("h")
            self.names.append(ident)
            return {"type": "heading", "attrs": {"level": 1, "id": ident}, "content": [text("Head " + ident, {})]}
        if kind == "figure" and depth == 0:
            ident = self.new("f")
            self.names.append(ident)
            attrs = {"figure": 7, "alt": "What it shows", "id": ident}
            return {"type": "figure", "attrs": attrs, "content": self.inlines(2)}
        if kind in ("bulletList", "orderedList"):
            items = [{"type": "listItem", "content": [self.paragraph(), *self.blocks(depth + 1, 0, 2)]}
                     for _n in range(self.draw(st.integers(1, 3)))]  # fmt: skip
            start = self.pick(1, 1, 4) if kind == "orderedList" else 1
            return {"type": kind, **({"attrs": {"start": start}} if start > 1 else {}), "content": items}
        if kind == "blockquote":
            return {"type": kind, "content": self.blocks(depth + 1, 1, 3)}
        if kind == "callout":
            attrs = {"kind": self.pick("note", "tip", "warning")}
            return {"type": kind, "attrs": attrs, "content": [self.paragraph(), *self.blocks(depth + 1, 0, 2)]}
        if kind == "table":
            return self.table(depth)
        return self.paragraph()

    def table(self, depth):
        wide, rows = self.draw(st.integers(1, 3)), []
        headed = self.draw(st.booleans())
        for number in range(self.draw(st.integers(1, 3))):
            cells = []
            for _n in range(wide):
                kind = "tableHeader" if headed and number == 0 else self.pick("tableCell", "tableCell", "tableHeader")
                attrs = {"colwidth": [120]} if self.draw(st.booleans()) else {}
                content = [self.paragraph(), *([self.paragraph()] if self.draw(st.booleans()) else [])]
                cells.append({"type": kind, **({"attrs": attrs} if attrs else {}), "content": content})
            rows.append({"type": "tableRow", "content": cells})
        ident = self.new("t")
        self.names.append(ident)
        attrs = {"id": ident} | ({"caption": "What helps"} if self.draw(st.booleans()) else {})
        return {"type": "table", "attrs": attrs, "content": rows}

    def blocks(self, depth, least, most):
        return [self.block(depth) for _n in range(self.draw(st.integers(least, most)))]


def text(words, marks):
    """Return a text node with its marks in the order of the schema."""
    listed = [{"type": name, **({"attrs": marks[name]} if marks[name] else {})} for name in MARKS if name in marks]
    return {"type": "text", "text": words, **({"marks": listed} if listed else {})}


def joined(nodes):
    """Return inline nodes with a space between those that would run into each other, alike ones as one."""
    made = []
    for node in nodes:
        last = made[-1] if made else None
        if last and last["type"] == node["type"] == "text" and last.get("marks") == node.get("marks"):
            last["text"] += " " + node["text"]
        else:
            made.append(dict(node))
    return made


@st.composite
def contents(draw):
    """Draw a text of the schema."""
    drawer = Drawer(draw)
    blocks = drawer.blocks(0, 1, 6)
    notes = [{"type": "footnote", "attrs": {"id": ident}, "content": drawer.inlines(2, notes=False)}
             for ident in drawer.notes]  # fmt: skip
    return {"type": "doc", "content": [*blocks, *notes]}

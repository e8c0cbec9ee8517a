"""A text with every node and mark of the schema, and short ways to write others."""


def text(words, *marks):
    """Return a text node; marks are names or dicts."""
    node = {"type": "text", "text": words}
    if marks:
        node["marks"] = [{"type": mark} if isinstance(mark, str) else mark for mark in marks]
    return node


def para(*nodes):
    """Return a paragraph of nodes and plain words."""
    return {"type": "paragraph", "content": [text(one) if isinstance(one, str) else one for one in nodes]}


def heading(words, level=1, name=""):
    """Return a heading."""
    return {"type": "heading", "attrs": {"level": level, "id": name}, "content": [text(words)]}


def doc(*blocks):
    """Return a text of blocks and plain words."""
    return {"type": "doc", "content": [para(one) if isinstance(one, str) else one for one in blocks]}


def cite(*keys, mode="paren", **more):
    """Return a citation."""
    return {"type": "citation", "attrs": {"mode": mode, "items": [{"key": key} | more for key in keys]}}


def row(*cells, kind="tableCell"):
    """Return a row of a table."""
    return {"type": "tableRow", "content": [{"type": kind, "content": [para(one)]} for one in cells]}


REFERENCES = [
    {
        "id": "li2020",
        "type": "article-journal",
        "title": "Walking with peers",
        "container-title": "Diabetes Care",
        "author": [{"family": "Li", "given": "Xiu"}, {"family": "Carter", "given": "Bo"}],
        "issued": {"date-parts": [[2020]]},
        "DOI": "10.1000/walk",
    },
    {
        "id": "wang2021",
        "type": "book",
        "title": "社区同伴支持",
        "author": [{"family": "王", "given": "芳"}],
        "publisher": "人民卫生出版社",
        "issued": {"date-parts": [[2021]]},
        "language": "zh",
    },
]

EVERYTHING = doc(
    heading("What we found", 1, "found"),
    {
        "type": "paragraph",
        "content": [
            text("Plain, "),
            text("bold", "bold"),
            text(" italic", "italic"),
            text(" under", "underline"),
            text(" gone", "strike"),
            text("2", "subscript"),
            text("3", "superscript"),
            text(" a link", {"type": "link", "attrs": {"href": "https://example.org/a?b=1&c=2"}}),
            text("同伴支持", {"type": "language", "attrs": {"lang": "zh-hans"}}),
            text(" talked about", {"type": "comment", "attrs": {"thread": "t1"}}),
            {"type": "footnoteRef", "attrs": {"id": "n1"}},
            {"type": "hardBreak"},
            text("after the break "),
            cite("li2020", locator="12"),
            text(" and "),
            cite("wang2021", mode="text"),
            text(", see "),
            {"type": "crossRef", "attrs": {"target": "fig1"}},
            text(", "),
            {"type": "crossRef", "attrs": {"target": "tab1"}},
            text(" and "),
            {"type": "crossRef", "attrs": {"target": "found"}},
        ],
    },
    {
        "type": "bulletList",
        "content": [
            {"type": "listItem", "content": [para("one")]},
            {
                "type": "listItem",
                "content": [
                    para("two"),
                    {
                        "type": "orderedList",
                        "attrs": {"start": 3},
                        "content": [{"type": "listItem", "content": [para("three")]}],
                    },
                ],
            },
        ],
    },
    {"type": "blockquote", "content": [para("Nobody asked me before.")]},
    {"type": "callout", "attrs": {"kind": "warning"}, "content": [para("Mind the bias.")]},
    heading("People", 2, "people"),
    {
        "type": "table",
        "attrs": {"id": "tab1", "caption": "Who took part"},
        "content": [
            row("City", "People", kind="tableHeader"),
            row("Shanghai 上海", "42"),
            {
                "type": "tableRow",
                "content": [{"type": "tableCell", "attrs": {"colspan": 2}, "content": [para("København: 17")]}],
            },
        ],
    },
    {
        "type": "figure",
        "attrs": {"id": "fig1", "figure": 7, "alt": "Two people walk beside a river."},
        "content": [text("A walk, "), text("spring", "italic")],
    },
    {"type": "horizontalRule"},
    para("The end."),
    {"type": "footnote", "attrs": {"id": "n1"}, "content": [text("By hand, "), cite("li2020"), text(".")]},
)

"""Markdown as a short list of blocks, so that each file format needs to know only six shapes."""

from dataclasses import dataclass, field

from markdown_it import MarkdownIt


@dataclass(frozen=True)
class Run:
    """A piece of a line with its emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Block:
    """heading (level), paragraph, quote: `runs`; bullets, numbers: `rows` of runs; table: `rows` of cells of runs."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    rows: list = field(default_factory=list)
    level: int = 0

    @property
    def text(self):
        """The words alone."""
        return plain(self.runs)


def plain(runs):
    """The words of some runs without emphasis."""
    return "".join(run.text for run in runs)


def parse(markdown):
    """Return the blocks of a Markdown text: headings, paragraphs, quotes, flat lists and tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    blocks, row, where = [], [], []
    for token in tokens:
        name = token.type
        if name in ("bullet_list_open", "ordered_list_open"):
            blocks.append(Block("bullets" if name.startswith("bullet") else "numbers"))
            where.append("list")
        elif name == "table_open":
            blocks.append(Block("table"))
            where.append("table")
        elif name == "blockquote_open":
            where.append("quote")
        elif name in ("bullet_list_close", "ordered_list_close", "table_close", "blockquote_close"):
            where.pop()
        elif name == "tr_open":
            row = []
            blocks[-1].rows.append(row)
        elif name == "heading_open":
            where.append(int(token.tag[1:]))
        elif name == "heading_close":
            where.pop()
        elif name == "inline":
            _place(blocks, row, where[-1] if where else None, runs(token))
    return blocks


def _place(blocks, row, where, line):
    if where == "list":
        blocks[-1].rows.append(line)
    elif where == "table":
        row.append(line)
    elif where == "quote":
        blocks.append(Block("quote", line))
    elif isinstance(where, int):
        blocks.append(Block("heading", line, level=where))
    else:
        blocks.append(Block("paragraph", line))


def runs(token):
    """The runs of an inline token."""
    found, bold, italic = [], False, False
    for child in token.children:
        if child.type == "strong_open" or child.type == "strong_close":
            bold = child.type == "strong_open"
        elif child.type == "em_open" or child.type == "em_close":
            italic = child.type == "em_open"
        elif child.type in ("text", "code_inline"):
            found.append(Run(child.content, bold, italic))
        elif child.type in ("softbreak", "hardbreak"):
            found.append(Run(" "))
    return found

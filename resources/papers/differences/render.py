"""Differences as people see them: HTML with <ins> and <del>, everything that anybody wrote escaped."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from resources.papers.differences.hunks import walk
from resources.papers.differences.looks import block_name, inline, look_of, shown_words, tag_of
from resources.papers.differences.tokens import TEXTBLOCKS

SHOWN = 90
"""So many letters stand on either side of a change that is shown alone."""
AROUND = 2
"""So many unchanged blocks stand beside a change; longer stretches are folded."""


def render(old, new, *, fold=True, anchors=False):
    """Return safe HTML of the text `new` with what came in <ins> and what went in <del>.

    `fold`: unchanged stretches are closed `<details>`. `anchors`: each change has an id, `hunk-` and its key.
    """
    steps, _hunks = walk(old, new)
    rows, quiet = [], []
    for step in steps:
        if step.op == "same" and fold:
            quiet.append(step)
            continue
        rows += _folded(quiet, is_first=not rows)
        quiet = []
        rows.append(_step(step, anchors))
    rows += _folded(quiet, is_first=not rows, is_last=True) if fold else []
    return _all(rows)


def _folded(steps, is_first=False, is_last=False):
    head, tail = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if len(steps) <= head + tail + 1:
        return [_block(step.new) for step in steps]
    end = len(steps) - tail
    middle = steps[head:end]
    words = ngettext("%(n)d unchanged paragraph", "%(n)d unchanged paragraphs", len(middle)) % {"n": len(middle)}
    inside = _all([_block(step.new) for step in middle])
    return [
        *[_block(step.new) for step in steps[:head]],
        format_html('<details class="same"><summary>{}</summary>{}</details>', words, inside),
        *[_block(step.new) for step in steps[end:]],
    ]


def _step(step, anchors):
    if step.op == "same":
        return _block(step.new)
    if step.op in ("gone", "come"):
        return _block(step.old or step.new, Wrap("del" if step.op == "gone" else "ins", step.key if anchors else ""))
    frame = step.new
    note = _form(step, anchors) if step.attrs else ""
    if step.old["type"] in TEXTBLOCKS:
        parts = []
        for run in step.runs:
            if run.op == "same":
                parts.append(inline([token.node for token in run.new]))
            else:
                parts.append(change(run.old, run.new, run.key if anchors else ""))
        return _framed(frame, _all(parts), note)
    return _framed(frame, _all([_step(one, anchors) for one in step.inside]), note)


def change(old, new, key=""):
    """Return what went and what came, as safe HTML, for two lists of Tokens."""
    gone = wrapped(inline([token.node for token in old], breaks=True), Wrap("del", "" if new else key)) if old else ""
    came = wrapped(inline([token.node for token in new], breaks=True), Wrap("ins", key)) if new else ""
    return format_html("{}{}", gone, came)


@dataclass
class Wrap:
    """The tag that says what became of words, and the key under which it is found, given to the first of them."""

    tag: str
    key: str = ""

    def take(self):
        """Return the key once, "" from then on: an id stands once on a page."""
        key, self.key = self.key, ""
        return key


def wrapped(html, wrap):
    """Return inline HTML inside <ins> or <del>, said in words to those who do not see it."""
    if wrap is None:
        return html
    said = pgettext("of words in a text", "added:") if wrap.tag == "ins" else pgettext("of words in a text", "removed:")
    key = wrap.take()
    ident = format_html(' id="hunk-{}"', key) if key else ""
    return format_html('<{}{}><span class="vh">{} </span>{}</{}>', wrap.tag, ident, said, html or "¶", wrap.tag)


def _form(step, anchors):
    ident = format_html(' id="hunk-{}"', step.attrs) if anchors else ""
    return format_html(
        '<p class="form-change"{}><del>{}</del> <ins>{}</ins></p>', ident, look_of(step.old), look_of(step.new)
    )


def _block(block, wrap=None):
    if block["type"] in TEXTBLOCKS:
        return _framed(block, wrapped(inline(block.get("content") or [], breaks=wrap is not None), wrap))
    if not block.get("content"):
        return _framed(block, wrapped(escape(block_name(block)), wrap) if wrap else "")
    return _framed(block, _all([_block(one, wrap) for one in block["content"]]))


def _framed(block, inside, note=""):
    """Return a block's frame with its inside, already safe; a note stands before it, or inside where a list asks."""
    before, after = tag_of(block)
    if note and block["type"] in ("listItem", "tableRow", "tableCell", "tableHeader"):
        return format_html("{}{}{}{}", before, note if block["type"] != "tableRow" else "", inside, after)
    return format_html("{}{}{}{}", note, before, inside, after)


def _all(parts):
    return format_html_join("", "{}", ((part,) for part in parts)) if parts else mark_safe("")


@dataclass(frozen=True)
class Pieces:
    """One hunk in two halves, for showing them side by side: safe HTML, with some words around."""

    before: SafeString
    after: SafeString
    together: SafeString


def pieces_of(hunk):
    """Return the Pieces of a Hunk."""
    if hunk.kind == "form":
        before, after = look_of(hunk.old), look_of(hunk.new)
        return Pieces(*(format_html("{}", one) for one in (before, after)), _html_change(before, after))
    if hunk.kind == "come":
        shown = _block(hunk.new, Wrap("ins"))
        nothing = format_html('<p class="muted">{}</p>', _("Nothing stands here."))
        return Pieces(nothing, shown, shown)
    if hunk.kind == "gone":
        gone = format_html('<p class="muted">{}</p>', _("Taken out."))
        shown = _block(hunk.old, Wrap("del"))
        return Pieces(shown, gone, shown)
    return _words(hunk)


def _words(hunk):
    from resources.papers.differences.align import runs_of
    from resources.papers.differences.tokens import tokens_of

    runs = runs_of(tokens_of(hunk.old), tokens_of(hunk.new))
    place = next(
        (
            at
            for at, run in enumerate(runs)
            if run.op == "change"
            and (run.before, run.after) == (hunk.before, hunk.after)
            and (runs[at - 1].before if at else "").endswith(hunk.lead)
        ),
        None,
    )
    if place is None:
        old, new, lead, tail = escape(hunk.before), escape(hunk.after), hunk.lead, hunk.tail
    else:
        old = inline([token.node for token in runs[place].old], breaks=True)
        new = inline([token.node for token in runs[place].new], breaks=True)
        lead = "".join(_shown(run.old) for run in runs[:place])
        tail = "".join(_shown(run.old) for run in runs[place + 1 :])
    gone = wrapped(old, Wrap("del")) if hunk.before else mark_safe("")
    came = wrapped(new, Wrap("ins")) if hunk.after else mark_safe("")
    lead = f"…{lead[-SHOWN:]}" if len(lead) > SHOWN else lead
    tail = f"{tail[:SHOWN]}…" if len(tail) > SHOWN else tail
    return Pieces(*(format_html("<p>{}{}{}</p>", lead, part, tail) for part in (gone, came, gone + came)))


def _shown(tokens):
    return "".join(one.text if one.node.get("type") == "text" else shown_words(one.node) for one in tokens)


def _html_change(before, after):
    return format_html("<p><del>{}</del> <ins>{}</ins></p>", conditional_escape(before), conditional_escape(after))

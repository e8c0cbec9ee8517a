"""Papers with a text, people who take part, and what browsers would write."""

from network.live import texts
from resources.papers import actions
from resources.papers.models import Author, Paper


def text(words, *marks):
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def par(*inside):
    inside = [text(one) if isinstance(one, str) else one for one in inside]
    return {"type": "paragraph", **({"content": inside} if inside else {})}


def head(words, ident, level=1):
    return {"type": "heading", "attrs": {"level": level, "id": ident}, "content": [text(words)]}


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def about(thread):
    return {"type": "comment", "attrs": {"thread": thread}}


FIRST = doc(
    head("Why", "why"),
    par("Peer support improves the health of people living with diabetes."),
    head("How", "how"),
    par("Peers meet every week in the same place."),
    par("They cook, walk and talk."),
)


def paper(lead, *authors, reviewers=(), content=FIRST, sections=(), state=Paper.State.DRAFTING):
    """Begin a paper led by `lead`; `sections`: [(anchor, [writers])]."""
    made = actions.begin(by=lead, title="Peers in five cities", content=content, sections=[])
    for place, one in enumerate((*authors, *reviewers), 2):
        part = "author" if one in authors else "reviewer"
        Author.objects.create(paper=made, member=one, part=part, state="accepted", position=place, name=one.name)
    made.sections.all().delete()
    for place, (anchor, writers) in enumerate(sections):
        section = made.sections.create(title=anchor, anchor=anchor, position=place)
        section.writers.set(Author.objects.filter(paper=made, member__in=writers))
    made.state = state
    made.save()
    from resources.papers.actions.rows import spread

    spread(made)
    return Paper.objects.get(pk=made.pk)


def said(document):
    """Return the words of each block of a text."""
    from resources.papers.differences import plain_text

    return [plain_text(block) for block in texts.read(document)["content"]]


def write(document, by, *blocks):
    """Let the text read as these blocks, as a browser of `by` would have made it."""
    return texts.rewrite(document, doc(*blocks), by=by)


def changed(content, old, new):
    """Return a text in which the words `old` are `new`."""

    def swap(node):
        if node["type"] == "text":
            return {**node, "text": node["text"].replace(old, new)}
        return {**node, "content": [swap(one) for one in node["content"]]} if "content" in node else node

    return swap(content)


def edit(document, by, old, new):
    """Change some words of a text."""
    content = texts.read(document)
    assert changed(content, old, new) != content, "these words stand nowhere"
    return texts.rewrite(document, changed(content, old, new), by=by)

"""Papers for tests, made by the actions that members use."""

TEXT = {
    "type": "doc",
    "content": [
        {"type": "heading", "attrs": {"level": 1, "id": "s1"},
         "content": [{"type": "text", "text": "What we know"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Somebody near you helps more than a leaflet."}]},
        {"type": "heading", "attrs": {"level": 1, "id": "s2"},
         "content": [{"type": "text", "text": "What we ask of cities"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Pay peer supporters for their time."}]},
    ],
}  # fmt: skip
PLAN = (
    {"title": "What we know", "anchor": "s1", "words": 8},
    {"title": "What we ask of cities", "anchor": "s2", "words": 200},
)


def paper(by, title="Somebody near you", *, text=None, authors=(), reviewers=(), state="", **fields):
    """Return a paper that `by` leads, in English, with a plan of two sections; `text` is ProseMirror JSON.

    `authors` and `reviewers` are members who were invited and said yes. `state` puts it there without asking guards.
    """
    from resources.papers import actions

    made = actions.begin(by=by, title=title, content=text or TEXT, **{"sections": PLAN, "language": "en"} | fields)
    for part, people in (("author", authors), ("reviewer", reviewers)):
        for member in people:
            takes_part(made, member, part=part)
    if state:
        put(made, state)
    return made


def takes_part(paper, member, part="author"):
    """Let `member` take part in `paper`; returns the Author row."""
    from resources.papers.actions.papers import printed_of
    from resources.papers.actions.rows import spread
    from resources.papers.models import Author

    row = Author.objects.create(
        paper=paper, member=member, part=part, state=Author.State.ACCEPTED, position=paper.authors.count() + 1,
        invited_by=paper.lead, **printed_of(member, paper),
    )  # fmt: skip
    paper.__dict__.pop("_parts", None)
    spread(paper)
    return row


def put(paper, state):
    """Put `paper` into a state as it is, and let its audience follow."""
    from resources.papers.actions.rows import spread

    paper.state = state
    paper.save(update_fields=["state"])
    spread(paper)
    return paper

"""Topics of the state of the art for tests, made by the actions and pages that curators use."""

STATEMENTS = (
    {"text": "Offer a peer supporter to everybody who starts insulin.", "rationale": "Fear goes with company.",
     "strength": "strong", "certainty": "moderate"},
    {"text": "Call in the first week.", "rationale": "That is when people stop.", "strength": "conditional",
     "certainty": "low"},
)  # fmt: skip


def topic(by, title="Helping people start insulin", *, statements=STATEMENTS, language="en", published=True, **fields):
    """Return a topic begun by `by` whose page says `statements`; published, unless told otherwise.

    `fields` are those of its page.
    """
    from resources.consensus.actions import topics

    made = topics.begin(title, by=by, language=language)
    write(made, statements=statements, **{"lede": "What helps in the first weeks."} | fields)
    if published:
        publish(made)
    made.refresh_from_db()
    return made


def draft(topic, language=""):
    """Return the newest draft of a topic's page, in its own language or another."""
    from resources.consensus.actions import topics

    page = topics.original_page(topic)
    if language and language != page.language:
        page = topics.translation_of(page, language)
    return page.get_latest_revision_as_object()


def write(topic, *, statements=None, language="", by=None, **fields):
    """Write a draft: `fields` of the page; `statements` are dicts of fields, in order, in place of those there.

    A dict with `at` changes the statement at that place and leaves what it does not name.
    """
    from resources.consensus.models import PageStatement

    page = draft(topic, language)
    for name, value in fields.items():
        setattr(page, name, value)
    if statements is not None:
        there = list(page.statements.all())
        kept = []
        for place, one in enumerate(statements):
            child = there[one["at"]] if "at" in one else PageStatement(page=page, locale=page.locale)
            for name, value in one.items():
                if name != "at":
                    setattr(child, name, value)
            child.sort_order = place
            kept.append(child)
        page.statements.set(kept)
    page.save_revision(user=by, clean=False)
    return page


def publish(topic, language="", by=None):
    """Publish the newest draft of a topic's page, as its approval does."""
    page = draft(topic, language)
    page.get_latest_revision().publish(user=by, skip_permission_checks=True)
    topic.refresh_from_db()
    return page

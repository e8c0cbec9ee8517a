"""A topic as data: everything that its page says, with identifiers."""

from django.conf import settings

from network.interchange.works import tag_of

COLUMNS = (
    *("number", "address", "state", "version", "published", "language", "text", "plain", "direction", "strength"),
    *("certainty", "vote_closed", "vote_round", "vote_invited", "vote_rated", "median", "percent_high", "verdict"),
    *("dissent", "evidence", "change_our_mind", "next_review"),
)


def data_of(topic):
    """Return a topic as JSON-safe data: the page, each statement with all its versions, each edition."""
    address = settings.SITE_URL + topic.get_absolute_url()
    return {
        "id": address,
        "title": topic.title,
        "titles": {tag_of(code): title for code, title in topic.titles.items()},
        "language": tag_of(topic.language),
        "topics": topic.topics,
        "published": _moment(topic.published_at),
        "evidence_last_searched": _day(topic.searched_on),
        "last_voted": _day(topic.voted_on),
        "next_review": _day(topic.review_on),
        "statements": [_statement(one, address) for one in statements_of(topic)],
        "versions": [
            {
                "id": f"{address}history/{one.number}/",
                "number": one.number,
                "published": _moment(one.at),
                "note": one.note,
                "content": one.content,
            }
            for one in topic.editions.order_by("number")
        ],
    }


def statements_of(topic):
    """Return the statements of a topic by number, with `kept`: their versions, oldest first."""
    rows = list(topic.statements.select_related("superseded_by").prefetch_related("versions"))
    for one in rows:
        one.kept = sorted(one.versions.all(), key=lambda version: version.number)
    return [one for one in rows if one.kept]


def _statement(one, address):
    own = f"{address}{one.number}/"
    return {
        "id": own,
        "number": one.number,
        "state": one.state,
        "superseded_by": f"{address}{one.superseded_by.number}/" if one.superseded_by else None,
        "versions": [
            {
                "id": f"{own}v{version.number}/",
                "number": version.number,
                "published": _moment(version.at),
                "note": version.note,
            }
            | version.content
            for version in one.kept
        ],
    }


def table_of(topic):
    """Yield a row of COLUMNS for each statement, as its newest version says it."""
    address = settings.SITE_URL + topic.get_absolute_url()
    for one in statements_of(topic):
        version, told = one.kept[-1], one.kept[-1].content
        vote = told["vote"] or {}
        whole = (vote.get("figures") or {}).get("all") or {}
        yield (
            one.number,
            f"{address}{one.number}/v{version.number}/",
            one.state,
            version.number,
            _moment(version.at),
            tag_of(told["language"]),
            told["text"],
            told["plain"],
            told["direction"],
            told["strength"],
            told["certainty"],
            vote.get("closed_on", ""),
            vote.get("round", ""),
            vote.get("invited", ""),
            whole.get("n", ""),
            (whole.get("stats") or {}).get("median", ""),
            (whole.get("stats") or {}).get("percents", ["", "", ""])[2],
            vote.get("verdict", ""),
            "\n".join(voice["words"] for voice in told["dissent"]),
            "\n".join(work["address"] or work["title"] for work in told["evidence"]),
            told["mind"],
            told["review_on"],
        )


def _moment(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def _day(value):
    return value.isoformat() if value else None

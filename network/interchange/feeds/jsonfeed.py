"""JSON Feed 1.1 (jsonfeed.org)."""

import json

from network.interchange.feeds.atom import moment
from network.interchange.works import clean_text


def written(channel):
    """Return a Channel as a JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean_text(channel.title),
        "home_page_url": channel.page,
        "feed_url": channel.own,
        "next_url": channel.next,
        "description": clean_text(channel.description),
        "language": channel.language,
        "items": [_item(item) for item in channel.items],
    }
    return json.dumps({name: value for name, value in feed.items() if value != ""}, ensure_ascii=False, indent=1) + "\n"


def _item(item):
    told = {
        "id": item.id,
        "url": item.address,
        "title": clean_text(item.title),
        "content_text": clean_text("\n\n".join(text for text in (item.summary, item.note) if text) or item.title),
        "summary": clean_text(item.summary),
        "date_published": moment(item.published_at),
        "date_modified": moment(item.changed_at),
        "authors": [{"name": clean_text(name)} for name in item.authors],
        "tags": list(item.words),
        "language": item.language,
    }
    return {name: value for name, value in told.items() if value not in ("", [])}

"""What the kit page shows: made-up things in two languages, chosen to strain each component."""

import json
from datetime import timedelta
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import get_language

from network.kit.places import Place, places

TOLD = json.loads((Path(__file__).parent / "data" / "samples.json").read_text())
CITIES = [Place(**city) for city in TOLD["cities"]]
ZH = TOLD["languages"]["zh-hans"]["texts"]


def told(part):
    """Return the sample texts or labels in the reader's language, English for those who read Danish or Spanish."""
    return TOLD["languages"].get(get_language(), TOLD["languages"]["en"])[part]


def form(bound):
    """Return the sample form, empty or refused."""
    label = told("labels")

    class Sample(forms.Form):
        name = forms.CharField(label=label["name"], help_text=label["name_help"])
        email = forms.EmailField(label=label["email"], error_messages={"invalid": label["no_at"]})
        city = forms.ChoiceField(label=label["city"], choices=[(c.slug, c.name) for c in CITIES])
        role = forms.ChoiceField(
            label=label["role"],
            choices=enumerate(label[key] for key in ("peer", "researcher", "official")),
            widget=forms.RadioSelect,
        )
        offer = forms.CharField(
            label=label["offer"], widget=forms.Textarea, error_messages={"required": label["offer_empty"]}
        )
        languages = forms.MultipleChoiceField(
            label=label["languages"],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[
                ("en", "English"),
                ("da", "Dansk"),
                ("es", "Español"),
                ("zh", "中文"),
                ("pa", "ਪੰਜਾਬੀ"),
                ("fr", "Français"),
            ],
        )
        sponsor = forms.BooleanField(label=label["sponsor"], required=False)
        paper = forms.FileField(label="PDF", required=False)

    if not bound:
        return Sample(prefix="empty")
    return Sample(
        {"bad-name": "林梅", "bad-email": "rosa.example", "bad-city": "houston", "bad-role": "0"}, prefix="bad"
    )


def entries():
    """Return rows: usual, a search hit, overfull, Chinese, bare."""
    text, now = told("texts"), timezone.now()
    usual = {
        "address": "#",
        "title": text["entry"],
        "line": text["line"],
        "kind": text["kind"],
        "note": text["used"],
        "cities": cities()[:1],
        "people": ["Mei Lin", "Bo Carter"],
        "languages": ["en", "da", "zh-hans"],
        "date": now,
    }
    return [
        usual,
        usual | {"hit": text["hit"], "note": ""},
        usual
        | {
            "title": text["long"],
            "line": text["long"],
            "cities": cities(),
            "people": TOLD["people"],
            "languages": ["en", "da", "es", "zh", "pa", "fr"],
        },
        usual | {"title": ZH["entry"], "language": "zh-hans", "line": ZH["line"], "line_language": "zh-hans"},
        {"address": "#", "title": "HbA1c", "date": now - timedelta(days=800)},
    ]


def cities():
    """Return the five sample cities, as the network has them where it does: no others, for some are not public yet."""
    known = places()
    return [known.get(city.slug, city) for city in CITIES]


def context():
    """Return all that the kit page's template names."""
    text, now = told("texts"), timezone.now()
    facet = [
        {"word": c.slug, "city": c, "label": c.name, "count": 13 - 2 * n, "on": n == 1} for n, c in enumerate(cities())
    ]
    return {
        "text": text,
        "cities": cities(),
        "colours": range(1, 9),
        "shapes": ("circle", "square", "diamond", "triangle", "hexagon"),
        "entries": entries(),
        "page": Paginator(range(4000), 20).page(3),
        "groups": [
            {
                "key": "kind",
                "label": text["kind"],
                "words": [{"word": "a", "label": text["kind"], "count": 4000, "on": False}],
            },
            {"key": "city", "label": told("labels")["city"], "words": facet},
        ],
        "keep": {"q": "insulin"},
        "chosen": [{"key": "city", "word": "houston", "label": cities()[1].name}],
        "people": [
            {"name": "林梅", "name_latin": "Mei Lin", "city": cities()[3], "role": text["role"], "address": "#"},
            {"name": TOLD["people"][1], "city": cities()[1], "role": text["role"], "note": text["waits_text"]},
        ],
        "history": [
            {"at": now, "by": "Freja Holm", "text": text["done"]},
            {"at": now - timedelta(days=3), "by": "", "text": text["goes"]},
        ],
        "rows": [
            {"at": now - timedelta(minutes=7), "text": text["done"], "address": "#"},
            {"at": now - timedelta(days=1), "text": text["waits"]},
            {"at": now - timedelta(days=500), "text": text["rest"]},
        ],
        "moments": [
            now + timedelta(**gap) for gap in ({"minutes": 5}, {"days": 1}, {"days": 3}, {"days": -30}, {"days": -700})
        ],
        "soon": now + timedelta(days=1, hours=3),
        "uploads": [
            {"name": "guide.pdf", "size": 20_000_000, "per_cent": 62, "kind": "", "say": "62 %"},
            {"name": "role-plays.docx", "size": 120_000, "per_cent": 100, "kind": "ok", "say": text["done"]},
            {"name": "locked.pdf", "size": 900_000, "per_cent": 100, "kind": "wrong", "say": text["error"]},
        ],
        "way": [
            {"label": "1", "state": "done", "address": "#"},
            {"label": "2", "state": "now"},
            {"label": "3", "state": ""},
        ],
        "tabs": [
            {"label": text["kind"], "address": "#a", "count": 42, "current": True},
            {"label": text["done"], "address": "#b", "count": 0, "current": False},
            {"label": text["rest"], "address": "#c", "count": None, "current": False},
        ],
        "steps": [
            {"label": text["entry"], "done": True},
            {"label": text["waits"], "text": text["waits_text"], "act": text["act"], "address": "#", "done": False},
        ],
        "nodes": [
            {
                "city": cities()[0],
                "label": text["entry"],
                "note": "2021",
                "children": [
                    {"city": cities()[1], "label": text["entry"], "note": "2022"},
                    {
                        "city": cities()[3],
                        "label": text["entry"],
                        "children": [{"city": cities()[4], "label": text["line"]}],
                    },
                ],
            },
        ],
        "exports": [{"label": "BibTeX", "address": "#bib"}, {"label": "RIS", "address": "#ris"}],
        "empty_form": form(False),
        "bad_form": form(True),
    }

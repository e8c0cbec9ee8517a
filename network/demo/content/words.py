"""The few fixed words that stand in the made files, in the languages of the files."""

NETWORK = {
    "en": "Peer Support Knowledge Network",
    "da": "Videnetværket for peerstøtte",
    "es": "Red de conocimiento sobre apoyo entre pares",
    "zh-hans": "同伴支持知识网络",
}

LABELS = {
    "en": {
        "authors": "Authors", "year": "Year", "from": "From", "licence": "Licence", "page": "Page",
        "sample": "Sample for the demonstration: people, programmes and figures in it are made up.",
    },
    "da": {
        "authors": "Forfattere", "year": "År", "from": "Fra", "licence": "Licens", "page": "Side",
        "sample": "Eksempel til demonstration: personer, programmer og tal er opdigtede.",
    },
    "es": {
        "authors": "Autores", "year": "Año", "from": "De", "licence": "Licencia", "page": "Página",
        "sample": "Muestra para la demostración: las personas, los programas y las cifras son inventados.",
    },
    "zh-hans": {
        "authors": "作者", "year": "年份", "from": "来自", "licence": "许可", "page": "页",
        "sample": "演示样例：文中人物、项目与数字均为虚构。",
    },
}  # fmt: skip

LICENCES = {"reserved": {"en": "All rights reserved", "da": "Alle rettigheder forbeholdes",
                         "es": "Todos los derechos reservados", "zh-hans": "保留所有权利"}}  # fmt: skip

COLOURS = {
    "copenhagen": "#0068A8", "houston": "#B4500A", "vancouver": "#007A57", "shanghai": "#B02A68", "tianjin": "#6A4FB6",
}  # fmt: skip


def licence(code, language):
    """The licence as it is printed: `CC BY 4.0`, or the sentence for one that has no code."""
    return LICENCES.get(code, {}).get(language) or code.replace("-", " ", 1).replace("-4.0", " 4.0")


def label(word, language):
    """A fixed word in this language."""
    return LABELS[language][word]

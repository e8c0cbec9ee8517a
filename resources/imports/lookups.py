"""What people write in cells, as codes of the library: kinds, licences, languages, cities, in any of our languages."""

import re
import unicodedata
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import override

from network.cities.models import City
from network.interchange.reading import columns as headings
from network.kit.words import OWN_NAMES
from resources.imports import terms
from resources.library import vocabulary

THREE = {
    **{
        "eng": "en",
        "dan": "da",
        "spa": "es",
        "zho": "zh-hans",
        "chi": "zh-hans",
        "fre": "fr",
        "fra": "fr",
        "ger": "de",
    },
    **{"deu": "de", "por": "pt", "swe": "sv", "nor": "nb", "ara": "ar", "hin": "hi", "pan": "pa", "rus": "ru"},
    **{"zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hant", "no": "nb", "chinese": "zh-hans", "in": "id"},
    **{"spanish": "es", "danish": "da", "english": "en", "inglés": "en", "engelsk": "en", "英语": "en", "英文": "en"},
    **{"丹麦语": "da", "西班牙语": "es", "chino": "zh-hans", "kinesisk": "zh-hans", "spansk": "es", "danés": "da"},
    **{"ita": "it", "jpn": "ja", "kor": "ko", "tur": "tr", "pol": "pl", "nld": "nl", "dut": "nl", "vie": "vi"},
    **{"汉语": "zh-hans", "简体中文": "zh-hans", "繁体中文": "zh-hant"},
}
CSL_FIELDS = {
    **{"title": "title", "author": "authors", "issued": "year", "DOI": "doi", "URL": "link", "abstract": "summary"},
    **{"keyword": "topics", "language": "language", "type": "kind"},
}
ALSO = {
    "kind": "kind|type of resource|art|ressourcetype|clase|tipo de recurso|种类|资源类型",
    "licence": "licence|license|rights|licens|licencia|许可|许可证|授权",
    "cities": "city|cities|by|byer|ciudad|ciudades|城市",
    "file": "file|files|filename|file name|attachments|file attachments|fil|filer|archivo|archivos|fichero|文件|附件|"
    "文件名",
    "visibility": "visibility|who may see it|synlighed|visibilidad|可见范围",
    "citation": "citation|how to cite|reference|citat|cita|引用",
    "": "row|line|why|why not|række|linje|hvorfor|fila|línea|por qué|行|原因|为什么",
}


def plain(text):
    """Return words as they are compared."""
    return re.sub(r"[\s_\-–]+", " ", unicodedata.normalize("NFKC", str(text)).casefold()).strip(" .:*")


def in_all_languages(label):
    """Yield a label in each language of the portal."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield str(label)


def _table(labels):
    found = {}
    for code, label in labels.items():
        for word in (code, *in_all_languages(label)):
            found.setdefault(plain(word), code)
    return found


@cache
def kinds():
    """Return {what people write: kind}."""
    return _table(vocabulary.KINDS)


@cache
def licences():
    """Return {what people write: licence}: its identifier with or without hyphens and version, or its label."""
    found = _table({code: licence.label for code, licence in vocabulary.LICENCES.items()})
    for code, licence in vocabulary.LICENCES.items():
        if code.startswith("CC"):
            found.setdefault(plain(code.rsplit("-", 1)[0]), code)
        if licence.url:
            found[plain(licence.url.rstrip("/"))] = code
    return found


@cache
def visibilities():
    """Return {what people write: visibility}."""
    return _table(vocabulary.VISIBILITIES)


@cache
def _languages():
    found = {plain(word): code for word, code in THREE.items()}
    for code, about in LANG_INFO.items():
        if "name" in about:
            kept = {"zh-hans": "zh-hans", "zh-hant": "zh-hant"}.get(code, code.split("-")[0])
            for word in (code, about["name"], about["name_local"]):
                found.setdefault(plain(word), kept)
    for code, name in OWN_NAMES.items():
        found.setdefault(plain(name), "zh-hans" if code == "zh" else code)
    return found


def language_of(text):
    """Return the code of a language that is named in any way ('eng', 'en-GB', 'Dansk', '中文'), or ""."""
    word = plain(text)
    return _languages().get(word) or _languages().get(word.split(" ")[0] if len(word.split(" ")[0]) == 2 else "", "")


def cities(member):
    """Return {what people write: slug} of the cities that `member` may name."""
    found = {}
    for city in City.objects.visible_to(member):
        for word in (city.slug, *city.all_names.values()):
            found.setdefault(plain(word), city.slug)
    return found


@cache
def _headings():
    found = {}
    for field, label in terms.FIELDS.items():
        for word in in_all_languages(label):
            found.setdefault(headings.plain(word), field)
    for field, said in ALSO.items():
        for word in said.split("|"):
            found.setdefault(headings.plain(word), field)
    return found


def field_of(heading):
    """Return the field that a heading means, "" where it is to be left aside."""
    known = _headings().get(headings.plain(heading))
    return known if known is not None else CSL_FIELDS.get(headings.known(heading), "")


def columns_of(found):
    """Return the field of each heading; a field that takes one column only is taken by the first."""
    used, fields = set(), []
    for heading in found:
        field = field_of(heading)
        if field in used and field not in ("authors", "topics", "file", "cities"):
            field = ""
        used.add(field)
        fields.append(field)
    return fields


def known_kinds():
    """Return the kinds in the reader's language, in a line."""
    return ", ".join(str(label) for label in vocabulary.KINDS.values())

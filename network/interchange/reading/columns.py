"""What people head their columns with, in English, Danish, Spanish and Chinese, and which CSL variable that is."""

import re
import unicodedata

HEADINGS = {
    "title": "title|titel|titulo|título|标题|题名|题目|名称|article title|document title|name of resource",
    "author": "author|authors|author(s)|forfatter|forfattere|autor|autores|autor(es)|作者|著者|author names|"
    "creator|creators",
    "editor": "editor|editors|redaktør|redaktører|editores|编者|主编",
    "issued": "year|date|published|publication year|publication date|år|årstal|dato|udgivet|udgivelsesår|año|fecha|"
    "año de publicación|fecha de publicación|年|年份|日期|发表年份|出版年|出版日期|发表时间|py|issued",
    "container-title": "journal|source title|publication title|publication|tidsskrift|revista|期刊|刊名|来源|source|"
    "container title|book title|journal title|文献来源",
    "volume": "volume|vol|bind|årgang|volumen|tomo|卷",
    "issue": "issue|number|no|nummer|hæfte|número|期|issue number",
    "page": "pages|page|sider|side|páginas|página|页码|页|start page",
    "DOI": "doi|doi-nummer|doi link",
    "URL": "url|link|links|web|website|address|webadresse|adresse|enlace|vínculo|dirección|网址|链接|地址|web address",
    "abstract": "abstract|summary|description|resumé|resume|sammendrag|beskrivelse|"
    "resumen|descripción|摘要|简介|"
    "描述|abstract note",
    "keyword": "keywords|keyword|tags|topics|emneord|nøgleord|emner|palabras clave|temas|etiquetas|关键词|"
    "关键字|主题|标签|author keywords|manual tags",
    "publisher": "publisher|udgiver|forlag|editorial|出版社|出版者|发布者|publicado por",
    "publisher-place": "place|place of publication|sted|udgivelsessted|lugar|lugar de publicación|出版地|地点",
    "language": "language|languages|sprog|idioma|idiomas|lengua|语言|语种",
    "ISSN": "issn|issn-nummer|eissn",
    "ISBN": "isbn|isbn-nummer",
    "PMID": "pmid|pubmed id|pubmed",
    "type": "type|item type|document type|publication type|reference type|"
    "dokumenttype|tipo de documento|tipo|文献类型|类型",
    "edition": "edition|version|udgave|edición|版本|版次",
    "note": "note|notes|comment|comments|noter|bemærkning|bemærkninger|notas|nota|observaciones|备注|注释",
    "id": "id|key|citation key|bibtex key|record id|nr|编号|序号",
}
_KNOWN = {}


def plain(heading):
    """Return a heading as it is compared: small letters, no marks, one space between words."""
    text = unicodedata.normalize("NFKC", heading).casefold().replace("_", " ")
    return re.sub(r"\s+", " ", re.sub(r"[*:：.?？\"'“”]", "", text)).strip()


for _variable, _words in HEADINGS.items():
    for _word in _words.split("|"):
        _KNOWN.setdefault(plain(_word), _variable)


def known(heading):
    """Return the CSL variable of a heading, or None."""
    return _KNOWN.get(plain(heading))

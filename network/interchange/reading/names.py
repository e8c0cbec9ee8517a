"""Names of people and bodies as CSL has them: family and given, or a literal that nobody takes apart."""

import re

from network.interchange.reading.model import words

COMPOUND = words(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 令狐 轩辕 呼延 歐陽 司馬 諸葛 東方"
)
"""Chinese family names of two characters."""

SUFFIXES = re.compile(r"(?i)^(jr|sr|ii|iii|iv|esq|phd|md)\.?$")
_HAN = re.compile("^[\u3400-\u9fff\U00020000-\U0003ffff·・\uac00-\ud7af\u3040-\u30ff]+$")
_INITIALS = re.compile(r"^[A-Z](?:[A-Z]{0,3}|(?:\.[- ]?[A-Z]?)*)\.?$")
_PARTICLE = re.compile(r"^(?:[a-zà-ÿ'’]+\s+)+")


def is_han(word):
    """Whether a word is written in Chinese, Japanese or Korean letters alone."""
    return bool(_HAN.match(word))


def name(text, *, corporate=False):
    """Return a CSL name of 'Family, Given, Jr', 'Smith JA', '王, 小明', '王小明' or the name of a body; None for ""."""
    text = " ".join(text.replace("，", ",").split()).strip(" ;,")
    if not text:
        return None
    if corporate:
        return {"literal": text}
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return _without_comma(text)
    if len(parts) == 3 and SUFFIXES.match(parts[1]):
        parts[1], parts[2] = parts[2], parts[1]
    if len(parts) > 3 or (len(parts) == 3 and not SUFFIXES.match(parts[2])):
        return {"literal": text}
    made = family(parts[0])
    if len(parts) > 1 and parts[1]:
        made["given"] = parts[1]
    if len(parts) > 2:
        made["suffix"] = parts[2]
    return made


def family(text):
    """Return a family name, its particle ('van der') apart."""
    found = _PARTICLE.match(text)
    if found and found.end() < len(text):
        return {"family": text[found.end() :], "non-dropping-particle": found[0].strip()}
    return {"family": text}


def _without_comma(text):
    words = text.split(" ")
    if len(words) == 2 and all(is_han(word) for word in words):
        return han(*words)
    if 2 <= len(words) <= 4 and _INITIALS.match(words[-1]) and not _INITIALS.match(words[0]):
        return family(" ".join(words[:-1])) | {"given": words[-1]}
    return {"literal": text}


def han(first, second):
    """Return two Chinese words as a name: the family name is the shorter one, or the one that is known as such."""
    if len(first) > len(second) and first not in COMPOUND:
        first, second = second, first
    return {"family": first, "given": second}


def people(texts):
    """Return the CSL names of many texts; a text may hold several, parted by semicolons."""
    found = []
    for text in texts:
        for part in re.split("[;；]", text):
            made = name(part)
            if made:
                found.append(made)
    return found


def full(made):
    """Return a CSL name in one line, as people write it: 'Xiu Chen', '王小明', 'Cochrane'."""
    if made.get("literal"):
        return made["literal"]
    given, last = made.get("given", ""), made.get("family", "")
    if is_han(last) and (not given or is_han(given)):
        return last + given
    particle = made.get("non-dropping-particle") or made.get("dropping-particle") or ""
    return " ".join(part for part in (given, particle, last, made.get("suffix", "")) if part)

"""Dates as they stand in references: 2019, 2019/03/12/, 2019 Mar 12, 12 March 2019, March-April 2019, 2019年3月."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar enero ene januari",
            "feb february februar febrero fevereiro",
            "mar march marts marzo märz maerz",
            "apr april abril abr",
            "may maj mayo mai",
            "jun june juni junio",
            "jul july juli julio",
            "aug august agosto ago",
            "sep sept september septiembre setiembre",
            "oct october oktober octubre okt",
            "nov november noviembre",
            "dec december diciembre dic dez dezember",
        ),
        1,
    )
    for name in names.split()
}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9])")
_NUMBERS = re.compile(r"^\s*([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})?\s*(?:[-/.月]\s*([0-9]{1,2})?)?")
_DAY_FIRST = re.compile(r"^\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\b")
_MONTH_YEAR = re.compile(r"^\s*([0-9]{1,2})[./-]([0-9]{4})\s*$")
_COMPACT = re.compile(r"^\s*([0-9]{4})([01][0-9])([0-3][0-9])\s*$")
_WORDS = re.compile(r"[^\W\d_]+")


def date(text):
    """Return a CSL date of words: {"date-parts": [[2019, 3]]}; {"literal": …} where no year is found, None for ""."""
    text = " ".join(str(text).split())[:200]
    if not text.strip("/ -.,"):
        return None
    if found := _COMPACT.match(text):
        return _dated(found[1], found[2], found[3])
    if found := _NUMBERS.match(text):
        return _dated(found[1], found[2], found[3])
    if found := _DAY_FIRST.match(text):
        first, second = int(found[1]), int(found[2])
        # 03/12/2019 may be either; the month is kept only where no doubt is possible.
        if first > 12:
            return _dated(found[3], second, first)
        return _dated(found[3], first, second) if second > 12 else _dated(found[3], None, None)
    if found := _MONTH_YEAR.match(text):
        return _dated(found[2], found[1], None)
    year = _YEAR.search(text)
    if not year:
        return {"literal": text}
    rest = text[: year.start()] + " " + text[year.end() :]
    words = [word.casefold() for word in _WORDS.findall(rest)]
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    day = re.search(r"(?<![0-9])([0-9]{1,2})(?![0-9])", rest) if month else None
    made = _dated(year[1], month, day[1] if day else None)
    season = next((SEASONS[word] for word in words if word in SEASONS), None)
    return made | {"season": season} if season and not month else made


def _dated(year, month, day):
    parts = [int(year)]
    if month and 1 <= int(month) <= 12:
        parts.append(int(month))
        if day and 1 <= int(day) <= 31:
            parts.append(int(day))
    return {"date-parts": [parts]}


def year_of(csl):
    """Return the year in which a CSL record was issued, or None."""
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    return parts[0][0] if parts[0] else None


def finer(one, other):
    """Return the CSL date that says more, `one` where both are as good; None gives way."""
    if not one or not other:
        return one or other
    if "date-parts" not in one:
        return other if "date-parts" in other else one
    more = other.get("date-parts", [[]])[0]
    return other if len(more) > len(one["date-parts"][0]) and more[:1] == one["date-parts"][0][:1] else one

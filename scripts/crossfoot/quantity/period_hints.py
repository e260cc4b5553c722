"""What a period or a date as print and spreadsheets have it would be: the hint beside an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from .calendar_months import FiscalCalendar, month_end, shortest_span, weeks_in_year

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONG = "january february march april may june july august september october november december"
_NAME = (
    r"(?P<mon>(?:" + "|".join([*_LONG.split(), "sept", *_MONTHS]) + r"))\.?"
)  # the long ones first
_YEAR = r"(?P<y>[0-9]{4}|'?[0-9]{2})"
_GAP = r"[ ./,-]*"
_ORDER: Mapping[str, int] = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
_DAY_ZERO = date(1899, 12, 30)
"""From which the usual spreadsheets count days."""
_CHANGED = ", which a spreadsheet has rewritten"
_NUMBERED = ", which a spreadsheet has made the number of a day"
_LENGTH_AT_MOST = 60
Days = tuple[date, date]


def period_hint(text: str, fiscal: FiscalCalendar | None = None) -> str:
    """What to write for a period that is none; empty where nobody can tell.

    What can be read in two ways is told with both.
    """
    plain = _plain(text)
    if re.fullmatch(r"(?:ytd|ltm|ttm|mtd|qtd)\b.*|.*\b(?:ytd|ltm|ttm|mtd|qtd)", plain):
        return "the months that it is of, such as 9M2025 or 2025-01--2025-08"
    if status := re.fullmatch(r"([0-9]{4}) ?([aefp])", plain):
        return f"write {status[1]}; what {text[-1]} says stands under status"
    two = re.fullmatch(r"(f\.?y\.? ?)?([0-9]{2}|[0-9]{4})[/-]([0-9]{2}|[0-9]{4})", plain)
    if two and (both := _two_years(bool(two[1]), two[2], two[3], fiscal)):
        return both
    part = rf"{_GAP}[qh][1-4]"
    if re.fullmatch(rf"f\.?y\.?{_GAP}[0-9]{{2,4}}{part}|[qh][1-4]{_GAP}f\.?y\.?.*", plain):
        return "the calendar months that it is of, such as 2025Q3 or 2025-02--2025-04"
    found, why = _readings(plain)
    return f"{'' if why else 'write '}{' or '.join(found)}{why}" if found else ""


def date_hint(text: str) -> str:
    """The same where only a day, a month or a year may stand."""
    _, why = _readings(_plain(text))
    whole = possible_dates(text)
    return f"{'' if why else 'write '}{' or '.join(whole)}{why}" if whole else ""


def possible_dates(text: str) -> list[str]:
    """The days, months or years that a text may stand for, as ours have them."""
    found, _ = _readings(_plain(text))
    return [form for form in found if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", form)]


def _plain(text: str) -> str:
    text = re.sub("[\u2010-\u2015\u2212]", "-", text[: _LENGTH_AT_MOST + 1].lower())
    return re.sub(r"\s+", " ", text).strip()


def _readings(plain: str) -> tuple[list[str], str]:
    """The forms that a text may stand for, each once, and what else to say of them."""
    if len(plain) > _LENGTH_AT_MOST:
        return [], ""
    for pattern, read, why in _PATTERNS:
        match = re.fullmatch(pattern, plain)
        found = list(dict.fromkeys(read(match))) if match else []
        if found:
            return found, why
    return _spans(plain), ""


def _two_years(named: bool, first: str, second: str, fiscal: FiscalCalendar | None) -> str:
    """``2024/25`` is a fiscal year or two years; a number behind a year up to 12 is a month."""
    if len(first) == 2 and not named:
        return ""
    years = list(_years(first))
    begin = int(years[-1])
    end = int(second) if len(second) == 4 else begin - begin % 100 + int(second)
    if len(second) == 2 and begin % 100 == 99 and second == "00":
        end = begin + 1
    month = len(second) == 2 and int(second) <= 12 and not named
    if month and end != begin + 1:
        return ""
    if end != begin + 1:
        return f"write {begin}--{end}" if end > begin and len(second) == 4 else ""
    year = begin if fiscal and fiscal.named == "start" else end
    said = "" if fiscal else " (with fiscal_year in data/briefing.yml)"
    readings = [f"FY{year} for one fiscal year{said}"]
    if not named:
        readings.append(f"{begin}--{end} for two years")
    if month:
        readings.append(f"{begin}-{second} for a month")
    return "write " + ", ".join(readings)


def _years(text: str) -> Iterator[str]:
    """The years that two digits may be of; four are one."""
    short = text.lstrip("'")
    if len(short) == 4:
        yield from [] if short == "0000" else [short]
    else:
        if int(short) >= 30:  # as spreadsheets have it, yet a forecast may mean the other
            yield f"19{short}"
        yield f"20{short}"


def _part(letter: str) -> Callable[[re.Match[str]], Iterator[str]]:
    def read(match: re.Match[str]) -> Iterator[str]:
        number = _ORDER.get(match["n"]) or int(match["n"])
        return (f"{year}{letter}{number}" for year in _years(match["y"]))

    return read


def _first_months(match: re.Match[str]) -> Iterator[str]:
    count = int(match["n"])
    if 1 <= count <= 12:
        for year in _years(match["y"]):
            yield shortest_span((int(year), 1), (int(year), count))


def _week(match: re.Match[str]) -> Iterator[str]:
    for year in _years(match["y"]):
        if 1 <= int(match["n"]) <= weeks_in_year(int(year)):
            yield f"{year}-W{int(match['n']):02}"


def _weekday(match: re.Match[str]) -> Iterator[str]:
    if 1 <= int(match["n"]) <= weeks_in_year(int(match["y"])):
        day = date.fromisocalendar(int(match["y"]), int(match["n"]), int(match["d"]))
        yield day.isoformat()


def _named_month(match: re.Match[str]) -> Iterator[str]:
    for year in _years(match["y"]):
        yield f"{year}-{_number(match['mon']):02}"


def _number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _month(match: re.Match[str]) -> Iterator[str]:
    if 1 <= int(match["m"]) <= 12:
        yield f"{match['y']}-{int(match['m']):02}"


def _day(match: re.Match[str]) -> Iterator[str]:
    yield from _on(match["y"], int(match["m"]), int(match["d"]))


def _named_day(match: re.Match[str]) -> Iterator[str]:
    for year in _years(match["y"]):
        yield from _on(year, _number(match["mon"]), int(match["d"]))


def _either_day(match: re.Match[str]) -> Iterator[str]:
    a, b = int(match["a"]), int(match["b"])
    for day, month in ((a, b), (b, a)):
        yield from _on(match["y"], month, day)


def _on(year: str, month: int, day: int) -> Iterator[str]:
    try:
        yield date(int(year), month, day).isoformat()
    except ValueError:
        return


def _serial(match: re.Match[str]) -> Iterator[str]:
    yield (_DAY_ZERO + timedelta(days=int(match["n"]))).isoformat()


def _year(match: re.Match[str]) -> Iterator[str]:
    yield from _years(match["y"])


def _fiscal_year(match: re.Match[str]) -> Iterator[str]:
    yield from (f"FY{year}" for year in _years(match["y"]))


def _parts(match: re.Match[str]) -> Iterator[str]:
    first, last = int(match["n"]), int(match["m"])
    if first < last:
        for year in _years(match["y"]):
            yield shortest_span((int(year), 3 * first - 2), (int(year), 3 * last))


def _named_months(match: re.Match[str]) -> Iterator[str]:
    first, last = _number(match["mon"]), _number(match["last"])
    if first < last:
        for year in _years(match["y"]):
            yield shortest_span((int(year), first), (int(year), last))


def _decade(match: re.Match[str]) -> Iterator[str]:
    yield f"{match['y']}--{match['y'][:3]}9"


_ORDERS = "(?P<n>" + "|".join(_ORDER) + ")"
_LAST = _NAME.replace("<mon>", "<last>")
_PATTERNS: tuple[tuple[str, Callable[[re.Match[str]], Iterator[str]], str], ...] = (
    (rf"q(?P<n>[1-4]){_GAP}{_YEAR}", _part("Q"), ""),
    (rf"{_YEAR}{_GAP}q(?P<n>[1-4])", _part("Q"), ""),
    (rf"(?P<n>[1-4])q{_GAP}{_YEAR}", _part("Q"), ""),
    (rf"{_ORDERS} quarter (?:of )?{_YEAR}", _part("Q"), ""),
    (rf"h(?P<n>[12]){_GAP}{_YEAR}", _part("H"), ""),
    (rf"{_YEAR}{_GAP}h(?P<n>[12])", _part("H"), ""),
    (rf"(?P<n>[12])h{_GAP}{_YEAR}", _part("H"), ""),
    (rf"(?P<n>first|1st|second|2nd) half (?:of )?{_YEAR}", _part("H"), ""),
    (rf"(?P<n>[0-9]{{1,2}})m{_GAP}{_YEAR}", _first_months, ""),
    (rf"{_YEAR}[ /-]?(?P<n>[0-9]{{1,2}})m", _first_months, ""),
    (r"(?P<y>[0-9]{4})m(?P<m>[0-9]{1,2})", _month, ""),
    (rf"q(?P<n>[1-4]) ?- ?q(?P<m>[1-4]){_GAP}{_YEAR}", _parts, ""),
    (r"(?P<y>[0-9]{4})-?w(?P<n>[0-9]{2})-?(?P<d>[1-7])", _weekday, ""),
    (rf"{_YEAR}{_GAP}(?:w|wk|week) ?(?P<n>[0-9]{{1,2}})", _week, ""),
    (rf"(?:week|wk|w|cw|kw)\.? ?(?P<n>[0-9]{{1,2}}){_GAP}(?:of )?{_YEAR}", _week, ""),
    (rf"(?:f\.?y\.?|fiscal(?: year)?|financial year){_GAP}{_YEAR}", _fiscal_year, ""),
    (rf"{_YEAR} ?f\.?y\.?", _fiscal_year, ""),
    (rf"(?:cy|calendar year) ?{_YEAR}", _year, ""),
    (rf"{_NAME}-{_YEAR}", _named_month, _CHANGED),
    (rf"{_NAME} ?(?:-|to) ?{_LAST},? {_YEAR}", _named_months, ""),
    (rf"{_NAME}{_GAP}{_YEAR}", _named_month, ""),
    (rf"(?P<y>[0-9]{{4}}){_GAP}{_NAME}", _named_month, ""),
    (rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{_GAP}{_NAME}{_GAP}{_YEAR}", _named_day, ""),
    (rf"{_NAME} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})", _named_day, ""),
    (r"(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>[0-9]{4})", _month, ""),
    # 2024.1 may be January, October without its zero, or a year and a tenth.
    (r"(?P<y>[0-9]{4})(?:[/-](?=[0-9]{1,2}$)|\.(?=[0-9]{2}$))(?P<m>[0-9]+)", _month, ""),
    (r"(?P<y>[12][0-9]{3})(?P<m>0[1-9]|1[0-2])", _month, ""),
    (r"(?P<y>[0-9]{4})[/.-](?P<m>[0-9]{1,2})[/.-](?P<d>[0-9]{1,2})", _day, ""),
    (r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _day, ""),
    (r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})[ t][0-9:.+z-]+", _day, _CHANGED),
    (r"(?P<a>[0-9]{1,2})[./-](?P<b>[0-9]{1,2})[./-](?P<y>[0-9]{4})", _either_day, _CHANGED),
    (r"(?P<n>[2-7][0-9]{4})(?:\.0)?", _serial, _NUMBERED),
    (r"(?P<y>[0-9]{4})\.0", _year, _CHANGED),
    (r"(?P<y>[0-9]{3}0)s", _decade, ""),
)
"""Forms in small letters, how each is read, and what to say of it besides."""


def _spans(plain: str) -> list[str]:
    """``2026Q1--2026Q2``, ``2026-01-01 to 2026-03-31``: whole months from one to another."""
    for joint in ("--", " - ", " to ", "/", "-"):
        ends = plain.split(joint)
        if len(ends) != 2:
            continue
        first, last = _days(ends[0].strip()), _days(ends[1].strip())
        if first is None or last is None or last[1] <= first[0]:
            continue
        (begin, _), (_, end) = first, last
        if begin.day == 1 and end == month_end(end.year, end.month):
            return [shortest_span((begin.year, begin.month), (end.year, end.month))]
    return []


def _days(plain: str) -> Days | None:
    """The first and the last day of a year, half, quarter, month or day."""
    match = re.fullmatch(
        r"(?P<y>[0-9]{4})(?:-?h(?P<h>[12])|-?q(?P<q>[1-4])|-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?",
        plain,
    )
    if match is None or match["y"] == "0000":
        return None
    year = int(match["y"])
    if match["d"]:
        day = next(map(date.fromisoformat, _day(match)), None)
        return None if day is None else (day, day)
    length = 6 if match["h"] else 3 if match["q"] else 1 if match["m"] else 12
    number = int(match["h"] or match["q"] or match["m"] or 1)
    begin = length * (number - 1) + 1
    if not 1 <= begin <= 12:
        return None
    return date(year, begin, 1), month_end(year, begin + length - 1)

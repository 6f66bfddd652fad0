"""From date words to days: which day a word means, and whether it sets a term at all."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gangmu.extract.targets.date_words import SEASON_ENDS, SEASONS, TABLE
from gangmu.extract.targets.model import Context, Stretch, When
from gangmu.extract.targets.table import Found
from gangmu.vocab.numerals import ordinal

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_LONGEST = 1200
_FRIDAY = 4
UNREAD, NO_START, WORKING_DAYS = "date.unread", "date.no_start", "date.working_days"
DOUBTS = {
    UNREAD: "names no day; fill in the deadline",
    NO_START: "does not say from which day it is counted; fill in the deadline",
    WORKING_DAYS: "is counted from Monday to Friday; public holidays are not taken off",
}
"""What a person is told about a date word, by code."""
_HEDGE = re.compile(
    r"(?:[，；：、。！？,;:\s”）)\n]|力争|争取|确保|预计|计划|预期|努力|并|且|其中|在|于|全[省市区县国旗]|[我本][省市区县国]|其中[（(]|[0-9]{4}年[和及与])\Z"
)


def find(sentence: Stretch, context: Context) -> list[When]:
    """The date words of a sentence, from left to right, baselines and names included.

    Args:
        sentence: where to look.
        context: the year in force and the issue date.

    Returns:
        Date words with their last day where it can be known.
    """
    found: list[When] = []
    seen = _Seen(sentence.text, sentence.start, context)
    for hit in _hits(sentence):
        when = _resolve(hit, seen)
        found.append(when)
        if when.governs and when.deadline and not when.inferred:
            seen = _Seen(seen.text, seen.floor, context, int(when.deadline[:4]))
    return found


def _hits(sentence: Stretch) -> list[Found]:
    """The rows that match, from left to right; where two overlap the one that begins first and reaches further."""
    text, start, end, trace = sentence.text, sentence.start, sentence.end, sentence.trace
    hits = list(TABLE.scan(text, start, end, trace))
    if SEASON_ENDS.search(text, start, end) is None:
        return hits
    ordered = sorted([*hits, *SEASONS.scan(text, start, end, trace)], key=lambda hit: (hit.start, -hit.end))
    reached, kept = start, []
    for hit in ordered:
        if hit.start >= reached:
            kept.append(hit)
            reached = hit.end
    return kept


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a date word is worked out from: the sentence, the context, the year last printed in it."""

    text: str
    floor: int
    context: Context
    last_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year a date word without one belongs to."""
        return self.context.year or self.last_year


def base_year(context: Context) -> int | None:
    """The year before which a date is past: the year in force, else the issue year."""
    if context.year is not None:
        return context.year
    return int(context.issued_on[:4]) if context.issued_on else None


def _resolve(hit: Found, seen: _Seen) -> When:
    kind = hit.rule.gives
    return _idle(hit, seen) if kind == "none" or _in_brackets(hit, seen.text) else _KINDS[kind](hit, seen)


def _idle(hit: Found, seen: _Seen) -> When:
    """A date word that governs nothing."""
    return When(hit.start, hit.end, seen.text[hit.start : hit.end], governs=False)


def _in_brackets(hit: Found, text: str) -> bool:
    """Whether brackets hold years and nothing else, as in a title: （2026—2030年）."""
    bracketed = text[hit.start - 1 : hit.start] in ("（", "(") and text[hit.end : hit.end + 1] in ("）", ")")
    return bracketed and hit.rule.gives in ("year", "bare") and not text[: hit.start - 1].endswith("其中")


def _year_of(hit: Found, seen: _Seen) -> tuple[int | None, bool]:
    """The year a date word names, and whether it had to be inferred."""
    printed = hit.part("y")
    if printed is None or printed in ("今年", "本年", "当年"):
        return seen.year, True
    if printed == "明年":
        return (seen.context.year + 1 if seen.context.year else None), True
    return int(printed.rstrip("年").translate(_WIDE).translate(_YEAR_DIGITS)), False


def _made(
    hit: Found,
    seen: _Seen,
    day: date | None,
    *,
    inferred: bool = False,
    ambiguous: bool = False,
    carries: bool = False,
    doubt: str | None = None,
) -> When:
    base = base_year(seen.context)
    return When(
        start=hit.start,
        end=hit.end,
        text=seen.text[hit.start : hit.end].strip("，,"),
        deadline=day.isoformat() if day else None,
        inferred=inferred and day is not None,
        ambiguous=ambiguous,
        carries=carries,
        past=day is not None and base is not None and day.year < base,
        doubt=doubt,
    )


def _end_of(year: int | None, month: int = 12, day: int | None = None) -> date | None:
    if year is None or not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def _by_year(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    ambiguous = hit.part("b") is not None and not hit.match.group().rstrip("之以前").endswith(("底", "末"))
    return _made(
        hit, seen, _end_of(year), inferred=inferred, ambiguous=ambiguous, carries=hit.rule.id.endswith("to_year")
    )


_IN_TURN = re.compile(r"(?:[、和及][12][0-9]{3}年){0,5}(?:分别|依次)")
"""Years in a list whose figures follow in the same order (2024年、2025年分别达到80%、90%)."""
_REACHES = re.compile(
    r"(?:力争|争取|预计)?(?:达到?(?=[0-9０-９])|突破|超过|(?:提高|提升|增加|增长|扩大|下降|降低|降|控制|稳定|保持)[到至在])"
)
"""After a year inside a clause: what is reached by then (产量2030年达到300亿立方米)."""


def _by_bare_year(hit: Found, seen: _Seen) -> When:
    """A year alone is a deadline at the head of a clause or after a word of intent, else part of a name."""
    in_turn = _IN_TURN.match(seen.text, hit.end) is not None
    reaches = _REACHES.match(seen.text, hit.end) is not None
    return _by_year(hit, seen) if in_turn or reaches or _at_head(hit, seen) else _idle(hit, seen)


def _at_head(hit: Found, seen: _Seen) -> bool:
    """Whether a date opens its clause or follows a word of intent."""
    return hit.start == seen.floor or _HEDGE.search(seen.text, max(seen.floor, hit.start - 8), hit.start) is not None


def _by_month(hit: Found, seen: _Seen) -> When:
    part, before = hit.part("part"), hit.part("b")
    year, inferred = _year_of(hit, seen)
    base = base_year(seen.context)
    planned = hit.part("y") and _at_head(hit, seen) and year is not None and base is not None and year >= base
    if part is None and before is None and not planned:
        return _idle(hit, seen)
    day = {"上旬": 10, "中旬": 20}.get(part or "")
    ambiguous = part is None and before is not None
    return _made(hit, seen, _end_of(year, _number(hit, "m"), day), inferred=inferred, ambiguous=ambiguous)


def _by_day(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    return _made(hit, seen, _end_of(year, _number(hit, "m"), _number(hit, "d")), inferred=inferred)


def _by_half(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    last = 12 if hit.part("h") == "下半年" else 6
    before = hit.part("b") is not None
    return _made(hit, seen, _end_of(year, last), inferred=inferred, ambiguous=before)


def _by_quarter(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    before = hit.part("b") is not None
    return _made(hit, seen, _end_of(year, _number(hit, "q") * 3), inferred=inferred, ambiguous=before)


def _by_year_end(hit: Found, seen: _Seen) -> When:
    return _made(hit, seen, _end_of(seen.year), inferred=True)


def _by_plan(hit: Found, seen: _Seen) -> When:
    """The Nth five-year plan ends in 1955 + 5N (from the sixth on)."""
    if _COMPARED.search(seen.text, max(seen.floor, hit.start - 4), hit.start):
        return _idle(hit, seen)
    return _made(hit, seen, _end_of(1955 + 5 * _number(hit, "five")), carries=True)


_COMPARED = re.compile(r"(?:高于|低于|好于|优于|超过|比|较|与|同)[“\"]?\Z")
"""Before a period that something is compared with (高于“十三五”时期实际)."""


def _by_century(hit: Found, seen: _Seen) -> When:
    return _made(hit, seen, date(2050, 12, 31), ambiguous=True, carries=True)


def _by_length(hit: Found, seen: _Seen) -> When:
    """So long from the issue date on where the words say so; else no day is known and the words alone are kept."""
    issued_on = seen.context.issued_on if hit.rule.id.endswith("after_issue") else None
    words = (hit.part("n") or "").translate(_WIDE)
    number, unit = ordinal(words), hit.part("u") or ""
    if words == "半" and "年" in unit:
        number, unit = 6, "月"
    if number is None or issued_on is None or number > _LONGEST or hit.part("to"):
        return _made(hit, seen, None, doubt=NO_START)
    issued = date.fromisoformat(issued_on)
    if "工作" in unit:
        return _made(hit, seen, _working_days(issued, number), inferred=True, ambiguous=True, doubt=WORKING_DAYS)
    if "日" in unit or "天" in unit:
        return _made(hit, seen, issued + timedelta(days=number), inferred=True)
    year, month = divmod(issued.month - 1 + (number * 12 if "年" in unit else number), 12)
    day = _end_of(issued.year + year, month + 1, issued.day)
    return _made(hit, seen, day, inferred=True)


def _working_days(first: date, number: int) -> date:
    """The Nth day from Monday to Friday after a date; which of them are holidays is decreed year by year."""
    weeks, rest = divmod(number, 5)
    day = first + timedelta(weeks=weeks)
    while rest or day.weekday() > _FRIDAY:
        day += timedelta(days=1)
        rest -= rest > 0 and day.weekday() <= _FRIDAY
    return day


def _by_days(hit: Found, seen: _Seen) -> When:
    """A length of time from a day that is not known; inside a clause it is part of what the clause says."""
    after = _AFTER.search(seen.text, max(seen.floor, hit.start - 3), hit.start) is not None
    if not (after or _at_head(hit, seen) or DEALT_WITH.match(seen.text, hit.end)):
        return _idle(hit, seen)
    return replace(_made(hit, seen, None, doubt=NO_START), loose=True)


_AFTER = re.compile(r"(?:后|起)[，,]?\Z")
DEALT_WITH = re.compile(
    r"(?:全部|一律|予以)?(?:办结|(?:办理|处理|处置)完[毕结]|审结|答复|回复|反馈)(?=[，。；,;\n]|\Z)"
)
"""Ends a clause that says within how long something is dealt with (群众投诉5日内答复; not 5日内办结率达到95%)."""
_FEASTS = {"国庆": (9, 30), "五一": (4, 30), "劳动节": (4, 30), "七一": (6, 30), "八一": (7, 31)}
"""The day before each feast, as month and day."""


def _by_feast(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    return _made(hit, seen, _end_of(year, *_FEASTS[hit.part("f") or "国庆"]), inferred=inferred)


def _unread(hit: Found, seen: _Seen) -> When:
    """A date word that says no day: it takes the place of the date before it, and a person is asked."""
    return _made(hit, seen, None, doubt=UNREAD)


def _number(hit: Found, part: str) -> int:
    """A part that the row's pattern keeps to small numbers."""
    return ordinal((hit.part(part) or "").translate(_WIDE)) or 1


_KINDS: dict[str, Callable[[Found, _Seen], When]] = {
    "year": _by_year,
    "bare": _by_bare_year,
    "month": _by_month,
    "day": _by_day,
    "half": _by_half,
    "quarter": _by_quarter,
    "end": _by_year_end,
    "plan": _by_plan,
    "century": _by_century,
    "within": _by_length,
    "length": _by_days,
    "feast": _by_feast,
    "unread": _unread,
}

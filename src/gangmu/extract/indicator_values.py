"""Value cells of indicator tables: figures with their bounds, goals without a figure, blanks."""

from __future__ import annotations

import re

import msgspec

from gangmu.extract.indicator_rules import VALUE_RULES
from gangmu.model import IndicatorValue
from gangmu.model.plan import Basis, Comparator

_CELL_YEAR = re.compile(r"[（(]((?:19|20)\d{2})年?[）)]")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
WIDE = str.maketrans("０１２３４５６７８９．，％－ＧＭＫＴＢＰｂｐｓ", "0123456789.,%-GMKTBPbps")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)[%％]?[-—–~～至到](\d+(?:\.\d+)?)")
DASHES = frozenset(("—", "-", "－", "/", "——", "--", "–", "一", "―", "／"))
"""What stands for no value; scans read a dash as the numeral one."""
_DEFERRED = re.compile(
    r"(?:以|按照?|完成|达到|落实)?[一-鿿]{0,4}(?:国家|省|市|县|上级)(?:级|委|政府|[一-鿿]{0,6}部门)?(?:下达|分解|确定|核定|要求|规定)"
    r"[一-鿿]{0,6}(?:为准|执行|任务|目标|指标|要求|控制[数值]?)?"
)
_CELL_YEARS = re.compile(r"(?:19|20)\d{2}年?[-－—–~～至到]{1,2}((?:19|20)\d{2})年[期之]?间?")
"""The years that a value in the cell is of (`2026—2030年年均增长5%`)."""
_FULL_STOP = re.compile(r"(?<=\d)。(?=\d)")
"""A Chinese full stop that a web page made of the decimal point."""
_ADDED_UP = re.compile(r"[≥≤≧≦<>＜＞〈〉]?[〔\[【［]")
_GROWS = re.compile(r"增长|增速|增幅|降低|下降|减少|提高|升幅|降幅")


def read_value(text: str | None, year: int | None = None) -> IndicatorValue:
    """Read a value cell.

    Args:
        text: the cell without white space; None where nothing is printed.
        year: the column's year.

    Returns:
        The value as printed with its comparator; a year in brackets in the cell overrides the column's.
    """
    if not text or text in DASHES:
        return IndicatorValue(year=year, comparator="reach", basis="level", text=text or None)
    plain = _FULL_STOP.sub(".", text.translate(WIDE))
    span = _CELL_YEARS.match(plain)
    if span is not None and re.search(r"\d", plain[span.end() :]):
        return msgspec.structs.replace(read_value(plain[span.end() :], int(span[1])), text=text)
    own_year = _CELL_YEAR.search(plain)
    if own_year is not None:
        bare = read_value(plain[: own_year.start()] + plain[own_year.end() :], int(own_year[1]))
        return msgspec.structs.replace(bare, text=text)
    value = _read_plain(plain.rpartition("→")[2] or plain, year)  # `60→75`: from the one to the other
    return value if value.text == text else msgspec.structs.replace(value, text=text)


def _read_plain(text: str, year: int | None) -> IndicatorValue:
    """Read a value cell in plain figures."""
    hit = VALUE_RULES.first(text)
    comparator: Comparator = "reach" if hit is None else hit.rule.gives  # type: ignore[assignment]
    span = _RANGE.search(text)
    numbers = [_number(m.group()) for m in _NUMBER.finditer(text)]
    if span is not None:
        return IndicatorValue(year, _number(span[1]), _number(span[2]), "range", basis_of(text), text)
    if not numbers:
        return IndicatorValue(
            year, None, None, comparator if comparator in ("rise", "hold") else "reach", basis_of(text), text
        )
    if comparator in ("rise", "hold"):
        comparator = "reach"
    return IndicatorValue(year, numbers[0], None, comparator, basis_of(text), text)


def basis_of(text: str) -> Basis:
    if _ADDED_UP.match(text) or "累计" in text:
        return "cumulative"
    if "年均" in text or "平均每年" in text:
        return "growth_average"
    if re.search(r"^(?:增长|增速)|同比", text):
        return "growth"
    return "change" if re.search(r"^(?:下降|降低|减少|增加|提高)", text) else "level"


def _number(printed: str) -> float | int:
    plain = printed.replace(",", "").replace("，", "")
    return float(plain) if "." in plain else int(plain)


def is_deferred(text: str) -> bool:
    """Whether a cell leaves the value to be set by others (`以省下达任务为准`, `完成上级下达目标`)."""
    return _DEFERRED.fullmatch(text) is not None


def is_blank(text: str | None) -> bool:
    return text is None or text in DASHES


def average_basis(read: Basis | None, text: str, name: str, head: str) -> Basis:
    """What a figure in the column of averages is: bracketed ones add up, and a rate grows where its name says so."""
    if read == "cumulative" or ("累计" in head and "年均" not in head) or re.search(r"\d{4}年比|五年", head):
        return "cumulative"
    if "年均" not in head:
        return "growth"
    return "growth_average" if _GROWS.search(name) or "%" in text or "年均" in text else "level"

"""Chinese numerals as they number provisions and years."""

from __future__ import annotations

_DIGITS = {ch: i for i, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "O": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def ordinal(text: str) -> int | None:
    """The value of a number in digits, Chinese numerals (二十一) or a circle (③).

    Args:
        text: the numeral alone, without 第 or brackets.

    Returns:
        The number, or None where the text is none.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text in CIRCLED and len(text) == 1:
        return CIRCLED.index(text) + 1
    total, digit = 0, 0
    for ch in text:
        if ch in _UNITS:
            total += (digit or 1) * _UNITS[ch]
            digit = 0
        elif ch in _DIGITS:
            digit = digit * 10 + _DIGITS[ch]
        else:
            return None
    return total + digit if text else None


def han(number: int) -> str:
    """A number in Chinese numerals: 21 → 二十一, 1005 → 一千零五. From ten thousand on, which nobody numbers, in figures."""
    if number >= 10_000:
        return str(number)
    if number < 10:
        return "零一二三四五六七八九"[number]
    said, gap = "", False
    for weight, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // weight % 10
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return said.removeprefix("一") if number < 20 else said


def five_year_plan_end(numeral: str) -> int:
    """The last year of the five-year plan called 十X五: 十四五 (`四`) ends in 2025, five years after the one before it."""
    return 2005 + 5 * (ordinal(numeral) or 0)

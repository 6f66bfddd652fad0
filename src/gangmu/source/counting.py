"""How word processors count: a number in each of their formats (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_LOW = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def count(number: int, number_format: str) -> str:
    """A number as a format prints it; plain digits where the format is not known or does not reach so far.

    >>> count(21, "chineseCountingThousand"), count(3, "decimalEnclosedCircle"), count(7, "decimal")
    ('二十一', '③', '7')
    """
    if number_format in ("none", "bullet"):
        return ""
    return _FORMATS.get(number_format, str)(number) if number >= 0 else str(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number below 10,000 in Chinese words: 一, 十, 十一, 二十, 一百零五.

    >>> chinese(10), chinese(105), chinese(110)
    ('十', '一百零五', '一百一十')
    """
    if number == 0 or number >= 10_000:
        return digits[0] if number == 0 else str(number)
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return words[1:] if units == "十百千" and 10 <= number < 20 else words


def _chinese_to_99(number: int) -> str:
    return chinese(number) if number < 100 else _digit_by_digit(number)


def _digit_by_digit(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return chinese(number, _LEGAL, "拾佰仟")


def _letters(number: int) -> str:
    """a … z, aa … zz, as word processors go on after z."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN + _ROMAN_LOW:
        words += sign * (number // value)
        number %= value
    return words


def _row(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _signs(first: str, many: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(many))


_CIRCLED = _signs("①", 20) + _signs("㉑", 15) + _signs("㊱", 15)

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _row(_CIRCLED),
    "decimalEnclosedCircleChinese": _row(_CIRCLED),
    "decimalEnclosedParen": _row(_signs("⑴", 20)),
    "decimalEnclosedFullstop": _row(_signs("⒈", 20)),
    "ideographEnclosedCircle": _row(_signs("㊀", 10)),
    "chineseCounting": _chinese_to_99,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": _chinese_to_99,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "ordinal": lambda number: f"{number}.",
}

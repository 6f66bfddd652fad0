"""Cells of a workbook as a person sees them: the number formats that python-calamine does not pass on.

A workbook keeps 0.15 and the format `0%`; on screen, and so in the plan, stands 15%.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from gangmu.errors import SourceTooLongError, UnreadableSourceError
from gangmu.source.limits import markup_parser, read_part

# Elements are asked for by name alone, whatever namespace is declared (strict files have another, damaged ones any):
# python-calamine does so too, and what it would lay out has to be measured first.
_MOST_PLACES = 2_000_000

_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    17: "yyyy年m月",
    27: "yyyy年m月",
    31: "yyyy年m月d日",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    57: "yyyy年m月",
    58: "m月d日",
}
"""Formats that have a number and no text in the file (ISO/IEC 29500-1, 18.8.30), Chinese ones included."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_NUMBER = re.compile(r"(#,##)?[#0?]+(?:\.([0#?]+))?(%?)")
_DATE_UNITS = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+")


def formats_of_cells(archive: zipfile.ZipFile, name: str) -> dict[str, dict[tuple[int, int], str]]:
    """The number format of every formatted number, by sheet name, row and column (from 0).

    Args:
        archive: the workbook.
        name: the file's name, for messages.

    Returns:
        Only cells whose format is not the general one.

    Raises:
        UnreadableSourceError: a part is damaged.
        SourceTooLongError: cells stand so far apart that the sheet between them, which the workbook library lays out
            whole, would not fit into memory.
    """
    styles = _styles(_root(archive, "xl/styles.xml", name))
    return {
        sheet: _cell_formats(read_part(archive, part, name), styles, name) for sheet, part in _sheets(archive, name)
    }


def shown(value: object, number_format: str | None) -> str:
    """A cell's value as it is shown.

    >>> shown(1.0, None), shown(0.155, "0.0%"), shown(1200.0, '#,##0"万亩"')
    ('1', '15.5%', '1,200万亩')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, date | time):
        return _date(value, number_format)
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _number(value: float, number_format: str | None) -> str:
    pattern = (number_format or "").split(";")[0]
    found = _NUMBER.search(_LITERAL.sub(lambda match: "\x00" * len(match.group()), pattern))
    plain = f"{value:.15g}"
    if found is None or "E" in pattern or "/" in pattern:
        return plain
    grouped, decimals, percent = found.groups()
    try:
        exact = Decimal(plain) * (100 if percent else 1)
        rounded = exact.quantize(Decimal(1).scaleb(-len(decimals or "")), ROUND_HALF_UP)
    except InvalidOperation:
        return plain
    digits = f"{rounded:,f}" if grouped else f"{rounded:f}"
    if decimals and set(decimals) == {"#"}:
        digits = digits.rstrip("0").rstrip(".")
    return _unquoted(pattern[: found.start()]) + digits + percent + _unquoted(pattern[found.end() :])


def _unquoted(pattern: str) -> str:
    return _LITERAL.sub(lambda match: match.group(1) or match.group(2) or "", pattern).strip()


def _date(value: date | time, number_format: str | None) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes")
    pattern = _LITERAL.sub(lambda match: match.group(1) or match.group(2) or "", (number_format or "").split(";")[0])
    if not re.search("[ymd]", pattern.lower()):
        at_midnight = isinstance(value, datetime) and value.time() == time()
        return value.strftime("%Y-%m-%d") if at_midnight or not isinstance(value, datetime) else str(value)
    return _DATE_PART.sub(lambda match: _date_part(match, value), pattern.lower()).replace("@", "").strip()


def _date_part(match: re.Match[str], value: date) -> str:
    token = match.group()
    after_hour = token[0] == "m" and re.search(r"h+\W*$", match.string[: match.start()]) is not None
    unit = "minute" if after_hour else _DATE_UNITS[token[0]]
    number = int(getattr(value, unit, 0))
    if token[0] == "y":
        return str(number) if len(token) > 2 else f"{number % 100:02d}"
    return f"{number:02d}" if len(token) == 2 else str(number)


def _root(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    data = read_part(archive, part, name)
    if data is None:
        return None
    try:
        return etree.fromstring(data, markup_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSourceError(name=name, reason="damage.xml") from error


def _styles(root: etree._Element | None) -> list[str | None]:
    """The number format of each cell style, by index."""
    if root is None:
        return []
    own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter("{*}numFmt")}
    styles = root.find("{*}cellXfs")
    ids = [] if styles is None else [node.get("numFmtId", "0") for node in styles.iterchildren("{*}xf")]
    return [own.get(key) or _BUILT_IN.get(int(key) if key.isdigit() else 0) for key in ids]


def _sheets(archive: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    book = _root(archive, "xl/workbook.xml", name)
    relations = _root(archive, "xl/_rels/workbook.xml.rels", name)
    if book is None or relations is None:
        return []
    targets = {node.get("Id", ""): node.get("Target", "") for node in relations}
    found = []
    for sheet in book.iter("{*}sheet"):
        key = next((value for attribute, value in sheet.attrib.items() if str(attribute).endswith("}id")), "")
        target = targets.get(str(key), "")
        found.append((sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"))
    return found


def _cell_formats(sheet: bytes | None, styles: list[str | None], name: str) -> dict[tuple[int, int], str]:
    formats: dict[tuple[int, int], str] = {}
    rows = cols = 0
    for style, place, filled in _cells(sheet or b"", name):
        if filled:
            rows, cols = max(rows, place[0] + 1), max(cols, place[1] + 1)
        number_format = styles[int(style)] if style.isdigit() and int(style) < len(styles) else None
        if number_format:
            formats[place] = number_format
    if rows * cols > _MOST_PLACES:
        raise SourceTooLongError(name=name, size=rows * cols, limit=_MOST_PLACES, what="length.places")
    return formats


def _cells(sheet: bytes, name: str) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Style, place and whether it is filled, for each cell; the tree is taken down as it is read.

    Cells may leave out their place; then their row has it, and they stand one beside the other.
    """
    markup = BytesIO(sheet)
    in_row, filled = 0, False
    try:
        for _, node in etree.iterparse(
            markup, tag=("{*}c", "{*}row"), resolve_entities=False, no_network=True, huge_tree=True
        ):
            if etree.QName(node).localname == "row":
                yield "", (_row_number(node.get("r"), name) - 1, in_row - 1), filled
                in_row, filled = 0, False
                continue
            in_row, filled = in_row + 1, filled or len(node) > 0
            place = _place(node.get("r", ""), name)
            if place is not None:
                yield node.get("s", ""), place, len(node) > 0
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
    except etree.XMLSyntaxError as error:
        if sheet:
            raise UnreadableSourceError(name=name, reason="damage.xml") from error


def _place(reference: str, name: str) -> tuple[int, int] | None:
    """`C5` → row 4, column 2; None where none is given.

    Raises:
        UnreadableSourceError: it is no place of a sheet, and the workbook library would take it for one far away.
    """
    if not reference:
        return None
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if match is None:
        raise UnreadableSourceError(name=name, reason="damage.sheet")
    col = 0
    for letter in match.group(1):
        col = col * 26 + ord(letter) - 64
    return int(match.group(2)) - 1, col - 1


def _row_number(text: str | None, name: str) -> int:
    """The number of a row; 0 where none is given. Errors as for `_place`."""
    if text and not re.fullmatch(r"\d{1,7}", text):
        raise UnreadableSourceError(name=name, reason="damage.sheet")
    return int(text or 0)

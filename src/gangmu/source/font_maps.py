"""Which character a glyph of an embedded font draws, from the font's own character map (OpenType, `cmap`).

Two table formats cover the fonts that documents embed. A font from outside is read within bounds.
"""

from __future__ import annotations

import struct

_MOST_CODES = 200_000


def characters_of(font: bytes) -> dict[int, str]:
    """Glyph number → character; empty where the font has no map or is damaged.

    Args:
        font: a TrueType or OpenType font file.
    """
    try:
        table = _table(font, b"cmap")
        codes = {} if table is None else _codes(table)
    except struct.error:
        return {}
    found: dict[int, str] = {}
    for code, glyph in codes.items():
        if glyph and not 0xD800 <= code <= 0xDFFF and code < 0x110000:
            found.setdefault(glyph, chr(code))
    return found


def _table(font: bytes, tag: bytes) -> bytes | None:
    start = 0
    if font[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", font, 12)
    (many,) = struct.unpack_from(">H", font, start + 4)
    for i in range(many):
        name, _, offset, length = struct.unpack_from(">4sIII", font, start + 12 + 16 * i)
        if name == tag:
            return font[offset : offset + length]
    return None


def _codes(table: bytes) -> dict[int, int]:
    """Character code → glyph number, of the widest Unicode map."""
    (many,) = struct.unpack_from(">H", table, 2)
    codes: dict[int, int] = {}
    for i in range(many):
        platform, _, offset = struct.unpack_from(">HHI", table, 4 + 8 * i)
        (kind,) = struct.unpack_from(">H", table, offset)
        if platform not in (0, 3) or kind not in (4, 12):
            continue
        found = _by_segments(table, offset) if kind == 4 else _by_groups(table, offset)
        codes = found if len(found) > len(codes) else codes
    return codes


def _by_segments(table: bytes, at: int) -> dict[int, int]:
    (twice,) = struct.unpack_from(">H", table, at + 6)
    many = twice // 2
    ends = struct.unpack_from(f">{many}H", table, at + 14)
    starts = struct.unpack_from(f">{many}H", table, at + 16 + twice)
    deltas = struct.unpack_from(f">{many}H", table, at + 16 + 2 * twice)
    ranges_at = at + 16 + 3 * twice
    codes: dict[int, int] = {}
    left = _MOST_CODES
    for i, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (offset,) = struct.unpack_from(">H", table, ranges_at + 2 * i)
        left -= end + 1 - start
        for code in range(start, end + 1) if left > 0 else ():
            glyph = code
            if offset:
                place = ranges_at + 2 * i + offset + 2 * (code - start)
                glyph = struct.unpack_from(">H", table, place)[0] if place + 2 <= len(table) else 0
            if glyph or not offset:
                codes[code] = (glyph + delta) & 0xFFFF
    return codes


def _by_groups(table: bytes, at: int) -> dict[int, int]:
    (many,) = struct.unpack_from(">I", table, at + 12)
    codes: dict[int, int] = {}
    left = _MOST_CODES
    for i in range(min(many, _MOST_CODES)):
        start, end, glyph = struct.unpack_from(">III", table, at + 16 + 12 * i)
        left -= max(0, end + 1 - start)
        if left > 0:
            codes.update((code, glyph + code - start) for code in range(start, end + 1))
    return codes

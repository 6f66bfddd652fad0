"""Addresses of records as an office would write them: `三/（一）/1/t2` is 三、（一）1."""

from __future__ import annotations

import re

RECORD_END = re.compile(r"/(?:[a-z]+/)*[a-z]+\d+$")
UNNUMBERED = re.compile(r"^[a-z]+\d*$")
REPEATED = re.compile(r"~\d+$")
ROW = re.compile(r"^(?P<annex>.+?)-(?P<number>[^/-]+)$")
CHINESE = re.compile(r"^[一二三四五六七八九十百]+$")
DIGITS = re.compile(r"^\d+$")


def words(address: str) -> str:
    """The place an address names, in printed numbers; empty where the record stands outside all provisions.

    >>> words("三/（一）/1/t2")
    '三、（一）1.'
    >>> words("附件2-6/annual/t1")
    '附件2第6项'
    """
    place = RECORD_END.sub("", f"/{address}").removeprefix("/")
    return "".join(_part(REPEATED.sub("", part)) for part in place.split("/") if not UNNUMBERED.match(part))


def _part(part: str) -> str:
    row = ROW.match(part)
    if row:
        return f"{row['annex']}第{row['number']}项"
    if CHINESE.match(part):
        return f"{part}、"
    return f"{part}." if DIGITS.match(part) else part

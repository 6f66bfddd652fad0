"""Reader of plain text. Its text is the decoded file, character for character; it has no layout of its own."""

from __future__ import annotations

import msgspec

from gangmu.errors import EmptySourceError, UnreadableSourceError
from gangmu.model import Issue, SourceInfo
from gangmu.source.encoding import decode
from gangmu.source.limits import check_length
from gangmu.source.model import SourceText


def read(data: bytes, info: SourceInfo) -> SourceText:
    """A text file.

    Args:
        data: the file's bytes.
        info: where they came from; its encoding is filled in where decoding is exact.

    Returns:
        The text without blocks. Damaged bytes stand as U+FFFD and are noted as issues.

    Raises:
        UnreadableSourceError: text in no known encoding.
        EmptySourceError: nothing but blank space.
        SourceTooLongError: more text, or more lines, than one reading takes.
    """
    decoded = decode(data)
    if decoded is None:
        raise UnreadableSourceError(name=info.name, reason="damage.encoding")
    if not decoded.text.strip("\ufeff \t\r\n\u3000\xa0\x00"):
        raise EmptySourceError(name=info.name, reason="empty.blank", advice="advice.check")
    check_length(len(decoded.text), _pieces(decoded.text), info.name)
    exact = decoded.text.encode(decoded.encoding) == data if decoded.damaged else True
    encoding = decoded.encoding if exact else None
    issues = () if exact else _damage(decoded.text, decoded.encoding)
    return SourceText(info=msgspec.structs.replace(info, encoding=encoding), text=decoded.text, issues=issues)


def _damage(text: str, encoding: str) -> tuple[Issue, ...]:
    """One issue at the first damaged place: the rest are like it."""
    first = text.find("\ufffd")
    message = f"{text.count(chr(0xFFFD))} damaged bytes, read as {encoding}; they stand as \ufffd."
    return (Issue(code="source.damaged_bytes", message=message, span=(first, first + 1)),)


def _pieces(text: str) -> int:
    """How many lines, whichever way they are ended, and cells of tables that tabs and bars part."""
    return max(text.count("\n"), text.count("\r")) + text.count("\t") + text.count("|") + 1

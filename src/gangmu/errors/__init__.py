"""Errors of the library: each has a code, the place, the reason and the next step.

The English text is the library's; a caller that shows another language looks the sentence up by `code`
and fills it with `data`.
"""

from __future__ import annotations

from gangmu.errors._errors import (
    EmptySourceError,
    EncryptedSourceError,
    GangmuError,
    PlanFormatError,
    SourceError,
    SourceTooLargeError,
    UnreadableSourceError,
    UnsupportedSourceError,
)

__all__ = [
    "EmptySourceError",
    "EncryptedSourceError",
    "GangmuError",
    "PlanFormatError",
    "SourceError",
    "SourceTooLargeError",
    "UnreadableSourceError",
    "UnsupportedSourceError",
]

"""Errors of the library: each has a code, the place, the reason and the next step, in English and in Chinese.

`error.say("zh")` gives the Chinese sentence; `error.code` and `error.data` are for programs.
"""

from __future__ import annotations

from gangmu.errors._errors import (
    ArchiveError,
    EmptySourceError,
    EncryptedSourceError,
    GangmuError,
    GazetteerError,
    Language,
    MislabelledSourceError,
    MissingSourceError,
    OffsetError,
    OutputError,
    OutputFormError,
    PageError,
    PlanFormatError,
    SourceError,
    SourceTooLargeError,
    SourceTooLongError,
    UnforeseenError,
    UnreadableSourceError,
    UnsupportedSourceError,
)

__all__ = [
    "ArchiveError",
    "EmptySourceError",
    "EncryptedSourceError",
    "GangmuError",
    "GazetteerError",
    "Language",
    "MislabelledSourceError",
    "MissingSourceError",
    "OffsetError",
    "OutputError",
    "OutputFormError",
    "PageError",
    "PlanFormatError",
    "SourceError",
    "SourceTooLargeError",
    "SourceTooLongError",
    "UnforeseenError",
    "UnreadableSourceError",
    "UnsupportedSourceError",
]

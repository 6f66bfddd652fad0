"""Which sentence is which in another reading: its text and where it stood. Plain values, no database."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Subject:
    """A sentence as a decision remembers it, in the shape that decisions on readings have too.

    Attributes:
        address: where it stood.
        digest: of its text, white space aside.
        ordinal: which of the sentences with this very text it was, from 0.
        twins: how many of those there were.
        text: the text itself, to be shown where it has changed.
    """

    address: str
    digest: str
    ordinal: int = 0
    twins: int = 1
    text: str = ""

    def plain(self) -> dict[str, Any]:
        """The values as JSON keeps them."""
        return asdict(self)


def subject_of(values: Mapping[str, Any]) -> Subject:
    """A subject from what `plain` gave."""
    return Subject(**values)


def digest_of(text: str) -> str:
    """A short name for a text, the same whatever white space stands in it."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:20]


class Register:
    """The sentences of one side, found by address or by text."""

    def __init__(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Take in address and text of each, in order."""
        listed = [(address, text, digest_of(text)) for address, text in sentences]
        self._alike: dict[str, list[str]] = defaultdict(list)
        for address, _text, digest in listed:
            self._alike[digest].append(address)
        self._digests = {address: digest for address, _text, digest in listed}
        self._texts = {address: text for address, text, _digest in listed}

    def subject(self, address: str) -> Subject:
        """The sentence at an address, as a decision remembers it."""
        digest = self._digests[address]
        alike = self._alike[digest]
        return Subject(address, digest, alike.index(address), len(alike), self._texts[address])

    def find(self, subject: Subject) -> str | None:
        """Where a sentence stands now; None where its text has changed, is gone, or cannot be told apart.

        The same text at the same address comes first; then the same text elsewhere, where as many sentences share it
        as before.
        """
        if self._digests.get(subject.address) == subject.digest:
            return subject.address
        alike = self._alike.get(subject.digest, [])
        return alike[subject.ordinal] if len(alike) == subject.twins else None

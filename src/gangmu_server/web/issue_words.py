"""What the reader noticed about a document, by code; the library says it in English, here it is put for the screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language

WORDS: dict[str, str | Promise] = {}


def words(code: str, message: str) -> str:
    """The words for an issue's code; the library's own message where there are none, or the page is in English."""
    if (get_language() or "").startswith("en") and message:
        return message
    return str(WORDS.get(code, message or code))

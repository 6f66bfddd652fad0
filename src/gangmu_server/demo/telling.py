"""What the demo says on the terminal: in the language of its locale, in both where that is neither."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from django.utils import translation
from django.utils.functional import Promise

CHINESE, ENGLISH = "zh-hans", "en"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What says the language, the first that is set before the others, as POSIX has it."""


def languages(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The languages to speak: Chinese or English where the locale is one of them, else one after the other.

    Args:
        environment: `os.environ` by default.
    """
    source = os.environ if environment is None else environment
    locale = next((source[name] for name in VARIABLES if source.get(name)), "").lower()
    if locale.startswith("zh"):
        return (CHINESE,)
    return (ENGLISH,) if locale.startswith("en") else (CHINESE, ENGLISH)


def in_turn() -> Iterator[str]:
    """Each language to speak, active while it is at hand."""
    for language in languages():
        with translation.override(language):
            yield language


def said(words: str | Promise, **values: object) -> str:
    """A message in each language to speak, a line each.

    Args:
        words: lazy words with `%(name)s` for values.
        values: what is put in; lazy ones are put into each language.
    """
    return "\n".join(str(words) % {name: str(value) for name, value in values.items()} for _language in in_turn())

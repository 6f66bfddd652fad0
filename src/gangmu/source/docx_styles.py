"""Paragraph styles of a Word document: which of them number, are headings, or are lines of a table of contents."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from gangmu.source.docx_numbering import W, value_of, whole

_BODY_LEVEL = 9


class Style(NamedTuple):
    """What a style says; None where it says nothing and its base style counts."""

    base: str | None = None
    name: str = ""
    instance: str | None = None
    list_level: int | None = None
    outline: int | None = None


class Styles:
    """The styles of one document, looked up along their chain of base styles."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for node in () if root is None else root.findall(f"{W}style"):
            if node.get(f"{W}type", "paragraph") != "paragraph":
                continue
            key = node.get(f"{W}styleId", "")
            self._styles[key] = _style(node)
            if node.get(f"{W}default") in ("1", "true", "on"):
                self._default = key

    def numbering(self, key: str | None) -> tuple[str, int | None, str] | None:
        """The list instance a style puts its paragraphs in, its level if given, and the style that says so."""
        for name, style in self._chain(key):
            if style.instance is not None:
                return style.instance, style.list_level, name
        return None

    def level(self, key: str | None) -> int | None:
        """The heading level of a style: 1 to 9, 0 for the title, None for body text."""
        for _, style in self._chain(key):
            if style.name == "title":
                return 0
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_LEVEL else None
        return None

    def is_contents(self, key: str | None) -> bool:
        """Whether paragraphs of this style are lines of a table of contents that Word made."""
        return any(style.name.startswith("toc ") for _, style in self._chain(key))

    def _chain(self, key: str | None) -> list[tuple[str, Style]]:
        chain: list[tuple[str, Style]] = []
        seen: set[str] = set()
        key = key if key in self._styles else self._default
        while key is not None and key in self._styles and key not in seen:
            seen.add(key)
            chain.append((key, self._styles[key]))
            key = self._styles[key].base
        return chain


def _style(node: etree._Element) -> Style:
    properties = node.find(f"{W}pPr")
    numbered = None if properties is None else properties.find(f"{W}numPr")
    outline = None if properties is None else value_of(properties, "outlineLvl")
    list_level = None if numbered is None else value_of(numbered, "ilvl")
    return Style(
        base=value_of(node, "basedOn"),
        name=(value_of(node, "name") or "").lower(),
        instance=None if numbered is None else value_of(numbered, "numId"),
        list_level=None if list_level is None else whole(list_level, 0),
        outline=None if outline is None else whole(outline, _BODY_LEVEL),
    )

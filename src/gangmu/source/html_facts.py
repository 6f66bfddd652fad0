"""What a government page says of its document in the table of facts above it: number, issuer, date.

The labels are those of the State Council's pages and of 国务院办公厅《政府网站发展指引》 (2017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gangmu.source.html_tags import DROPPED, is_hidden

_LABELS = {"发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer", "发文字号": "number", "文号": "number"}
_LABELS |= {"成文日期": "issued_on", "成文时间": "issued_on"}
_LABEL = re.compile(r"(发文机关|发文单位|制发机关|发文字号|文\s*号|成文(?:日期|时间))\s*[:：]?\s*(.*)", re.DOTALL)
_OTHER = re.compile(r"[一-鿿\s]{2,8}[:：]\s*$")
_LONGEST = 80
_MOST = 5_000


def page_facts(root: etree._Element, content: etree._Element) -> tuple[tuple[str, str], ...]:
    """The facts a page prints outside its document.

    Args:
        root: the page.
        content: the element that holds the document; what stands in it is read as text.

    Returns:
        Pairs of `number`, `issuer` or `issued_on` with the words printed, each once, the first that is printed.
    """
    found: dict[str, str] = {}
    label: str | None = None
    for number, text in enumerate(_texts(root, content)):
        match = _LABEL.fullmatch(text)
        if match is not None:
            label = _LABELS["".join(match[1].split())]
        elif label is not None and _OTHER.fullmatch(text):
            label = None
        value = (text if match is None else match[2]).strip(" :：")
        if label is not None and value and len(value) <= _LONGEST:
            found.setdefault(label, " ".join(value.split()))
            label = None
        if number > _MOST:
            break
    return tuple(found.items())


def _texts(node: etree._Element, content: etree._Element) -> Iterator[str]:
    """Pieces of text that are shown outside the document, in order."""
    if node is content or str(node.tag).lower() in DROPPED - {"nav", "header", "footer", "aside"} or is_hidden(node):
        return
    if node.text and node.text.strip():
        yield node.text.strip()
    for child in node.iterchildren("*"):
        yield from _texts(child, content)
        if child.tail and child.tail.strip():
            yield child.tail.strip()

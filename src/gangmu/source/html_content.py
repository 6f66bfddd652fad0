"""Where on a page the document stands, and its title.

Text counts where it reads like a document: sentences, or cells of a table; links do not count. The document is the
smallest container that holds nearly all of what counts on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gangmu.source.html_tags import DROPPED, is_hidden

_CONTAINERS = {
    "article", "body", "center", "div", "font", "form", "main", "section", "span", "table", "tbody", "td", "tr",
    "ucapcontent",
}  # fmt: skip
_NEARLY_ALL, _AT_LEAST = 0.9, 0.8
_SENTENCE = re.compile("[，。；：、]")
_LONG = 15
_SHORT = 80
_SITE = re.compile(
    "版权所有|主办|承办|ICP备|网安备|网站标识码|技术支持|联系我们|浏览次数|字号[:：]|来源[:：]|打印|分享到"
)
"""Words of the site around a document: its footer, its bar of tools."""
_HAN = re.compile("[㐀-鿿]")
_BLANK = re.compile(r"\s+")

_KNOWN = (("id", "UCAP-CONTENT"), ("id", "zoom"), ("class", "TRS_Editor"), ("class", "TRS_UEDITOR"))
"""Containers that the content systems of government sites put a document in (the usual UCAP and TRS templates)."""
_TITLE_META = "articletitle"
"""The meta name for a document's title (国务院办公厅《政府网站发展指引》, 2017, annex on page labels)."""


def main_content(root: etree._Element) -> etree._Element:
    """The element that holds the document; the whole page where nothing stands out."""
    body = next(root.iter("body"), root)
    weights = _weights(body)
    total = weights.get(body, 0)
    for attribute, value in _KNOWN:
        for node in body.iter("*"):
            if value in (node.get(attribute) or "").split() and weights.get(node, 0) > _NEARLY_ALL * total / 2:
                return node
    return _narrowed(body, weights)


def printed_title(root: etree._Element, content: etree._Element) -> str | None:
    """The document's title where the page prints it outside the content; None where the content has it itself."""
    within = _BLANK.sub("", "".join(_texts(content)))
    page = _BLANK.sub("", "".join(_texts(next(root.iter("body"), root))))
    declared = [m.get("content") or "" for m in root.iter("meta") if (m.get("name") or "").lower() == _TITLE_META]
    headed = ["".join(_texts(node)) for node in root.iter("h1")]
    for title in declared + headed:
        bare = _BLANK.sub("", title)
        if bare and bare in page:
            return None if bare in within[: len(bare) + 400] else " ".join(title.split())
    return None


def _weights(body: etree._Element) -> dict[etree._Element, int]:
    """How many characters of document text each element holds."""
    nodes = list(body.iter("*"))
    weights = dict.fromkeys(nodes, 0)
    tabled = {node for cell in body.iter("td", "th") for node in cell.iter("*")}
    for node in reversed(nodes):
        if str(node.tag).lower() in DROPPED | {"a"} or is_hidden(node):
            weights[node] = 0
            continue
        inner = sum(weights[child] + _worth(child.tail, node in tabled) for child in node.iterchildren("*"))
        weights[node] = _worth(node.text, node in tabled) + inner
    return weights


def _worth(text: str | None, in_table: bool) -> int:
    if not text or not text.strip() or (len(text) < _SHORT and _SITE.search(text)):
        return 0
    reads_on = in_table or len(text.strip()) >= _LONG or _SENTENCE.search(text) is not None
    return len(_HAN.findall(text)) if reads_on else 0


def _narrowed(body: etree._Element, weights: dict[etree._Element, int]) -> etree._Element:
    """Goes inward while one container holds nearly everything; stops outside a table it would break up.

    Each step may leave a little out; all of them together no more than a fifth of the page. Where sentences stand
    beside the container itself, as between elements that nobody closed, the document is there.
    """
    place, least = body, _AT_LEAST * weights[body]
    while weights[place]:
        inner = max(place.iterchildren("*"), key=lambda node: weights.get(node, 0), default=None)
        if inner is None or inner.tag not in _CONTAINERS or weights[inner] < max(least, _NEARLY_ALL * weights[place]):
            break
        if _worth(place.text, False) or any(_worth(child.tail, False) for child in place.iterchildren("*")):
            break
        place = inner
    if place.tag in ("table", "tbody", "tr"):
        table = place if place.tag == "table" else next(place.iterancestors("table"), place)
        parent = table.getparent()
        return table if parent is None else parent
    return place


def _texts(node: etree._Element) -> Iterator[str]:
    """Text of an element that is shown."""
    if str(node.tag).lower() in DROPPED or is_hidden(node):
        return
    yield node.text or ""
    for child in node.iterchildren("*"):
        yield from _texts(child)
        yield child.tail or ""

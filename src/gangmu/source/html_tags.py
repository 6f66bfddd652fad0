"""What HTML elements mean for text: which break it into paragraphs, which are not part of it."""

from __future__ import annotations

import re

from lxml import etree

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", *HEADINGS,
}  # fmt: skip
"""Elements a browser starts on a new line."""

DROPPED = {
    "audio", "button", "canvas", "embed", "footer", "head", "iframe", "input", "link", "map", "meta", "nav",
    "noscript", "object", "option", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video",
}  # fmt: skip
"""Elements whose inside is no part of a document's text."""

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(node: etree._Element) -> bool:
    """Whether the element itself says that it is not shown."""
    return node.get("hidden") is not None or _HIDING.search(node.get("style") or "") is not None

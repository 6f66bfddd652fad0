"""Folds the outline's entries into nodes with addresses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gangmu.model import Issue
from gangmu.model.plan import ProvisionKind
from gangmu.structure.model import Node, TableRef
from gangmu.structure.outline import ANNEX_RANK, Entry, Role
from gangmu.text.model import TextDoc

_KINDS: dict[Role, ProvisionKind] = {
    Role.LEAD: "article",
    Role.BOX: "box",
    Role.ANNEX: "annex",
    Role.PREAMBLE: "preamble",
    Role.TEXT: "paragraph",
}


@dataclass(slots=True)
class _Open:
    """A node being read. It is closed for text of its own once a child or a table stands under it."""

    id: str
    kind: ProvisionKind
    rank: int
    number: str | None
    heading: str | None
    parent: int | None
    start: int
    body: int
    end: int
    closed: bool = False

    def done(self) -> Node:
        return Node(
            self.id, self.kind, self.number, self.heading, self.parent, self.start, min(self.body, self.end), self.end
        )


class TreeBuilder:
    """Takes entries in reading order; `build` gives the nodes and the tables."""

    def __init__(self, doc: TextDoc) -> None:
        self._doc = doc
        self._nodes: list[_Open] = []
        self._stack: list[int] = []
        self._tables: list[TableRef] = []
        self._ids: Counter[str] = Counter()
        self._last: dict[tuple[int | None, str], int] = {}
        self._last_in_document: dict[str, int] = {}
        self._framed_boxes = False
        self.issues: list[Issue] = []

    def add(self, entry: Entry) -> None:
        """Take the next paragraph."""
        if entry.role is Role.TABLE:
            self._close_top()
            self._tables.append(TableRef(entry.paragraph, self._stack[-1] if self._stack else None))
        elif entry.role in (Role.TEXT, Role.PREAMBLE):
            self._add_text(entry)
        else:
            self._open(entry)

    def build(self) -> tuple[tuple[Node, ...], tuple[TableRef, ...]]:
        """The nodes in reading order and the tables."""
        return tuple(node.done() for node in self._nodes), tuple(self._tables)

    def _close_top(self) -> None:
        if self._stack:
            self._nodes[self._stack[-1]].closed = True

    def _add_text(self, entry: Entry) -> None:
        if entry.returns_to_top and len(self._stack) > 1:
            del self._stack[1:]
            self._close_top()
        if self._stack and self._nodes[self._stack[-1]].kind == "box" and not entry.paragraph.framed:
            self._leave_box(entry)
        self._framed_boxes = self._framed_boxes or entry.paragraph.framed
        top = self._nodes[self._stack[-1]] if self._stack else None
        if top is not None and not top.closed:
            top.end = entry.paragraph.end
            return
        last = self._nodes[-1] if self._nodes else None
        if (
            last is not None
            and last.kind == _KINDS[entry.role]
            and last.kind in ("preamble", "paragraph")
            and not last.closed
        ):
            last.end = entry.paragraph.end
            return
        self._append(entry, _KINDS[entry.role], self._stack[-1] if self._stack else None)

    def _leave_box(self, entry: Entry) -> None:
        """Framed text belongs to the box; unframed text does only while the box has had no frame at all."""
        box = self._nodes[self._stack[-1]]
        if self._framed_boxes and box.end > box.body:
            self._stack.pop()

    def _open(self, entry: Entry) -> None:
        while self._stack and self._closes(self._nodes[self._stack[-1]], entry):
            self._stack.pop()
        self._close_top()
        kind = _KINDS.get(entry.role) or self._heading_kind(entry)
        parent = self._stack[-1] if self._stack else None
        if entry.numbered is not None:
            self._check_sequence(entry, parent)
        self._append(entry, kind, parent)
        self._stack.append(len(self._nodes) - 1)

    @staticmethod
    def _closes(top: _Open, entry: Entry) -> bool:
        if entry.role is Role.ANNEX:
            return True
        if entry.role is Role.BOX:
            return top.kind in ("box", "item", "paragraph") or (top.kind == "article" and top.number is None)
        return top.rank != ANNEX_RANK and top.rank >= entry.rank

    @staticmethod
    def _heading_kind(entry: Entry) -> ProvisionKind:
        if entry.numbered is None:
            return "chapter" if entry.rank <= 20 else "article"
        return entry.numbered.style.kind

    def _append(self, entry: Entry, kind: ProvisionKind, parent: int | None) -> None:
        p = entry.paragraph
        if kind == "article" and parent is None and entry.numbered is not None and entry.numbered.style.name == "han":
            kind = "chapter"
        node_id = self._address(entry, kind, parent)
        body = entry.body or p.start
        self._nodes.append(_Open(node_id, kind, entry.rank, entry.number, entry.heading, parent, p.start, body, p.end))

    def _address(self, entry: Entry, kind: ProvisionKind, parent: int | None) -> str:
        prefix = "" if parent is None or kind in ("box", "annex") else self._nodes[parent].id + "/"
        if entry.numbered is not None:
            base = prefix + entry.numbered.address
        elif entry.number is not None:
            base = prefix + entry.number
        else:
            letter = {"preamble": "前言", "chapter": "h", "article": "a", "paragraph": "p"}[kind]
            self._ids[prefix + letter] += 1
            ordinal = self._ids[prefix + letter]
            return prefix + letter if kind == "preamble" and ordinal == 1 else f"{prefix}{letter}{ordinal}"
        self._ids[base] += 1
        return base if self._ids[base] == 1 else f"{base}~{self._ids[base]}"

    def _check_sequence(self, entry: Entry, parent: int | None) -> None:
        """A number must follow its predecessor under the same parent, or go on from the chapter before."""
        numbered = entry.numbered
        assert numbered is not None
        name, value = numbered.style.name, numbered.value
        last = self._last.get((parent, name))
        on = self._last_in_document.get(name)
        if value != 1 and value not in {(last or 0) + 1, (on or 0) + 1}:
            span = self._doc.offsets.to_source(entry.paragraph.start, numbered.end)
            before = last if last is not None else on
            message = (
                f"{numbered.printed} does not follow number {before}" if before else f"{numbered.printed} is the first"
            )
            self.issues.append(Issue("number_repeated" if value == before else "number_skipped", message, span))
        self._last[parent, name] = value
        self._last_in_document[name] = value

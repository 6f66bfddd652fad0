"""Pairs of plans whose links were annotated by hand.

One is the gold beside the checkout. Three were annotated for development, by its rules, two of them a second time by
another reader (`.second`), and lie in bench/align/samples/ as places in the plans, without a word of them: `spans` of
the sentences on each side, and `links` as lower sentence, upper sentence, relation, and whether it is sure. One that is
not is a pair on which careful readers would split.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from bench.documents import SHARED, decode

SAMPLES = Path(__file__).with_name("samples")
GOLD = SHARED / "gold" / "alignment" / "zhanggong-to-national.json"
GOLD_UPPER = SHARED / "plans" / "ganzhou-national-plan-2022.txt"
GOLD_LOWER = SHARED / "plans" / "zhanggong-implementing-opinions-2022.txt"

SAME = 0.7
"""The scorer's own line for two sentences being one."""

Ids = tuple[str, str]


class Annotated(NamedTuple):
    """A pair of plans with its links.

    Attributes:
        name: of the sample.
        upper: the plan above.
        lower: the plan below.
        gold: sentences and links in the form the scorer reads.
        unsure: pairs of lower and upper id on which careful readers would split; they are links in `gold`.
    """

    name: str
    upper: Path
    lower: Path
    gold: dict[str, Any]
    unsure: frozenset[Ids] = frozenset()

    @property
    def links(self) -> set[Ids]:
        """All links, the unsure among them."""
        return {(link["lower"], upper) for link in self.gold["links"] for upper in _listed(link["upper"])}


def annotated() -> list[Annotated]:
    """The pairs whose plans are at hand."""
    if not GOLD.exists():
        return []
    gold = json.loads(GOLD.read_text("utf-8"))
    return [
        Annotated("zhanggong-to-national", GOLD_UPPER, GOLD_LOWER, gold),
        *(_sample(path) for path in sorted(SAMPLES.glob("*.json"))),
    ]


def _sample(path: Path) -> Annotated:
    told = json.loads(path.read_text("utf-8"))
    upper, lower = _sentences(told["upper"], "u"), _sentences(told["lower"], "l")
    rows = [(f"l{j}", f"u{i}", relation, sure) for j, i, relation, sure in told["links"]]
    linked = {one for j, i, _, sure in rows if sure for one in (j, i)}
    split = {one for j, i, _, _ in rows for one in (j, i)} - linked
    gold = {
        "upper": upper,
        "lower": lower,
        "links": [{"lower": j, "upper": i, "relation": relation} for j, i, relation, _ in rows],
        "uncovered": [one["id"] for one in upper if one["id"] not in linked],
        "uncovered_optional": sorted(split),
        "added": [one["id"] for one in lower if one["id"] not in linked],
        "added_optional": sorted(split),
    }
    unsure = frozenset((j, i) for j, i, _, sure in rows if not sure)
    return Annotated(path.stem, SHARED / told["upper"]["file"], SHARED / told["lower"]["file"], gold, unsure)


def _sentences(side: dict[str, Any], letter: str) -> list[dict[str, str]]:
    path = SHARED / side["file"]
    if hashlib.sha256(path.read_bytes()).hexdigest() != side["sha256"]:
        raise SystemExit(f"{path.name} is not the file that was annotated")
    text = decode(path)
    return [{"id": f"{letter}{n}", "text": text[start:end]} for n, (start, end) in enumerate(side["spans"])]


def _listed(upper: str | list[str]) -> list[str]:
    return [upper] if isinstance(upper, str) else upper


def ids_of(text: str, sentences: Sequence[dict[str, str]], tool: ModuleType) -> list[str]:
    """The annotated sentences that a text is, by the scorer's rule."""
    bare = tool.squeeze(text)
    return [one["id"] for one in sentences if bare and tool.overlap(bare, tool.squeeze(one["text"])) >= SAME]

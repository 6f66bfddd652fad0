"""Upper sentences made from the corpus, and lower ones made from them the way plans change on their way down.

The model (seeded, so that every run and every tool sees the same sentences):

Upper sentences: three clauses of the corpus (8 to 40 characters each, white space gone), drawn at random and joined by
commas. No two upper sentences hold the same three; each clause stands in many.

A lower sentence has one known parent, and is changed by, in this order:

| change | how often | what |
|---|---|---|
| a clause left out | 40 % of sentences | one of the three |
| a member left out | 20 % of lists | one member of a list joined by 、 |
| a clause added | 30 % of sentences | another clause of the corpus, at a random place |
| the order | 20 % of sentences | clauses shuffled |
| the act | 50 % of acts | a verb of the scale becomes another one (支持 → 推动, 建设 → 打造, 开展 → 争取开展 …) |
| the ground | every place | a province, city or county becomes another |
| the figure | 50 % of numbers | another number of as many digits |
| recognition | 1 % of characters | another character of the corpus |
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gangmu.align.fold import fold
from gangmu.vocab.divisions import divisions

SHORTEST, LONGEST = 8, 40
CLAUSES = 3
LEFT_OUT, MEMBER_LEFT_OUT, ADDED, SHUFFLED, ACT, FIGURE, MISREAD = 0.4, 0.2, 0.3, 0.2, 0.5, 0.5, 0.01

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[，；。！？：|]")
_HAN = re.compile(r"[一-鿿]{6}")
_ACTS = {
    "支持": "推动",
    "鼓励": "引导",
    "建设": "打造",
    "推进": "加快",
    "推动": "争取",
    "开展": "争取开展",
    "加强": "强化",
    "完善": "健全",
    "提高": "提升",
    "发展": "培育",
    "实施": "落实",
    "建立": "构建",
}
_ACT = re.compile("|".join(_ACTS))
_FIGURE = re.compile(r"\d+")


class Clauses:
    """The clauses of a folder of texts, each once."""

    def __init__(self, folder: Path) -> None:
        found = (clause for path in sorted(folder.glob("*.txt")) for clause in _clauses(path))
        self.all = list(dict.fromkeys(found))
        self.characters = sorted(set("".join(self.all)))


def _clauses(path: Path) -> Iterator[str]:
    text = fold(_SPACE.sub("", path.read_bytes().decode("utf-8", "replace")))
    return (clause for clause in _MARKS.split(text) if SHORTEST <= len(clause) <= LONGEST and _HAN.search(clause))


def uppers(clauses: Clauses, count: int, seed: int) -> list[tuple[str, ...]]:
    """Upper sentences as their clauses, all different."""
    dice = random.Random(seed)
    made: dict[frozenset[int], tuple[str, ...]] = {}
    while len(made) < count:
        chosen = dice.sample(range(len(clauses.all)), CLAUSES)
        made.setdefault(frozenset(chosen), tuple(clauses.all[i] for i in chosen))
    return list(made.values())


def lowers(clauses: Clauses, upper: Sequence[tuple[str, ...]], count: int, seed: int) -> Iterator[tuple[int, str]]:
    """Lower sentences with the index of the parent of each."""
    dice = random.Random(seed)
    mutation = _Mutation(clauses, dice)
    for parent in dice.sample(range(len(upper)), count):
        yield parent, mutation.of(upper[parent])


def joined(sentence: Sequence[str]) -> str:
    """Clauses as a sentence."""
    return "，".join(sentence) + "。"


class _Mutation:
    def __init__(self, clauses: Clauses, dice: random.Random) -> None:
        self._clauses = clauses
        self._dice = dice
        self._names = {level: [d.name for d in divisions() if d.level == level] for level in (1, 2, 3)}
        by_length = sorted((d for d in divisions()), key=lambda d: -len(d.name))
        self._place = re.compile("|".join(re.escape(d.name) for d in by_length))
        self._level = {d.name: d.level for d in by_length}

    def of(self, upper: Sequence[str]) -> str:
        """A lower sentence of an upper one."""
        dice = self._dice
        parts = list(upper)
        if dice.random() < LEFT_OUT:
            parts.pop(dice.randrange(len(parts)))
        parts = [self._without_member(part) for part in parts]
        if dice.random() < ADDED:
            parts.insert(dice.randrange(len(parts) + 1), dice.choice(self._clauses.all))
        if dice.random() < SHUFFLED:
            dice.shuffle(parts)
        return self._misread(self._reworded(joined(parts)))

    def _without_member(self, clause: str) -> str:
        members = clause.split("、")
        if len(members) > 1 and self._dice.random() < MEMBER_LEFT_OUT:
            members.pop(self._dice.randrange(len(members)))
        return "、".join(members)

    def _reworded(self, text: str) -> str:
        dice = self._dice
        text = self._place.sub(lambda m: dice.choice(self._names[self._level[m.group()]]), text)
        text = _ACT.sub(lambda m: _ACTS[m.group()] if dice.random() < ACT else m.group(), text)
        return _FIGURE.sub(lambda m: self._figure(m.group()) if dice.random() < FIGURE else m.group(), text)

    def _figure(self, digits: str) -> str:
        return "".join(self._dice.choice("0123456789") for _ in digits)

    def _misread(self, text: str) -> str:
        dice, characters = self._dice, self._clauses.characters
        return "".join(dice.choice(characters) if dice.random() < MISREAD else c for c in text)

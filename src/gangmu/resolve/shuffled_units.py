"""Units whose characters were shuffled: inside a name, or across two that stand side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gangmu.vocab.bigrams import known_bigrams

BROKEN, UNHEARD, ACROSS = 0.8, 0.7, 0.7
ORGAN_END = "局委办厅部院会室中心司处站所队厂校镇乡街道团"
LEVELS = "区县市省州旗盟"


def by_letters(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by the characters they are made of."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[letters(name)].append(name)
    return found


def letters(name: str) -> str:
    return "".join(sorted(name))


def shuffled(unit: str, known: Mapping[str, Sequence[str]]) -> tuple[str, float] | None:
    """The one known name of the same characters, where the order printed is none a name could have.

    区科教局 and 区教科局 are two ways to name an organ; what ends in no organ's word, doubles a character, has its
    level in the middle (水区利局) or parts its words (区利水局) is none.

    Args:
        unit: as printed.
        known: names, from `by_letters`.

    Returns:
        The name and how sure it is.
    """
    names = [name for name in known.get(letters(unit), ()) if name != unit]
    if len(names) != 1:
        return None
    right = names[0]
    headless = right[0] in LEVELS and unit[0] != right[0]
    if headless or unit[-1] not in ORGAN_END or _doubled(unit) - _doubled(right):
        return right, BROKEN
    inner, meant = _inside(unit), _inside(right)
    return (right, UNHEARD) if inner != meant and not is_of_words(inner) and is_of_words(meant) else None


def is_of_words(name: str) -> bool:
    """Whether characters can be cut into pairs that plans use, a single one left over at the most.

    >>> is_of_words("交通运输"), is_of_words("大数据"), is_of_words("输交通运")
    (True, True, False)
    """
    known = known_bigrams()

    def cut(rest: str, spare: int) -> bool:
        if len(rest) < 2:
            return len(rest) <= spare
        return (rest[:2] in known and cut(rest[2:], spare)) or (spare > 0 and cut(rest[1:], spare - 1))

    return cut(name, len(name) % 2)


def _inside(name: str) -> str:
    """A unit's name without its level and the word it ends with."""
    return name[name[0] in LEVELS : -1]


def _doubled(name: str) -> set[str]:
    return {a for a, b in pairwise(name) if a == b}


def across(first: str, second: str, known: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The only two known names that two printed ones are made of together: 区水局 and 区利住建局.

    Args:
        first: as printed.
        second: the one behind it.
        known: names, from `by_letters`.
    """
    together = Counter(first + second)
    found = {frozenset((a, b)) for a, b in _pairs(together, known)}
    if len(found) != 1 or len(pair := sorted(found.pop())) != 2:
        return None
    a, b = max(((x, y) for x, y in (pair, pair[::-1])), key=lambda p: _alike(first, p[0]) + _alike(second, p[1]))
    return (a, b) if first not in (a, b) and second not in (a, b) else None


def _pairs(together: Counter[str], known: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for names in known.values():
        for name in names:
            own = Counter(name)
            if own <= together:
                rest = "".join(sorted((together - own).elements()))
                yield from ((name, other) for other in known.get(rest, ()))


def _alike(a: str, b: str) -> int:
    """How many characters two names share, those that open both alike counted twice."""
    opening = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return sum((Counter(a) & Counter(b)).values()) + opening

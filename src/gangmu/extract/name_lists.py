"""Lists of names that share their last words, spread out: `甲、乙等通用机场` → 甲通用机场, 乙通用机场.

What completes a name is told by language alone: a name is complete when it ends with a noun for something built or
run, or with an act used as a noun; what stands after 等, or after the last item's own part, completes the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from gangmu.extract.brackets import split_outside
from gangmu.vocab.project_words import GENERIC_HEADS, HEAD_NOUNS, NAMED_ACTS

IsPlace = Callable[[str], bool]
"""Tells whether a word is the name of a place."""

_EDGE = " \t\n，,、；;。|的"
_HEADS = tuple(noun.word for noun in (*HEAD_NOUNS, *NAMED_ACTS))
_BUILT = tuple(noun.word for noun in HEAD_NOUNS)
_ACTS = tuple(sorted((noun.word for noun in NAMED_ACTS), key=len, reverse=True))
_GENERIC = frozenset(noun.word for noun in GENERIC_HEADS)
_BRACKET_END = re.compile(r"[（(〔][^（()）〕]*[）)〕]$")
_ETC = re.compile(r"(?<![高平同均中])等(?!级|次)")
_JOINER = re.compile(r"以及|和|及|与")
_QUALIFIER = re.compile(
    r"^(?:一批|若干|多个|一系列|符合条件的?|有条件的?|各类|[0-9一二三四五六七八九十百]+(?:个|座|条|处|所|家|项)|重点|重大|重要|骨干|主要|标志性)+"
)
_DIVISION = re.compile(r"^(?:地区?|[县市区](?:[（(][^（()）]*[）)])?|符合条件的?)+")
_PHASE = re.compile(r"^[一二三四五]期")
_PHASE_END = re.compile(r"[一二三四五]期(?:工程|项目)?$")
_MARK = "〇"  # stands for nothing: an item that only lends its head


def is_complete(name: str) -> bool:
    """Whether a name needs no more: it ends with a noun of works or an act used as a noun, brackets aside."""
    bare = _BRACKET_END.sub("", name)
    return len(bare) >= 3 and bare.endswith(_HEADS) and bare not in _HEADS


def is_generic(phrase: str) -> bool:
    """Whether a class word (after 等) only says that a list is one of projects, and completes no name."""
    rest = _BRACKET_END.sub("", _QUALIFIER.sub("", phrase.strip(_EDGE)))
    return rest in _GENERIC or rest == "" or not rest.endswith(_HEADS) or "重点" in rest or "重大" in rest


def spread(phrase: str, is_place: IsPlace) -> list[str]:
    """The names of a list, each complete.

    Args:
        phrase: the list as printed, without the verb that governs it and the noun that closes it.
        is_place: tells whether a word is a place; a bare place completes itself with the shared head.

    Returns:
        The names in order.
    """
    names: list[str] = []
    at = 0
    while at < len(phrase):
        etc = next((m for m in _ETC.finditer(phrase, at) if _outside(phrase, at, m.start())), None)
        if etc is None:
            return names + _without_etc(phrase[at:], is_place)
        stop = _end_of_class(phrase, etc.end())
        names += _with_class(
            _items(phrase[at : etc.start()], is_place), phrase[etc.end() : stop].strip(_EDGE), is_place
        )
        joiner = _JOINER.match(phrase, stop)
        at = joiner.end() if joiner else stop + 1
    return names


def _outside(phrase: str, start: int, at: int) -> bool:
    return sum(phrase.count(c, start, at) for c in "（(") <= sum(phrase.count(c, start, at) for c in "）)")


def _end_of_class(phrase: str, start: int) -> int:
    """Where the class word after 等 ends: before a joiner or a comma that opens another list with its own 等."""
    if _ETC.search(phrase, start) is None:
        return len(phrase)
    for mark in re.finditer(r"[、，,]|以及|和|及|与", phrase[start:]):
        if mark.start() >= 2 and phrase[start : start + mark.start()].endswith(_HEADS):
            return start + mark.start()
    return len(phrase)


def _items(phrase: str, is_place: IsPlace) -> list[str]:
    """The items of a list: cut at commas outside brackets, and at 和 or 及 behind a name of something built."""
    found: list[str] = []
    for a, b in split_outside(phrase, 0, len(phrase), "、，,"):
        found.extend(_at_joiners(phrase[a:b].strip(_EDGE), is_place))
    return list(_phases(item for item in found if item))


def _at_joiners(item: str, is_place: IsPlace) -> Iterator[str]:
    for joiner in _JOINER.finditer(item):
        left, right = item[: joiner.start()], item[joiner.end() :]
        built = is_complete(left) and _BRACKET_END.sub("", left).endswith(_BUILT)
        two_places = _opens_with_place(left, is_place) and _opens_with_place(right, is_place)
        if len(right) >= 2 and (built or two_places):
            yield left
            yield from _at_joiners(right, is_place)
            return
    yield item


def _phases(items: Iterator[str]) -> Iterator[str]:
    """`某码头一期、二期工程` names two phases of one work."""
    base = ""
    for item in items:
        if _PHASE.match(item) and _PHASE_END.search(base):
            yield _PHASE_END.sub("", base) + item
            continue
        base = item
        yield item


def _with_class(items: Sequence[str], word: str, is_place: IsPlace) -> list[str]:
    """Names before 等: the class word completes those that are not complete by themselves."""
    head = _QUALIFIER.sub("", word)
    if items and all(map(is_place, items)):
        head = _QUALIFIER.sub("", _DIVISION.sub("", head))
    if is_generic(head):
        return _shared(items, is_place) if items else []
    if len(items) > 2 and sum(map(is_complete, items)) * 2 > len(items) and not _is_class_of(head, items):
        return list(items)
    act = next((act for act in _ACTS if head.endswith(act)), "")
    return [_completed(item, head, act) for item in items]


def _is_class_of(head: str, items: Sequence[str]) -> bool:
    """Whether a class word says what the complete items are (高速公路 of `甲至乙高速`), or what is done to them."""
    return head.endswith(_ACTS) or any(head[:2] in item for item in items if is_complete(item))


def _completed(item: str, head: str, act: str) -> str:
    """An item with the class word behind it, or with the act that the class word closes with, or as it is."""
    if not is_complete(item):
        return join(item, head)
    return item if item.endswith(_ACTS) else item + act


def _without_etc(phrase: str, is_place: IsPlace) -> list[str]:
    """Names of a list without 等: the last item may carry the head of those before it."""
    return _shared(_items(phrase, is_place), is_place)


def _shared(items: Sequence[str], is_place: IsPlace) -> list[str]:
    if len(items) < 2:
        return list(items)
    *others, last = items
    head = _shared_head(others, last, is_place)
    if head is None:
        return list(items)
    first = _first_that_shares(others, last[: -len(head)], is_place)
    return others[:first] + [join(item, head) for item in others[first:]] + [last]


def _shared_head(others: Sequence[str], last: str, is_place: IsPlace) -> str | None:
    """What the last item lends to those before it, or None where they are complete without it."""
    before = others[-1]
    at = _parallel_end(before, last, is_place)
    if at is None:
        return None
    head = last[at:]
    return head if len(head) >= 2 and (is_complete(_MARK + head) or is_complete(head)) else None


def _parallel_end(before: str, last: str, is_place: IsPlace) -> int | None:
    """Where the part of the last item ends that stands in parallel to the item before it."""
    same_length = len(before) if len(last) > len(before) + 1 else None
    if is_place(before) or len(before) == 2:
        lengths = (n for n in (4, 3, 2) if n < len(last) - 1 and is_place(last[:n]))
        return next(lengths, same_length)
    tail = _common_tail(before, last)
    if tail is not None or is_complete(before):
        return tail
    if len(before) <= 4:
        return same_length
    return _head_start(last) if _opens_with_place(before, is_place) and _opens_with_place(last, is_place) else None


def _opens_with_place(name: str, is_place: IsPlace) -> bool:
    return any(is_place(name[:length]) for length in (2, 3, 4))


def _common_tail(before: str, last: str) -> int | None:
    """The end, inside the last item, of the ending it has in common with the one before (`甲医院、乙医院新院区`)."""
    bare = _BRACKET_END.sub("", before)
    for length in range(min(6, len(bare) - 1), 0, -1):
        tail = bare[-length:]
        at = last.find(tail)
        if at < 1 or at + length >= len(last) - 1:
            continue
        if length > 1 or (is_complete(bare) and last[: at + 1].endswith(_BUILT)):
            return at + length
    return None


def _head_start(last: str) -> int | None:
    """Where the closing noun of the last item begins, with the class words before it (`某某产业基地`)."""
    ends = [noun for noun in _BUILT if last.endswith(noun) and len(noun) >= 2]
    if not ends:
        return None
    at = len(last) - len(max(ends, key=len))
    return at - 2 if last[at - 2 : at] in ("产业", "生产", "养殖", "特色", "加工", "示范", "工业", "应用") else at


def _first_that_shares(others: Sequence[str], stem: str, is_place: IsPlace) -> int:
    """The first of the items that the shared head completes: those just before the last that are like its stem."""
    first = len(others)
    while first and _is_like(others[first - 1], stem, is_place):
        first -= 1
    return first


def _is_like(item: str, stem: str, is_place: IsPlace) -> bool:
    if not is_complete(item):
        return True
    return is_complete(stem) and _BRACKET_END.sub("", item)[-1:] == stem[-1:]


def join(item: str, head: str) -> str:
    """Put a shared head behind an item; what both have at the seam stands once (`某茶` + `茶产业基地`)."""
    for length in range(min(len(item), len(head)) - 1, 0, -1):
        if item.endswith(head[:length]):
            return item + head[length:]
    return item + head

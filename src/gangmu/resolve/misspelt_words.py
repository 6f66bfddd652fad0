"""Words of the text itself that recognition garbled: characters plans hardly use, and brackets of a document number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from gangmu.model import Proposal
from gangmu.resolve.families import pair_of
from gangmu.resolve.strange import strange_characters
from gangmu.vocab.bigrams import known_characters
from gangmu.vocab.lookalikes import look_alike

BOTH_SIDES, LIKE_SHAPE, BRACKET = 0.75, 0.65, 0.9
FEW = 100
"""So many runs of characters are found sooner one by one than in one pass over every place of the text."""
MOST = 200
"""Of a run that stands in more places than this, the first ones say what stands beside it."""
_HAN = "[一-鿿]"
_NUMBER = re.compile(r"(?P<open>[〔\[［【(（{])(?P<year>(?:19|20)\d{2})(?P<close>[〕\]］】)）}])(?=\s*\d{1,5}\s*号)")
_OPEN, _CLOSE = "〔[［【(（{", "〕]］】)）}"


def misspelt_words(text: str) -> Iterator[Proposal]:
    """A character that public plans hardly use, where the same words stand elsewhere with one other character.

    The same words are two characters on one side and three on the other; three on one side are enough for a character
    of like shape.

    Args:
        text: the source text.
    """
    rare = "".join(strange_characters(text))
    spots = [match.start() for match in re.finditer(f"[{rare}]", text)] if rare else []
    places = _places(text, {words for at in spots for words in (text[at - 3 : at], text[at + 1 : at + 4])})
    for at in spots:
        others, sure = _alternatives(text, at, places), BOTH_SIDES
        if not others:
            others, sure = _of_like_shape(text, at, places), LIKE_SHAPE
        if len(others) == 1:
            right = others.pop()
            around = text[at - 1 : at + 3]
            wrong, mended = pair_of(around, around[0] + right + around[2:])
            yield Proposal((at, at + 1), text[at], right, "word", f"{wrong} → {mended}", sure)


def misprinted_numbers(text: str) -> Iterator[Proposal]:
    """Brackets of a document number that are no pair (〔2024]8号); GB/T 9704 prints the year in 〔〕.

    Args:
        text: the source text.
    """
    for match in _NUMBER.finditer(text):
        if _OPEN.index(match["open"]) == _CLOSE.index(match["close"]):
            continue
        why = f"{match.group()} → 〔{match['year']}〕"
        for name, right in (("open", "〔"), ("close", "〕")):
            if match[name] != right:
                yield Proposal(match.span(name), match[name], right, "word", why, BRACKET)


def _places(text: str, wanted: set[str]) -> dict[str, list[int]]:
    """Where each run of three Chinese characters stands; looked up one by one where they are few."""
    runs = {words for words in wanted if re.fullmatch(f"{_HAN}{{3}}", words)}
    if len(runs) <= FEW:
        return {words: [m.start() for m in islice(re.finditer(words, text), MOST)] for words in runs}
    found: dict[str, list[int]] = defaultdict(list)
    wanted_runs = {tuple(words) for words in runs}  # three by three without cutting the text is twice as fast
    for at in [at for at, run in enumerate(zip(text, text[1:], text[2:], strict=False)) if run in wanted_runs]:
        if len(places := found[text[at : at + 3]]) < MOST:
            places.append(at)
    return found


def _alternatives(text: str, at: int, places: Mapping[str, Sequence[int]]) -> set[str]:
    """Known characters that stand elsewhere between the same neighbours: two on one side and three on the other."""
    before, after = places.get(text[at - 3 : at], ()), places.get(text[at + 1 : at + 4], ())
    beside = [place + 3 for place in before if text[place + 4 : place + 6] == text[at + 1 : at + 3]]
    beside += [place - 1 for place in after if place > 2 and text[place - 3 : place - 1] == text[at - 2 : at]]
    return {text[place] for place in beside if place != at and text[place] in known_characters()}


def _of_like_shape(text: str, at: int, places: Mapping[str, Sequence[int]]) -> set[str]:
    """Known characters of like shape that stand elsewhere beside the same three characters."""
    beside = [place + 3 for place in places.get(text[at - 3 : at], ())]
    beside += [place - 1 for place in places.get(text[at + 1 : at + 4], ()) if place]
    found = {text[place] for place in beside if place < len(text)}
    return {char for char in found & known_characters() if look_alike(char, text[at])}

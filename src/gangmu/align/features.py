"""A sentence as a bag of features: pairs of characters, subjects, and routes named by their ends.

Acts, place names and set phrases give no features; names of kinds give little.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gangmu.align.weights import Weights
from gangmu.align.words import ACTS, KINDS, SET_PHRASES, any_of
from gangmu.vocab.subjects import subject_words, subjects_in

KIND_SHARE = 0.35
"""What a pair of characters inside a name of a kind (产业园) counts of its weight. 0.2 to 0.6 give the same result."""
SUBJECT_SHARE = 1.2
"""Weight of a subject beside a pair of characters as rare as it. 0.7 to 1.4 give nearly the same result."""
PARTICULAR_SHARE = 0.3
"""What a subject counts where the upper plan names it by a particular word: two laboratories share little."""
ROUTE_WEIGHT = 8.0
"""A route (甲市至乙市铁路 and 甲乙铁路) names one thing: the weight of a pair that no clause of the table holds."""

_MUTED = any_of([*ACTS, *SET_PHRASES])
_KIND = any_of(KINDS)
_PAIR = re.compile(r"[一-鿿A-Za-z0-9]{2}")
_LONG_ROUTE = re.compile(r"([一-鿿]{2,3})(?:经[一-鿿]{2,6})?至([一-鿿]{2,3}?)(?=铁路|高铁|高速|运河|$|段|、|，)")
_SHORT_ROUTE = re.compile(r"([一-鿿])([一-鿿])(?=铁路|高铁|高速)")


@dataclass(frozen=True)
class Bag:
    """Features of a text with their weights, before a side is taken.

    Attributes:
        pairs: pairs of characters and their weights.
        general: subjects named by a general word, with the weight of each.
        particular: subjects named by a particular word only.
        routes: routes by the first characters of their ends.
    """

    pairs: Mapping[str, float]
    general: Mapping[str, float] = field(default_factory=dict)
    particular: Mapping[str, float] = field(default_factory=dict)
    routes: frozenset[str] = frozenset()

    @cached_property
    def promised(self) -> Mapping[str, float]:
        """As the upper side: a subject counts in full where a general word names it."""
        return {
            **self.pairs,
            **{f"#{name}": weight for name, weight in self.general.items()},
            **{f"#{name}": PARTICULAR_SHARE * weight for name, weight in self.particular.items()},
            **dict.fromkeys((f"@{route}" for route in self.routes), ROUTE_WEIGHT),
        }

    @cached_property
    def answered(self) -> Mapping[str, float]:
        """As the lower side: a subject answers however it is named."""
        subjects = {**self.general, **self.particular}
        return {
            **self.pairs,
            **{f"#{name}": weight for name, weight in subjects.items()},
            **dict.fromkeys((f"@{route}" for route in self.routes), ROUTE_WEIGHT),
        }

    @property
    def answered_names(self) -> set[str]:
        """Names of the subjects it names in either way."""
        return {*self.general, *self.particular}

    @cached_property
    def length(self) -> float:
        """The bag's length; one for an empty bag, so that it may be divided by."""
        pairs, general = sum(w * w for w in self.pairs.values()), sum(w * w for w in self.general.values())
        particular = PARTICULAR_SHARE * sum(w * w for w in self.particular.values())
        return math.sqrt(pairs + general + particular + ROUTE_WEIGHT**2 * len(self.routes)) or 1.0


def pairs_of(text: str, places: re.Pattern[str]) -> dict[str, float]:
    """Pairs of characters of folded text, each with the share it counts.

    Args:
        text: folded text.
        places: names to set aside.
    """
    bare = _MUTED.sub(" ", places.sub(" ", text))
    kinds = bytearray(len(bare))
    for match in _KIND.finditer(bare):
        kinds[match.start() : match.end()] = b"\x01" * len(match.group())
    shares: dict[str, float] = {}
    for i in range(len(bare) - 1):
        pair = bare[i : i + 2]
        if _PAIR.match(pair):
            share = KIND_SHARE if kinds[i] and kinds[i + 1] else 1.0
            shares[pair] = max(share, shares.get(pair, 0.0))
    return shares


def places_of(text: str, places: re.Pattern[str]) -> dict[str, set[int]]:
    """Where in folded text each feature of `Bag.answered` stands, as the offsets of its characters."""
    found: dict[str, set[int]] = {}
    bare = _MUTED.sub(_blank, places.sub(_blank, text))
    for i in range(len(bare) - 1):
        pair = bare[i : i + 2]
        if _PAIR.match(pair):
            found.setdefault(pair, set()).update((i, i + 1))
    for word in subject_words(text):
        found.setdefault(f"#{word.name}", set()).update(range(word.start, word.end))
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def routes_of(text: str) -> frozenset[str]:
    """Routes by the first characters of their ends (甲州至乙城高铁 and 甲乙高铁 are 甲乙)."""
    long = {match[1][-2:][0] + match[2][0] for match in _LONG_ROUTE.finditer(text)}
    long |= {match[1][0] + match[2][0] for match in _LONG_ROUTE.finditer(text)}
    return frozenset(long | {match[1] + match[2] for match in _SHORT_ROUTE.finditer(text)})


def bag_of(text: str, places: re.Pattern[str], weights: Weights) -> Bag:
    """The features of folded text."""
    named = subjects_in(text)

    def subject(name: str) -> float:
        return SUBJECT_SHARE * weights.of(f"#{name}")

    return Bag(
        pairs={pair: share * weights.of(pair) for pair, share in pairs_of(text, places).items()},
        general={name: subject(name) for name in named.general},
        particular={name: subject(name) for name in named.particular},
        routes=routes_of(text),
    )

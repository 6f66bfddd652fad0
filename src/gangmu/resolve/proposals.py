"""Proposals to repair what text recognition garbled, against the gazetteer and the document's own vocabulary.

Precision first: a proposal that is wrong costs a person's trust. A place is doubted only where its neighbours in a list
are places, or where the words after it follow the right name elsewhere; a word only where its character is one that
public plans hardly use and the same words stand elsewhere with another. Each proposal has a reason and a confidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from gangmu.model import Plan, Proposal
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.misspelt import misspelt_names
from gangmu.vocab.bigrams import known_characters
from gangmu.vocab.divisions import by_name, by_short_name, divisions

SEEN_OFTEN = 3
"""A name printed so often is one the document knows."""
FOLLOWING = 4
"""Characters after a name that must follow the right name elsewhere."""
_HAN = "[一-鿿]"


def propose(plan: Plan, text: str, gazetteer: Gazetteer | None = None) -> tuple[Proposal, ...]:
    """Repairs worth a person's look, in reading order, one a place.

    Args:
        plan: the plan as read.
        text: its source text, which spans count through.
        gazetteer: the zone's names; without it the divisions around the plan's places are used.
    """
    found = [
        *_misspelt_places(text, _place_names(plan, gazetteer), _known_words(gazetteer)),
        *_misspelt_words(text),
        *_misspelt_people(plan, text, gazetteer),
        *(misspelt_names(plan, text, gazetteer) if gazetteer else ()),
    ]
    best: dict[int, Proposal] = {}
    for proposal in found:
        at = proposal.span[0]
        if at not in best or proposal.confidence > best[at].confidence:
            best[at] = proposal
    return tuple(best[at] for at in sorted(best))


def _place_names(plan: Plan, gazetteer: Gazetteer | None) -> frozenset[str]:
    """Names of the zone's places and of the divisions in its prefectures, in full and short."""
    around: set[str] = set(gazetteer.places if gazetteer else ())
    prefectures = {by_name()[p].code[:4] for p in plan.document.places if p in by_name()}
    for division in divisions():
        if division.code[:4] in prefectures:
            around |= {division.name, division.short}
    return frozenset(name for name in around if len(name) >= 2)


def _known_words(gazetteer: Gazetteer | None) -> str:
    """Names in which a place may stand before words of its own: 赣州经济技术开发区."""
    if gazetteer is None:
        return ""
    return "\n".join((*(n for o in gazetteer.organisations for n in o.names), *gazetteer.projects))


def _misspelt_places(text: str, names: frozenset[str], elsewhere: str) -> Iterator[Proposal]:
    """Places printed with one character wrong: all but the last of a full name, any of a short one."""
    for name in sorted(names):
        for i in range(len(name) if name in by_short_name() else len(name) - 1):
            pattern = re.compile(f"{re.escape(name[:i])}({_HAN}){re.escape(name[i + 1 :])}")
            for match in pattern.finditer(text):
                printed = match.group()
                if text.count(printed) >= SEEN_OFTEN or _is_place(printed, names):
                    continue
                sure = _in_list_of_places(text, match, names) or _followed_like(text, match, name, elsewhere)
                if sure:
                    yield Proposal(match.span(1), match[1], name[i], "place", f"{printed} → {name}", sure)


def _is_place(printed: str, names: frozenset[str]) -> bool:
    return printed in names or printed in by_name() or printed in by_short_name()


def _in_list_of_places(text: str, match: re.Match[str], names: frozenset[str]) -> float:
    """How sure a misspelling is by its neighbours: 0.9 between two places, 0.75 beside one, else 0."""
    before = re.search(rf"({_HAN}{{2,5}})、$", text[max(0, match.start() - 6) : match.start()])
    after = re.match(rf"、({_HAN}{{2,5}})", text[match.end() : match.end() + 6])
    left = before is not None and any(before[1].endswith(n) for n in names)
    right = after is not None and any(after[1].startswith(n) for n in names)
    return 0.9 if left and right else 0.75 if left or (right and _opens_item(text, match.start())) else 0.0


def _opens_item(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "、，。；：（(\n "


def _followed_like(text: str, match: re.Match[str], name: str, elsewhere: str) -> float:
    """0.8 where the words after the misspelling follow the right name elsewhere in the text, or in a known name."""
    following = text[match.end() : match.end() + FOLLOWING]
    agrees = len(following) == FOLLOWING and re.fullmatch(f"{_HAN}+", following)
    agrees = agrees and (name + following in text or name + following in elsewhere)
    return 0.8 if agrees and _HAN_COMMON.isdisjoint(match[1]) else 0.0


_HAN_COMMON = frozenset("的了和与及在是对为以将把各到从向由于")


def _misspelt_words(text: str) -> Iterator[Proposal]:
    """A character that public plans hardly use, where the same words stand elsewhere with one other character."""
    counts = Counter(text)
    rare = {ch for ch, n in counts.items() if n < SEEN_OFTEN and "一" <= ch <= "鿿" and ch not in known_characters()}
    for at, ch in enumerate(text):
        if ch not in rare:
            continue
        others = _alternatives(text, at)
        if len(others) == 1:
            right = others.pop()
            why = f"{text[at - 1 : at + 3]} → {text[at - 1]}{right}{text[at + 1 : at + 3]}"
            yield Proposal((at, at + 1), ch, right, "word", why, 0.75)


def _alternatives(text: str, at: int) -> set[str]:
    """Known characters that stand elsewhere between the same neighbours: two on one side and three on the other."""
    found: set[str] = set()
    for left, right in ((2, 3), (3, 2)):
        before, after = text[max(0, at - left) : at], text[at + 1 : at + 1 + right]
        if re.fullmatch(f"{_HAN}{{{left}}}", before) and re.fullmatch(f"{_HAN}{{{right}}}", after):
            matches = re.finditer(f"{re.escape(before)}({_HAN}){re.escape(after)}", text)
            found |= {m[1] for m in matches if m[1] != text[at] and m[1] in known_characters()}
    return found


def _misspelt_people(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Leaders whose name differs by one character from one that the document (or the zone) knows better."""
    counts = Counter(name for task in plan.tasks for name in task.leaders)
    known = {name for name, n in counts.items() if n >= SEEN_OFTEN} | set(gazetteer.people if gazetteer else ())
    for task in plan.tasks:
        for name in task.leaders:
            right = _one_off(name, known) if name not in known else None
            at = text.find(name, *task.span) if right else -1
            if right and at >= 0:
                i = next(k for k in range(len(name)) if name[k] != right[k])
                yield Proposal((at + i, at + i + 1), name[i], right[i], "person", f"{name} → {right}", 0.7)


def _one_off(name: str, known: Iterable[str]) -> str | None:
    """The only known name that differs by one character of three or more."""
    near = [k for k in known if len(k) == len(name) >= 3 and sum(a != b for a, b in zip(k, name, strict=True)) == 1]
    return near[0] if len(near) == 1 else None

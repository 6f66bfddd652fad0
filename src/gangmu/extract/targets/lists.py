"""Lists and what their members share: 原煤、原油产量 are two kinds of 产量, 国家级、省级示范县 two kinds of 示范县."""

from __future__ import annotations

import re

from gangmu.extract.targets.phrases import MEASURED, trim_head, trim_tail
from gangmu.extract.targets.verbs import verb_at

SEPARATORS = re.compile(
    r"、|以及|(?<![普涉触波危惠顾])及(?!以上|其|相关|时|格|第|部)|和(?!谐|美|平|睦|解)|与(?!会)|并(?!网|购|轨|行|联|存|重)|或"
)
IN_TURN = re.compile(r"(?:分别|各自|依次)")
"""Says that figures belong to subjects in order."""

MEASURED_HEAD = re.compile(
    r"(?:产量|产值|收入|比重|比例|占比|面积|人数|数量|规模|总额|总值|总量|产能|能力|增速|里程|装机|投资|强度|水平|浓度|指数|率|量|"
    r"增加值|进出口|出口|消费|床位数?|寿命|营收|税收|利润|交易额|贸易|时限|时间|时长|期限|间距|周期|密度|半径|班额|成本|价格)\Z"
)
_VERB = 2
_MODIFIER = 2
"""Characters of the shortest modifier that a list shares (花生 of 花生种植、收获机械化率)."""
_TOWN, _COUNTRY = re.compile(r"城(?!乡)|市[区民]|镇"), re.compile(r"[农乡村牧渔]")
"""Of town and of country: the one is never a modifier of the other (城镇居民和农民人均收入)."""
_ADJECTIVE = re.compile(r"[一-鿿]{1,4}[级型类性]\Z")
_AGED = re.compile(r".{1,4}岁(?:及)?以[上下].*?(?P<noun>[一-鿿]{2}率)\Z")
_HOW_MANY = re.compile(r"(?<=[^、和与及])[两二三四五六七八九十]{1,2}(?=[省市县区州盟旗](?![一-鿿]?级))")
"""A count of places behind their list (甲、乙、丙三市)."""
_AFTER_ADJECTIVE = re.compile(r"[级型类性](?P<noun>[一-鿿（）“”]{2,})\Z")


def in_turn(head: str, count: int, *, counted: str = "") -> list[str]:
    """Share a list of subjects out over a chain of figures.

    Args:
        head: what stands before the first figure, 分别 included.
        count: how many figures the chain has.
        counted: the noun after the last figure; those before it then act (甲乡、乙乡分别新建3座、5座粮仓).

    Returns:
        One metric a figure; the same for all where the lists do not match; empty ones where no subject stands there.
    """
    mark = IN_TURN.search(head)
    subject = trim_head(head[: mark.start()] if mark else head)
    subject = trim_tail(subject) or subject
    verb = "" if mark is None else trim_tail(head[mark.end() :])
    parts = [part for part in SEPARATORS.split(_HOW_MANY.sub("", subject)) if part]
    if len(parts) != count:
        parts = _city_and_country(subject) if count == 2 else []
    if len(parts) != count:
        return [verb + trim_tail(subject) + counted] * count
    if counted:
        return [part + verb + counted for part in parts]
    acts = len(verb) > _VERB
    return [trim_tail(part + verb if acts else verb + part) for part in with_shared_noun(_completed(parts))]


def _city_and_country(subject: str) -> list[str]:
    """城乡居民收入 stands for two."""
    if "城乡" not in subject:
        return []
    return [subject.replace("城乡", "城镇", 1), subject.replace("城乡", "农村", 1)]


def _completed(parts: list[str]) -> list[str]:
    """Give list members the noun of the last and the modifier of the first (花生种植、收获机械化率)."""
    first, last = parts[0], parts[-1]
    if all(MEASURED.search(part) for part in parts[:-1]):
        return parts
    alike = [n for n in range(max(2, len(first) - 2), len(first) + 3) if last[n - 1 : n] == first[-1]]
    lengths = dict.fromkeys((*alike, len(first), *range(2, 9)))
    length = next((n for n in lengths if _is_noun(last[n:])), None)
    if length is not None and (aged := _AGED.match(last)) is not None:
        length = aged.start("noun")  # 婴儿、5岁以下儿童死亡率: the rate is shared, whose it is not
    if length is None:
        paired = all(part[-1] == last[len(first) - 1 : len(first)] for part in parts[:-1])
        return [part + last[len(first) :] for part in parts[:-1]] + [last] if paired else parts
    noun = last[length:]
    shared = first[:-length] if length < len(first) and len(parts[1]) < len(first) + len(noun) else ""
    if (
        len(shared) < _MODIFIER
        or (_TOWN.match(shared) and _COUNTRY.match(last))
        or (length > 1 and first.endswith(last[length - 2 : length]))
    ):
        shared = ""  # 县级医院、中医院床位: two whole nouns side by side
    return [part if MEASURED.search(part) else part + noun for part in parts[:-1]] + [shared + last]


def _is_noun(words: str) -> bool:
    """Whether words are the shared end of a list: a measured noun alone or with a modifier of two characters or more."""
    head = MEASURED_HEAD.search(words)
    return head is not None and (head.start() == 0 or head.start() > 1)


def with_next_noun(names: list[str], afters: list[str]) -> list[str]:
    """Complete members that lack a noun with the next one's (完成现有3座、面积20公顷的矿山治理; 市内2家和省内1家医院)."""
    made = list(names)
    for index, name in enumerate(names[:-1]):
        noun = next((after for after in afters[index + 1 :] if after), "")
        if noun and not afters[index] and (len(name) <= 2 or only_verbs(name.removesuffix("现有"))):
            made[index] = name + noun
    return made


def with_shared_noun(names: list[str]) -> list[str]:
    """Complete members that end in an adjective with the last one's noun (建设国家级、省级示范县)."""
    if len(names) < 2 or not _ADJECTIVE.search(names[-2]):
        return names
    tail = _AFTER_ADJECTIVE.search(names[-1])
    if tail is None:
        return names
    return [name + tail["noun"] if _ADJECTIVE.search(name) else name for name in names[:-1]] + names[-1:]


def only_verbs(phrase: str) -> bool:
    """Whether a list member is nothing but verbs (新建改建和维护提升……)."""
    at = 0
    while at < len(phrase):
        verb = verb_at(phrase, at, len(phrase))
        if verb is None:
            return False
        at += len(verb)
    return True

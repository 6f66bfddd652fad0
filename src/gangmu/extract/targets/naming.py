"""The noun phrase a figure measures, with its verb where it has one.

新建农村公路10公里、美丽生态路8公里 gives 新建农村公路 and 新建美丽生态路; a clause that has no subject takes an earlier one.
"""

from __future__ import annotations

import re

from gangmu.extract.targets.carrying import completed, holds_a_verb, is_counterpart
from gangmu.extract.targets.chains import chained
from gangmu.extract.targets.lists import IN_TURN, SEPARATORS, in_turn, only_verbs, with_next_noun, with_shared_noun
from gangmu.extract.targets.model import Clause, Figure
from gangmu.extract.targets.phrases import (
    INDICATOR,
    MEASURED,
    base,
    topic_of,
    trim_head,
    trim_tail,
)
from gangmu.extract.targets.verbs import verb_at, verb_before

_JOINED = re.compile(r"(?:各|均|都)(?:为|达|达到|增长|提高|不低于|超过|在|新增|完成|保持|稳定|控制在?|降低|下降)*\Z")
_YEAR = re.compile(r"[0-9０-９]{4}年")
_TOGETHER = ("涉及", "惠及", "受益", "带动", "覆盖", "服务")
_ADVERBS = frozenset(
    (
        "基本 全面 免费 累计 积极 继续 集中 重点 分类 协同 加快 高标准 高质量 高水平 优先 统一 新 大力 持续 稳步 深入 滚动 "
        "逐步 有序"
    ).split()
)
_NO_NOUN = re.compile(
    r"(?:$|的?新?(?:目标|任务|水平|标准|规模|大关|台阶|指标)$|(?:的?目标)?(?:迈进|进军|冲刺|看齐)|[并且]|用于|来自|，|[（(]|其|由|"
    r"以内|时|后|计|之间|不变|以来|较|比(?:上年|20))"
)
_NOUN_ENDINGS = tuple("业率量户者员费额")
"""With one of these a verb is part of a noun (种植业, 服务业)."""

_OF = re.compile(r"[^，。；、和与及0-9０-９]{0,8}?的")
_DEED = re.compile(r"(?:就业|创业|脱贫|减贫|增收|参保|落户|成交|消费)\Z")
"""What is itself done is no object of another verb: 新增就业1万人、累计培训3万人次."""
_ANY_DEED = frozenset(("完成", "新增", "实现", "达到", "累计", "净增", "增加"))
_A_HEAD = ("人均", "户均", "亩均", "地均")
"""Says of what kind an average is and not of what (总产值达到80亿元，人均2万元)."""
_TOPIC = 12
_LONGEST_LED = 16
_EDGES = "，、,；;：: "


def metrics(text: str, clause: Clause, said: list[tuple[str, str | None]]) -> list[str]:
    """A metric for each figure of a clause.

    Args:
        text: clean text.
        clause: the clause, with its figures.
        said: what the sentence has spoken of so far, with units: metrics of earlier figures, topics of earlier clauses.

    Returns:
        As many metrics as the clause has figures.
    """
    figures, begin = clause.figures, base(text, clause)
    chain = _chain(text, figures)
    if chain > 1 and IN_TURN.search(text, begin, figures[0].start):
        counted = _noun(text[figures[-1].right : clause.end]) if len(figures) == chain else ""
        heads = in_turn(text[begin : figures[0].left], chain, counted=counted)
        subject = _before_date(text, clause) if len(clause.dates) == chain else ""
        if subject:
            heads = [subject] * chain
        if not any(heads) and said:
            heads = _said_before(said, chain, dated=len(clause.dates) == chain)
        return heads + (_one_by_one(text, clause, chain, figures[chain - 1].right) if figures[chain:] else [])
    if chain == len(figures) > 1 and (listed := _measured_in_turn(text[begin : figures[0].left], chain)):
        return listed
    names = _one_by_one(text, clause, 0, begin)
    names[0] = names[0] or _before_date(text, clause)
    if clause.start == figures[0].left and said:
        names = _led(names, said[-1])
    names[0] = _placed(names[0], figures[0], said)
    for index in range(1, len(names)):
        names[index] = _with_object(names[index], names[0]) or names[index - 1]
        if figures[index].unit == figures[0].unit:
            names[index] = completed(names[index], names[0])
    return names


def _said_before(said: list[tuple[str, str | None]], chain: int, *, dated: bool) -> list[str]:
    """What figures measure that a clause shares out without naming anything (甲产量、乙产量，分别增长3%、4%).

    Where the clause has a date for each of them, they are all of the one thing named last (种植面积，2028年、2030年分别达到…).
    """
    last, unit = said[-1]
    if dated:
        return [last] * chain
    return in_turn(last, chain) if unit is None or len(said) < chain else [name for name, _ in said[-chain:]]


def _measured_in_turn(head: str, chain: int) -> list[str]:
    """As many measured things as figures are in order without 分别 too (城镇居民收入和农民收入增长8%和6%); else nothing."""
    names = in_turn(head, chain)
    alike = len(set(names)) == chain and all(MEASURED.search(name) for name in names)
    return names if alike else []


def _led(names: list[str], earlier: tuple[str, str | None]) -> list[str]:
    """Names of a clause that opens with its number, with the verb of the clause before (建成2所中学，6所小学)."""
    verb = _opening(earlier[0]) if earlier[1] is not None else ""
    if not verb or not all(2 <= len(name) <= _LONGEST_LED and not MEASURED.search(name) for name in names):
        return names
    if any(holds_a_verb(name) for name in names):
        return names
    return [verb + name for name in names]


def of_row(names: list[str], topic: str) -> list[str]:
    """The metrics of a table's cell, where it leaves to its row what they are of.

    改造管网 | 100公里 is of 改造管网, 建设水厂 | 开工5座 of 开工水厂, 农村供水 | 普及率达95% of 农村供水普及率.

    Args:
        names: metrics as the cell gives them.
        topic: what the row is about; "" where that is not one thing.
    """
    return [_of_topic(name, topic) for name in names] if topic else names


def _of_topic(name: str, topic: str) -> str:
    thing = topic.removeprefix(_opening(topic))
    if name and (INDICATOR.fullmatch(name) or name in _NOUN_ENDINGS):
        return thing + name
    if len(name) == 1:
        return topic if topic.startswith(name) else name + thing
    return _with_object(name, topic) or topic


def _placed(name: str, figure: Figure, said: list[tuple[str, str | None]]) -> str:
    """The first metric of a clause, with what earlier clauses say: a missing subject, topic or object."""
    if not said:
        return name
    earlier, unit = said[-1]
    if not name:
        return earlier
    if name in _A_HEAD and (MEASURED.search(earlier) or earlier.isascii()):
        return name + (earlier[2:] if earlier.startswith(_A_HEAD) else earlier)
    if INDICATOR.fullmatch(name) and name != earlier:
        topic = topic_of(earlier)
        return topic + name if len(topic) <= _TOPIC else name
    if unit is None and MEASURED.search(earlier) and is_counterpart(name):
        return name + earlier
    if unit is None or unit != figure.unit:
        return name
    return _with_object(name, earlier) if only_verbs(name) else completed(name, earlier)


def _before_date(text: str, clause: Clause) -> str:
    """What stands before the date inside a clause, where nothing stands after it (人均收入到2028年达到3万元)."""
    own, first = clause.own, clause.figures[0]
    if own is None or not clause.start < own.start < first.left:
        return ""
    last = max((date.end for date in clause.dates if date.end <= first.left), default=own.end)
    if trim_tail(text[last : first.left]).strip(_EDGES):
        return ""
    name = trim_tail(trim_head(text[clause.start : own.start].strip(_EDGES)))
    return name if len(name) > 1 else ""


def _with_object(name: str, earlier: str) -> str:
    """A bare verb with what an earlier one did it to (完成改造120户，其中一季度完成30户)."""
    if not name or not only_verbs(name) or (_DEED.search(earlier) and len(name) > 1 and name not in _ANY_DEED):
        return name
    return name + earlier.removeprefix(_opening(earlier))


def _chain(text: str, figures: list[Figure]) -> int:
    """How many figures from the first on stand in one chain."""
    count = 1
    while count < len(figures) and chained(text, figures[count - 1], figures[count]):
        count += 1
    return count


def _one_by_one(text: str, clause: Clause, skip: int, begin: int) -> list[str]:
    """Metrics of the clause's figures from the `skip`th on; an empty one where a figure has no words of its own."""
    made: list[str] = []
    afters: list[str] = []
    at, lead = begin, ""
    for index in range(skip, len(clause.figures)):
        figure = clause.figures[index]
        at = max([at, *(date.end for date in clause.dates if date.end <= figure.left)])
        stop, following = _after_bounds(text, clause, index)
        noun = _noun(text[figure.right : stop])
        if index > skip and clause.figures[index - 1].right == figure.left:
            noun = noun.partition("的")[0]
        afters.append(noun or _described(text, clause, index))
        before, lead = _before(text[at : figure.left], lead, made[-1] if made else "", counted=bool(afters[-1]))
        name = before + afters[-1] if afters[-1] else trim_tail(before)
        made.append(topic_of(made[0]) + name if made and INDICATOR.fullmatch(name) else name)
        at = following
    return with_shared_noun(with_next_noun(made, afters))


def _noun(words: str) -> str:
    """The counted noun in the words after a figure; none where a list goes on or something else is said."""
    noun = words.strip("的， ）)")
    return "" if noun.startswith(("、", "和", "及", "与")) or _NO_NOUN.match(noun) else noun.strip("、")


def _before(words: str, lead: str, earlier: str, *, counted: bool) -> tuple[str, str]:
    """Words before a figure, led by the head verb of the first where they have none; and that head verb.

    Where the counted noun follows the number, the verb next to the number leads (利用旧房改建10个…); else the first.
    """
    phrase = trim_head(words.strip(_EDGES).replace("至少", ""))
    inside = max(phrase.rfind("（"), phrase.rfind("("))
    if inside >= 0 and "）" not in phrase[inside:] and ")" not in phrase[inside:]:
        return _YEAR.sub("", trim_head(phrase[inside + 1 :])), lead
    if earlier and phrase.startswith(_TOGETHER):
        return earlier + phrase, lead
    if _JOINED.search(phrase):
        return phrase, ""
    phrase, own_verb = _last_part(phrase)
    if not earlier or own_verb:
        beside = verb_before(phrase, 0, len(phrase)) if counted else None
        return phrase, trim_tail(beside or own_verb or _opening(phrase))
    own = verb_at(phrase, 0, len(phrase)) or ""
    if 1 < len(own) <= len(phrase):
        return phrase, own
    return (phrase if MEASURED.search(trim_tail(phrase)) else lead + phrase), lead


def _opening(phrase: str) -> str:
    """The verb a phrase opens with, adverbs included (基本完成, 免费实施), or ends with."""
    for at in range(min(7, len(phrase))):
        verb = verb_at(phrase, at, len(phrase))
        if verb and phrase[at + len(verb) : at + len(verb) + 1] in _NOUN_ENDINGS:
            return ""
        if verb and (at == 0 or phrase[:at] in _ADVERBS):
            return phrase[: at + len(verb)]
    ending = verb_before(phrase, 0, len(phrase)) or ""
    return ending if 1 < len(ending) < len(phrase) else ""


def _last_part(phrase: str) -> tuple[str, str]:
    """The last member of a list where that member opens with a verb, or is empty and takes the list's verb."""
    cut = None
    for match in SEPARATORS.finditer(phrase):
        cut = match
    if cut is None:
        return phrase, ""
    rest = phrase[cut.end() :]
    if not rest:
        verb = _opening(phrase)
        return verb, verb
    if only_verbs(phrase[: cut.start()]) or not trim_tail(rest):
        return phrase, ""
    own = verb_at(rest, 0, len(rest)) or ""
    if 1 < len(own) < len(rest) and not MEASURED.search(trim_tail(rest)):
        return rest, own
    return phrase, ""


def _described(text: str, clause: Clause, index: int) -> str:
    """The noun of a figure whose own description is another figure (建设2所80个床位的养老院)."""
    if index + 1 == len(clause.figures):
        return ""
    figure, following = clause.figures[index : index + 2]
    if following.left != figure.right or following.right == clause.end:
        return ""
    of = _OF.match(text, following.right, clause.end)
    return _noun(text[of.end() : clause.end]) if of is not None and len(clause.figures) == index + 2 else ""


def _after_bounds(text: str, clause: Clause, index: int) -> tuple[int, int]:
    """Where the words after a figure end, and where the words before the next begin."""
    figure = clause.figures[index]
    if index + 1 == len(clause.figures):
        return clause.end, clause.end
    following = clause.figures[index + 1]
    marks = list(SEPARATORS.finditer(text, figure.right, following.left))
    if not marks:
        return figure.right, figure.right
    if marks[0].start() == figure.right:
        return figure.right, marks[0].end()
    return marks[-1].start(), marks[-1].end()

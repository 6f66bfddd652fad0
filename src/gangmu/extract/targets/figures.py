"""Numbers with their units, and which of them count for something.

A number becomes a figure when a unit follows (or, without one, when a word of reaching stands before it) and it is not
an attribute of something else that is counted (产值超1亿元企业2家: only the 2家).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gangmu.extract.rules import Trace
from gangmu.extract.targets import basis, comparators, numbers
from gangmu.extract.targets.model import Figure, When
from gangmu.extract.targets.numbers import Amount
from gangmu.extract.targets.table import Found
from gangmu.extract.targets.verbs import verb_before
from gangmu.vocab.units import PER, UNITS, UnitKind, unit_at

_STOPS = frozenset("，。；：、,;:！？!?）)”’」』》\n ")
_CLOSED = _STOPS | frozenset("（(")
_DIGITS = re.compile(r"[〇○零一二两三四五六七八九]")
_PER_SO_MANY = re.compile(r"[0-9０-９]+[万千百亿]*|[万千百亿]+")
_FINE = ("微米", "纳米", "毫米", "厘米", "伏", "千伏", "kV")
_PERCENT = frozenset("%％﹪")
_REACHED = re.compile(
    r"(?:达到|达|为|至|到|突破|超过|超|保持|保持在|稳定在|控制在|维持在|不低于|不高于|不超过|不少于|低于|高于|至少|总数|总量|指数|系数|比|率|值|人数)\Z"
)
_LASTING = re.compile(
    r"(?:年限|寿命|期限|时间|时限|周期|天数|时长|工期|时数|时效|年龄|用时)[^，。；、]{0,10}\Z|(?:压缩|缩短|压减|减少|控制|降低?|延长|提速)(?:到|至|在)?\Z"
)
_NOT_NOUN = re.compile(
    r"用于|来自|由|在|实现|达到|完成|进入|纳入|以|为|是|投|建|获|得|通过|取得|用|享|参|大关|台阶|规模|水平|标准|关口|目标|可|能|开|并|且|或"
)
_COUNTED_NEXT = re.compile(r"[^，。；：、,;:和及与0-9０-９\n]{1,18}(?=[0-9０-９])")
_WORKS = re.compile(
    r"[^，。；：、,;:\n]{0,16}?(?:项目|工程|生产线|机组|装置|电站|电厂|码头|航道|通道|线路|铁路|高速|泊位|矿区|煤矿|级)"
)
_STRICT = frozenset("个 家 所 座 处 条 项 件 台 套 场 次 支 名 人 户 对 艘 架 辆 间 栋 只 部".split())
_STRONG_VERBS = frozenset(
    "新建 建成 创建 打造 培育 新增 引进 建设 申报 举办 开展 完成 改造 实施 组建 设立 创成 争创 开工 建好 推出 成立 认定 培养 布局建设 建立".split()
)


def find(
    text: str, start: int, end: int, whens: Iterable[When], barred: list[tuple[int, int]], trace: Trace | None
) -> list[Figure]:
    """The figures of a sentence, from left to right.

    Args:
        text: clean text.
        start: start of the sentence.
        end: end of the sentence.
        whens: date words; numbers inside them are no figures.
        barred: stretches in which numbers are names, thresholds, baselines.
        trace: what to tell which rules fired.

    Returns:
        Figures with value, unit and bounding words; comparators of a chain and the basis are still open.
    """
    taken = [(when.start, when.end) for when in whens] + barred
    figures: list[Figure] = []
    read_to = start
    for hit in numbers.TABLE.scan(text, start, end, trace):
        if hit.start < read_to or any(a < hit.end and hit.start < b for a, b in taken):
            continue
        amount = numbers.read(hit)
        figure = None if amount is None else _figure(text, start, end, hit, amount, trace)
        if figure is not None:
            figures.append(figure)
            read_to = figure.end
    return [
        figure
        for index, figure in enumerate(figures)
        if not _attribute(text, start, end, figure)
        and not _counts_subject(text, start, figure, figures[index + 1 : index + 2])
    ]


def _figure(text: str, floor: int, end: int, hit: Found, amount: Amount, trace: Trace | None) -> Figure | None:
    at, odd = hit.end, None
    if at < end and text[at] in "余多" and not amount.percent:
        at, odd = comparators.after(text, at, at + 1, trace)
    scale, at = _more_scale(text, at, end, amount.scale)
    unit, kind, at = _unit(text, at, end, amount)
    right, bound = comparators.after(text, at, end, trace)
    left, bound_before = comparators.before(text, floor, hit.start, trace)
    figure = Figure(
        hit.start,
        at,
        left,
        right,
        amount.value,
        amount.value_max,
        (scale + (unit or "")) or None,
        kind,
        hit.rule.id,
        bound_before or bound or odd,
        None,
        amount.spelled,
    )
    return figure if _counts(text, floor, end, figure, scale, unit) else None


def _more_scale(text: str, at: int, end: int, scale: str) -> tuple[str, int]:
    """万 or 亿 after 余 or 多 (10多万)."""
    if not scale and at < end and text[at] in "万亿" and text[at - 1] in "余多":
        return text[at], at + 1
    return scale, at


def _unit(text: str, at: int, end: int, amount: Amount) -> tuple[str | None, UnitKind | None, int]:
    if amount.percent:
        return amount.percent, "rate", at
    if at < end and text[at] in _PERCENT:
        return "%", "rate", at + 1
    unit = unit_at(text, at, end)
    if unit is None:
        return _per(text, at, end, None, None)
    at += len(unit.word)
    return _per(text, at, end, unit.word, unit.kind)


def _per(
    text: str, at: int, end: int, word: str | None, kind: UnitKind | None
) -> tuple[str | None, UnitKind | None, int]:
    """A compound unit (元/人, /10万) or one with a second in brackets (台（套）)."""
    if at + 1 < end and text[at] in PER:
        below = unit_at(text, at + 1, end)
        base = _PER_SO_MANY.match(text, at + 1, end)
        stop = at + 1 + len(below.word) if below is not None else base.end() if base is not None else at
        return ((word or "") + text[at:stop], "rate", stop) if stop > at else (word, kind, at)
    if word and at + 2 < end and text[at] in "（(":
        close = text.find("）" if text[at] == "（" else ")", at, at + 5)
        if close > 0 and text[at + 1 : close] in UNITS:
            return word + text[at : close + 1], kind, close + 1
    return word, kind, at


def _counts(text: str, floor: int, end: int, figure: Figure, scale: str, unit: str | None) -> bool:
    """Whether a number with this unit, here, can be a figure of a target."""
    form = figure.rule.rpartition(".")[2]
    if form in ("fraction", "half"):
        return True
    at_end = figure.right >= end or text[figure.right] in _STOPS
    if figure.spelled and figure.kind in ("measure", "money") and not _DIGITS.search(text, figure.start, figure.end):
        return figure.comparator is not None or (at_end and text[figure.start] not in "万亿")
    if figure.spelled and figure.kind in ("count", "weak", None):
        return _spelled_counts(text, floor, figure, at_end, scale, unit)
    if unit is None:
        if scale:
            return True
        return (at_end or figure.right > figure.end or text[figure.right] in "、和与及") and _REACHED.search(
            text, max(floor, figure.left - 4), figure.left
        ) is not None
    if figure.kind == "time":
        return _LASTING.search(text, max(floor, figure.left - 16), figure.left) is not None or unit in ("岁", "周岁")
    if figure.kind == "weak":
        return at_end or figure.right > figure.end
    if unit in ("成", "折"):
        return at_end or figure.right > figure.end
    return True


def _spelled_counts(text: str, floor: int, figure: Figure, at_end: bool, scale: str, unit: str | None) -> bool:
    """A counting word after 一 to 十, 百, 千, 万 is a figure only where the sentence stresses the number."""
    if unit is None:
        return scale in ("万", "亿") and figure.comparator is not None
    if unit not in _STRICT:
        return bool(scale) and figure.kind == "count" and figure.value > 1
    if figure.comparator is not None:
        return True
    verb = verb_before(text, max(floor, figure.left - 6), figure.left)
    if figure.value == 1 and not scale:
        return at_end and verb is None and figure.left > floor and text[figure.left - 1] not in _STOPS and unit != "次"
    return verb in _STRONG_VERBS


def _attribute(text: str, floor: int, end: int, figure: Figure) -> bool:
    """Whether the figure only describes what is counted elsewhere: 总投资亿元以上项目, 产值超1亿元企业2家."""
    if figure.kind not in ("measure", "money", "rate", "time") or figure.right >= end or text[figure.right] in _CLOSED:
        return False
    if (figure.unit or "").endswith(_FINE):
        return True
    bounded = figure.right > figure.end or figure.left < figure.start
    if figure.kind == "rate":
        described = re.compile(r"(?:占|超过?|达到?|不低于|不足|低于|高于|比例)[^，。；、]{0,4}\Z")
        return text[figure.right] == "的" and (
            figure.left < figure.start or described.search(text, max(floor, figure.start - 8), figure.start) is not None
        )
    if text[figure.right] == "的":
        return re.compile(r"(?:面积|长度|里程)\Z").search(text, floor, figure.left) is None
    if bounded and _NOT_NOUN.match(text, figure.right, end) is None:
        return True
    verb = verb_before(text, max(floor, figure.left - 6), figure.left)
    if verb is None and _COUNTED_NEXT.match(text, figure.right, end):
        return True
    return figure.kind == "measure" and verb is None and _WORKS.match(text, figure.right, end) is not None


def _counts_subject(text: str, floor: int, figure: Figure, following: list[Figure]) -> bool:
    """Whether the figure counts the subject that a later figure measures (12种污染物排放总量削减5%)."""
    if not following or figure.kind not in ("count", "weak"):
        return False
    gap = text[figure.right : following[0].left]
    if not gap or _LISTED.search(gap) or verb_before(text, max(floor, figure.left - 6), figure.left):
        return False
    return following[0].kind == "rate" or _REACHED.search(gap) is not None


def bases(text: str, clause_start: int, figures: list[Figure], trace: Trace | None) -> None:
    """Give each figure of a clause its basis; figures of one chain (5%、6.5%) share the first one's."""
    floor = clause_start
    previous: Figure | None = None
    for figure in figures:
        figure.basis = basis.of(text, floor, figure.left, trace) or basis.of(text, floor, figure.start, trace)
        if figure.basis == "change" and figure.kind in ("count", "weak") and _noun_follows(text, figure):
            figure.basis = "level"
        if figure.basis is None:
            figure.basis = previous.basis if previous is not None and chained(text, previous, figure) else "level"
        floor, previous = figure.right, figure


def _noun_follows(text: str, figure: Figure) -> bool:
    """Whether the counted things stand after the number (整合提升20个综合体): the verb is an act, not a change."""
    return figure.right < len(text) and text[figure.right] not in _STOPS and text[figure.right] not in "、和与及"


_LISTED = re.compile(r"[、，。；：,;:和及与]")
_LINK = re.compile(r"(?:、|和|与|及|以及|或|,|，)?(?:以及)?(?:力争|争取|确保)?\Z")


def chained(text: str, first: Figure, second: Figure) -> bool:
    """Whether only a list mark stands between two figures: 分别达到65%和55%."""
    return _LINK.fullmatch(text, first.right, second.left) is not None


def share_chain(text: str, figures: list[Figure]) -> None:
    """Spread unit and bounding words along a chain of bare figures (分别提高3个和4个百分点; 分别增长5%、6.5%左右)."""
    for first, second in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        if not chained(text, first, second):
            continue
        if first.unit is None or (first.unit == "个" and (second.unit or "").startswith("个")):
            first.unit, first.kind = second.unit, second.kind
        if first.comparator is None and second.right > second.end and first.right == first.end:
            first.comparator = second.comparator
    for first, second in zip(figures, figures[1:], strict=False):
        if chained(text, first, second) and second.comparator is None and first.left < first.start:
            second.comparator = first.comparator

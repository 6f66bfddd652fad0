"""Numbers with their units, and which of them count for something.

A number becomes a figure when a unit follows (or, without one, when a word of reaching stands before it) and it is not
an attribute of something else that is counted (产值超1亿元企业2家: only the 2家).
"""

from __future__ import annotations

import re

from gangmu.extract.targets import comparators, exclusions, numbers
from gangmu.extract.targets.chains import chained
from gangmu.extract.targets.model import Figure, Stretch
from gangmu.extract.targets.numbers import Amount
from gangmu.extract.targets.table import Found
from gangmu.extract.targets.verbs import verb_before
from gangmu.vocab.units import PER, UNITS, Unit, UnitKind, unit_at

_STOPS = frozenset("，。；：、,;:！？!?）)”’」』》\n ")
_CLOSED = _STOPS | frozenset("（(")
_DIGITS = re.compile(r"[〇○零一二两三四五六七八九]")
_PER_SO_MANY = re.compile(r"[1１][0０]{0,7}[万千百亿]{0,3}|[万千百亿]{1,3}")
_FINE = ("微米", "纳米", "毫米", "厘米", "伏", "千伏", "kV")
_PERCENT = frozenset("%％﹪")
_REACHED = re.compile(
    r"(?:达到|达|为|至|到|突破|超过|超|保持|保持在|稳定在|控制在|维持在|不低于|不高于|不超过|不少于|低于|高于|至少|"
    r"总数|总量|指数|系数|比|率|值|人数)\Z"
)
_SHARED = re.compile(r"(?:分别|各自|依次)[^，。；、0-9０-９]{0,12}\Z")
_MORE = re.compile(r"(?:、|和|与|及|以及)(?=[0-9０-９])")
"""Between numbers that are shared out and print their unit once (分别压缩至3、5天)."""
_SECOND_LIMIT = re.compile(r"[，；、,;](?:其中)?[一-鿿“”（）]{2,16}")
"""Between two limits of time: the second names only what else it holds for (审批不超过7天，小型项目不超过3天)."""
_LASTING = re.compile(
    r"(?:年限|寿命|期限|时间|时限|周期|天数|时长|工期|时数|时效|年龄|用时)[^，。；、]{0,10}\Z|"
    r"(?:压缩|缩短|压减|减少|控制|降低?|延长|提速)(?:到|至|在)?\Z"
)
_NOT_NOUN = re.compile(
    r"用于|来自|由|在|实现|达到|完成|进入|纳入|以|为|是|投|建|获|得|通过|取得|用|享|参|大关|台阶|规模|水平|标准|关口|"
    r"目标|可|能|开|并|且|或"
)
_COUNTED_NEXT = re.compile(r"[^，。；：、,;:和及与0-9０-９\n]{1,18}(?=[0-9０-９])")
_WORKS = re.compile(
    r"[^，。；：、,;:\n]{0,16}?(?:项目|工程|生产线|机组|装置|电站|电厂|码头|航道|通道|线路|铁路|高速|泊位|矿区|煤矿|级)"
)
_LINES = re.compile(r"[^，。；、,;]{0,14}?(?:路|道|线|街|巷|河|渠|沟|管网|链|步道|绿道|廊)")
_COURSES = re.compile(r"[^，。；、,;0-9]{0,10}?(?:培训|研修|讲座|班|活动|节目|轮训)")
_IN_SUM = frozenset("等共")
"""Before a figure: what stands before it is a list that the figure sums up (甲、乙等400万千瓦机组投产)."""
_DESCRIBED = re.compile(r"(?:占|超过?|达到?|不低于|不足|低于|高于|比例)[^，。；、]{0,4}\Z")
_EXTENT = re.compile(r"(?:面积|长度|里程)\Z")
_LISTED = re.compile(r"[、，。；：,;:和及与]")
_VERB_ROOM = 6
_MANY = 100
"""From so many on a number in words is counted, not a way of speaking (培训三万五千人)."""
_WEIGHED = frozenset("亩米吨元斤升克")
_STRICT = frozenset("个家所座处条项件台套场次支名人户对艘架辆间栋只部")
_STRONG_VERBS = frozenset(
    (
        "新建 建成 创建 打造 培育 新增 引进 建设 申报 举办 开展 完成 改造 实施 组建 设立 创成 争创 开工 建好 推出 "
        "成立 认定 培养 布局建设 建立"
    ).split()
)


def find(sentence: Stretch, taken: list[tuple[int, int]]) -> list[Figure]:
    """The figures of a sentence, from left to right.

    Args:
        sentence: where to look.
        taken: dates and recurring duties: numbers in them are no figures.

    Returns:
        Figures with value, unit and bounding words; comparators of a chain and the basis are still open.
    """
    text, start, end, trace = sentence.text, sentence.start, sentence.end, sentence.trace
    dated = _Barred(taken)
    hits = [hit for hit in numbers.TABLE.scan(text, start, end, trace) if not dated.covers(hit.start, hit.end)]
    figures: list[Figure] = []
    read_to = start
    barred = _Barred(exclusions.blocked(text, start, end, trace) if hits else [])
    for hit in hits:
        if hit.start < read_to or barred.covers(hit.start, hit.end):
            continue
        amount = numbers.read(hit)
        figure = None if amount is None else _figure(sentence, hit, amount, figures[-1] if figures else None)
        if figure is not None:
            figures.append(figure)
            read_to = figure.end
    figures = _with_units(sentence, figures)
    return [
        figure
        for index, figure in enumerate(figures)
        if not _attribute(sentence, figure) and not _counts_subject(sentence, figure, figures[index + 1 : index + 2])
    ]


def _with_units(sentence: Stretch, figures: list[Figure]) -> list[Figure]:
    """The figures without those that waited for a unit in vain (分别在3、5两处 shares out no unit)."""
    kept: list[Figure] = []
    lends = False
    for figure in reversed(figures):
        waits = figure.unit is None and not figure.spelled and _MORE.match(sentence.text, figure.right, sentence.end)
        lends = lends and chained(sentence.text, figure, kept[-1])
        if not waits or lends or _reached(sentence, figure):
            kept.append(figure)
            lends = lends or figure.unit is not None
    return kept[::-1]


class _Barred:
    """Stretches where numbers are no figures, asked from left to right."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans, self.at, self.reach = sorted(spans), 0, -1

    def covers(self, start: int, end: int) -> bool:
        """Whether any stretch overlaps `[start, end)`; starts must not go back."""
        while self.at < len(self.spans) and self.spans[self.at][0] < end:
            self.reach = max(self.reach, self.spans[self.at][1])
            self.at += 1
        return start < self.reach


def _figure(sentence: Stretch, hit: Found, amount: Amount, previous: Figure | None) -> Figure | None:
    text, end, trace = sentence.text, sentence.end, sentence.trace
    at, odd = hit.end, None
    if at < end and text[at] in "余多" and not amount.percent:
        at, odd = comparators.after(text, at, at + 1, trace)
    scale, at = _more_scale(sentence, at, amount.scale)
    unit, kind, at = _unit(sentence, at, amount)
    right, bound = comparators.after(text, at, end, trace)
    left, bound_before = comparators.before(text, sentence.start, hit.start, trace)
    figure = Figure(
        start=hit.start,
        end=at,
        left=left,
        right=right,
        value=amount.value,
        value_max=amount.value_max,
        unit=(scale + (unit or "")) or None,
        kind=kind,
        rule=hit.rule.id,
        comparator=bound_before or bound or odd,
        spelled=amount.spelled,
    )
    if previous is not None and _goes_on(sentence, previous, figure):
        return figure
    return figure if _counts(sentence, figure, scale, unit) or _waits(sentence, figure) else None


def _goes_on(sentence: Stretch, previous: Figure, figure: Figure) -> bool:
    """Whether a figure counts because the one before it does: the next of a chain, or a second limit of time."""
    if chained(sentence.text, previous, figure):
        listed = _MORE.match(sentence.text, previous.right, sentence.end) is not None
        same = previous.kind == figure.kind == "time" or (listed and _lends(previous, figure))
        return same or (listed and previous.unit is None and figure.unit is None and _listed(sentence, figure))
    limited = figure.left < figure.start or figure.right > figure.end
    named = _SECOND_LIMIT.fullmatch(sentence.text, previous.right, figure.left) is not None
    return previous.kind == figure.kind == "time" and limited and named and _same_measure(previous, figure)


def _lends(previous: Figure, figure: Figure) -> bool:
    """Whether a number without a unit, or with 个 alone, has the next one's (2.5、5个工作日; 3个、5个工作日)."""
    if figure.unit is None or figure.spelled:
        return False
    return previous.unit is None or (previous.unit == "个" and figure.unit.startswith("个"))


def _same_measure(previous: Figure, figure: Figure) -> bool:
    """Whether two lengths of time have one unit, with 个 or without."""
    return (previous.unit or "").removeprefix("个") == (figure.unit or "").removeprefix("个")


def _listed(sentence: Stretch, figure: Figure) -> bool:
    """Whether a list goes on after a number, or ends with it."""
    return _closed(sentence, figure) or _MORE.match(sentence.text, figure.right, sentence.end) is not None


def _waits(sentence: Stretch, figure: Figure) -> bool:
    """Whether a number without a unit is shared out with others that may print it (分别增长5、6.5%)."""
    if figure.unit is not None or figure.spelled or _MORE.match(sentence.text, figure.right, sentence.end) is None:
        return False
    return _before(sentence, figure, _SHARED, 16)


def _more_scale(sentence: Stretch, at: int, scale: str) -> tuple[str, int]:
    """万 or 亿 after 余 or 多 (10多万)."""
    text = sentence.text
    if not scale and at < sentence.end and text[at] in "万亿" and text[at - 1] in "余多":
        return text[at], at + 1
    return scale, at


def _unit(sentence: Stretch, at: int, amount: Amount) -> tuple[str | None, UnitKind | None, int]:
    """The unit at `at`, its kind, and where it ends."""
    if amount.percent:
        return amount.percent, "rate", at
    if at < sentence.end and sentence.text[at] in _PERCENT:
        return "%", "rate", at + 1
    unit = unit_at(sentence.text, at, sentence.end)
    if unit is None and sentence.text[at : at + 1] == " ":
        at, unit = at + 1, _latin_unit(sentence, at + 1)
        at -= unit is None
    if unit is None:
        return _per(sentence, at, None, None)
    return _per(sentence, at + len(unit.word), unit.word, unit.kind)


def _latin_unit(sentence: Stretch, at: int) -> Unit | None:
    """A unit in Latin letters, which may stand off by a space (`3 EFLOPS`)."""
    unit = unit_at(sentence.text, at, sentence.end)
    if unit is None or len(unit.word) < 2 or not unit.word.isascii():
        return None
    after = sentence.text[at + len(unit.word) : at + len(unit.word) + 1]
    return None if after.isascii() and after.isalnum() else unit


def _per(
    sentence: Stretch, at: int, word: str | None, kind: UnitKind | None
) -> tuple[str | None, UnitKind | None, int]:
    """A compound unit (元/人, /10万) or one with a second in brackets (台（套）)."""
    text, end = sentence.text, sentence.end
    if at + 1 < end and (text[at] in PER or (text[at] == "每" and kind == "measure")):
        below = unit_at(text, at + 1, end)
        base = _PER_SO_MANY.match(text, at + 1, end)
        if below is None and base is not None and (counted := unit_at(text, base.end(), end)) is not None:
            return (word or "") + text[at : base.end() + len(counted.word)], "rate", base.end() + len(counted.word)
        stop = at + 1 + len(below.word) if below is not None else base.end() if base is not None else at
        return ((word or "") + text[at:stop], "rate", stop) if stop > at else (word, kind, at)
    if word and at + 2 < end and text[at] in "（(":
        close = text.find("）" if text[at] == "（" else ")", at, at + 5)
        if close > 0 and text[at + 1 : close] in UNITS:
            return word + text[at : close + 1], kind, close + 1
    return word, kind, at


def _counts(sentence: Stretch, figure: Figure, scale: str, unit: str | None) -> bool:
    """Whether a number with this unit, here, can be a figure of a target."""
    if figure.rule.endswith((".fraction", ".half")):
        return True
    closed = _closed(sentence, figure)
    if figure.spelled and figure.kind in ("measure", "money", "count", "weak", None):
        return _spelled_counts(sentence, figure, scale, unit)
    if unit is None:
        return bool(scale) or _reached(sentence, figure)
    if figure.kind == "time":
        return unit in ("岁", "周岁") or _before(sentence, figure, _LASTING, 16)
    if figure.kind == "weak" or unit in ("成", "折"):
        return (
            closed or figure.right > figure.end or _counts_lines(sentence, figure) or _counts_courses(sentence, figure)
        )
    return True


def _counts_lines(sentence: Stretch, figure: Figure) -> bool:
    """Whether 条 counts what it is the word for: roads, lines, rivers, pipes (打通11条断头路), not clauses of a policy."""
    is_line = (figure.unit or "").startswith("条")
    return is_line and _LINES.match(sentence.text, figure.right, sentence.end) is not None


def _counts_courses(sentence: Stretch, figure: Figure) -> bool:
    """Whether 期 counts courses that are held (完成12期培训任务), not the stages of a work (建设3期工程)."""
    if figure.unit != "期" or _COURSES.match(sentence.text, figure.right, sentence.end) is None:
        return False
    return verb_before(sentence.text, max(sentence.start, figure.left - _VERB_ROOM), figure.left) is not None


def _closed(sentence: Stretch, figure: Figure) -> bool:
    """Whether nothing follows the figure that it could belong to."""
    return figure.right >= sentence.end or sentence.text[figure.right] in _STOPS


def _before(sentence: Stretch, figure: Figure, words: re.Pattern[str], room: int) -> bool:
    """Whether certain words stand right before the figure."""
    return words.search(sentence.text, max(sentence.start, figure.left - room), figure.left) is not None


def _reached(sentence: Stretch, figure: Figure) -> bool:
    """Whether a bare number is said to be reached (系数提高到0.53)."""
    follows = _closed(sentence, figure) or figure.right > figure.end or sentence.text[figure.right] in "、和与及"
    return follows and _before(sentence, figure, _REACHED, 4)


def _spelled_counts(sentence: Stretch, figure: Figure, scale: str, unit: str | None) -> bool:
    """Chinese numerals make a figure only where the sentence stresses the number (至少一所, not 一个平台 or 百万吨级)."""
    text, closed = sentence.text, _closed(sentence, figure)
    if figure.kind in ("measure", "money"):
        if not scale and unit is not None and len(unit) == 1 and unit not in _WEIGHED:
            return False
        digits = _DIGITS.search(text, figure.start, figure.end) is not None
        return digits or figure.comparator is not None or (closed and text[figure.start] not in "万亿")
    if unit is None:
        return scale.endswith(("万", "亿")) and figure.comparator is not None
    if closed and (scale or figure.value >= _MANY) and _DIGITS.search(text, figure.start, figure.end) is not None:
        return True
    if unit not in _STRICT:
        return bool(scale) and figure.kind == "count" and figure.value > 1
    if figure.comparator is not None:
        return not _sizes(sentence, figure)
    verb = verb_before(text, max(sentence.start, figure.left - _VERB_ROOM), figure.left)
    if figure.value == 1 and not scale:
        named = figure.left > sentence.start and text[figure.left - 1] not in _STOPS
        return closed and named and verb is None and unit != "次"
    return verb in _STRONG_VERBS


def _sizes(sentence: Stretch, figure: Figure) -> bool:
    """Whether a round number only says how large the works are that it stands before (千人以上供水工程)."""
    text = sentence.text
    bare = all(char in "百千万亿" for char in text[figure.start : figure.start + 1])
    return (
        bare
        and (figure.unit or "").endswith(("人", "户"))
        and _WORKS.match(text, figure.right, sentence.end) is not None
    )


def _attribute(sentence: Stretch, figure: Figure) -> bool:
    """Whether the figure only describes what is counted elsewhere: 总投资亿元以上项目, 产值超1亿元企业2家."""
    text = sentence.text
    if figure.kind not in ("measure", "money", "rate", "time"):
        return False
    if figure.right >= sentence.end or text[figure.right] in _CLOSED:
        return False
    if figure.kind == "rate":
        said_of = figure.left < figure.start or _before(sentence, figure, _DESCRIBED, 8)
        return text[figure.right] == "的" and said_of
    if (figure.unit or "").endswith(_FINE):
        return True
    if text[figure.right] == "的":
        return not _before(sentence, figure, _EXTENT, 2)
    if (figure.right > figure.end or figure.left < figure.start) and not _NOT_NOUN.match(
        text, figure.right, sentence.end
    ):
        return True
    if verb_before(text, max(sentence.start, figure.left - _VERB_ROOM), figure.left):
        return False
    if figure.left > sentence.start and text[figure.left - 1] in _IN_SUM:
        return False
    counted = _COUNTED_NEXT.match(text, figure.right, sentence.end) is not None
    return counted or (figure.kind == "measure" and _WORKS.match(text, figure.right, sentence.end) is not None)


def _counts_subject(sentence: Stretch, figure: Figure, following: list[Figure]) -> bool:
    """Whether the figure counts the subject that a later figure measures (12种污染物排放总量削减5%)."""
    if not following or figure.kind not in ("count", "weak"):
        return False
    gap = sentence.text[figure.right : following[0].left]
    if not gap or _LISTED.search(gap):
        return False
    if verb_before(sentence.text, max(sentence.start, figure.left - _VERB_ROOM), figure.left):
        return False
    return following[0].kind == "rate" or _REACHED.search(gap) is not None

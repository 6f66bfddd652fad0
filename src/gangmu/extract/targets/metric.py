"""The noun phrase a figure measures, with its verb where it has one.

新建农村公路10公里、美丽生态路8公里 gives 新建农村公路 and 新建美丽生态路; 原煤、原油产量分别达到… gives 原煤产量 and 原油产量.
"""

from __future__ import annotations

import re

from gangmu.extract.targets.chains import chained
from gangmu.extract.targets.model import Clause, Figure
from gangmu.extract.targets.verbs import verb_at, verb_before

_HEDGES = (
    r"(?:其中|即(?![时将便使])|并(?![网购轨行联存重非])且?|同时|此外|另外|而且|努力|力争|争取|确保|保证(?!金)|积极|全力|加力|着力|我们|继续(?!教育)|突出(?=抓)|预计|"
    r"计划(?!生育|经济|单列)|尽快|务必|逐步使|使得?(?=[一-鿿]{2})(?!用)|要(?![求素点件闻])|再(?=[建打造新增完])|把(?![握关])|实现|推动实现|力促|至少|不少于|累计|总共|合计|总计|全年|年内|每年|[一二三五十]年(?=[新增建改完])(?:内)?)"
)
_HEAD = re.compile(rf"{_HEDGES}+")
_TAIL = re.compile(
    r"(?:分别|各自?|(?<![人平户年月地])均|都|总体上?|基本|全部|一律|累计|合计|总计|力争|争取|确保|至少|预计|实际|同口径|年均|平均每年|每年|同比|达到了?|达|实现|超过|突破|保持在|稳定在|"
    r"控制在|维持在|保持|稳定|控制|限制在|在|为|至|到|(?<![面投流走方导取转])向|不低于|不少于|不超过|不高于|低于|高于|约|近|接近|再|还|共计?|(?:提高|提升|增加|增长|扩大|上升|拓展|下降|降低|减少|缩小|"
    r"缩短|压减|压缩|恢复|递增|递减|上涨|净增|削减|节约|压降|调整|升|降|(?<!新)增|减)(?:到|至|为|了)?|较[^，。；]{0,14}|比[“0-9０-９上一二去今前同“][^，。；重例]{0,14}|的|将|(?:从|由)[^，。；]{2,24}(?:提高|增加|提升|扩大|上升|下降|降低|减少|缩小|缩短)(?:到|至|为)(?:[0-9０-９〇○零一二三四五六七八九]{4}年)?的?|(?<![自理])(?:从|由)[^，。；]{0,12}[0-9０-９〇○零一二两三四五六七八九十百千万亿][^，。；]{0,6})+\Z"
)
_SEPARATORS = re.compile(
    r"、|以及|及(?!以上|其|相关|时|格|第|部)|和(?!谐|美|平|睦|解)|与(?!会)|并(?!网|购|轨|行|联|存|重)|或"
)
_HEAD_NOUN = re.compile(
    r"(?:[一-鿿]{0,5}率|产量|产值|增加值[一-鿿]*|收入|比重|比例|占比|面积|总?人数|总?数量?|规模|总额|总值|总量|产能|能力|增速|里程|装机|投资|强度|水平|浓度|指数|"
    r"进出口|出口额?|贸易|消费|业务量|吞吐量|标准|排放量?|强度|床位数?|寿命|总投资|营收|营业收入|税收|利润|储量|采收率|交易额)\Z"
)
INDICATOR = re.compile(
    r"(?:占|(?:平均每年|年)?(?:总?产量|总?产值|增加值|占比|比重|总?面积|总?数量?|增速|规模|总?投资|产能|人数|销量))"
)
HEAD_ROOM = 10
_NOUN = re.compile(r"[一-鿿（）]{3,}(?<![在为对于要从以将把至到确出分是有])")
_SPREAD_MARK = re.compile(r"(?:分别|各自|依次)")


def base(text: str, clause: Clause) -> int:
    """Where a clause's own words begin: after its date and words of intent at its head."""
    at = after_date(text, clause)
    match = _HEAD.match(text, at, clause.end)
    return match.end() if match and match.end() < clause.end else at


def after_date(text: str, clause: Clause) -> int:
    """The first word after a date at the clause's head; the clause's start where there is none."""
    own = clause.own
    if own is None or not clause.start <= own.start < clause.end or own.start - clause.start > HEAD_ROOM:
        return clause.start
    at = own.end
    while at < clause.end and text[at] in "，,、的内前底末时：:":
        at += 1
    return at


def subject_before_date(text: str, clause: Clause) -> str:
    """What stands between the words of intent and the date at a clause's head (力争一期工程2025年底前开工)."""
    own = clause.own
    if own is None or not clause.start < own.start <= clause.start + HEAD_ROOM:
        return ""
    phrase = text[clause.start : own.start].strip("，,、：: ")
    phrase = trim_head(phrase)
    return phrase if _NOUN.fullmatch(phrase) and not verb_at(phrase, 0, len(phrase)) else ""


def bare(text: str, clause: Clause, end: int) -> bool:
    """Whether nothing but words of intent and reaching stands before a clause's first figure (，力争实现10%)."""
    return trim_tail(text[base(text, clause) : end]).strip("，、 ") == "" and clause.own is None


def names_an_indicator(phrase: str) -> bool:
    """Whether a phrase ends in the name of something measured (…的比例)."""
    return _HEAD_NOUN.search(phrase) is not None


def trim_head(phrase: str) -> str:
    """A phrase without the words of intent before it."""
    match = _HEAD.match(phrase)
    return phrase[match.end() :] if match and match.end() < len(phrase) else phrase


def trim_tail(phrase: str) -> str:
    """A phrase without the words of reaching after it (达到, 增长, 控制在)."""
    return _TAIL.sub("", phrase)


def metrics(text: str, clause: Clause, figures: list[Figure], inherited: str) -> list[str]:
    """A metric for each figure of a clause.

    Args:
        text: clean text.
        clause: the clause.
        figures: its figures, from left to right.
        inherited: the metric before, for clauses that have no subject (同比增长15%).

    Returns:
        As many metrics as figures.
    """
    begin = base(text, clause)
    chain = _chain(text, figures)
    if chain > 1 and _SPREAD_MARK.search(text, begin, figures[0].start):
        heads = _spread(text[begin : figures[0].left], chain)
        if heads:
            rest = (
                _one_by_one(text, clause, figures[chain:], figures[chain - 1].right, inherited)
                if figures[chain:]
                else []
            )
            return heads + rest
    return _one_by_one(text, clause, figures, begin, inherited)


def _chain(text: str, figures: list[Figure]) -> int:
    """How many figures from the first on stand in one chain."""
    count = 1
    while count < len(figures) and chained(text, figures[count - 1], figures[count]):
        count += 1
    return count


def _one_by_one(text: str, clause: Clause, figures: list[Figure], begin: int, inherited: str) -> list[str]:
    made: list[str] = []
    afters: list[str] = []
    at, lead = begin, ""
    for index, figure in enumerate(figures):
        before, lead = _before(text, at, figure, lead, made[-1] if made else "")
        stop, at = _after_bounds(text, clause, figures, index)
        after = text[figure.right : stop].strip("的，、 ")
        if _is_tail(after):
            after = ""
        afters.append(after)
        name = before + after if after else trim_tail(before)
        made.append(name or (made[-1] if made else inherited))
    return _shared_tail(_completed_by(made, afters))


def _before(text: str, at: int, figure: Figure, lead: str, earlier: str) -> tuple[str, str]:
    """Words before a figure, led by the head verb of the first where they have none; and that head verb."""
    phrase = text[at : figure.left].strip("，、,；;：: ").replace("至少", "")
    phrase = trim_head(phrase)
    inside = max(phrase.rfind("（"), phrase.rfind("("))
    if inside >= 0 and "）" not in phrase[inside:] and ")" not in phrase[inside:]:
        return _YEAR.sub("", trim_head(phrase[inside + 1 :])), lead
    if earlier and phrase.startswith(_TOGETHER):
        return earlier + phrase, lead
    if _JOINED.search(phrase):
        return phrase, ""
    phrase, own_verb = _last_part(phrase)
    if not earlier or own_verb:
        lead = verb_before(phrase, 0, len(phrase)) or own_verb or _opening(phrase)
        return phrase, trim_tail(lead)
    own = verb_at(phrase, 0, len(phrase)) or ""
    if 1 < len(own) < len(phrase):
        return phrase, own
    if _HEAD_NOUN.search(trim_tail(phrase)):
        return phrase, lead
    return lead + phrase, lead


def _opening(phrase: str) -> str:
    """The verb a phrase opens with, adverbs included (基本完成, 免费实施)."""
    for at in range(min(7, len(phrase))):
        verb = verb_at(phrase, at, len(phrase))
        if verb and (at == 0 or phrase[:at] in _ADVERBS):
            return phrase[: at + len(verb)]
    for at in range(len(phrase) - 1, 0, -1):
        verb = verb_at(phrase, at, len(phrase))
        if verb and at + len(verb) == len(phrase) and len(verb) > 1:
            return verb
    return ""


_JOINED = re.compile(r"(?:各|均|都)(?:为|达|达到|增长|提高|不低于|超过|在|新增|完成|保持|稳定|控制在?|降低|下降)*\Z")


def _completed_by(names: list[str], afters: list[str]) -> list[str]:
    """Complete members that lack a noun with the next one's (完成现有3座、面积20公顷的矿山治理; 市内2家和省内1家医院)."""
    made = list(names)
    for index, name in enumerate(names[:-1]):
        noun = next((after for after in afters[index + 1 :] if after), "")
        if noun and not afters[index] and (len(name) <= 2 or _only_verbs(name.removesuffix("现有"))):
            made[index] = name + noun
    return made


_YEAR = re.compile(r"[0-9０-９]{4}年")
_TOGETHER = ("涉及", "惠及", "受益", "带动", "覆盖", "服务")
_ADVERBS = frozenset(
    "基本 全面 免费 累计 积极 继续 集中 重点 分类 协同 加快 高标准 高质量 高水平 优先 统一 新 大力 持续 稳步 深入 滚动 逐步 有序".split()
)


def _last_part(phrase: str) -> tuple[str, str]:
    """The last member of a list where that member opens with a verb, or is empty and takes the list's verb."""
    cut = None
    for match in _SEPARATORS.finditer(phrase):
        cut = match
    if cut is None:
        return phrase, ""
    rest = phrase[cut.end() :]
    if not rest:
        verb = _opening(phrase)
        return verb, verb
    if _only_verbs(phrase[: cut.start()]):
        return phrase, ""
    own = verb_at(rest, 0, len(rest)) or ""
    if 1 < len(own) < len(rest) and not _HEAD_NOUN.search(trim_tail(rest)):
        return rest, own
    return phrase, ""


def _only_verbs(phrase: str) -> bool:
    """Whether a list member is nothing but verbs (新建改建和维护提升……)."""
    at = 0
    while at < len(phrase):
        verb = verb_at(phrase, at, len(phrase))
        if verb is None:
            return False
        at += len(verb)
    return True


def _after_bounds(text: str, clause: Clause, figures: list[Figure], index: int) -> tuple[int, int]:
    """Where the words after a figure end, and where the words before the next begin."""
    figure = figures[index]
    if index + 1 == len(figures):
        return clause.end, clause.end
    following = figures[index + 1]
    cut = None
    for match in _SEPARATORS.finditer(text, figure.right, following.left):
        cut = match
    if cut is None:
        return figure.right, figure.right
    first = _SEPARATORS.search(text, figure.right, following.left)
    if first is not None and first.start() == figure.right:
        return figure.right, first.end()
    return cut.start(), cut.end()


_TAIL_WORDS = re.compile(
    r"(?:$|的?(?:目标|任务|水平|标准|规模|大关|台阶|指标)$|(?:的?目标)?(?:迈进|进军|冲刺|看齐)|[并且]|用于|来自|，|（|\(|并|其|由|，其中|以内|，|时|后|计|，力争|之间|不变|以来|，较|较|比(?:上年|20))"
)


def _is_tail(after: str) -> bool:
    """Whether what follows a figure is no noun it counts."""
    return _TAIL_WORDS.match(after) is not None


_ADJECTIVE = re.compile(r"[一-鿿]{1,4}[级型类性]\Z")


def _shared_tail(names: list[str]) -> list[str]:
    """Complete members that end in an adjective with the last one's noun (建设国家级、省级示范县)."""
    if len(names) < 2 or not _ADJECTIVE.search(names[-2]):
        return names
    tail = re.search(r"[级型类性](?P<noun>[一-鿿（）“”]{2,})\Z", names[-1])
    if tail is None:
        return names
    return [name + tail["noun"] if _ADJECTIVE.search(name) else name for name in names[:-1]] + names[-1:]


def _spread(head: str, count: int) -> list[str]:
    """Share a list of subjects out over a chain of figures.

    Args:
        head: what stands before the first figure, 分别 included.
        count: how many figures the chain has.

    Returns:
        One metric a figure, or nothing where the lists do not match.
    """
    mark = _SPREAD_MARK.search(head)
    subject = trim_head(head[: mark.start()] if mark else head)
    verb = "" if mark is None else trim_tail(head[mark.end() :])
    parts = [p for p in _SEPARATORS.split(subject) if p]
    if len(parts) != count:
        parts = _city_and_country(subject) if count == 2 else []
    if len(parts) != count:
        return [verb + trim_tail(subject)] * count
    return [trim_tail(verb + part) for part in _completed(parts)]


def _city_and_country(subject: str) -> list[str]:
    """城乡居民收入 stands for two."""
    if "城乡" not in subject:
        return []
    return [subject.replace("城乡", "城镇", 1), subject.replace("城乡", "农村", 1)]


_SHORT_NOUNS = frozenset(
    "产量 产值 收入 比重 比例 占比 面积 人数 数量 规模 总额 总值 总量 产能 能力 增速 里程 装机 投资 强度 水平 浓度 指数".split()
)


def _completed(parts: list[str]) -> list[str]:
    """Give list members the noun of the last and the modifier of the first (花生种植、收获机械化率)."""
    last = parts[-1]
    if all(_HEAD_NOUN.search(p) for p in parts[:-1]):
        return parts
    first = parts[0]
    for length in dict.fromkeys((len(first), 2, 3, 4, 5, 6, 7, 8)):
        noun = last[length:]
        if (len(noun) > 2 and _HEAD_NOUN.fullmatch(noun)) or noun in _SHORT_NOUNS:
            shared = first[:-length] if length < len(first) and len(parts[1]) < len(first) + len(noun) else ""
            return [part if _HEAD_NOUN.search(part) else part + noun for part in parts[:-1]] + [shared + last]
    return parts

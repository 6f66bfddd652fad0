"""What belongs to a name and what does not: words of intent before it, words of reaching after it, the clause's date."""

from __future__ import annotations

import re

from gangmu.extract.targets.model import Clause
from gangmu.extract.targets.verbs import verb_at

_INTENT = (
    r"(?:其中|即(?![时将便使])|并(?![网购轨行联存重非])且?|同时|此外|另外|而且|努力|力争|争取|确保|保证(?!金)|积极|全力|加力|着力|"
    r"我们|继续(?!教育)|突出(?=抓)|预计|计划(?!生育|经济|单列)|拟(?=[新建安开完])|尽快|务必|逐步使|使得?(?=[一-鿿]{2})(?!用)|"
    r"将(?![军乐领])有?|要(?![求素点件闻])|再(?=[建打造新增完]|开工|改造)|把(?![握关])|实现|推动实现|力促|至少|不少于|(?:[一二两三四五六七八九十0-9]{1,2}年)?(?:累计|总共|合计|总计)|全年|年内|每年|"
    r"[一二三五十]年(?=[新增建改完])(?:内)?)"
)
_RISE = r"(?:提高|提升|增加|增长|扩大|上升|拓展|下降|降低|减少|缩小|缩短|压减|压缩|恢复|递增|递减|上涨|净增|削减|节约|压降|调整|回升)"
AT_PRICES = (
    r"[（(，]?(?:按照?|以)(?:[0-9]{4}年|[“\"]?[一-鿿]{1,6}期?末?[”\"]?)?(?:不变|可比|固定|当年|现行|现)?"
    r"(?:价格?|口径|汇率)(?:水平)?(?:计算?|核算|测算|统计|折算)?[）)]?"
)
"""At which prices an amount is counted (按2020年不变价计算): no part of what is measured. 国家统计局统计指标解释：现价、可比价、不变价.

生产总值按可比价格计算增长6% is of 生产总值; 可比价生产总值 keeps its name.
"""
_NUMERAL = "0-9０-９〇○零一二两三四五六七八九十百千万亿"
_REACHING = (
    rf"(?:{AT_PRICES}|扣除(?:价格|物价)(?:上涨)?因素后?|可比(?:口径)?|"
    r"分别|各自?|(?<![人平户年月地亩])均|都|总体上?|基本|全部|一律|累计|合计|总计|力争|争取|确保|至少|预计|实际|同口径|年均|"
    r"平均每年|每年|同比|达到了?|达|实现|超过|突破|跨越|迈上|跃上|登上|保持在|稳定在|控制在|维持在|保证在|保持|稳定|控制|限制在|"
    r"(?:发展|扩展|壮大|扩容|做大)(?:到|至|为)|(?<!质量)保证|(?<![需主重必只])要|(?:逐年|相对|比较)|将?有(?=较|大幅)|"
    r"[0-9０-９一二两三四五六七八九十]{1,2}年(?:平均|累计|合计|共)|"
    r"(?<![面投流走方导取转])向|在|为|至|到|不(?:低于|少于|超过|高于)[一-鿿]{1,12}的|不低于|不少于|不超过|不高于|低于|高于|"
    r"(?:高|低|快|好|优)于(?:全[国省市区县州]|平均|[上去前同]|目标|“|[0-9])[^，。；]{0,14}|约|近|接近|再|还|并|共计?|"
    rf"(?:(?<![0-9０-９每全去今近逐一二三四五六七八九十])年)?(?:{_RISE}|升|降|(?<!新)增|减)(?:到|至|为|了)?|"
    r"较[^，。；]{0,14}|[较比][“\"0-9０-９上一二去今前同十][^，。；重例]{0,28}|的|将|"
    rf"(?:从|由)[^，。；]{{2,24}}{_RISE}(?:到|至|为)(?:[0-9０-９〇○零一二三四五六七八九]{{4}}年)?的?|"
    rf"(?<![自理])(?:从|由)[^，。；]{{0,12}}[{_NUMERAL}][^，。；]{{0,6}})"
)
_HEAD = re.compile(rf"{_INTENT}+")
_TAIL = re.compile(rf"{_REACHING}\Z")
_MEASURED = (
    r"[一-鿿]{0,5}率|[一-鿿]{1,6}量|产值|增加值[一-鿿]*|收入|比重|比例|占比|面积|总?人数|总?数|规模|总额|总值|产能|能力|增速|里程|"
    r"装机|投资|强度|水平|浓度|指数|进出口|出口额?|贸易|消费|标准|床位数?|寿命|营收|税收|利润|交易额"
)
MEASURED = re.compile(rf"(?:{_MEASURED})\Z")
"""A phrase that ends in the name of something measured."""

_BARE_INDICATOR = r"(?:平均每年|年)?(?:总?产量|总?产值|增加值|占比|比重|总?面积|总?数量?|增速|规模|总?投资|产能|人数|销量|普及率|覆盖率)"
INDICATOR = re.compile(rf"占|{_BARE_INDICATOR}")
"""The name of an indicator without what it is of."""

_OF_TOPIC = re.compile(rf"(?:播种|种植|养殖|生产)?{_BARE_INDICATOR}\Z")
EACH = r"各(?![地县区市镇乡级类部项单])"
"""After years in a list: the figure holds for each of them (2025年、2026年各建成2座), not for each place."""
_EACH = re.compile(EACH)
HEAD_ROOM = 10
"""How far into a clause a date still heads it."""
_NOUN = re.compile(r"[一-鿿（）]{3,}(?<![在为对于要从以将把至到确出分是有])")


def trim_head(phrase: str) -> str:
    """A phrase without the words of intent before it."""
    match = _HEAD.match(phrase)
    return phrase[match.end() :] if match and match.end() < len(phrase) else phrase


def trim_tail(phrase: str) -> str:
    """A phrase without the words of reaching after it (达到, 增长, 控制在)."""
    while match := _TAIL.search(phrase):
        phrase = phrase[: match.start()]
    return phrase


def topic_of(metric: str) -> str:
    """What a metric is of: 粮食播种面积 is of 粮食."""
    return _OF_TOPIC.sub("", metric)


def names_an_indicator(phrase: str) -> bool:
    """Whether a phrase ends in the name of something measured (…的比例)."""
    return MEASURED.search(phrase) is not None


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
    for when in clause.dates:  # years in a list (2024年、2025年分别…) are passed over together
        if when.start - at in (0, 1):
            at = when.end
    while at < clause.end and text[at] in "，,、的内前底末时：:）)":
        at += 1
    return at + (len(clause.dates) > 1 and _EACH.match(text, at) is not None)


def subject_before_date(text: str, clause: Clause) -> str:
    """What stands between the words of intent and the date at a clause's head (力争一期工程2025年底前开工)."""
    own = clause.own
    if own is None or not clause.start < own.start <= clause.start + HEAD_ROOM:
        return ""
    phrase = trim_head(text[clause.start : own.start].strip("，,、：: "))
    verb = verb_at(phrase, 0, len(phrase)) or ""
    named = _NOUN.fullmatch(phrase) and (not verb or len(phrase) - len(verb) == 1)  # 安置房 is a noun, 安置住户 an act
    return phrase if named else ""


def bare(text: str, clause: Clause, end: int) -> bool:
    """Whether nothing but words of intent and reaching stands before a clause's first figure (，力争实现10%)."""
    return clause.own is None and trim_tail(text[base(text, clause) : end]).strip("，、 ") == ""

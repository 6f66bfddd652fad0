"""Chinese and English words for what an alignment says."""

from __future__ import annotations

from collections.abc import Sequence

from gangmu.align.model import Change, Near, Notice, Pair, PairEvidence, Reason, Relation, Searched
from gangmu.align.quantities import QuantityChange
from gangmu.errors import Language
from gangmu.export.labels import label
from gangmu.model import Document

WORTH_SHOWING = 0.02
"""What came nearest but is less likely than this is not near."""

RELATIONS: dict[str, tuple[str, str]] = {
    "adopted": ("照单承接", "adopted"),
    "refined": ("细化", "refined"),
    "softened": ("弱化", "softened"),
    "strengthened": ("强化", "strengthened"),
    "related": ("相关", "related"),
}

PEER_RELATIONS: dict[str, tuple[str, str]] = {
    "adopted": ("相同", "the same"),
    "refined": ("更具体", "more specific"),
    "softened": ("较弱", "weaker"),
    "strengthened": ("较强", "stronger"),
    "related": ("相关", "related"),
}
"""The same between peers, where nothing is taken up: how the second plan's measure stands beside the first's."""

PAIRS: dict[str, tuple[str, str]] = {
    "lineage": ("上下级", "lineage"),
    "peers": ("同级", "peers"),
}

STATES: dict[str, tuple[str, str]] = {
    "taken_up": ("已承接", "taken up"),
    "partial": ("部分承接", "taken up in part"),
    "through": ("经中间层级承接", "through a plan between"),
    "none": ("未承接", "not taken up"),
}

MEASURES: dict[str, tuple[str, str]] = {
    "base": ("起点", "where every pair starts"),
    "shared": ("共有内容的分量", "weight of what both hold"),
    "piece_lead": ("分句胜过其他上级分句", "beyond them, piece by piece"),
    "first": ("胜过其他下级句子", "beyond the other lower sentences"),
    "cover": ("上级分句被覆盖的比例", "cover of an upper piece"),
    "head": ("上级分句中心词被覆盖的比例", "cover of what an upper piece is about"),
    "subject": ("独有的同一主题", "a subject that few upper sentences promise"),
    "topic": ("说的是同一件事，胜过其他上级句子", "about one matter, beyond the other upper sentences"),
    "around": ("上下文相近", "likeness of what stands around"),
    "nearby": ("前后句也指向同一上级句子", "sentences before and after stand out for it too"),
    "headings": ("标题相近", "likeness of headings"),
    "own": ("独有的共同内容", "shared with no likelier sentence"),
}

_CHANGES: dict[str, tuple[str, str]] = {
    "replace": ("{upper} → {lower}", "{upper} → {lower}"),
    "delete": ("没有写：{upper}", "left out: {upper}"),
    "insert": ("增加：{lower}", "added: {lower}"),
}

_EVIDENCE: dict[str, tuple[str, str]] = {
    "cites.number": ("下级文件引用了上级文件的发文字号：{text}", "the lower plan cites the upper one's number: {text}"),
    "cites.title": ("下级文件引用了上级文件：{text}", "the lower plan cites the upper one: {text}"),
    "mandate.shared": ("两份文件落实同一文件：{text}", "both carry out the same document: {text}"),
    "zone.named": ("下级文件标题写明同一区域：{text}", "the lower title names the same zone: {text}"),
    "place.within": ("地域包含：{text}", "ground within ground: {text}"),
    "level.above": ("层级高低：{text}", "level above level: {text}"),
    "issued.before": ("下级文件印发在前：{text}", "the lower plan was issued first: {text}"),
    "cites.none": ("两份文件互不引用", "neither cites the other"),
    "cites.aside": ("引用了对方，但并非落实它：{text}", "one cites the other, but not as what it carries out: {text}"),
    "level.same": ("层级相同：{text}", "the same level: {text}"),
    "place.apart": ("地域不同：{text}", "different ground: {text}"),
    "text.same": ("两份文件内容相同：{text}", "the same text: {text}"),
}

_REASONS: dict[str, tuple[str, str]] = {
    "act.softer": ("下级改为“{lower}”，力度变弱（上级：{upper}）", "“{lower}” below is weaker (above: {upper})"),
    "act.firmer": ("上级是“{upper}”，下级直接推进：{lower}", "“{upper}” above, done outright below: {lower}"),
    "rank.lower": ("级别由“{upper}”降为“{lower}”", "the level falls from “{upper}” to “{lower}”"),
    "quantity.softer": ("数量或时限放松、缺失：{upper}", "a figure or date is eased or lost: {upper}"),
    "quantity.firmer": ("数量或时限收紧：{upper}", "a figure or date is tightened: {upper}"),
    "quantity.added": ("增加了数量或时限：{lower}", "a figure or date is added: {lower}"),
    "place.added": ("明确到具体地点：{lower}", "places are named: {lower}"),
    "substance.added": ("增加了具体内容：{lower}", "specifics are added: {lower}"),
    "substance.same": ("内容一致：{lower}", "the same substance: {lower}"),
    "substance.other": ("同一主题，另一件事：{lower}", "the same subject, another commitment: {lower}"),
    "adviser": ("{upper}的意见：{lower}", "{upper} says: {lower}"),
}

_VALUES: dict[str, tuple[str, str]] = {
    "raised": ("{metric}：要求提高，{upper} → {lower}", "{metric}: raised, {upper} → {lower}"),
    "lowered": ("{metric}：要求降低，{upper} → {lower}", "{metric}: lowered, {upper} → {lower}"),
    "tightened": ("{metric}：{lower}，口径收紧", "{metric}: {lower}, given more firmly"),
    "loosened": ("{metric}：{lower}，口径放松", "{metric}: {lower}, given less firmly"),
    "other": ("{metric}：{upper}与{lower}不是同一个指标", "{metric}: {upper} and {lower} are figures of two things"),
    "dropped": ("{metric}：没有写{upper}", "{metric}: {upper} is left out"),
    "added": ("{metric}：增加{lower}", "{metric}: {lower} is added"),
}

_DATES: dict[str, tuple[str, str]] = {
    "later": ("{metric}：时限推迟，{upper} → {lower}", "{metric}: later, {upper} → {lower}"),
    "earlier": ("{metric}：时限提前，{upper} → {lower}", "{metric}: earlier, {upper} → {lower}"),
    "dropped": ("{metric}：没有写时限{upper}", "{metric}: the date {upper} is left out"),
    "added": ("{metric}：增加时限{lower}", "{metric}: the date {lower} is added"),
}

_NOTICES: dict[str, tuple[str, str]] = {
    "order.reversed": (
        "两份文件给反了：《{0}》在上，《{1}》在下。已按实际上下级比对。",
        "The two were given the wrong way round: “{0}” stands above “{1}”. They were aligned as they stand.",
    ),
    "lower.older": (
        "《{1}》印发在《{0}》之前。“未承接”只说明当时没有相应提法，不能据此认定没有落实。",
        "“{1}” was issued before “{0}”. That it does not take something up is no omission of its own.",
    ),
    "plans.identical": (
        "两份文件内容相同，结果只说明一份文件与它自己一致。",
        "The two are one text: the result says only that a plan agrees with itself.",
    ),
    "upper.empty": (
        "上级文件《{0}》中没有读到举措，无从比对。请先检查读取结果。",
        "No measure was read in the upper plan “{0}”: there is nothing to align. Check the reading first.",
    ),
    "lower.empty": (
        "下级文件《{0}》中没有读到举措，无从比对。请先检查读取结果。",
        "No measure was read in the lower plan “{0}”: there is nothing to align. Check the reading first.",
    ),
}


def word(table: dict[str, tuple[str, str]], code: str, language: Language) -> str:
    """The word for a code."""
    return table[code][language == "en"]


def relation_word(relation: Relation, pair: Pair, language: Language) -> str:
    """The word for a relation between plans that stand above each other, or beside each other."""
    return word(PEER_RELATIONS if pair == "peers" else RELATIONS, relation, language)


def standing_words(relation: Relation, pair: Pair, language: Language, *, loses: bool) -> str:
    """The word for a link: of a sentence that lost a promise, that it was taken up in part, and how the rest was.

    Args:
        relation: of the link.
        pair: how the plans stand.
        language: of the words.
        loses: whether a promise inside the upper sentence is held by no sentence linked to it.
    """
    said = relation_word(relation, pair, language)
    if pair == "peers" or not loses:
        return said
    part = word(STATES, "partial", language)
    return part if relation == "adopted" else f"{part}{', ' if language == 'en' else '，'}{said}"


def change_words(change: Change, language: Language) -> str:
    """A difference in words: what was put for what, left out, or added."""
    return word(_CHANGES, change.op, language).format(upper=change.upper, lower=change.lower)


def name_of(document: Document) -> str:
    """What a plan is called: its title on one line, or the name of its file."""
    return " ".join((document.title or document.source.name).split())


def evidence_words(evidence: PairEvidence, language: Language) -> str:
    """A piece of evidence on how two plans stand, as a sentence."""
    text = evidence.text
    if evidence.code.startswith("level."):
        text = " > ".join(label(level, language) or level for level in text.split(" > "))
    return word(_EVIDENCE, evidence.code, language).format(text=text)


def reason_words(reason: Reason, language: Language) -> str:
    """A reason for a relation, as a sentence."""
    return word(_REASONS, reason.code, language).format(upper=reason.upper, lower=reason.lower)


def quantity_words(change: QuantityChange, language: Language) -> list[str]:
    """What became of a figure and of a date, a sentence each; nothing for what stayed as it was."""
    said = []
    if change.value in _VALUES:
        words = word(_VALUES, change.value, language)
        said.append(words.format(metric=change.metric, upper=change.upper_figure, lower=change.lower_figure))
    if change.deadline in _DATES:
        words = word(_DATES, change.deadline, language)
        said.append(words.format(metric=change.metric, upper=change.upper_date, lower=change.lower_date))
    return said


def why_words(reasons: Sequence[Reason], quantities: Sequence[QuantityChange], language: Language) -> list[str]:
    """Why a link has its relation: each reason as a sentence, figures and dates with what they were and became.

    Args:
        reasons: of the link.
        quantities: what became of its figures and dates.
        language: of the words.
    """
    figures = [said for change in quantities for said in quantity_words(change, language)]
    by_quantity = any(reason.code.startswith("quantity.") for reason in reasons)
    others = [reason_words(r, language) for r in reasons if not (figures and r.code.startswith("quantity."))]
    return [*others, *(figures if by_quantity else ())]


def notice_words(notice: Notice, language: Language) -> str:
    """A notice, as a sentence."""
    return word(_NOTICES, notice.code, language).format(*notice.names)


def searched_words(searched: Searched, language: Language) -> str:
    """Where was looked before saying that nobody took something up."""
    if language == "en":
        tables = "".join(f"; rows of {annex}: {count}" for annex, count in searched.rows)
        return f"measures of the text: {searched.measures}{tables}"
    rows = (f"{annex}的{count}行任务" for annex, count in searched.rows)
    return f"查遍{'、'.join((f'正文{searched.measures}条举措', *rows))}"


OLDER = ("下级文件印发在上级文件之前。", " The lower plan was issued before the upper one.")


def looked_in(searched: Searched, nearest: Sequence[Near], language: Language, *, older: bool = False) -> str:
    """Where was looked before saying that nobody took something up, and what came nearest, by its address.

    Args:
        searched: where was looked.
        nearest: what came nearest.
        language: of the words.
        older: whether the lower plan was issued before the upper one, which is said with every such claim.
    """
    return _looked_in(searched, nearest, language) + (OLDER[language == "en"] if older else "")


def _looked_in(searched: Searched, nearest: Sequence[Near], language: Language) -> str:
    where = searched_words(searched, language)
    if language == "en":
        near = ", ".join(f"{n.key} ({n.score:.2f})" for n in nearest)
        return where + (f"; nearest: {near}, not enough for a link" if near else "; nothing like it")
    near = "、".join(f"{n.key}（{n.score:.2f}）" for n in nearest)
    return f"{where}；{f'最相近的是{near}，不足以认定' if near else '没有相近的内容'}。"


def nearest_words(nearest: Sequence[Near], language: Language) -> str:
    """What came nearest, as printed, for a reader who does not have the plan's addresses at hand."""
    if not nearest or nearest[0].score < WORTH_SHOWING:
        return "nothing like it" if language == "en" else "没有相近的内容"
    return nearest[0].text

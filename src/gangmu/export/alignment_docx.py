"""An alignment as a report in the layout of official documents: summary, tables, what nobody took up and who might."""

from __future__ import annotations

from collections.abc import Sequence

from gangmu.align import Tier
from gangmu.align.model import Alignment, Link
from gangmu.align.owners import Owners
from gangmu.errors import Language
from gangmu.export.alignment_summary import Summary, summary_of
from gangmu.export.alignment_words import (
    OLDER,
    RELATIONS,
    evidence_words,
    nearest_words,
    notice_words,
    searched_words,
    why_words,
    word,
)
from gangmu.export.official_docx import OfficialDocument
from gangmu.model import Document, Plan

_NUMBERS = "一二三四五六七八九十"
_TOLD = ("softened", "strengthened")
"""Relations that have a table of their own; the rest is in the figures and in the alignment itself."""

_SAID: dict[str, tuple[str, str]] = {
    "title": ("关于规划衔接情况的比对报告", "Report on the alignment of plans"),
    "overall": ("总体情况", "Overall"),
    "chapters": ("分章节情况", "By chapter"),
    "softened": ("弱化的表述", "Words that soften a promise"),
    "strengthened": ("强化的表述", "Words that strengthen a promise"),
    "uncovered": ("未承接的举措及建议承接单位", "Promises nobody took up, and who might"),
    "uncovered_peers": ("仅前一份文件有的举措", "Measures of the first plan only"),
    "dropped": ("句内遗漏的内容", "Promises dropped inside a sentence"),
    "added": ("下级新增的举措", "Measures that are new below"),
    "added_peers": ("仅后一份文件有的举措", "Measures of the second plan only"),
    "none": ("无。", "None."),
}
_HEADS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "chapters": (
        ("章节", "举措", "整句承接", "部分承接", "仅弱化"),
        ("Chapter", "Promises", "Taken up whole", "In part", "Only softened"),
    ),
    "chapters_peers": (("章节", "举措", "有对应", "仅较弱"), ("Chapter", "Promises", "Alike", "Only weaker")),
    "links": (("上级", "下级", "说明"), ("Above", "Below", "Why")),
    "uncovered": (("上级举措", "最相近的内容", "建议承接单位"), ("Above", "What came nearest", "Who might")),
    "uncovered_peers": (("举措", "最相近的内容", "单位"), ("Measure", "What came nearest", "Units")),
    "dropped": (("遗漏内容", "所在上级举措"), ("Dropped", "Out of")),
    "added": (("编号", "举措"), ("Id", "Measure")),
}


def report(found: Alignment | Tier, plans: Sequence[Plan], language: Language = "zh") -> bytes:
    """The report.

    Args:
        found: an alignment or a tier; of a tier, every pair is reported.
        plans: the plans it was made from; their duty marks give the owners.
        language: of heads and words.

    Returns:
        The bytes of a .docx file.
    """
    document = OfficialDocument(word(_SAID, "title", language))
    alignments = [pair.alignment for pair in found.pairs] if isinstance(found, Tier) else [found]
    for number, alignment in enumerate(alignments, start=1):
        if isinstance(found, Tier):
            document.heading(_ordinal(number, language) + _pair_name(alignment, language))
        _Report(document, alignment, plans, language, is_nested=isinstance(found, Tier)).write()
    return document.save()


class _Report:
    """One alignment written into a document; of a tier, under a heading of its own."""

    def __init__(
        self,
        document: OfficialDocument,
        alignment: Alignment,
        plans: Sequence[Plan],
        language: Language,
        *,
        is_nested: bool,
    ) -> None:
        self._document = document
        self._alignment = alignment
        self._plans = plans
        self._language = language
        self._is_nested = is_nested
        self._section = 0

    def write(self) -> None:
        """Write all sections."""
        summary = summary_of(self._alignment)
        self._overall(summary)
        self._chapters(summary)
        for relation in _TOLD:
            links = [link for link in self._alignment.links if link.relation == relation]
            if links:
                self._head(relation)
                self._links(links)
        self._uncovered()
        self._dropped()
        self._added()

    def _head(self, key: str) -> None:
        self._section += 1
        text = word(_SAID, key, self._language)
        if self._is_nested:
            number = f"（{_chinese(self._section)}）" if self._language == "zh" else f"({self._section}) "
            self._document.second_heading(number + text)
        else:
            self._document.heading(_ordinal(self._section, self._language) + text)

    def _table(self, key: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        if rows:
            self._document.table(_HEADS[key][self._language == "en"], rows, widths)
        else:
            self._document.paragraph(word(_SAID, "none", self._language))

    def _overall(self, summary: Summary) -> None:
        self._head("overall")
        names = (_name(self._alignment.upper), _name(self._alignment.lower))
        self._document.paragraph(_overall_words(summary, names, self._alignment.pair == "peers", self._language))
        for evidence in self._alignment.pair_evidence:
            self._document.paragraph(evidence_words(evidence, self._language))
        for notice in self._alignment.notices:
            self._document.paragraph(notice_words(notice, self._language))

    def _chapters(self, summary: Summary) -> None:
        self._head("chapters")
        peers = self._alignment.pair == "peers"
        counted = ("whole", "softened") if peers else ("whole", "partial", "softened")
        rows = [(c.heading, str(c.promises), *(str(getattr(c, key)) for key in counted)) for c in summary.chapters]
        self._table(self._key("chapters"), rows, (156 - 20 * (1 + len(counted)), *([20] * (1 + len(counted)))))

    def _links(self, links: Sequence[Link]) -> None:
        rows = [
            (link.upper.text, link.lower.text, "；".join(why_words(link.reasons, link.quantities, self._language)))
            for link in links
        ]
        self._table("links", rows, (58, 58, 40))

    def _uncovered(self) -> None:
        self._head(self._key("uncovered"))
        if self._alignment.uncovered:
            self._document.paragraph(_search_words(self._alignment, self._language))
        owners = Owners.among(self._plans, self._alignment.lower)
        rows = [
            (u.side.text, nearest_words(u.nearest, self._language), "、".join(owners.recommended(u)))
            for u in self._alignment.uncovered
        ]
        self._table(self._key("uncovered"), rows, (62, 60, 34))

    def _dropped(self) -> None:
        if self._alignment.pair == "peers":
            return
        self._head("dropped")
        lost = {(d.text, link.upper.text): None for link in self._alignment.links for d in link.dropped}
        self._table("dropped", list(lost), (66, 90))

    def _added(self) -> None:
        self._head(self._key("added"))
        self._table("added", [(side.key, side.text) for side in self._alignment.added], (40, 116))

    def _key(self, key: str) -> str:
        return f"{key}_peers" if self._alignment.pair == "peers" else key


_PARTIAL = ("，{}条只承接了一部分", ", {} in part")


def _overall_words(summary: Summary, names: tuple[str, str], peers: bool, language: Language) -> str:
    share = "–" if summary.percent is None else f"{summary.percent}%"
    partial = "" if peers else _PARTIAL[language == "en"].format(summary.partial)
    counted = f"{summary.whole} ({share})" if language == "en" else f"{summary.whole}条（{share}）"
    kinds = [f"{word(RELATIONS, kind, language)}{many}" for kind, many in summary.relations.items()]
    if language == "en":
        said = "have a counterpart" if peers else "are taken up whole"
        told = f"Of {summary.promises} promises of “{names[0]}”, {counted} {said}{partial} in “{names[1]}”"
        return f"{told}: {', '.join(kinds)}. Dropped inside sentences: {summary.dropped}. New: {summary.added}."
    said = "在对方文件中有对应" if peers else "被整句承接"
    told = f"《{names[0]}》共{summary.promises}条举措，其中{counted}{said}{partial}（《{names[1]}》）"
    counts = "、".join(f"{kind}条" for kind in kinds)
    tail = f"新增{summary.added}条。" if peers else f"句内遗漏{summary.dropped}处，新增{summary.added}条。"
    return f"{told}：{counts}。{tail}"


def _search_words(alignment: Alignment, language: Language) -> str:
    """Where was looked, said once for all that was not found."""
    older = OLDER[language == "en"] if alignment.is_lower_older else ""
    where = searched_words(alignment.searched, language)
    return f"Looked in: {where}.{older}" if language == "en" else f"{where}，没有找到对应的内容。{older}"


def _pair_name(alignment: Alignment, language: Language) -> str:
    upper, lower = _name(alignment.upper), _name(alignment.lower)
    return f"“{upper}” → “{lower}”" if language == "en" else f"《{upper}》→《{lower}》"


def _ordinal(number: int, language: Language) -> str:
    return f"{_chinese(number)}、" if language == "zh" else f"{number}. "


def _name(document: Document) -> str:
    return document.title or document.source.name


def _chinese(number: int) -> str:
    """A section number up to ninety-nine in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMBERS[tens - 1]}十"
    return head + (_NUMBERS[ones - 1] if ones else "")

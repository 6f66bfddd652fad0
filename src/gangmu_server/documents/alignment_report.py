"""The report on how a plan's promises fare below: summary, tables, and what nobody took up with who might."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from docx.document import Document as DocumentType

from gangmu_server.alignment.fates import Cover
from gangmu_server.alignment.models import Link, Sentence
from gangmu_server.alignment.payloads import Cell, Column, Coverage, PromiseLine
from gangmu_server.alignment.queries import Partial, Report, Weaker
from gangmu_server.alignment.words import reason_sentences
from gangmu_server.documents import official
from gangmu_server.library import addresses

ORDINALS = "一二三四五六七八九十"
TEXT_LENGTH = 130


def report_docx(report: Report) -> bytes:
    """The report as a Word document in official layout."""
    title = _("关于《%(title)s》上下衔接情况的报告") % {"title": report.plan.title}
    document = official.official_document(title)
    parts = [_summary, _by_theme, _softened, _open, _set_aside, _basis]
    number = 0
    for part in parts:
        number += bool(part(document, report, _ordinal(number)))
    official.closing(document, _day(report))
    return official.as_bytes(document)


def _ordinal(number: int) -> str:
    return f"{ORDINALS[number]}、" if (get_language() or "zh").startswith("zh") else f"{number + 1}. "


def _day(report: Report) -> str:
    if (get_language() or "zh").startswith("zh"):
        return f"{report.today.year}年{report.today.month}月{report.today.day}日"
    return formats.date_format(report.today, "j F Y", use_l10n=False)


def level_word(column: Column) -> str:
    """The name of a column in a sentence."""
    names = {
        "national": _("国家"),
        "cross_provincial": _("跨省"),
        "provincial": _("省级"),
        "prefectural": _("市级"),
        "county": _("县（区）级"),
        "township": _("乡镇（街道）"),
    }
    return _("分工表") if column.is_rows else names.get(column.level, _("其他"))


def _summary(document: DocumentType, report: Report, ordinal: str) -> bool:
    found = report.coverage
    official.head(document, ordinal + _("总体情况"))
    official.text(document, summary_text(report))
    if found.orphans:
        words = ngettext(
            "其中%(n)s条各级都没有承接，建议优先研究，见附表。",
            "其中%(n)s条各级都没有承接，建议优先研究，见附表。",
            found.orphans,
        )
        official.text(document, words % {"n": found.orphans})
    for lower in report.lowers:
        if lower.is_older:
            official.text(document, _older(lower.plan.title))
    official.text(document, _("承接率只算整句都有着落的举措，弱化和经中间层级的算在内，部分承接的不算在内。"))
    official.caption(document, _("表1　各级承接情况"))
    told = [_("已承接"), _("弱化承接"), _("经中间层级"), _("部分承接"), _("未承接"), _("不适用")]
    names = [_("层级"), _("举措"), _("承接率"), *told]
    rows = [_totals_row(column, cell) for column, cell in zip(found.columns, found.totals, strict=True)]
    official.table(document, names, [28, 14, 16, 16, 18, 18, 18, 16, 16], rows)
    return True


def summary_text(report: Report) -> str:
    """The first paragraph: how many promises, and how far each level goes."""
    found = report.coverage
    opening = _("《%(title)s》共提出%(n)s条举措，与%(lowers)s份下级规划逐句比对。") % {
        "title": report.plan.title,
        "n": found.size,
        "lowers": len(report.lowers),
    }
    shares = [
        _("%(level)s整句承接%(percent)s%%，%(partial)s条只承接了一部分，%(open)s条未承接")
        % {"level": level_word(c), "percent": cell.percent, "partial": cell.partial, "open": cell.open}
        for c, cell in zip(found.columns, found.totals, strict=True)
        if cell.percent is not None and not c.is_rows
    ]
    rows = [
        _("%(n)s条落到了分工表") % {"n": cell.meant - cell.open}
        for c, cell in zip(found.columns, found.totals, strict=True)
        if c.is_rows
    ]
    return opening + _("；").join([*shares, *rows]) + _("。") + _unread(found)


def _older(title: str) -> str:
    words = _("《%(title)s》印发在前，“未承接”只说明它当时没有这样写，不算没有落实。")
    return words % {"title": title}


def _unread(found: Coverage) -> str:
    titles = _("、").join(f"《{plan.title}》" for plan in found.unread)
    return _("%(titles)s没有读到举措，未列入。") % {"titles": titles} if titles else ""


def _totals_row(column: Column, cell: Cell) -> list[str]:
    covers = (Cover.TAKEN, Cover.SOFTENED, Cover.THROUGH, Cover.PARTIAL, Cover.NONE, Cover.NOT_APPLICABLE)
    percent = "—" if cell.percent is None else f"{cell.percent}%"
    counted = [str(cell.counts.get(cover, 0)) for cover in covers]
    return [level_word(column), str(sum(cell.counts.values())), percent, *counted]


def _by_theme(document: DocumentType, report: Report, ordinal: str) -> bool:
    found = report.coverage
    if len(found.rows) < 2:
        return False
    official.head(document, ordinal + _("分章情况"))
    official.caption(document, _("表2　各章承接率（括号内为部分承接、未承接条数）"))
    rows = [[row.title or _("其他"), str(row.size), *map(_share, row.cells)] for row in found.rows]
    names = [_("章"), _("举措"), *map(level_word, found.columns)]
    official.table(document, names, [70, 14, *([24] * len(found.columns))], rows)
    return True


def _share(cell: Cell) -> str:
    if cell.percent is None:
        return "—"
    return f"{cell.percent}%" + (f"\n（{cell.partial}、{cell.open}）" if cell.open or cell.partial else "")


def _softened(document: DocumentType, report: Report, ordinal: str) -> bool:
    lowers = [lower for lower in report.lowers if lower.softened or lower.partial]
    if not lowers:
        return False
    official.head(document, ordinal + _("弱化和部分丢掉的承诺"))
    for number, lower in enumerate(lowers):
        official.subhead(document, f"（{ORDINALS[number % 10]}）{lower.plan.title}")
        words = _("%(lost)s条只承接了一部分，另有%(soft)s条只以较弱的说法承接。")
        beside = ngettext(
            "下级还有%(n)s处说法较弱，但同一条举措在别处已足额承接，不列入。",
            "下级还有%(n)s处说法较弱，但同一条举措在别处已足额承接，不列入。",
            lower.weaker_beside,
        ) % {"n": lower.weaker_beside}
        counted = words % {"soft": len(lower.softened), "lost": len(lower.partial)}
        by_way = ngettext(
            "经中间层级来的还有%(n)s条只到了一部分，不逐条列出。",
            "经中间层级来的还有%(n)s条只到了一部分，不逐条列出。",
            lower.partly_through,
        ) % {"n": lower.partly_through}
        told = [counted, beside if lower.weaker_beside else "", by_way if lower.partly_through else ""]
        official.text(document, "".join(told))
        names = [_("序号"), _("上级举措"), _("下级表述"), _("变化")]
        rows = [*map(_part, lower.partial), *map(_weaker, lower.softened)]
        numbered = [[str(at), *row] for at, row in enumerate(rows, start=1)]
        official.table(document, names, [12, 56, 52, 36], numbered)
    return True


def _weaker(weaker: Weaker) -> list[str]:
    return [_placed(weaker.upper), _below([link.lower for link in weaker.links]), _softer(weaker.links)]


def _part(partial: Partial) -> list[str]:
    changes = [_softer(partial.weaker)] if partial.weaker else []
    return [_placed(partial.upper), _below(partial.lowers), _("；").join([_lost(partial.lost), *changes])]


def _softer(links: Sequence[Link]) -> str:
    return _("；").join(dict.fromkeys(said for link in links for said in reason_sentences(link)))


def _below(lowers: Sequence[Sentence]) -> str:
    """The nearest sentence below in full, the places of the others."""
    nearest, *others = lowers
    also = list(dict.fromkeys(addresses.words(sentence.address) for sentence in others))
    return _placed(nearest) + (_("（另见%(places)s）") % {"places": _("、").join(also)} if also else "")


def _placed(sentence: Sentence) -> str:
    return f"{addresses.words(sentence.address)}　{_short(sentence.text)}"


def _lost(texts: Sequence[str]) -> str:
    return _("丢掉：%(lost)s") % {"lost": _short(_("、").join(texts))}


def _open(document: DocumentType, report: Report, ordinal: str) -> bool:
    lines = [line for line in report.coverage.lines if line.open_columns]
    if not lines:
        return False
    orphans = [line for line in lines if line.is_orphan]
    others = [line for line in lines if not line.is_orphan and _levels_open(report.coverage, line)]
    official.head(document, ordinal + _("未承接的举措和建议责任单位"))
    official.text(document, _("建议责任单位取自承担最相近事项的单位，供分工时参考。"))
    for name, listed in ((_("各级都没有承接"), orphans), (_("部分层级没有承接"), others)):
        if listed:
            official.subhead(document, _("%(name)s（%(n)s条）") % {"name": name, "n": len(listed)})
            names = [_("序号"), _("出处"), _("举措"), _("未承接的层级"), _("建议责任单位")]
            rows = [_open_row(report, number, line) for number, line in enumerate(listed, start=1)]
            official.table(document, names, [12, 24, 66, 24, 30], rows)
    return True


def _levels_open(coverage: Coverage, line: PromiseLine) -> list[Column]:
    return [c for c in coverage.columns if not c.is_rows and line.states[c.code] == Cover.NONE]


def _open_row(report: Report, number: int, line: PromiseLine) -> list[str]:
    columns = _levels_open(report.coverage, line)
    return [
        str(number),
        addresses.words(line.sentence.address),
        _short(line.sentence.text),
        _("、").join(map(level_word, columns)),
        _("、").join(line.advised) or _("待研究"),
    ]


def _set_aside(document: DocumentType, report: Report, ordinal: str) -> bool:
    rows = [
        [addresses.words(s.address), _short(s.text), lower.plan.title, s.decision.reason if s.decision else ""]
        for lower in report.lowers
        for s in lower.set_aside
    ]
    if not rows:
        return False
    official.head(document, ordinal + _("认定为不适用的举措"))
    official.table(document, [_("出处"), _("举措"), _("下级规划"), _("理由")], [22, 60, 36, 38], rows)
    return True


def _basis(document: DocumentType, report: Report, ordinal: str) -> bool:
    official.head(document, ordinal + _("比对依据"))
    for number, lower in enumerate(report.lowers, start=1):
        words = ngettext(
            "%(n)s.《%(title)s》：%(evidence)s。下级另有%(added)s条上级没有要求的举措。",
            "%(n)s.《%(title)s》：%(evidence)s。下级另有%(added)s条上级没有要求的举措。",
            lower.added,
        ) % {
            "n": number,
            "title": lower.plan.title,
            "evidence": _("；").join(lower.evidence) or "—",
            "added": lower.added,
        }
        official.text(document, words)
    decided = sum(lower.alignment.counts.get("settled", 0) for lower in report.lowers)
    words = ngettext(
        "承接、弱化、细化由程序逐句比对得出，其中%(n)s处经人工核对；每一条都可在系统中打开原句。",
        "承接、弱化、细化由程序逐句比对得出，其中%(n)s处经人工核对；每一条都可在系统中打开原句。",
        decided,
    )
    official.text(document, words % {"n": decided})
    return True


def _short(words: str) -> str:
    return words if len(words) <= TEXT_LENGTH else f"{words[:TEXT_LENGTH]}…"

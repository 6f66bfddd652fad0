"""Facts about the document itself: title, number, issuers, date, level, places, horizon, citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gangmu.extract.document_rules import (
    ADDRESSED,
    CITATION,
    DATE,
    DOCUMENT_TITLE,
    ISSUER_IN_TITLE,
    LABELLED_DATE,
    LABELLED_ISSUER,
    LABELLED_NUMBER,
    LEVELS,
    NUMBER,
    PLACE_SHAPES,
    SCOPE,
)
from gangmu.extract.title_years import years_of_goals
from gangmu.model import Citation, Document, SourcePart
from gangmu.model.plan import Level
from gangmu.structure.front import is_date_line
from gangmu.structure.model import PlanTree
from gangmu.text.lines import NUMBER_LINE
from gangmu.vocab.divisions import Division, by_name, by_short_name, divisions, places_named
from gangmu.vocab.numerals import five_year_plan_end, ordinal

_LEVELS: dict[int, Level] = {1: "provincial", 2: "prefectural", 3: "county"}
_ISSUER_LINE = re.compile(r"^(?P<name>[一-鿿]{4,40})文件$")
_ORGAN_END = re.compile(r"(?:委员会|人民政府|政府|党委|[省市县区]委|办公厅|办公室|国务院|部|局|厅|总署|委)$")
_NOTICE = re.compile(rf"^(?:“[^”\n]*”)?{ISSUER_IN_TITLE}[^\n]*(?:通知|意见|决定)$", re.MULTILINE)
_REPORT = re.compile(r"(?:20\d{2}年)?(?P<place>[一-鿿]{2,12}?)(?:人民)?政府工作报告")
_CONGRESS = re.compile(r"在(?P<place>[一-鿿]{2,12}?)第[一二三四五六七八九十]{1,3}届人民代表大会")
_SPEAKS_FOR = re.compile(r"我代表(?P<place>[一-鿿]{2,12}?)(?:人民)?政府[，,]?\s?向大会")
"""A work report says for whom it is given (现在，我代表某省人民政府，向大会报告工作)."""
_PASSED = re.compile(
    r"(?<=日)(?P<congress>[一-鿿]{2,12}?)第[一二三四五六七八九十]{1,3}届(?P<organ>人民代表大会(?:常务委员会)?)第[一二三四五六七八九十]{1,4}次会议[^）)\n]{0,6}(?:通过|修订)"
)
"""Under the title of a regulation stands who passed it (题注)."""
_LONGEST_NAME = 15
"""Characters of the longest name of a division."""
HEAD_LENGTH = 600
HEAD_LINE = 60
"""A line of the head (a session, a date) is no longer than this; running text is."""
_WORK_YEAR = re.compile(r"(20\d{2})年(?:的)?(?:重点|主要|工作|经济|目标|政府)")
_FIVE_YEAR_PLAN = re.compile(r"十([一二三四五六])五")
_REVIEW = re.compile(r"回顾|成就|成效|总结|完成情况|取得")
_GOAL_YEAR = re.compile(
    r"(?:到|至|展望|截至)(?:到|至)?(20\d{2})年|(20\d{2})年(?:目标|远景)|规划期[^。]{0,12}?(20\d{2})年"
)


def document_facts(tree: PlanTree, years_in_force: tuple[int, ...] = ()) -> Document:
    """Read the facts of a document.

    Args:
        tree: its hierarchy.
        years_in_force: years that its responsibility tables set goals for.
    """
    title = _title(tree) or _annex_title(tree)
    issuers = _issuers(tree, title)
    return Document(
        title=title,
        number=_number(tree),
        issuers=issuers,
        issued_on=_issued_on(tree),
        level=_level(tree, issuers, title),
        places=_places(tree, title, issuers),
        horizon=_horizon(tree, {*years_in_force, *years_of_goals(title or "")}),
        cites=tuple(_citations(tree)),
        source=tree.doc.source.info,
        parts=tuple(SourcePart(info, span) for info, span in tree.doc.source.parts),
        text=None if tree.doc.source.is_plain else tree.doc.source.text,
        pages=tree.doc.source.pages,
    )


def _head(tree: PlanTree) -> str:
    """The text before the first provision, without its long paragraphs."""
    first = min((n.start for n in tree.nodes if n.kind != "preamble"), default=len(tree.doc.text))
    return tree.doc.text[:first]


def _title(tree: PlanTree) -> str | None:
    """The title as printed; where its lines begin with the issuers' names set off by a space, the space is kept."""
    if tree.title is None:
        return None
    start, end = tree.doc.offsets.to_source(*tree.title)
    printed = tree.doc.source.text[start:end]
    first, *rest = printed.split()
    parts = [first]
    for part in rest:
        issuer_before = _ORGAN_END.search(parts[-1]) is not None and len(parts[-1]) >= 6
        issuer_here = _ORGAN_END.search(re.split("关于", part)[0]) is not None
        parts.append((" " if issuer_before and issuer_here else "") + part)
    return "".join(parts)


def _annex_title(tree: PlanTree) -> str | None:
    """The heading of an annex that came without its document: nothing stands before it."""
    first = tree.nodes[0] if tree.nodes else None
    alone = first is not None and first.kind == "annex" and not tree.doc.text[: first.start].strip()
    return first.heading if first is not None and alone else None


def _number(tree: PlanTree) -> str | None:
    """The document's own 发文字号: on a line of its own before the first provision."""
    for paragraph in tree.doc.paragraphs[:60]:
        if paragraph.start >= len(_head(tree)):
            break
        body = tree.doc.text[paragraph.start : paragraph.end]
        if NUMBER_LINE.fullmatch(body):
            return body
        inline = re.fullmatch(r"[（(](" + NUMBER.pattern + r")[）)]", body)
        if inline:
            return inline[1]
    labelled = LABELLED_NUMBER.search(_head(tree)[:HEAD_LENGTH])
    return labelled["number"] if labelled else None


def _issuers(tree: PlanTree, title: str | None) -> tuple[str, ...]:
    named = re.match(ISSUER_IN_TITLE, title or "")
    if named:
        return _split_issuers(named["issuers"])
    signed = _signature(tree)
    if signed:
        return signed
    notice = _NOTICE.search(_head(tree))
    if notice:
        return _split_issuers(notice["issuers"])
    passed = _PASSED.search(_head(tree)[:HEAD_LENGTH])
    if passed:
        return (passed["congress"] + passed["organ"],)
    labelled = LABELLED_ISSUER.search(_head(tree)[:HEAD_LENGTH])
    if labelled and all(_ORGAN_END.search(name) for name in labelled["issuers"].split()):
        return _split_issuers(labelled["issuers"])
    head = _head(tree) if _is_report(title) else ""
    reported = _REPORT.match(title or "") or _CONGRESS.search(head) or _SPEAKS_FOR.search(head)
    return (f"{reported['place']}人民政府",) if reported and reported["place"] in by_name() else ()


def _is_report(title: str | None) -> bool:
    return title is not None and title.endswith("政府工作报告")


def _split_issuers(printed: str) -> tuple[str, ...]:
    names = [name for piece in re.split(r"[\s、]+", printed) for name in _cut_before_places(piece) if name]
    # a name above the title with the place in full (`甲省乙市丙局`) is the same organ
    return tuple(n for n in names if not any(n != other and n.endswith(other) for other in names))


def _cut_before_places(piece: str) -> list[str]:
    """Issuers printed without a space between them: each begins with 中共 or its place."""
    places = "|".join(re.escape(division.name) for division in places_named(piece))
    return re.split(rf"(?<=[委会府厅室部局署])(?=中共{'|' + places if places else ''})", piece)


def _signature(tree: PlanTree) -> tuple[str, ...]:
    """The names just before the document's date."""
    closing = [tree.doc.text[a:b] for a, b in tree.closing]
    for i, body in enumerate(closing):
        if is_date_line(body):
            lines = [name for name in closing[max(0, i - 3) : i] if _ORGAN_END.search(name) and len(name) <= 40]
            if lines:
                return tuple(name for line in lines for name in _cut_before_places(line))
    return ()


def _issued_on(tree: PlanTree) -> str | None:
    """The date of signature (成文日期); failing that the date in the line under the title."""
    bodies = [tree.doc.text[a:b] for a, b in tree.closing if is_date_line(tree.doc.text[a:b])]
    bodies += [line for line in _head(tree)[:HEAD_LENGTH].split("\n") if len(line) <= HEAD_LINE] if tree.title else []
    signed = next((date for body in bodies if (date := _iso_date(body))), None)
    labelled = LABELLED_DATE.search(_head(tree)[:HEAD_LENGTH])
    return signed or (f"{labelled[1]}-{int(labelled[2]):02d}-{int(labelled[3]):02d}" if labelled else None)


def _iso_date(text: str) -> str | None:
    match = DATE.search(text)
    if match is None:
        return None
    year, month, day = (ordinal(part if part.isascii() else part.replace("0", "〇")) for part in match.groups())
    if year is None or not month or not day or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _level(tree: PlanTree, issuers: tuple[str, ...], title: str | None) -> Level | None:
    """By the issuers' names; failing that by whom the plan reports to, or by the place its title opens with."""
    for issuer in issuers:
        found = level_of(issuer)
        if found is not None:
            return found
    for rule in LEVELS.rules:
        if re.search(rule.pattern, tree.doc.text):
            return rule.gives  # type: ignore[return-value]
    place = next(reversed(_opening(title or "")), None)
    if place is None and (short := re.match(r"([一-鿿]{2,4}?)关于", title or "")):
        place = by_short_name().get(short[1])
    if place is not None and not places_shaped(title or ""):
        return _LEVELS[place.level]
    return next((level for name in (*issuers, title or "") if (level := _shaped_level(tree, name))), None)


def places_shaped(title: str) -> tuple[str, ...]:
    """The place that a title opens with, where only the kind in its name shows it to be one."""
    hit = PLACE_SHAPES.first(title)
    if hit is None or hit.match["name"] in by_name():
        return ()
    known = sum(len(division.name) for division in _opening(title))
    return () if hit.match.start("name") < known else (hit.match["name"],)


def _opening(title: str) -> tuple[Division, ...]:
    """The divisions that a title opens with, each under the one before it (赣州市章贡区…)."""
    found: list[Division] = []
    at = 0
    while True:
        above = found[-1] if found else None
        names = (title[at : at + length] for length in range(_LONGEST_NAME, 1, -1))
        division = next((d for name in names if (d := _under(name, above)) is not None), None)
        if division is None:
            return tuple(found)
        found.append(division)
        at += len(division.name)


def _under(name: str, above: Division | None) -> Division | None:
    """The division of a name, within another where one is given: 城区 is in few cities, elsewhere it is a word."""
    if above is None:
        return by_name().get(name)
    digits = 2 * above.level
    return next((d for d in _namesakes().get(name, ()) if d.code[:digits] == above.code[:digits] and d != above), None)


@cache
def _namesakes() -> dict[str, tuple[Division, ...]]:
    """All divisions by full name."""
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions():
        found[division.name] = (*found.get(division.name, ()), division)
    return found


def _shaped_level(tree: PlanTree, name: str) -> Level | None:
    """The level of a place by the kind in its name; a city's by whom the document addresses."""
    hit = PLACE_SHAPES.first(name.removeprefix("中共"))
    if hit is None:
        return None
    if hit.rule.gives:
        return hit.rule.gives  # type: ignore[return-value]
    addressed = ADDRESSED.first(tree.doc.text)
    return None if addressed is None else addressed.rule.gives  # type: ignore[return-value]


def level_of(issuer: str) -> Level | None:
    """The level of an organ by its name."""
    places = places_named(issuer)
    if re.search(r"(?:街道|镇|乡)(?:党委|人民政府|办事处|委员会)?$", issuer):
        return "township"
    if not places and re.match(r"中共中央|国务院|国家|中华人民共和国|全国|[一-鿿]{2,10}部$|中央", issuer):
        return "national"
    deepest = max(places, key=lambda d: d.level, default=None)
    if deepest is None:
        return None
    return _LEVELS[deepest.level]


def _places(tree: PlanTree, title: str | None, issuers: tuple[str, ...]) -> tuple[str, ...]:
    """What the plan covers: by its own words on scope, else by its issuer, else by the places of its title."""
    scope = next(_scopes(tree), None)
    if scope:
        return scope
    deepest = max((d for issuer in issuers for d in places_named(issuer)), key=lambda d: d.level, default=None)
    if deepest is not None:
        return (deepest.name,)
    shaped = places_shaped(title or "") or next((found for i in issuers if (found := places_shaped(i))), ())
    return shaped or tuple(dict.fromkeys(d.name for d in _title_places(title or "")))


def _scopes(tree: PlanTree) -> Iterator[tuple[str, ...]]:
    for hit in SCOPE.scan(tree.doc.text):
        named = places_named(hit.match["where"])
        listed = [d for d in named if d.level >= 2] or named
        deepest = max((d.level for d in listed), default=0)
        inner = [
            d for d in listed if d.level == deepest or not any(o.code[:4] == d.code[:4] and o != d for o in listed)
        ]
        if inner:
            yield tuple(d.name for d in inner)


def _title_places(title: str) -> Iterator[Division]:
    """Places of a title: in full, or shortened right before what the plan is about (赣州革命老区…)."""
    named = places_named(title)
    if named:
        first = next(reversed(_opening(title)), named[0])
        inner = (_under(division.name, first) for division in named)
        yield max((first, *filter(None, inner)), key=lambda d: d.level)
        return
    for length in (4, 3, 2):
        division = by_short_name().get(title[:length])
        if division is not None and title[length : length + 1] not in tuple("省市县区州旗镇乡"):
            yield division
            return


def _horizon(tree: PlanTree, years_in_force: set[int]) -> tuple[int, ...]:
    """Years the document sets overall goals for: 到X年 in its goals, those of its title, and the years in force.

    Where no heading says goals, 到X年 counts anywhere.
    """
    text = tree.doc.text
    goals = [n for n in tree.nodes if n.heading and re.search(r"目标|总体要求|规划期|总则|前言", n.heading)]
    ranges = [(n.start, n.end) for n in goals] + [(n.start, n.end) for n in tree.nodes if n.kind == "preamble"]
    years = {int(next(filter(None, m.groups()))) for a, b in ranges for m in _GOAL_YEAR.finditer(text, a, b)}
    if not years:
        years = {int(next(filter(None, m.groups()))) for m in _GOAL_YEAR.finditer(text)}
    years.update(_years_of_headings(tree))
    return tuple(sorted(years | years_in_force))


def _years_of_headings(tree: PlanTree) -> Iterator[int]:
    """Years that headings plan for: `2026年重点工作`, and the end of a five-year plan (`“十五五”时期主要目标`)."""
    for node in tree.nodes:
        heading = node.heading or ""
        if _REVIEW.search(heading):
            continue
        if year := _WORK_YEAR.search(heading):
            yield int(year[1])
        if (plan := _FIVE_YEAR_PLAN.search(heading)) and re.search(r"目标|任务", heading):
            yield five_year_plan_end(plan[1])


def _citations(tree: PlanTree) -> Iterator[Citation]:
    """Documents named as 《…》, each once at its first place, with the number printed after it.

    Books and plays are no citations, nor is the short name that a document gives to one it has cited (以下简称《…》).
    """
    seen: set[tuple[str, str | None]] = set()
    text = tree.doc.text
    short_names = set(re.findall(r"(?:以下|下)简称《([^《》]+)》", text))
    for hit in CITATION.scan(text):
        title = hit.match["title"].replace("<", "〈").replace(">", "〉")
        number = hit.match["number"]
        key = (title, number)
        if title in short_names or not (number or DOCUMENT_TITLE.search(title)):
            continue
        if key in seen or (number is None and any(title == t for t, _ in seen)):
            continue
        seen.add(key)
        yield Citation(title, number, tree.doc.offsets.to_source(hit.start, hit.end))

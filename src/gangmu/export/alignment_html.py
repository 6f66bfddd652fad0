"""An alignment as one page that needs nothing else: both sentences side by side, differences coloured by meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from gangmu.align import Tier
from gangmu.align.model import Alignment, Change, Link, Pair, Side, Uncovered
from gangmu.align.owners import Owners
from gangmu.align.tier import ChainNode, Coverage
from gangmu.errors import Language
from gangmu.export.alignment_html_style import STYLE
from gangmu.export.alignment_summary import Summary, summary_of
from gangmu.export.alignment_words import (
    PAIRS,
    RELATIONS,
    STATES,
    evidence_words,
    name_of,
    nearest_words,
    notice_words,
    relation_word,
    searched_words,
    standing_words,
    why_words,
    word,
)
from gangmu.model import Plan, Span

_NARROW = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_ALONE = 2
"""Level of headings on a page of one pair, whose title is the page's own."""
_SAID: dict[str, tuple[str, str]] = {
    "title": ("衔接比对", "Alignment"),
    "chapters": ("按章节", "By chapter"),
    "chapter": ("章节", "Chapter"),
    "promises": ("举措", "Promises"),
    "whole": ("整句承接", "Taken up whole"),
    "partial": ("部分承接", "In part"),
    "softened": ("其中仅弱化承接", "Whole but softened"),
    "whole_peers": ("有对应", "Alike"),
    "softened_peers": ("仅较弱对应", "Only weaker"),
    "uncovered": ("未承接", "Not taken up"),
    "uncovered_peers": ("仅前一份有", "Only in the first"),
    "nearest": ("最相近的内容", "What came nearest"),
    "owners": ("建议承接单位", "Who might take it up"),
    "links": ("对应关系", "Links"),
    "upper": ("上级", "Above"),
    "lower": ("下级", "Below"),
    "upper_peers": ("前一份", "The first"),
    "lower_peers": ("后一份", "The second"),
    "pair": ("比对", "Pair"),
    "answered": ("有对应", "Answered"),
    "kind": ("关系", "How they stand"),
    "relation": ("结果", "Relation"),
    "added": ("新增", "New below"),
    "added_peers": ("仅后一份有", "Only in the second"),
    "coverage": ("逐条承接情况", "Every promise, level by level"),
    "chains": ("承接链", "Chains"),
    "dropped": ("遗漏", "dropped"),
}


def report(found: Alignment | Tier, plans: Sequence[Plan], language: Language = "zh") -> bytes:
    """The page.

    Args:
        found: an alignment or a tier.
        plans: the plans it was made from, in the order they were given; their duty marks give the owners.
        language: of heads and words.

    Returns:
        UTF-8 HTML with its own style and no other file.
    """
    body = "".join(_tier(found, plans, language) if isinstance(found, Tier) else _alignment(found, plans, language))
    title = word(_SAID, "title", language)
    lang = "zh-CN" if language == "zh" else "en"
    head = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{_NARROW}<title>{title}</title>'
    return f"{head}<style>{STYLE}</style></head><body><main>{body}</main></body></html>\n".encode()


def _tier(tier: Tier, plans: Sequence[Plan], language: Language) -> Iterator[str]:
    yield f"<h1>{word(_SAID, 'title', language)}</h1>"
    yield _overview(tier, language)
    for top in dict.fromkeys(node.plan for node in tier.chains):
        nodes = [node for node in tier.chains if node.plan == top]
        name = escape(name_of(tier.plans[top]))
        yield f"<h2>{name} · {word(_SAID, 'coverage', language)}</h2>{_coverage_table(nodes, tier, language)}"
        yield f"<h2>{name} · {word(_SAID, 'chains', language)}</h2>"
        yield from (_chain(node, tier, language) for node in nodes)
    for i, pair in enumerate(tier.pairs):
        whole = "".join(_alignment(pair.alignment, plans, language, level=3))
        title = _title(pair.alignment, language)
        yield f'<details class="whole" id="pair{i}" open><summary>{title}</summary>{whole}</details>'


def _overview(tier: Tier, language: Language) -> str:
    """Every pair of a tier with its figures, each leading to its section."""
    heads = [word(_SAID, key, language) for key in ("pair", "kind", "promises", "answered", "added")]
    rows = []
    for i, pair in enumerate(tier.pairs):
        told = summary_of(pair.alignment)
        names = f"{escape(name_of(pair.alignment.upper))} → {escape(name_of(pair.alignment.lower))}"
        kind = word(PAIRS, pair.alignment.pair, language)
        counts = (str(told.promises), str(told.taken_up), str(told.added))
        rows.append((f'<a href="#pair{i}">{names}</a>', kind, *counts))
    return _table(heads, rows, counts=3, name="overview")


def _title(alignment: Alignment, language: Language) -> str:
    kind = f'<small class="pair">{word(PAIRS, alignment.pair, language)}</small>'
    return f"{escape(name_of(alignment.upper))} → {escape(name_of(alignment.lower))} {kind}"


def _alignment(alignment: Alignment, plans: Sequence[Plan], language: Language, *, level: int = 2) -> Iterator[str]:
    if level == _ALONE:
        yield f"<h1>{_title(alignment, language)}</h1>"
    yield _list(escape(evidence_words(e, language)) for e in alignment.pair_evidence)
    yield from (f'<p class="notice">{escape(notice_words(n, language))}</p>' for n in alignment.notices)
    summary = summary_of(alignment)
    yield _figures(alignment, summary, language)
    yield _head(alignment, "chapters", "", language, level) + _chapters(alignment, summary, language)
    if alignment.uncovered:
        yield _head(alignment, "uncovered", f" {len(alignment.uncovered)}", language, level)
        yield _uncovered(alignment, plans, language)
    if alignment.links:
        yield _head(alignment, "links", f" {len(alignment.links)}", language, level)
        yield _links(alignment, language)
    if alignment.added:
        yield _head(alignment, "added", f" {len(alignment.added)}", language, level)
        yield _list(_sentence(side) for side in alignment.added)


def _head(alignment: Alignment, key: str, many: str, language: Language, level: int) -> str:
    return f"<h{level}>{_said(alignment, key, language)}{many}</h{level}>"


def _said(alignment: Alignment, key: str, language: Language) -> str:
    """A word of the page; between peers, the one that claims no lineage, where there is one."""
    beside = f"{key}_peers"
    return word(_SAID, beside if alignment.pair == "peers" and beside in _SAID else key, language)


def _sentence(side: Side) -> str:
    return f'<span class="key">{escape(side.key)}</span> {escape(side.text)}'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, counts: int = 0, name: str = "") -> str:
    """A table; on a narrow page each cell but the first says its head. The last `counts` columns are figures."""
    plain = len(heads) - counts
    kinds = ["" if i < plain else ' class="count"' for i in range(len(heads))]
    head = "".join(f'<th scope="col"{kind}>{escape(text)}</th>' for text, kind in zip(heads, kinds, strict=True))
    labels = ["", *(f' data-head="{escape(text, quote=True)}"' for text in heads[1:])]
    opened = [f"<td{kind}{label}>" for kind, label in zip(kinds, labels, strict=True)]

    def row(cells: Sequence[str]) -> str:
        return "".join(f"{start}{cell}</td>" for start, cell in zip(opened, cells, strict=True))

    body = "".join(f"<tr>{row(cells)}</tr>" for cells in rows)
    return f'<table class="{name}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _figures(alignment: Alignment, summary: Summary, language: Language) -> str:
    parts = [(_said(alignment, "promises", language), summary.promises)]
    parts.append((_said(alignment, "whole", language), summary.whole))
    if alignment.pair == "lineage":
        parts.append((_said(alignment, "partial", language), summary.partial))
    parts += [(relation_word(kind, alignment.pair, language), count) for kind, count in summary.relations.items()]
    parts.append((_said(alignment, "added", language), summary.added))
    cells = "".join(f"<div><b>{count}</b><span>{escape(name)}</span></div>" for name, count in parts)
    return f'<section class="figures">{cells}</section>'


def _chapters(alignment: Alignment, summary: Summary, language: Language) -> str:
    keys = ("whole", "softened") if alignment.pair == "peers" else ("whole", "partial", "softened")
    heads = [_said(alignment, key, language) for key in ("chapter", "promises", *keys)]
    rows = ((escape(c.heading), str(c.promises), *(str(getattr(c, key)) for key in keys)) for c in summary.chapters)
    return _table(heads, rows, counts=1 + len(keys))


def _uncovered(alignment: Alignment, plans: Sequence[Plan], language: Language) -> str:
    where = f"<p>{escape(searched_words(alignment.searched, language))}{'.' if language == 'en' else '。'}</p>"
    keys = ["upper", "nearest"] if alignment.pair == "peers" else ["upper", "nearest", "owners"]
    owners = Owners.among(plans, alignment.lower)

    def row(uncovered: Uncovered) -> tuple[str, ...]:
        near = escape(nearest_words(uncovered.nearest, language))
        units = escape("、".join(owners.recommended(uncovered)))
        return (_sentence(uncovered.side), near, units)[: len(keys)]

    heads = [_said(alignment, key, language) for key in keys]
    return where + _table(heads, map(row, alignment.uncovered))


def _links(alignment: Alignment, language: Language) -> str:
    heads = [_said(alignment, key, language) for key in ("upper", "lower", "relation")]
    return _table(heads, (_link(link, alignment.pair, language) for link in alignment.links), name="links")


def _link(link: Link, pair: Pair, language: Language) -> tuple[str, str, str]:
    reasons = _list(escape(words) for words in why_words(link.reasons, link.quantities, language))
    said = standing_words(link.relation, pair, language, loses=bool(link.dropped))
    tag = f'<span class="tag {link.relation}">{said}</span>'
    dropped = [span for piece in link.dropped if (span := _found(piece.text, link.upper.text)) is not None]
    upper = [*((span, "dropped") for span in dropped), *_marks(link.changes, link.relation, upper=True)]
    lower = list(_marks(link.changes, link.relation, upper=False))
    return _marked(link.upper.text, upper), _marked(link.lower.text, lower), f"{tag}{reasons}"


def _found(piece: str, text: str) -> Span | None:
    at = text.find(piece)
    return None if at < 0 else (at, at + len(piece))


def _marks(changes: Sequence[Change], relation: str, *, upper: bool) -> Iterator[tuple[Span, str]]:
    for change in changes:
        span = change.upper_at if upper else change.lower_at
        if span[0] < span[1]:
            yield span, f"changed {relation}"


def _marked(text: str, marks: Sequence[tuple[Span, str]]) -> str:
    """Text with marked stretches; of two that overlap the first given stays."""
    kept: list[tuple[Span, str]] = []
    for (start, end), name in marks:
        if all(end <= a or b <= start for (a, b), _ in kept):
            kept.append(((start, end), name))
    out, at = [], 0
    for (start, end), name in sorted(kept):
        out += [escape(text[at:start]), f'<mark class="{name}">{escape(text[start:end])}</mark>']
        at = end
    return "".join([*out, escape(text[at:])])


def _coverage_table(nodes: Sequence[ChainNode], tier: Tier, language: Language) -> str:
    known = {(coverage.plan, coverage.key): coverage for coverage in tier.coverage}
    below = sorted({plan for node in nodes for plan in known[node.plan, node.side.key].states})
    heads = [word(_SAID, "promises", language), *(name_of(tier.plans[i]) for i in below)]
    return _table(heads, (_coverage_row(node, known[node.plan, node.side.key], below, language) for node in nodes))


def _coverage_row(node: ChainNode, coverage: Coverage, below: Sequence[int], language: Language) -> list[str]:
    cells = []
    for plan in below:
        state = coverage.states.get(plan)
        cells.append(f'<span class="state {state}">{word(STATES, state, language)}</span>' if state else "")
    return [_sentence(node.side), *cells]


def _chain(node: ChainNode, tier: Tier, language: Language) -> str:
    if not node.below:
        return f'<p class="alone">{escape(node.side.text)}</p>'
    return f"<details><summary>{escape(node.side.text)}</summary>{_answers(node, tier, language)}</details>"


def _answers(node: ChainNode, tier: Tier, language: Language) -> str:
    items = []
    for child in node.below:
        tag = f'<span class="tag {child.relation}">{word(RELATIONS, child.relation or "related", language)}</span>'
        whose = f"<small>{escape(name_of(tier.plans[child.plan]))}</small>"
        items.append(f"{tag} {_sentence(child.side)} {whose}{_answers(child, tier, language)}")
    return _list(items) if items else ""

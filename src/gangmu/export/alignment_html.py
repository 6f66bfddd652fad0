"""An alignment as one page that needs nothing else: both sentences side by side, differences coloured by meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from gangmu.align import Tier
from gangmu.align.model import Alignment, Change, Link, Side
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
    looked_in,
    notice_words,
    reason_words,
    word,
)
from gangmu.model import Document, Plan, Span

_SAID: dict[str, tuple[str, str]] = {
    "title": ("衔接比对", "Alignment"),
    "chapters": ("按章节", "By chapter"),
    "chapter": ("章节", "Chapter"),
    "promises": ("举措", "Promises"),
    "taken_up": ("已承接", "Taken up"),
    "softened": ("仅弱化承接", "Only softened"),
    "uncovered": ("未承接", "Not taken up"),
    "uncovered_peers": ("仅前一份有", "Only in the first"),
    "looked": ("查找范围", "Looked in"),
    "owners": ("建议承接单位", "Who might take it up"),
    "links": ("对应关系", "Links"),
    "upper": ("上级", "Above"),
    "lower": ("下级", "Below"),
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
    head = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<style>{STYLE}</style></head><body><main>{body}</main></body></html>\n".encode()


def _tier(tier: Tier, plans: Sequence[Plan], language: Language) -> Iterator[str]:
    yield f"<h1>{word(_SAID, 'title', language)}</h1>"
    yield _coverage_table(tier, language)
    yield f"<h2>{word(_SAID, 'chains', language)}</h2>"
    yield from (_chain(node, tier, language) for node in tier.chains)
    for pair in tier.pairs:
        yield from _alignment(pair.alignment, plans, language)


def _alignment(alignment: Alignment, plans: Sequence[Plan], language: Language) -> Iterator[str]:
    peers = "_peers" if alignment.pair == "peers" else ""
    kind = f'<small class="pair">{word(PAIRS, alignment.pair, language)}</small>'
    yield f"<h1>{_name(alignment.upper)} → {_name(alignment.lower)} {kind}</h1>"
    yield _list(escape(evidence_words(e, language)) for e in alignment.pair_evidence)
    yield from (f'<p class="notice">{escape(notice_words(n, language))}</p>' for n in alignment.notices)
    summary = summary_of(alignment)
    yield _figures(summary, language)
    yield _chapters(summary, language)
    if alignment.uncovered:
        yield f"<h2>{word(_SAID, 'uncovered' + peers, language)} {len(alignment.uncovered)}</h2>"
        yield _uncovered(alignment, plans, language)
    if alignment.links:
        yield f"<h2>{word(_SAID, 'links', language)} {len(alignment.links)}</h2>"
        yield _links(alignment.links, language)
    if alignment.added:
        yield f"<h2>{word(_SAID, 'added' + peers, language)} {len(alignment.added)}</h2>"
        yield _list(_sentence(side) for side in alignment.added)


def _name(document: Document) -> str:
    return escape(document.title or document.source.name)


def _sentence(side: Side) -> str:
    return f'<a id="{escape(side.key, quote=True)}" class="key">{escape(side.key)}</a> {escape(side.text)}'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _figures(summary: Summary, language: Language) -> str:
    parts = [(word(_SAID, "promises", language), summary.promises)]
    parts.append((word(_SAID, "taken_up", language), summary.taken_up))
    parts += [(word(RELATIONS, relation, language), count) for relation, count in summary.relations.items()]
    parts.append((word(_SAID, "added", language), summary.added))
    cells = "".join(f"<div><b>{count}</b><span>{escape(name)}</span></div>" for name, count in parts)
    return f'<section class="figures">{cells}</section>'


def _chapters(summary: Summary, language: Language) -> str:
    heads = [word(_SAID, key, language) for key in ("chapter", "promises", "taken_up", "softened")]
    rows = ((escape(c.heading), str(c.promises), str(c.taken_up), str(c.softened)) for c in summary.chapters)
    return f"<h2>{word(_SAID, 'chapters', language)}</h2>{_table(heads, rows)}"


def _uncovered(alignment: Alignment, plans: Sequence[Plan], language: Language) -> str:
    owners = Owners(_plan_of(alignment.lower, plans))
    heads = [word(_SAID, key, language) for key in ("upper", "looked", "owners")]
    rows = (
        (
            _sentence(u.side),
            escape(looked_in(alignment.searched, u.nearest, language)),
            escape("、".join(owners.recommended(u))),
        )
        for u in alignment.uncovered
    )
    return _table(heads, rows)


def _plan_of(document: Document, plans: Sequence[Plan]) -> Plan:
    return next((plan for plan in plans if plan.document == document), Plan(document=document))


def _links(links: Sequence[Link], language: Language) -> str:
    heads = [word(_SAID, key, language) for key in ("upper", "lower", "relation")]
    return _table(heads, (_link(link, language) for link in links))


def _link(link: Link, language: Language) -> tuple[str, str, str]:
    reasons = _list(escape(reason_words(reason, language)) for reason in link.reasons)
    tag = f'<span class="tag {link.relation}">{word(RELATIONS, link.relation, language)}</span>'
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


def _coverage_table(tier: Tier, language: Language) -> str:
    below = sorted({plan for coverage in tier.coverage for plan in coverage.states})
    known = {(coverage.plan, coverage.key): coverage for coverage in tier.coverage}
    heads = [word(_SAID, "promises", language), *(p.title or p.source.name for p in (tier.plans[i] for i in below))]
    rows = (_coverage_row(node, known[node.plan, node.side.key], below, language) for node in tier.chains)
    return f"<h2>{word(_SAID, 'coverage', language)}</h2>{_table(heads, rows)}"


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
        whose = f"<small>{_name(tier.plans[child.plan])}</small>"
        items.append(f"{tag} {_sentence(child.side)} {whose}{_answers(child, tier, language)}")
    return _list(items) if items else ""

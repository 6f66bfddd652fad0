"""Whether one plan stands above the other. Likeness is not lineage: citations, issuers, levels and places decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gangmu.align.citing import bare, how_cited, keys_of, title_core
from gangmu.align.fold import fold
from gangmu.align.issued import is_older
from gangmu.align.model import Pair, PairEvidence
from gangmu.model import Citation, Document, Plan
from gangmu.vocab.divisions import Division, by_name

_RANKS = ("township", "county", "prefectural", "provincial", "cross_provincial", "national")
_ZONE = re.compile(r"[一-鿿]{2,20}?(?:示范区|试验区|合作区|先行区|新区|经济区|城市群|都市圈)")
_MANDATE = re.compile(r"根据|按照|依据|依照|遵照|贯彻|落实|要求|为实施")
_TITLE_MANDATE = re.compile(r"贯彻|落实|执行|实施(?!情况)")
"""What the title of a plan that carries out another says beside that one's title."""
_SENTENCE_END = re.compile(r"[。；\n]")
_SHORTEST_ZONE = 8
"""A zone's name shorter than this (某某新区) may be borne by several."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How two plans stand.

    Attributes:
        pair: lineage or peers.
        evidence: what shows it.
        is_reversed: the second plan is the one above.
    """

    pair: Pair
    evidence: tuple[PairEvidence, ...]
    is_reversed: bool = False


def standing_of(upper: Plan, lower: Plan) -> Standing:
    """Decide how two plans stand, given as upper and lower.

    Args:
        upper: the plan believed to be above.
        lower: the plan believed to be below.
    """
    if is_same_text(upper.document, lower.document):
        return Standing("peers", (PairEvidence("text.same", upper.document.title or upper.document.source.name),))
    if evidence := _above(upper, lower):
        return Standing("lineage", evidence)
    if evidence := _above(lower, upper):
        return Standing("lineage", tuple(_turned(e) for e in evidence), is_reversed=True)
    return Standing("peers", tuple(_why_peers(upper, lower)))


def is_same_text(first: Document, second: Document) -> bool:
    """Whether two plans are one document."""
    return bool(first.source.sha256) and first.source.sha256 == second.source.sha256


def rank(document: Document) -> int | None:
    """The level of the issuer as a number, the nation the highest."""
    return _RANKS.index(document.level) if document.level else None


def _above(upper: Plan, lower: Plan) -> tuple[PairEvidence, ...]:
    """What shows that the first plan stands above the second; empty if nothing does."""
    over, under = upper.document, lower.document
    higher, lower_rank = rank(over), rank(under)
    known = higher is not None and lower_rank is not None
    if higher is not None and lower_rank is not None and higher < lower_rank:
        return ()
    level, ranked = known and higher == lower_rank, known and higher != lower_rank
    if level and (own := title_core(over.title)) and own == title_core(under.title):
        return ()
    inside = _places_within(over, under)
    cited = tuple(_citations_of(over, lower, must_be_mandate=not ranked))
    if level:
        cited = tuple(one for one in cited if one.code == "cites.number" or (inside and _names_ground(one.text, over)))
    if cited:
        return (*cited, *_level_evidence(over, under), *inside, *_time_evidence(upper, lower))
    if not inside or not ranked:
        return ()
    shared = (*_shared_mandates(upper, lower), *_zone_named(over, under))
    return (*shared, *inside, *_level_evidence(over, under), *_time_evidence(upper, lower)) if shared else ()


def _citations_of(over: Document, lower: Plan, *, must_be_mandate: bool) -> Iterator[PairEvidence]:
    for cite in lower.document.cites:
        how = how_cited(cite, over, lower.document)
        if how is not None and (not must_be_mandate or _is_mandate(cite, lower)):
            yield PairEvidence(how, f"《{cite.title}》{cite.number or ''}", cite.span)


def _names_ground(cited: str, over: Document) -> bool:
    """Whether a cited title names the ground of a plan: at one level, a title that any place could bear says little."""
    return any(name in cited for name in _grounds(over))


def _grounds(document: Document) -> Iterator[str]:
    for place in document.places:
        if place in by_name():
            yield from (place, by_name()[place].short)


def _is_mandate(cite: Citation, plan: Plan) -> bool:
    """Whether the sentence of a citation, or the title it stands in, says that it is carried out."""
    title = fold("".join(cite.title.split()))
    own = title_core(plan.document.title)
    if own != title and f"《{title}》" in fold(plan.document.title or ""):
        return _TITLE_MANDATE.search(fold(plan.document.title or "").replace(title, "")) is not None
    for provision in plan.provisions:
        if provision.span[0] <= cite.span[0] and cite.span[1] <= provision.span[1]:
            text = fold("".join(provision.text.split()))
            sentences = (sentence for sentence in _SENTENCE_END.split(text) if title in sentence)
            if any(_MANDATE.search(sentence.replace(title, "")) for sentence in sentences):
                return True
    return False


def _shared_mandates(upper: Plan, lower: Plan) -> Iterator[PairEvidence]:
    """Documents that both plans carry out and that name the upper plan's ground or a zone.

    A plan and the plan it is carried out by answer to the same mandate. A law or a nation-wide outline is everybody's.
    """
    known = {key for cite in upper.document.cites if _is_mandate(cite, upper) for key in keys_of(cite)}
    grounds = tuple(_grounds(upper.document))
    for cite in lower.document.cites:
        named = any(name in cite.title for name in grounds) or _ZONE.search(cite.title) is not None
        if named and known & keys_of(cite) and _is_mandate(cite, lower):
            yield PairEvidence("mandate.shared", f"《{cite.title}》{cite.number or ''}", cite.span)


def zone_of(document: Document) -> str | None:
    """The name of the zone that a plan's title names, as it stands in other titles too; None where there is none."""
    found = _ZONE.search(title_core(document.title))
    return found.group() if found and len(found.group()) >= _SHORTEST_ZONE else None


def _zone_named(over: Document, under: Document) -> Iterator[PairEvidence]:
    zone = zone_of(over)
    if zone is not None and zone in bare(fold(under.title or "")):
        yield PairEvidence("zone.named", zone)


def _places_within(over: Document, under: Document) -> tuple[PairEvidence, ...]:
    """Evidence that all ground of the lower plan lies in the upper plan's; empty if not, or if either names none."""
    grounds = [by_name()[place] for place in over.places if place in by_name()]
    inner = [by_name()[place] for place in under.places if place in by_name()]
    if not grounds or not inner or not all(any(_contains(ground, place) for ground in grounds) for place in inner):
        return ()
    return (PairEvidence("place.within", f"{'、'.join(under.places)} ⊂ {'、'.join(over.places)}"),)


def _contains(ground: Division, place: Division) -> bool:
    return place.code.startswith(ground.code[: 2 * ground.level])


def _level_evidence(over: Document, under: Document) -> tuple[PairEvidence, ...]:
    if not over.level or not under.level or over.level == under.level:
        return ()
    return (PairEvidence("level.above", f"{over.level} > {under.level}"),)


def _time_evidence(upper: Plan, lower: Plan) -> tuple[PairEvidence, ...]:
    """That the lower plan was issued first, where dates, numbers or what the upper one looks back on show it."""
    days = is_older(lower, upper)
    if days is None:
        return ()
    return (PairEvidence("issued.before", " < ".join(map(str, days))),)


def _why_peers(upper: Plan, lower: Plan) -> Iterator[PairEvidence]:
    first, second = upper.document, lower.document
    aside = (
        *_aside(_citations_of(first, lower, must_be_mandate=False)),
        *(_turned(e) for e in _aside(_citations_of(second, upper, must_be_mandate=False))),
    )
    yield from aside or (PairEvidence("cites.none", ""),)
    if first.level and first.level == second.level:
        yield PairEvidence("level.same", first.level)
    if first.places and second.places and not _places_within(first, second) and not _places_within(second, first):
        yield PairEvidence("place.apart", f"{'、'.join(first.places)} | {'、'.join(second.places)}")


def _aside(cited: Iterator[PairEvidence]) -> Iterator[PairEvidence]:
    """Citations of documents that are not carried out."""
    return (PairEvidence("cites.aside", one.text, one.span) for one in cited)


def _turned(evidence: PairEvidence) -> PairEvidence:
    """Evidence found with the plans the other way round."""
    return PairEvidence(evidence.code, evidence.text, evidence.span, "upper" if evidence.where == "lower" else "lower")

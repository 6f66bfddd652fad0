"""Which document a citation means: by its number, or by a title that nothing about it contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from gangmu.align.fold import fold
from gangmu.model import Citation, Document
from gangmu.model.plan import Level
from gangmu.vocab.divisions import Division, places_named

_ISSUED = re.compile(
    r"(?P<issuer>.*?)关于(?:印发|发布|公布|下达|(?P<forwarded>转发|批转))(?P<title>.+)的(?:通知|函|批复|公告|决定)$"
)
"""A notice that carries a plan: its title is set off by 《》, or simply runs on (关于印发某省某某方案的通知)."""
_ABOUT = re.compile(r"^(?P<issuer>.{0,40}?)(?=关于)")
_DRAFT = re.compile(r"（[^（）]*(?:草案|试行|暂行|征求意见稿|送审稿|修订)[^（）]*）|征求意见稿$")
_MARKS = re.compile(r"[\s《》“・]")
_NUMBER = re.compile(r"[\[（(【〔](\d{4})[\]）)】〕]第?")
_NATIONAL = re.compile(r"中共中央|中央|国务院|国家|中华人民共和国|全国")
_LEVELS: dict[int, Level] = {1: "provincial", 2: "prefectural", 3: "county"}
_COUNTRYWIDE = ("national", "cross_provincial")

How = Literal["cites.number", "cites.title"]


def title_core(title: str | None) -> str:
    """A title without issuers, the notice it came with, draft marks and punctuation: what citations are compared by."""
    inner = _carried(fold(title or ""))[1]
    return bare(_ABOUT.sub("", _DRAFT.sub("", inner)))


def bare(text: str) -> str:
    """Folded text without white space, title marks and quotes."""
    return _MARKS.sub("", text)


def number_key(number: str | None) -> str:
    """A number of a document (发文字号) in one form, whatever brackets its year is printed in; empty for none."""
    return _NUMBER.sub(r"[\1]", "".join(fold(number or "").split()))


def own_keys(document: Document) -> set[str]:
    """What a citation of this document may be known by: its title's core and its number."""
    return {key for key in (title_core(document.title), number_key(document.number)) if key}


def keys_of(cite: Citation) -> set[str]:
    """What a cited document is known by."""
    return {key for key in (title_core(cite.title), number_key(cite.number)) if key}


def cited_keys(document: Document) -> set[str]:
    """What the documents that this one cites are known by."""
    return {key for cite in document.cites for key in keys_of(cite)}


def how_cited(cite: Citation, over: Document, under: Document) -> How | None:
    """How a citation in the lower document means the upper one, None if it does not.

    Numbers decide where both are printed. A title means the document it names, unless the citation names another
    number or another issuer, or it is the lower document's own: the notice that a plan is attached to names the plan.

    Args:
        cite: a citation.
        over: the document it may mean.
        under: the document it stands in.
    """
    number, own = number_key(cite.number), number_key(under.number)
    if number and number == number_key(over.number) and number != own:
        return "cites.number"
    if not _is_titled(cite, over, under.cites) or _is_titled(cite, under, under.cites):
        return None
    return "cites.title"


def _is_titled(cite: Citation, document: Document, cites: Sequence[Citation]) -> bool:
    """Whether a citation's title is the document's, and neither its number nor its issuer speaks against it."""
    core = title_core(document.title)
    if not core or core != title_core(cite.title):
        return False
    known, numbers = number_key(document.number), _numbers_of(cite, cites)
    return not (known and numbers and known not in numbers) and not _is_of_another(cite, document)


def _numbers_of(cite: Citation, cites: Sequence[Citation]) -> set[str]:
    """The numbers that a citation's document is given; a short mention has that of the full one."""
    if cite.number:
        return {number_key(cite.number)}
    issuer, core = issuer_named(cite.title), title_core(cite.title)
    return {
        number_key(other.number)
        for other in cites
        if other.number and title_core(other.title) == core and issuer in {"", issuer_named(other.title)}
    }


def _is_of_another(cite: Citation, document: Document) -> bool:
    """Whether a citation names an issuer that cannot be the document's: another place's, or of another level."""
    named = issuer_named(cite.title)
    place, own = _deepest(named), _deepest("、".join((*document.issuers, issuer_named(document.title))))
    if place is not None and own is not None:
        return place != own
    if document.level is None or not named:
        return False
    if place is not None:
        return _LEVELS[place.level] != document.level
    return _NATIONAL.match(named) is not None and document.level not in _COUNTRYWIDE


def issuer_named(title: str | None) -> str:
    """The issuer that a title opens with (某市人民政府关于…); of a notice that carries another's document, none."""
    outer, inner = _carried(fold(title or ""))
    found = _ABOUT.match(inner)
    return bare(found["issuer"] if found and found["issuer"] else outer)


def _carried(title: str) -> tuple[str, str]:
    """Who issued the notice a title came with, and the title it carries; nobody where it only passes it on."""
    found = _ISSUED.fullmatch("".join(title.split()))
    if found is None:
        return "", title
    return "" if found["forwarded"] else found["issuer"], found["title"]


def _deepest(text: str) -> Division | None:
    return max(places_named(text), key=lambda division: division.level, default=None)

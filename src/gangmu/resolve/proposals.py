"""Proposals to repair what text recognition garbled, against the gazetteer and the document's own vocabulary.

Precision first: a proposal that is wrong costs a person's trust. A place is doubted only where its neighbours in a list
are places, or where the words after it follow the right name elsewhere; a word only where its character is one that
public plans hardly use and the same words stand elsewhere with another. Each proposal has a reason and a confidence.
What is found wrong in one place is proposed in all places of the same error.
"""

from __future__ import annotations

from gangmu.model import Plan, Proposal
from gangmu.resolve.families import with_families
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.misspelt import misspelt_names
from gangmu.resolve.misspelt_people import misspelt_people
from gangmu.resolve.misspelt_places import misspelt_places
from gangmu.resolve.misspelt_units import misspelt_units
from gangmu.resolve.misspelt_words import misprinted_numbers, misspelt_words


def propose(plan: Plan, text: str, gazetteer: Gazetteer | None = None) -> tuple[Proposal, ...]:
    """Repairs worth a person's look, in reading order, one a place.

    Args:
        plan: the plan as read.
        text: its source text, which spans count through.
        gazetteer: the zone's names; without it the divisions around the plan's places are known, and what the document
            itself says again and again.
    """
    found = [
        *misspelt_places(plan, text, gazetteer),
        *misspelt_words(text),
        *misprinted_numbers(text),
        *misspelt_people(plan, text, gazetteer),
        *misspelt_units(plan, text, gazetteer),
        *(misspelt_names(plan, text, gazetteer) if gazetteer else ()),
    ]
    best: dict[int, Proposal] = {}
    for proposal in found:
        at = proposal.span[0]
        if at not in best or proposal.confidence > best[at].confidence:
            best[at] = proposal
    return tuple(with_families([best[at] for at in sorted(best)], text))

"""What lies over a reading. The library gives the rows what the layer above makes of a reading; it knows no decisions.

The app above registers its layer once at start-up. There is one: people's decisions (`gangmu_server.review`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from gangmu.model import Plan
from gangmu_server.library.models import Edition
from gangmu_server.library.settled import Settled
from gangmu_server.library.supplied import with_title


@dataclass(frozen=True, slots=True)
class Laid:
    """A plan with decisions laid over it, and what was settled, by the records' addresses."""

    plan: Plan
    settled: Mapping[str, Settled] = field(default_factory=dict)


Layer = Callable[[Edition, Plan, str], Laid]
"""An edition, its plan as read, and the text its spans count in → what tables, sheets and search show."""

_registered: list[Layer] = []


def register(layer: Layer) -> None:
    """Put a layer over readings. Called once, when the app above starts."""
    if layer not in _registered:
        _registered.append(layer)


def lay_over(edition: Edition, plan: Plan, text: str) -> Laid:
    """The plan with the title that a person supplied and every registered layer over it."""
    laid = Laid(structs.replace(plan, document=with_title(plan.document, edition.plan)))
    for layer in _registered:
        over = layer(edition, laid.plan, text)
        laid = Laid(over.plan, {**laid.settled, **over.settled})
    return laid

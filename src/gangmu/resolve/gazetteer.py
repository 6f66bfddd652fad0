"""The names a zone knows. The library takes them as an argument; the server builds them from its tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the zone.

    Attributes:
        name: its full name.
        aliases: other names it goes by.
        group: the group it belongs to where plans call many at once (`镇`, `街道`, `区直单位`); by its name where None.
        level: of which level it is, as the contract's codes have it (`county`); None where nobody said.
    """

    name: str
    aliases: tuple[str, ...] = ()
    group: str | None = None
    level: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places, organisations, people and projects by name."""

    places: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()

"""Organisations with their aliases, places and persons."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import InvalidError
from gangmu_server.directory.access import require
from gangmu_server.directory.actions.storing import record_change, same_zone, store
from gangmu_server.directory.followers import names_changed
from gangmu_server.directory.models import Account, Alias, Organisation, Person, Place, Zone
from gangmu_server.directory.names import name_key
from gangmu_server.directory.rights import Right


@transaction.atomic
def create_organisation(
    name: str,
    parent: Organisation | None = None,
    *,
    zone: Zone,
    acting_user: Account,
    at: dt.datetime,
    place: Place | None = None,
    is_group: bool = False,
    position: int = 0,
    aliases: tuple[str, ...] = (),
) -> Organisation:
    """Enter an organisation in the tree.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: no name, a parent of another zone, or the name is there already.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    same_zone(zone, parent, place)
    organisation = Organisation(
        zone=zone, name=_named(name), parent=parent, place=place, is_group=is_group, position=position
    )
    store(organisation)
    for alias in aliases:
        store(Alias(zone=zone, organisation=organisation, name=_named(alias)))
    new = {"name": organisation.name, "parent": str(parent or ""), "aliases": list(aliases)}
    record("organisation.created", organisation, zone=zone, acting_user=acting_user, at=at, new=new)
    names_changed(zone, acting_user=acting_user, at=at)
    return organisation


@transaction.atomic
def rename_organisation(
    organisation: Organisation, name: str, *, zone: Zone, acting_user: Account, at: dt.datetime
) -> None:
    """Give an organisation a new name; the old one stays as an alias, since old plans print it.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: no name, or it is there already.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    old = organisation.name
    organisation.name = _named(name)
    store(organisation)
    if name_key(old) != name_key(organisation.name):
        Alias.objects.get_or_create(zone=zone, organisation=organisation, name=old)
    record_change(
        "organisation.renamed", organisation, zone=zone, acting_user=acting_user, at=at, old=old, new=organisation.name
    )
    names_changed(zone, acting_user=acting_user, at=at)


@transaction.atomic
def move_organisation(
    organisation: Organisation, parent: Organisation | None, *, zone: Zone, acting_user: Account, at: dt.datetime
) -> None:
    """Hang an organisation under another.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: the new parent stands below it, or in another zone.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    same_zone(zone, parent)
    above = parent
    while above is not None:
        if above.pk == organisation.pk:
            raise InvalidError(what=_("上级单位不能是自己或自己的下级。"))
        above = above.parent
    old = str(organisation.parent or "")
    organisation.parent = parent
    store(organisation)
    record_change(
        "organisation.moved", organisation, zone=zone, acting_user=acting_user, at=at, old=old, new=str(parent or "")
    )
    names_changed(zone, acting_user=acting_user, at=at)


@transaction.atomic
def close_organisation(
    organisation: Organisation, until: dt.date, *, zone: Zone, acting_user: Account, at: dt.datetime
) -> None:
    """Say on which day an organisation ceases; what it did stays under its name.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: the day is before its first.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    old = organisation.valid_until
    organisation.valid_until = until
    store(organisation)
    record_change("organisation.closed", organisation, zone=zone, acting_user=acting_user, at=at, old=old, new=until)
    names_changed(zone, acting_user=acting_user, at=at)


@transaction.atomic
def add_alias(organisation: Organisation, name: str, *, zone: Zone, acting_user: Account, at: dt.datetime) -> Alias:
    """Say that an organisation is printed under another name too.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: no name, or it is the organisation's already.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    same_zone(zone, organisation)
    alias = Alias(zone=zone, organisation=organisation, name=_named(name))
    store(alias)
    record(
        "organisation.alias_added", organisation, zone=zone, acting_user=acting_user, at=at, new={"alias": alias.name}
    )
    names_changed(zone, acting_user=acting_user, at=at)
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, zone: Zone, acting_user: Account, at: dt.datetime) -> None:
    """Take another name away.

    Raises:
        NotAllowedError: the user does not manage organisations here.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    same_zone(zone, alias)
    organisation, name = alias.organisation, alias.name
    alias.delete()
    record("organisation.alias_removed", organisation, zone=zone, acting_user=acting_user, at=at, old={"alias": name})
    names_changed(zone, acting_user=acting_user, at=at)


@transaction.atomic
def create_place(
    name: str,
    level: str,
    parent: Place | None = None,
    *,
    zone: Zone,
    acting_user: Account,
    at: dt.datetime,
    code: str = "",
) -> Place:
    """Enter a place of the zone.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: no name, an unknown level, a parent of another zone, or the place is there already.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    same_zone(zone, parent)
    place = Place(zone=zone, name=_named(name), level=level, parent=parent, code=code)
    store(place)
    new = {"name": place.name, "level": level, "code": code}
    record("place.created", place, zone=zone, acting_user=acting_user, at=at, new=new)
    names_changed(zone, acting_user=acting_user, at=at)
    return place


@transaction.atomic
def create_person(
    name: str, *, zone: Zone, acting_user: Account, at: dt.datetime, valid_from: dt.date | None = None
) -> Person:
    """Enter a person.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: no name.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    person = Person(zone=zone, name=_named(name), valid_from=valid_from)
    store(person)
    record("person.created", person, zone=zone, acting_user=acting_user, at=at, new={"name": person.name})
    names_changed(zone, acting_user=acting_user, at=at)
    return person


def _named(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InvalidError(what=_("请填写名称。"))
    return cleaned

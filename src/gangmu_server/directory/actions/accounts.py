"""Zones, accounts and roles: who may come in, and as what."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.access import require
from gangmu_server.directory.actions.storing import record_change, same_zone, store
from gangmu_server.directory.models import Account, Membership, Organisation, Role, Zone
from gangmu_server.directory.payloads import NewAccount, ResetLink
from gangmu_server.directory.rights import Right


@transaction.atomic
def create_zone(
    name: str,
    *,
    acting_user: Account | None,
    at: dt.datetime,
    short_name: str = "",
    is_demo: bool = False,
    fixed_today: dt.date | None = None,
) -> Zone:
    """Open a zone. Only from the server's command line (`acting_user` None) or by a superuser."""
    if acting_user is not None and not acting_user.is_superuser:
        raise InvalidError(what=_("示范区由系统运维人员在服务器上建立。"))
    zone = Zone(name=name.strip(), short_name=short_name, is_demo=is_demo, fixed_today=fixed_today, created_at=at)
    store(zone)
    record("zone.created", zone, zone=zone, acting_user=acting_user, at=at, new={"name": zone.name, "demo": is_demo})
    return zone


@transaction.atomic
def create_administrator(
    *, username: str, name: str, password: str, zone: Zone, superuser: bool, acting_user: None, at: dt.datetime
) -> Account:
    """The first administrator of a zone, from the server's command line.

    Raises:
        InvalidError: a name or password that cannot be taken.
    """
    form = NewAccount(username=username, name=name, role=Role.ADMINISTRATOR, password=password)
    account = _open_account(form, at, superuser=superuser, must_change=False)
    _hold(account, Role.ADMINISTRATOR, None, zone, at)
    _record_opened(account, Role.ADMINISTRATOR, zone=zone, acting_user=acting_user, at=at)
    return account


@transaction.atomic
def create_account(form: NewAccount, *, zone: Zone, acting_user: Account, at: dt.datetime) -> Account:
    """Open an account with its first role. A password given by the administrator must be changed at first sign-in.

    Raises:
        NotAllowedError: the user does not manage accounts here.
        InvalidError: a user name, phone or password that cannot be taken.
    """
    require(acting_user, zone, Right.MANAGE_ACCOUNTS)
    account = _open_account(form, at, superuser=False, must_change=form.password is not None)
    _hold(account, form.role, form.organisation, zone, at)
    _record_opened(account, form.role, zone=zone, acting_user=acting_user, at=at)
    return account


@transaction.atomic
def grant_role(
    account: Account,
    role: Role,
    organisation: Organisation | None = None,
    *,
    zone: Zone,
    acting_user: Account,
    at: dt.datetime,
) -> Membership:
    """Give an account a role in the zone.

    Raises:
        NotAllowedError: the user does not manage accounts here.
        InvalidError: the role and the organisation do not go together, or the role is held already.
    """
    require(acting_user, zone, Right.MANAGE_ACCOUNTS)
    membership = _hold(account, role, organisation, zone, at)
    new = {"role": role, "organisation": str(organisation or "")}
    record("account.role_granted", account, zone=zone, acting_user=acting_user, at=at, new=new)
    return membership


@transaction.atomic
def revoke_role(membership: Membership, *, zone: Zone, acting_user: Account, at: dt.datetime) -> None:
    """Take a role back.

    Raises:
        NotAllowedError: the user does not manage accounts here.
        ConflictError: it is the zone's last administrator.
    """
    require(acting_user, zone, Right.MANAGE_ACCOUNTS)
    if membership.role == Role.ADMINISTRATOR:
        _keep_one_administrator(zone, membership.account)
    old = {"role": membership.role, "organisation": str(membership.organisation or "")}
    account = membership.account
    membership.delete()
    record("account.role_revoked", account, zone=zone, acting_user=acting_user, at=at, old=old)


@transaction.atomic
def set_active(account: Account, active: bool, *, zone: Zone, acting_user: Account, at: dt.datetime) -> None:
    """Let an account sign in, or not; its history stays.

    Raises:
        NotAllowedError: the user does not manage accounts here.
        ConflictError: it is the zone's last administrator.
    """
    require(acting_user, zone, Right.MANAGE_ACCOUNTS)
    if not active:
        _keep_one_administrator(zone, account)
    old = account.is_active
    account.is_active = active
    account.save(update_fields=["is_active"])
    action = "account.activated" if active else "account.deactivated"
    record_change(action, account, zone=zone, acting_user=acting_user, at=at, old=old, new=active)


@transaction.atomic
def change_password(
    account: Account, new_password: str, *, zone: Zone | None, acting_user: Account, at: dt.datetime
) -> None:
    """Set an account's password: its own, after the old one was asked for or a reset link opened.

    Raises:
        InvalidError: it is not the account's own, or the password is too weak.
    """
    if acting_user.pk != account.pk:
        raise InvalidError(what=_("只能修改自己的密码。"))
    _check_password(new_password, account)
    account.set_password(new_password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    for place in _zones_for(account, zone):
        record("account.password_changed", account, zone=place, acting_user=acting_user, at=at)


@transaction.atomic
def issue_reset_link(account: Account, *, zone: Zone, acting_user: Account, at: dt.datetime) -> ResetLink:
    """A one-time address to hand over: it dies with the next password or sign-in, and after three days.

    Raises:
        NotAllowedError: the user does not manage accounts here.
        ConflictError: the account is not active.
    """
    require(acting_user, zone, Right.MANAGE_ACCOUNTS)
    if not account.is_active:
        raise ConflictError(what=_("账号已停用，请先启用。"))
    record("account.reset_link_issued", account, zone=zone, acting_user=acting_user, at=at)
    return ResetLink(urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account))


@transaction.atomic
def record_sign_in(account: Account, *, zone: Zone | None, acting_user: Account, at: dt.datetime) -> None:
    """Note that an account signed in, in each of its zones unless one is named."""
    for place in _zones_for(account, zone):
        record("account.signed_in", account, zone=place, acting_user=acting_user, at=at)


@transaction.atomic
def record_sign_out(account: Account, *, zone: Zone | None, acting_user: Account, at: dt.datetime) -> None:
    """Note that an account signed out."""
    for place in _zones_for(account, zone):
        record("account.signed_out", account, zone=place, acting_user=acting_user, at=at)


@transaction.atomic
def choose_language(account: Account, code: str, *, zone: Zone | None, acting_user: Account, at: dt.datetime) -> None:
    """Keep an account's own choice of language."""
    old = account.language
    account.language = code
    account.save(update_fields=["language"])
    for place in _zones_for(account, zone):
        record_change("account.language_chosen", account, zone=place, acting_user=acting_user, at=at, old=old, new=code)


def _open_account(form: NewAccount, at: dt.datetime, *, superuser: bool, must_change: bool) -> Account:
    account = Account(
        username=form.username.strip(),
        name=form.name.strip(),
        phone=form.phone.strip(),
        email=form.email.strip(),
        is_superuser=superuser,
        must_change_password=must_change,
        created_at=at,
    )
    if form.password is None:
        account.set_unusable_password()
    else:
        _check_password(form.password, account)
        account.set_password(form.password)
    store(account)
    return account


def _hold(account: Account, role: Role, organisation: Organisation | None, zone: Zone, at: dt.datetime) -> Membership:
    if (role == Role.UNIT) != (organisation is not None):
        raise InvalidError(what=_("“责任单位”角色要选定一个单位，其他角色不选单位。"))
    same_zone(zone, organisation)
    membership = Membership(zone=zone, account=account, role=role, organisation=organisation, granted_at=at)
    store(membership)
    return membership


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidError(what="；".join(error.messages)) from error


def _keep_one_administrator(zone: Zone, leaving: Account) -> None:
    others = Membership.objects.filter(zone=zone, role=Role.ADMINISTRATOR, account__is_active=True)
    is_one = others.filter(account=leaving).exists()
    if is_one and not others.exclude(account=leaving).exists():
        raise ConflictError(what=_("这是本示范区唯一的管理员，请先设置另一位管理员。"))


def _zones_for(account: Account, zone: Zone | None) -> list[Zone]:
    return [zone] if zone else list(Zone.objects.filter(memberships__account=account).distinct())


def _record_opened(account: Account, role: Role, *, zone: Zone, acting_user: Account | None, at: dt.datetime) -> None:
    new = {"username": account.username, "name": account.name, "role": role}
    record("account.created", account, zone=zone, acting_user=acting_user, at=at, new=new)

"""Typed input and output of the directory's queries and actions."""

from __future__ import annotations

from dataclasses import dataclass

from gangmu_server.directory.models import Account, Membership, Organisation, Role


@dataclass(frozen=True, slots=True)
class TreeLine:
    """An organisation in the tree, with its depth and other names."""

    organisation: Organisation
    depth: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account and what it may do in the zone."""

    account: Account
    memberships: tuple[Membership, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Its roles, each once."""
        return tuple(dict.fromkeys(Role(m.role) for m in self.memberships))


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What it takes to open an account. Without a password the account is opened with a reset link."""

    username: str
    name: str
    role: Role
    organisation: Organisation | None = None
    phone: str = ""
    email: str = ""
    password: str | None = None


@dataclass(frozen=True, slots=True)
class ResetLink:
    """A one-time way to set a new password: the two parts of the address of `password-reset-confirm`."""

    uid: str
    token: str

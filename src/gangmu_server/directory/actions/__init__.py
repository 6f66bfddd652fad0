"""Writes of the directory. Each is atomic, names who acts and when, checks the right, and leaves an audit entry."""

from __future__ import annotations

from gangmu_server.directory.actions.accounts import (
    change_password,
    choose_language,
    create_account,
    create_administrator,
    create_zone,
    grant_role,
    issue_reset_link,
    record_sign_in,
    record_sign_out,
    revoke_role,
    set_active,
)
from gangmu_server.directory.actions.organisations import (
    add_alias,
    close_organisation,
    create_organisation,
    create_person,
    create_place,
    move_organisation,
    remove_alias,
    rename_organisation,
)

__all__ = [
    "add_alias",
    "change_password",
    "choose_language",
    "close_organisation",
    "create_account",
    "create_administrator",
    "create_organisation",
    "create_person",
    "create_place",
    "create_zone",
    "grant_role",
    "issue_reset_link",
    "move_organisation",
    "record_sign_in",
    "record_sign_out",
    "remove_alias",
    "rename_organisation",
    "revoke_role",
    "set_active",
]

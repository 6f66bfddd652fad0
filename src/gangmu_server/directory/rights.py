"""Which role may do what in a zone: the whole table on one page."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.models import Role


class Right(StrEnum):
    """Something an account may do in a zone."""

    READ_PLANS = "read_plans"
    WRITE_PLANS = "write_plans"
    MANAGE_ORGANISATIONS = "manage_organisations"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT = "read_audit"


HOLDERS: dict[Right, frozenset[Role]] = {
    Right.READ_PLANS: frozenset({Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR}),
    Right.WRITE_PLANS: frozenset({Role.COORDINATOR}),
    Right.MANAGE_ORGANISATIONS: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    Right.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Right.READ_AUDIT: frozenset({Role.EVALUATOR, Role.ADMINISTRATOR}),
}

NAMES: dict[Right, str | Promise] = {
    Right.READ_PLANS: _("查看规划"),
    Right.WRITE_PLANS: _("维护规划"),
    Right.MANAGE_ORGANISATIONS: _("维护单位"),
    Right.MANAGE_ACCOUNTS: _("管理账号"),
    Right.READ_AUDIT: _("查看审计记录"),
}

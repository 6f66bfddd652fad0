"""Accounts: who comes in, by which name, with which password; and who hands out roles."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode

from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError, InvalidError, NotAllowedError
from gangmu_server.directory import actions
from gangmu_server.directory.models import Account, Membership, Organisation, Role, Zone
from gangmu_server.directory.payloads import NewAccount

GOOD = "hongjun-chuzheng-86"


def sign_in(username: str, password: str) -> Account | None:
    request = RequestFactory().post("/sign-in/", REMOTE_ADDR="127.0.0.1")
    return authenticate(request, username=username, password=password)


@pytest.fixture
def made(zone: Zone, administrator: Account, now: dt.datetime) -> Account:
    form = NewAccount("Zhang.San", "张叁", Role.EVALUATOR, phone="13900000001", password=GOOD)
    return actions.create_account(form, zone=zone, acting_user=administrator, at=now)


@pytest.mark.parametrize("name", ["Zhang.San", "zhang.san", "ZHANG.SAN", "13900000001"])
def test_one_signs_in_by_name_in_any_case_or_by_phone(made: Account, name: str) -> None:
    assert sign_in(name, GOOD) == made


@pytest.mark.parametrize(
    ("name", "password"), [("zhang.san", "wrong"), ("nobody", GOOD), ("", GOOD), ("zhang.san", "")]
)
def test_nothing_else_opens_the_door(made: Account, name: str, password: str) -> None:
    assert sign_in(name, password) is None


def test_an_account_that_was_switched_off_stays_outside(
    made: Account, zone: Zone, administrator: Account, now: dt.datetime
) -> None:
    actions.set_active(made, False, zone=zone, acting_user=administrator, at=now)
    assert sign_in("zhang.san", GOOD) is None


def test_a_password_given_out_must_be_changed(made: Account, now: dt.datetime, zone: Zone) -> None:
    assert made.must_change_password
    actions.change_password(made, "ziji-xuan-de-99", zone=zone, acting_user=made, at=now)
    made.refresh_from_db()
    assert not made.must_change_password
    assert sign_in("zhang.san", "ziji-xuan-de-99") == made


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "zhang.san"])
def test_a_weak_password_is_refused_with_a_sentence(made: Account, password: str, now: dt.datetime, zone: Zone) -> None:
    with pytest.raises(InvalidError) as refusal:
        actions.change_password(made, password, zone=zone, acting_user=made, at=now)
    assert "密码" in refusal.value.sentence


def test_nobody_sets_another_ones_password(made: Account, administrator: Account, zone: Zone, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        actions.change_password(made, GOOD + "x", zone=zone, acting_user=administrator, at=now)


@pytest.mark.parametrize(
    ("username", "phone"),
    [
        ("zhang.san", ""),
        ("ZHANG.SAN", ""),
        ("lisi", "13900000001"),
        ("9lives", ""),
        ("a b", ""),
        ("", ""),
        ("lisi", "139"),
    ],
)
def test_a_name_or_phone_that_is_taken_or_malformed_is_refused(
    made: Account, zone: Zone, administrator: Account, username: str, phone: str
) -> None:
    form = NewAccount(username, "李肆", Role.EVALUATOR, phone=phone, password=GOOD)
    with pytest.raises(InvalidError):
        actions.create_account(form, zone=zone, acting_user=administrator, at=zone.created_at)


def test_only_the_administrator_opens_accounts(zone: Zone, coordinator: Account, now: dt.datetime) -> None:
    form = NewAccount("lisi", "李肆", Role.ADMINISTRATOR, password=GOOD)
    with pytest.raises(NotAllowedError):
        actions.create_account(form, zone=zone, acting_user=coordinator, at=now)


def test_a_clerk_belongs_to_a_unit_and_nobody_else_does(
    made: Account, zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError, match="invalid"):
        actions.grant_role(made, Role.UNIT, zone=zone, acting_user=administrator, at=now)
    with pytest.raises(InvalidError):
        actions.grant_role(made, Role.LEADER, organisation, zone=zone, acting_user=administrator, at=now)
    held = actions.grant_role(made, Role.UNIT, organisation, zone=zone, acting_user=administrator, at=now)
    assert held.organisation == organisation


def test_a_role_is_held_once(made: Account, zone: Zone, administrator: Account, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        actions.grant_role(made, Role.EVALUATOR, zone=zone, acting_user=administrator, at=now)


def test_the_last_administrator_stays(zone: Zone, administrator: Account, made: Account, now: dt.datetime) -> None:
    last = Membership.objects.get(account=administrator, zone=zone)
    with pytest.raises(ConflictError):
        actions.revoke_role(last, zone=zone, acting_user=administrator, at=now)
    with pytest.raises(ConflictError):
        actions.set_active(administrator, False, zone=zone, acting_user=administrator, at=now)
    actions.grant_role(made, Role.ADMINISTRATOR, zone=zone, acting_user=administrator, at=now)
    actions.revoke_role(last, zone=zone, acting_user=administrator, at=now)
    assert not Membership.objects.filter(account=administrator).exists()


def test_a_reset_link_works_once(made: Account, zone: Zone, administrator: Account, now: dt.datetime) -> None:
    link = actions.issue_reset_link(made, zone=zone, acting_user=administrator, at=now)
    account = Account.objects.get(pk=force_str(urlsafe_base64_decode(link.uid)))
    assert account == made
    assert default_token_generator.check_token(account, link.token)
    actions.change_password(account, "xin-mima-2022", zone=zone, acting_user=account, at=now)
    assert not default_token_generator.check_token(account, link.token)


def test_a_reset_link_is_the_administrators_to_give(made: Account, zone: Zone, coordinator: Account) -> None:
    with pytest.raises(NotAllowedError):
        actions.issue_reset_link(made, zone=zone, acting_user=coordinator, at=zone.created_at)


def test_signing_in_is_noted_in_every_zone_of_the_account(
    made: Account, zone: Zone, other_zone: Zone, now: dt.datetime
) -> None:
    Membership.objects.create(zone=other_zone, account=made, role=Role.LEADER, granted_at=now)
    actions.record_sign_in(made, zone=None, acting_user=made, at=now)
    noted = AuditEntry.objects.filter(action="account.signed_in")
    assert {entry.zone_id for entry in noted} == {zone.pk, other_zone.pk}


def test_the_audit_trail_holds_no_password(made: Account, zone: Zone, now: dt.datetime) -> None:
    actions.change_password(made, "ziji-xuan-de-99", zone=zone, acting_user=made, at=now)
    kept = "".join(f"{e.old}{e.new}{e.object_label}" for e in AuditEntry.objects.filter(zone=zone))
    assert GOOD not in kept
    assert "ziji-xuan-de-99" not in kept


def test_the_first_administrator_comes_by_command(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_ADMIN_PASSWORD", GOOD)
    out = StringIO()
    call_command("createadmin", zone="梅江示范区", username="first", name="方静川", stdout=out)
    account = Account.objects.get(username="first")
    assert Membership.objects.get(account=account).role == Role.ADMINISTRATOR
    assert not account.must_change_password
    assert "梅江示范区" in out.getvalue()


def test_the_command_refuses_a_weak_password_and_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_ADMIN_PASSWORD", "short")
    with pytest.raises(CommandError, match="密码"):
        call_command("createadmin", zone="梅江示范区", username="first", name="方静川")
    assert not Account.objects.filter(username="first").exists()

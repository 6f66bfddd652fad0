"""The directory for its keepers: organisations with their other names, accounts with their roles."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangmu_server.base.errors import RefusedError
from gangmu_server.directory import actions, queries
from gangmu_server.directory.access import access_account, access_membership, access_organisation, require
from gangmu_server.directory.models import Account, Role
from gangmu_server.directory.rights import Right
from gangmu_server.library.actions import register_units
from gangmu_server.library.units import proposed_organisations
from gangmu_server.web.forms.directory import (
    AccountForm,
    AliasForm,
    FileAliasForm,
    OrganisationChangeForm,
    OrganisationForm,
    RoleForm,
)

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The tree of organisations with their other names."""
    require(request.user, request.zone, Right.MANAGE_ORGANISATIONS)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    return render(request, "web/directory/organisations.html", {"tree": tree})


@FORM
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Enter an organisation."""
    require(request.user, request.zone, Right.MANAGE_ORGANISATIONS)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    initial = {"name": request.GET.get("name", "")}
    places = queries.places(request.user, request.zone)
    form = OrganisationForm(request.POST or None, initial=initial, tree=tree, places=places)
    if form.is_valid():
        try:
            made = actions.create_organisation(
                **form.cleaned_data, zone=request.zone, acting_user=request.user, at=request.now
            )
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记“%(name)s”。") % {"name": made.name})
            return redirect("organisations")
    return render(request, "web/directory/organisation_add.html", {"form": form})


@FORM
def propose(request: HttpRequest) -> HttpResponse:
    """The units plans print that the directory does not know, to be entered all at once or in part."""
    require(request.user, request.zone, Right.MANAGE_ORGANISATIONS)
    proposals = proposed_organisations(request.user, request.zone, request.today)
    chosen = set(request.POST.getlist("name"))
    if request.method == "POST" and chosen:
        wanted = [proposal for proposal in proposals if proposal.name in chosen]
        made = register_units(wanted, zone=request.zone, acting_user=request.user, at=request.now)
        said = ngettext("已登记 %(n)s 个单位。", "已登记 %(n)s 个单位。", len(made))
        messages.success(request, said % {"n": len(made)})
        return redirect("organisations")
    branches = [(name, list(found)) for name, found in groupby(proposals, key=lambda p: p.branch)]
    return render(request, "web/directory/propose.html", {"branches": branches, "proposals": proposals})


@FORM
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """One organisation: name, parent, other names."""
    found = access_organisation(request.user, key, right=Right.MANAGE_ORGANISATIONS)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    initial = {"name": found.name, "parent": found.parent_id}
    form = OrganisationChangeForm(request.POST or None, initial=initial, tree=tree)
    if form.is_valid():
        who = {"zone": request.zone, "acting_user": request.user, "at": request.now}
        try:
            if "name" in form.changed_data:
                actions.rename_organisation(found, form.cleaned_data["name"], **who)
            if "parent" in form.changed_data:
                actions.move_organisation(found, form.cleaned_data["parent"], **who)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已保存。"))
            return redirect("organisations")
    aliases = queries.aliases_of(request.user, found)
    return render(request, "web/directory/organisation.html", {"organisation": found, "form": form, "aliases": aliases})


@FORM
def file_alias(request: HttpRequest) -> HttpResponse:
    """File a name plans print under an organisation that is known already."""
    require(request.user, request.zone, Right.MANAGE_ORGANISATIONS)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    form = FileAliasForm(request.POST or None, initial={"name": request.GET.get("name", "")}, tree=tree)
    if form.is_valid():
        name, found = form.cleaned_data["name"], form.cleaned_data["organisation"]
        actions.add_alias(found, name, zone=request.zone, acting_user=request.user, at=request.now)
        messages.success(request, _("已将“%(alias)s”记为“%(name)s”。") % {"alias": name, "name": found.name})
        return redirect("units")
    return render(request, "web/directory/alias_file.html", {"form": form, "tree": tree})


@require_POST
def add_alias(request: HttpRequest, key: str) -> HttpResponse:
    """Another name for an organisation."""
    found = access_organisation(request.user, key, right=Right.MANAGE_ORGANISATIONS)
    form = AliasForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写名称。"))
        return redirect("organisation", key)
    name = form.cleaned_data["name"]
    actions.add_alias(found, name, zone=request.zone, acting_user=request.user, at=request.now)
    messages.success(request, _("已将“%(alias)s”记为“%(name)s”。") % {"alias": name, "name": found.name})
    return redirect("organisation", key)


@require_POST
def remove_alias(request: HttpRequest, key: str) -> HttpResponse:
    """Take another name away."""
    found = access_organisation(request.user, key, right=Right.MANAGE_ORGANISATIONS)
    alias = queries.aliases_of(request.user, found).filter(name=request.POST.get("name", "")).first()
    if alias is not None:
        actions.remove_alias(alias, zone=request.zone, acting_user=request.user, at=request.now)
        messages.success(request, _("已去掉“%(alias)s”。") % {"alias": alias.name})
    return redirect("organisation", key)


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts with a role in the zone."""
    lines = queries.accounts(request.user, request.zone)
    return render(request, "web/directory/accounts.html", {"lines": lines})


@FORM
def add_account(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role."""
    require(request.user, request.zone, Right.MANAGE_ACCOUNTS)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    form = AccountForm(request.POST or None, tree=tree)
    if form.is_valid():
        who = {"zone": request.zone, "acting_user": request.user, "at": request.now}
        try:
            made = actions.create_account(form.wanted(), **who)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已开通“%(name)s”的账号。") % {"name": made.name})
            if not form.cleaned_data["password"]:
                return with_link(request, made)
            return redirect("account-edit", made.pk)
    return render(request, "web/directory/account_add.html", {"form": form})


@require_safe
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account: its roles here, whether it may sign in, a link to set its password."""
    return render(request, "web/directory/account.html", account_context(request, account_id))


def with_link(request: HttpRequest, found: Account) -> HttpResponse:
    """The account's page with a one-time address to hand over, shown once."""
    link = actions.issue_reset_link(found, zone=request.zone, acting_user=request.user, at=request.now)
    address = request.build_absolute_uri(reverse("password-reset-confirm", args=[link.uid, link.token]))
    return render(request, "web/directory/account.html", account_context(request, found.pk) | {"link": address})


def account_context(request: HttpRequest, account_id: int) -> dict[str, object]:
    """The account, its roles in the zone and the form for one more."""
    found = access_account(request.user, request.zone, account_id)
    lines = queries.accounts(request.user, request.zone)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    line = next(line for line in lines if line.account.pk == found.pk)
    return {"line": line, "form": RoleForm(tree=tree)}


@require_POST
def grant(request: HttpRequest, account_id: int) -> HttpResponse:
    """One more role."""
    found = access_account(request.user, request.zone, account_id)
    tree = queries.organisation_tree(request.user, request.zone, request.today)
    form = RoleForm(request.POST, tree=tree)
    if not form.is_valid():
        context = account_context(request, account_id) | {"form": form}
        return render(request, "web/directory/account.html", context, status=422)
    role, unit = Role(form.cleaned_data["role"]), form.cleaned_data["organisation"]
    actions.grant_role(found, role, unit, zone=request.zone, acting_user=request.user, at=request.now)
    messages.success(request, _("已增加角色。"))
    return redirect("account-edit", account_id)


@require_POST
def revoke(request: HttpRequest, account_id: int, membership_id: int) -> HttpResponse:
    """Take a role away; with the last one the account leaves the zone."""
    membership = access_membership(request.user, request.zone, membership_id)
    actions.revoke_role(membership, zone=request.zone, acting_user=request.user, at=request.now)
    messages.success(request, _("已取消角色。"))
    here = any(line.account.pk == account_id for line in queries.accounts(request.user, request.zone))
    return redirect("account-edit", account_id) if here else redirect("accounts")


@require_POST
def set_active(request: HttpRequest, account_id: int) -> HttpResponse:
    """Let an account sign in, or not."""
    found = access_account(request.user, request.zone, account_id)
    active = request.POST.get("active") == "yes"
    actions.set_active(found, active, zone=request.zone, acting_user=request.user, at=request.now)
    messages.success(request, _("账号已启用。") if active else _("账号已停用。"))
    return redirect("account-edit", account_id)


@require_POST
def reset_link(request: HttpRequest, account_id: int) -> HttpResponse:
    """A one-time address to hand over, shown once."""
    return with_link(request, access_account(request.user, request.zone, account_id))

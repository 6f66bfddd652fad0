"""Who and where, for a superuser's eyes."""

from __future__ import annotations

from django.contrib import admin

from gangmu_server.base.admin import ReadOnlyAdmin
from gangmu_server.directory.models import Account, Alias, Membership, Organisation, Person, Place, Post, Zone


@admin.register(Zone, Place, Organisation, Alias, Post, Person)
class DirectoryAdmin(ReadOnlyAdmin):
    """Rows as they are."""


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    """Accounts without their password hashes."""

    list_display = ("username", "name", "phone", "is_active", "last_login")
    exclude = ("password",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Who holds which role."""

    list_display = ("account", "role", "zone", "organisation")
    list_filter = ("zone", "role")

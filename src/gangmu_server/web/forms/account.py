"""Forms of the sign-in pages."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.models import Account


class SignInForm(AuthenticationForm):
    """User name or mobile number, and password."""

    error_messages = {
        "invalid_login": _("用户名或密码不对。请注意大小写；忘记密码可以重置。"),
        "inactive": _("这个账号已停用，请联系管理员。"),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名或手机号")
        self.fields["password"].label = _("密码")


class ResetForm(PasswordResetForm):
    """Asks for what the clerk remembers: user name, mobile number or e-mail. The answer never says which exist."""

    email = forms.CharField(label=_("用户名、手机号或电子邮箱"), max_length=254)

    def get_users(self, email: str) -> Iterator[Account]:
        """The active accounts meant that have an e-mail address and a password to reset."""
        named = Q(username__iexact=email) | Q(phone=email) | Q(email__iexact=email)
        for account in Account.objects.filter(named, is_active=True).exclude(email=""):
            if account.has_usable_password():
                yield account

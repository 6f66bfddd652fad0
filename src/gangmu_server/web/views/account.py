"""Signing in and out, passwords, language, and the zone to work in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as django_set_language

from gangmu_server.base.errors import RefusedError
from gangmu_server.directory import actions
from gangmu_server.directory.access import access_zone, roles_in, zones_of
from gangmu_server.directory.models import Account
from gangmu_server.directory.zones import choose_zone
from gangmu_server.web.forms.account import ResetForm, SignInForm
from gangmu_server.web.gate import WAS_SIGNED_IN, free_of_zone


class SignIn(auth.LoginView):
    """User name or mobile number, and password. Says so where a session has ended by itself."""

    template_name = "web/account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the last session ran out."""
        expired = self.request.COOKIES.get(WAS_SIGNED_IN) == "1" and self.request.method == "GET"
        return super().get_context_data(expired=expired and bool(self.get_redirect_url()), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, note it, and remember that this browser was signed in."""
        user = form.get_user()
        response = super().form_valid(form)
        actions.record_sign_in(user, zone=None, acting_user=user, at=self.request.now)
        response.set_cookie(WAS_SIGNED_IN, "1", httponly=True, samesite="Lax", secure=self.request.is_secure())
        return response


class SignOut(auth.LogoutView):
    """Sign out for good."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, end the session and forget that there was one."""
        if request.user.is_authenticated:
            actions.record_sign_out(request.user, zone=None, acting_user=request.user, at=request.now)
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(WAS_SIGNED_IN, samesite="Lax")
        return response


def set_password(request: HttpRequest, account: Account, form: Any) -> bool:
    """Keep a new password; a refusal goes onto the form."""
    password = form.cleaned_data["new_password1"]
    try:
        actions.change_password(account, password, zone=None, acting_user=account, at=request.now)
    except RefusedError as refusal:
        form.add_error("new_password1", refusal.sentence)
        return False
    return True


@method_decorator(free_of_zone, name="dispatch")
class PasswordChange(auth.PasswordChangeView):
    """The own password; also the first thing after a password that was given out."""

    template_name = "web/account/password_change.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the new password, stay signed in, and say so."""
        if not set_password(self.request, self.request.user, form):
            return self.form_invalid(form)
        update_session_auth_hash(self.request, self.request.user)
        messages.success(self.request, _("密码已修改。"))
        return redirect(self.success_url)


class PasswordReset(auth.PasswordResetView):
    """A link by e-mail for an account that has an address."""

    template_name = "web/account/password_reset.html"
    email_template_name = "web/account/password_reset_mail.txt"
    subject_template_name = "web/account/password_reset_subject.txt"
    form_class = ResetForm
    success_url = reverse_lazy("password-reset-sent")


class PasswordResetConfirm(auth.PasswordResetConfirmView):
    """A new password, from the link in the e-mail."""

    template_name = "web/account/password_reset_confirm.html"
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the new password and say so."""
        if not set_password(self.request, self.user, form):
            return self.form_invalid(form)
        del self.request.session[auth.INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, _("密码已重置，请用新密码登录。"))
        return redirect(self.success_url)


@require_safe
@login_not_required
def password_reset_sent(request: HttpRequest) -> HttpResponse:
    """What happens now; the same whether the account exists or not."""
    return render(request, "web/account/password_reset_sent.html")


@require_safe
@free_of_zone
def account(request: HttpRequest) -> HttpResponse:
    """The own account: name, roles in each zone, password, language."""
    roles = [(zone, sorted(str(r.label) for r in roles_in(request.user, zone))) for zone in zones_of(request.user)]
    return render(request, "web/account/account.html", {"roles": roles})


@require_POST
@free_of_zone
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Work in another zone from now on."""
    choose_zone(request, access_zone(request.user, key))
    return redirect("home")


@require_POST
@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """The language of the pages: by cookie for a visitor, kept with the account once signed in."""
    code = request.POST.get("language", "")
    if request.user.is_authenticated and code in dict(settings.LANGUAGES):
        actions.choose_language(request.user, code, zone=None, acting_user=request.user, at=request.now)
    return django_set_language(request)

"""The password rule whose words Django 5.2 does not have in Chinese."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnoughValidator(MinimumLengthValidator):
    """Django's rule on length, with sentences of our own catalogue."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("密码太短，至少 %(length)d 个字符。") % {"length": self.min_length}

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("密码至少 %(length)d 个字符。") % {"length": self.min_length}

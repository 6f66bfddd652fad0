"""The search field."""

from __future__ import annotations

from django import forms


class SearchForm(forms.Form):
    """Words, and what they are looked for in."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.CharField(required=False, max_length=20)
    plan = forms.CharField(required=False, max_length=16)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

"""Forms of the review desk. Each is plain HTML that works without a script."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.payloads import TreeLine
from gangmu_server.review.decisions import PLAN_FIELDS, About
from gangmu_server.review.fields import FIELDS, Field
from gangmu_server.web.review_desk import words

LEAST_YEAR, MOST_YEAR = 1949, 2100
BETWEEN_NAMES = re.compile(r"[、，,\n](?![^（(]*[）)])")
WAS = "was-"
"""Before a field's name: what it held when the page was drawn."""
LONG = ("long", "lines")
"""Fields of several lines."""
THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")


class NamesField(forms.CharField):
    """Names in one line, parted by 、 or a comma; not inside brackets: 县发改委（县粮食局、县物资局）."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The names."""
        return [name.strip() for name in BETWEEN_NAMES.split(str(value or "")) if name.strip()]


class NumberField(forms.DecimalField):
    """A number as offices write it, its thousands parted by commas or not."""

    def to_python(self, value: Any) -> Any:
        """The number."""
        text = "".join(str(value or "").split())
        return super().to_python(text.replace(",", "").replace("，", "") if THOUSANDS.fullmatch(text) else text)


class LinesField(forms.CharField):
    """One entry a line."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines that hold something."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class PlaceForm(forms.Form):
    """Which record is meant, as the page had it."""

    edition = forms.CharField(max_length=16)
    about = forms.ChoiceField(choices=[(a.value, a.value) for a in About])
    address = forms.CharField(max_length=200)
    digest = forms.CharField(max_length=20, required=False)


class RecordForm(forms.Form):
    """The correctable fields of a record. Beside each goes what it held when the page was drawn.

    A field that holds the same when the form comes back was not touched: it is neither checked nor among the values,
    whatever browsers make of it (a date field empties what is no date, a line loses its breaks).
    """

    reason = forms.CharField(label=_("更正依据"), max_length=200, required=False)

    def __init__(self, about: About, *args: Any, **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, **kwargs)
        made = {field.name: _made(field, self._drawn(field.name)) for field in FIELDS[about]}
        self.fields = {**made, "reason": self.fields["reason"]}

    def offer(self, above: Sequence[tuple[str, str]]) -> None:
        """Let a provision's parent be chosen among those that stand before it, each an address and its words."""
        if "parent" in self.fields:
            now = self.initial.get("parent")
            here = [(now, now)] if now and now not in dict(above) else []
            self.fields["parent"].widget.choices = [("", _("（没有上级）")), *here, *above]  # type: ignore[attr-defined]

    def touched(self) -> list[str]:
        """The fields that hold something else than when the page was drawn."""
        return [field.name for field in FIELDS[self.about] if field.name in self.data and self._is_touched(field)]

    def clean(self) -> None:
        """Faults of fields that nobody touched are none of this correction."""
        for name in set(self.errors) - {*self.touched(), "reason"}:
            del self.errors[name]

    def values(self) -> dict[str, Any]:
        """What was filled in, as records have it: the touched fields."""
        return {name: _plain(self.cleaned_data[name]) for name in self.touched()}

    def was(self) -> list[tuple[str, str]]:
        """What each field held as the page was drawn, by the name it is sent back under."""
        drawn = {f"{WAS}{field.name}": self._drawn(field.name) for field in FIELDS[self.about]}
        return [(name, value) for name, value in drawn.items() if value is not None]

    def _drawn(self, name: str) -> str | None:
        """A field's value when the page was drawn; None where that was not sent back."""
        if self.is_bound:
            found = self.data.get(f"{WAS}{name}")
            return None if found is None else str(found)
        value = self.initial.get(name)
        return "" if value is None else str(value)

    def _is_touched(self, field: Field) -> bool:
        """Whether a field came back with another value; a line loses its breaks in any browser."""
        now, was = _breaks(self.data[field.name]), self._drawn(field.name)
        if was is None or field.form in LONG:
            return was is None or now != _breaks(was)
        return now.replace("\n", "") != _breaks(was).replace("\n", "")


class AddForm(forms.Form):
    """A record the reader missed: its kind and its words in the source."""

    about = forms.ChoiceField(label=_("种类"), choices=[(a.value, words.about_word) for a in PLAN_FIELDS])
    words = forms.CharField(label=_("原文"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(a.value, words.about_word(a.value)) for a in PLAN_FIELDS]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500)


class UnitForm(forms.Form):
    """Which organisation a printed name means; several for a name that calls a group."""

    organisation = forms.MultipleChoiceField(label=_("单位"))
    remember = forms.BooleanField(label=_("记为该单位的其他写法，今后各规划都这样认定"), required=False)

    def __init__(self, data: Any = None, *args: Any, tree: list[TreeLine], **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (line.organisation.key, "　" * line.depth + line.organisation.name) for line in tree
        ]

    def clean_organisation(self) -> list[str]:
        """The keys, each once."""
        return list(dict.fromkeys(self.cleaned_data["organisation"]))


class DeadlineForm(forms.Form):
    """What an ambiguous deadline means."""

    deadline = forms.DateField(label=_("时限"))


def initial_of(values: Mapping[str, Any], about: About) -> dict[str, Any]:
    """A record's values as the form shows them."""
    shown = {field.name: field for field in FIELDS[about]}
    return {
        name: ("\n" if shown[name].form == "lines" else "、").join(value) if isinstance(value, list | tuple) else value
        for name, value in values.items()
    }


def _breaks(value: str) -> str:
    """A text with its line ends as they are written here, not as browsers send them."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _is_day(value: str) -> bool:
    try:
        return parse_date(value) is not None
    except ValueError:
        return False


def _made(field: Field, drawn: str | None) -> forms.Field:
    facts: dict[str, Any] = {"label": words.field_word(field.name), "required": field.required}
    if field.form == "choice":
        blank = [] if field.required else [("", "—")]
        return forms.ChoiceField(choices=[*blank, *((c, words.value_words(field, c)) for c in field.choices)], **facts)
    if field.form == "number":
        return NumberField(max_digits=20, decimal_places=6, widget=forms.TextInput, **facts)
    if field.form == "year":
        return forms.IntegerField(min_value=LEAST_YEAR, max_value=MOST_YEAR, widget=forms.TextInput, **facts)
    if field.form == "date":
        # A browser empties what it takes for no date.
        shape = {"type": "date"} if not drawn or _is_day(drawn) else {}
        return forms.DateField(widget=forms.DateInput(attrs=shape, format="%Y-%m-%d"), **facts)
    if field.form == "provision":
        return forms.CharField(max_length=200, widget=forms.Select, **facts)
    if field.form == "names":
        return NamesField(**facts)
    if field.form == "lines":
        return LinesField(widget=forms.Textarea(attrs={"rows": 3}), **facts)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}) if field.form == "long" else None, **facts)


def _plain(value: Any) -> Any:
    """A cleaned value as JSON has it; an empty text is no value, a whole number stays whole."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return value
    if value in ("", None):
        return None
    if hasattr(value, "as_tuple"):
        return int(value) if value == value.to_integral_value() else float(value)
    return value

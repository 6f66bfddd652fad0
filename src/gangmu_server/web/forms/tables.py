"""The filter above a table: typed, and offering only what the table holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gangmu_server.library.payloads import Choice, FilterChoices, Kind, TableFilter
from gangmu_server.web import labels
from gangmu_server.web.titles import short

FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.TARGET: ("plan", "unit", "leader", "place", "comparator", "due_from", "due_until", "undated", "words"),
    Kind.TASK: ("plan", "unit", "leader", "place", "due_from", "due_until", "undated", "words"),
    Kind.INDICATOR: ("plan", "place", "attribute", "comparator", "words"),
    Kind.PROJECT: ("plan", "place", "stage", "words"),
    Kind.RESPONSIBILITY: ("plan", "unit", "place", "due_from", "due_until", "undated", "words"),
    Kind.MEASURE: ("plan", "place", "words"),
}
ODD_UNITS = _("待核对的写法")
CODED = {"comparator": "comparator", "stage": "stage", "level": "level"}
OFFERED = {
    "plan": "plans",
    "unit": "units",
    "leader": "leaders",
    "place": "places",
    "comparator": "comparators",
    "attribute": "attributes",
    "stage": "stages",
}


class DateField(forms.DateField):
    """A day from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TableForm(forms.Form):
    """What a table is narrowed to, how it is sorted, and which columns show."""

    plan = forms.ChoiceField(label=_("规划"), required=False)
    unit = forms.ChoiceField(label=_("责任单位"), required=False)
    leader = forms.ChoiceField(label=_("责任领导"), required=False)
    place = forms.ChoiceField(label=_("地区"), required=False)
    comparator = forms.ChoiceField(label=_("要求"), required=False)
    attribute = forms.ChoiceField(label=_("属性"), required=False)
    stage = forms.ChoiceField(label=_("阶段"), required=False)
    due_from = DateField(label=pgettext_lazy("date", "时限自"), required=False)
    due_until = DateField(label=pgettext_lazy("date", "时限至"), required=False)
    undated = forms.BooleanField(label=_("只看未写时限的"), required=False)
    words = forms.CharField(label=_("含有文字"), required=False, max_length=100)

    def __init__(self, data: Any, *, kind: Kind, choices: FilterChoices) -> None:
        super().__init__(data)
        for name in set(self.fields) - set(FIELDS[kind]):
            del self.fields[name]
        for name, source in OFFERED.items():
            if name in self.fields:
                offered = list(_worded(name, getattr(choices, source)))
                odd = list(_worded(name, choices.odd_units)) if name == "unit" else []
                # A value of an old link that no row has any more still narrows, to nothing: it is not dropped silently.
                given = self.data.get(name, "")
                if given and given not in {value for value, _label in (*offered, *odd)}:
                    offered.append((given, given))
                self.fields[name].choices = [("", _("全部")), *offered, *([(ODD_UNITS, odd)] if odd else [])]

    def filter(self) -> TableFilter:
        """What the library's table is asked for; a date that cannot be read narrows nothing and is marked."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return TableFilter(**given)

    @property
    def in_use(self) -> list[tuple[str, str, str]]:
        """The filters set: name, label and value in words."""
        out = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value not in (None, "", False):
                words = dict(_flat(getattr(field, "choices", ()))).get(value, value)
                out.append((name, str(field.label), "" if value is True else str(words)))
        return out


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Choices without their groups."""
    for value, word in choices:
        if isinstance(word, list | tuple):
            yield from word
        else:
            yield value, word


def _worded(name: str, offered: Iterable[Choice]) -> Iterable[tuple[str, str]]:
    for choice in offered:
        text = labels.word(CODED[name], choice.value) if name in CODED else choice.label
        text = short(text) if name == "plan" else text
        yield choice.value, text if choice.rows is None else text + _now("（%(n)s）") % {"n": choice.rows}


class SavedViewForm(forms.Form):
    """A name for the table as it stands."""

    name = forms.CharField(label=_("名称"), max_length=60)
    query = forms.CharField(required=False, max_length=2000)

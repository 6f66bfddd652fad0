"""Forms of the plan library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.models import Place
from gangmu_server.library.payloads import IncomingFile
from gangmu_server.web import labels

READABLE = ".docx,.doc,.wps,.pdf,.ofd,.txt,.xlsx,.xls,.et,.html,.htm,.jpg,.jpeg,.png,.tif,.tiff,.zip"
"""What the picker offers first; any other file is taken too, and told why it cannot be read."""


class FilesInput(forms.ClearableFileInput):
    """A file picker that takes many files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Many files at once; gives them as the library takes them."""

    widget = FilesInput(attrs={"accept": READABLE, "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[IncomingFile]:
        """Every file with its name and bytes. An empty file goes on: the library says what is wrong with it."""
        files: Sequence[UploadedFile] = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [IncomingFile(name=file.name or "", content=file.read()) for file in files]


class SpanForm(forms.Form):
    """A stretch of an edition's text, in code points."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)


class UploadForm(forms.Form):
    """Files for the library."""

    files = FilesField(label=_("文件"), error_messages={"required": _("请先选择文件。")})


class EditionForm(UploadForm):
    """A new edition beside the old: its files and what it is."""

    note = forms.CharField(
        label=_("版本说明"), required=False, max_length=200, help_text=_("例如：印发稿、征求意见稿、2023 年修订")
    )


class LibraryForm(forms.Form):
    """What the library's list is narrowed to."""

    words = forms.CharField(required=False)
    level = forms.ChoiceField(required=False, choices=[("", "")])
    place = forms.CharField(required=False)
    deleted = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("全部层级")), *labels.choices("level")]


class PlanForm(forms.Form):
    """What a person may set on a plan by hand."""

    title = forms.CharField(label=_("名称"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    level = forms.ChoiceField(label=_("层级"), required=False)
    place = forms.ModelChoiceField(label=_("所属地区"), queryset=Place.objects.none(), required=False)

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("未识别")), *labels.choices("level")]
        self.fields["place"].queryset = places
        self.fields["place"].empty_label = str(_("不指定"))


class JoinForm(forms.Form):
    """The plan an annex belongs to, by its key."""

    to = forms.CharField(label=_("正文"), max_length=16)

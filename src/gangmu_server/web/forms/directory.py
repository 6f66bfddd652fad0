"""Forms of the directory: organisations, accounts, roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.models import Organisation, Place, Role
from gangmu_server.directory.payloads import NewAccount, TreeLine

INDENT = "　"


class OrganisationField(forms.ModelChoiceField):
    """Picks an organisation from the tree; children stand indented below their parents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organisation.objects.none(), **kwargs)
        self._depths: dict[int, int] = {}

    def offer(self, lines: list[TreeLine], empty: object) -> None:
        """Offer the lines of a tree."""
        self._depths = {line.organisation.pk: line.depth for line in lines}
        self.queryset = Organisation.objects.filter(pk__in=self._depths)
        self.empty_label = str(empty)
        order = list(self._depths)
        names = {line.organisation.pk: line.organisation.name for line in lines}
        choices = [(pk, f"{INDENT * self._depths[pk]}{names[pk]}") for pk in order]
        self.widget.choices = [("", self.empty_label), *choices]


class OrganisationForm(forms.Form):
    """A new organisation and where it stands."""

    name = forms.CharField(label=_("名称"), max_length=200)
    parent = OrganisationField(label=_("上级单位"), required=False)
    place = forms.ModelChoiceField(label=_("所在地区"), queryset=Place.objects.none(), required=False)
    is_group = forms.BooleanField(label=_("泛指一类单位（如“各镇”）"), required=False)
    aliases = forms.CharField(
        label=_("其他写法"),
        required=False,
        help_text=_("规划里的简称或旧称，用顿号隔开，如：区卫健委、区卫生健康委"),
    )

    def __init__(self, *args: Any, tree: list[TreeLine], places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(tree, _("无（最上级）"))
        self.fields["place"].queryset = places
        self.fields["place"].empty_label = str(_("不指定"))

    def clean_aliases(self) -> tuple[str, ...]:
        """Split at the marks people use."""
        text = self.cleaned_data["aliases"]
        for mark in "，,;；\n":
            text = text.replace(mark, "、")
        return tuple(dict.fromkeys(name.strip() for name in text.split("、") if name.strip()))


class OrganisationChangeForm(forms.Form):
    """An organisation's name and parent."""

    name = forms.CharField(label=_("名称"), max_length=200, help_text=_("改名后，原名自动保留为其他写法。"))
    parent = OrganisationField(label=_("上级单位"), required=False)

    def __init__(self, *args: Any, tree: list[TreeLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(tree, _("无（最上级）"))


class AliasForm(forms.Form):
    """Another name an organisation is printed under."""

    name = forms.CharField(label=_("其他写法"), max_length=200)


class FileAliasForm(forms.Form):
    """A name plans print, and the organisation it stands for."""

    name = forms.CharField(label=_("规划中的写法"), max_length=200)
    organisation = OrganisationField(label=_("指的是哪个单位"))

    def __init__(self, *args: Any, tree: list[TreeLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(tree, _("请选择"))
        self.fields["organisation"].widget.attrs["data-picker"] = _("请选择")


class RoleForm(forms.Form):
    """A role in the zone, and for a unit's clerk the organisation."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    organisation = OrganisationField(label=_("单位"), required=False, help_text=_("只有“责任单位”角色需要选定单位。"))

    def __init__(self, *args: Any, tree: list[TreeLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(tree, _("不指定"))

    def clean(self) -> dict[str, Any]:
        """A unit's clerk has a unit, nobody else has one: said beside the field, before anything is asked of it."""
        data = super().clean() or self.cleaned_data
        role, unit = data.get("role"), data.get("organisation")
        if role == Role.UNIT and unit is None and "organisation" not in self.errors:
            self.add_error("organisation", _("“责任单位”角色要选定单位。"))
        elif role and role != Role.UNIT and unit is not None:
            self.add_error("organisation", _("只有“责任单位”角色选单位，其他角色请留“不指定”。"))
        return data


class AccountForm(RoleForm):
    """A new account with its first role."""

    username = forms.CharField(label=_("用户名"), max_length=50, help_text=_("登录用，字母、汉字或数字，如 zhangsan"))
    name = forms.CharField(label=_("姓名"), max_length=50)
    phone = forms.CharField(label=_("手机号"), max_length=20, required=False, help_text=_("登记后可以用手机号登录"))
    email = forms.EmailField(label=_("电子邮箱"), required=False, help_text=_("登记后可以自己重置密码"))
    password = forms.CharField(
        label=_("初始密码"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 10 位，首次登录须修改；留空则生成一次性设置密码的链接。"),
    )
    field_order = ("username", "name", "role", "organisation", "phone", "email", "password")

    def wanted(self) -> NewAccount:
        """The account as the directory takes it."""
        data = self.cleaned_data
        return NewAccount(
            username=data["username"],
            name=data["name"],
            role=Role(data["role"]),
            organisation=data["organisation"],
            phone=data["phone"],
            email=data["email"],
            password=data["password"] or None,
        )

"""Who and where: zones, places, organisations, posts, persons, accounts and the roles they hold."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from gangmu_server.base.models import Dated, Keyed, valid_period


class Role(models.TextChoices):
    """What an account does in a zone."""

    COORDINATOR = "coordinator", _("统筹人员")
    UNIT = "unit", _("责任单位")
    LEADER = "leader", _("责任领导")
    SUPERVISOR = "supervisor", _("督查人员")
    EVALUATOR = "evaluator", _("评估人员")
    ADMINISTRATOR = "administrator", _("管理员")


class PlaceLevel(models.TextChoices):
    """Levels of places, the same as the levels of issuers in the plan JSON."""

    NATIONAL = "national", _("全国")
    CROSS_PROVINCIAL = "cross_provincial", _("跨省")
    PROVINCIAL = "provincial", _("省")
    PREFECTURAL = "prefectural", _("市")
    COUNTY = "county", _("县（区）")
    TOWNSHIP = "township", _("乡镇（街道）")


class Zone(Keyed):
    """A demonstration zone (示范区). Everything else belongs to one."""

    name = models.CharField("名称", max_length=200, unique=True)
    short_name = models.CharField("简称", max_length=50, blank=True)
    is_demo = models.BooleanField("演示数据", default=False)
    fixed_today = models.DateField("固定的今天", null=True, blank=True)
    created_at = models.DateTimeField("建立时间")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fixed_today__isnull=True) | models.Q(is_demo=True),
                name="zone_clock_fixed_only_in_demo",
            )
        ]
        verbose_name = "示范区"
        verbose_name_plural = "示范区"

    def __str__(self) -> str:
        return self.name


class Place(Dated):
    """An administrative place of the zone, with its division code where known."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="places", verbose_name="示范区")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField("名称", max_length=100)
    code = models.CharField("区划代码", max_length=12, blank=True)
    level = models.CharField("层级", max_length=20, choices=PlaceLevel.choices)

    class Meta:
        ordering = ["code", "name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name", "level"], name="place_once_under_its_parent"),
            models.UniqueConstraint(
                fields=["zone", "name", "level"], condition=models.Q(parent__isnull=True), name="place_once_at_the_top"
            ),
            valid_period("place_valid_period"),
        ]
        verbose_name = "地区"
        verbose_name_plural = "地区"

    def __str__(self) -> str:
        return self.name


class Organisation(Keyed, Dated):
    """A unit (单位): a node of the zone's tree of organs. A group (各镇) is one too, marked as such."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="organisations", verbose_name="示范区")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations")
    name = models.CharField("名称", max_length=200)
    is_group = models.BooleanField("泛指一类单位", default=False)
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="organisation_once_under_its_parent"),
            models.UniqueConstraint(
                fields=["zone", "name"], condition=models.Q(parent__isnull=True), name="organisation_once_at_the_top"
            ),
            valid_period("organisation_valid_period"),
        ]
        verbose_name = "单位"
        verbose_name_plural = "单位"

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name an organisation is printed under. One alias may belong to two organisations: that is a doubt."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="aliases", verbose_name="示范区")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("别名", max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="alias_once")]
        indexes = [models.Index(fields=["zone", "name"], name="alias_name")]
        verbose_name = "单位别名"
        verbose_name_plural = "单位别名"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post (职务) of an organisation."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="posts", verbose_name="示范区")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("职务", max_length=100)
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        ordering = ["position", "title"]
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="post_once")]
        verbose_name = "职务"
        verbose_name_plural = "职务"

    def __str__(self) -> str:
        return self.title


class Person(Keyed, Dated):
    """A person plans name as a leader or who works with the zone. Valid while in the zone's service."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="persons", verbose_name="示范区")
    name = models.CharField("姓名", max_length=50)
    posts = models.ManyToManyField(Post, through="Holding", related_name="persons")

    class Meta:
        ordering = ["name"]
        constraints = [valid_period("person_valid_period")]
        indexes = [models.Index(fields=["zone", "name"], name="person_name")]
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name


class Holding(Dated):
    """Who holds a post from when to when."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")

    class Meta:
        constraints = [valid_period("holding_valid_period")]
        verbose_name = "任职"
        verbose_name_plural = "任职"

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name they sign in with. Accounts are made by `actions.create_account`."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of that user name, letter case ignored."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who can sign in, by user name or mobile number. What they may do stands in their memberships."""

    username = models.CharField(
        _("用户名"),
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Za-z一-鿿][\w.@+-]*$", _("用户名以字母或汉字开头，只含字母、汉字、数字和 . @ + - _"))
        ],
    )
    phone = models.CharField(
        _("手机号"), max_length=20, blank=True, validators=[RegexValidator(r"^\d{11}$", _("请填写 11 位手机号"))]
    )
    name = models.CharField(_("姓名"), max_length=50)
    email = models.EmailField(_("电子邮箱"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="accounts")
    language = models.CharField(_("界面语言"), max_length=10, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    is_superuser = models.BooleanField(_("系统运维"), default=False)
    must_change_password = models.BooleanField(_("须修改初始密码"), default=False)
    created_at = models.DateTimeField(_("建立时间"))

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="account_username_once_any_case"),
            models.UniqueConstraint(fields=["phone"], condition=~models.Q(phone=""), name="account_phone_once"),
        ]
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name shown on pages."""
        return self.name

    def get_short_name(self) -> str:
        """The name shown on pages."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether the read-only admin opens for this account."""
        return self.is_superuser

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions serve the read-only admin only; the zone's rights are in `rights.py`."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        """See `has_perm`."""
        return self.is_active and self.is_superuser

    def clean(self) -> None:
        """Bring user name and phone to one written form."""
        super().clean()
        self.phone = self.phone.strip()

    def natural_key(self) -> tuple[Any, ...]:
        """What fixtures name the account by."""
        return (self.username,)


class Membership(models.Model):
    """A role an account holds in a zone; a unit's clerk holds it for one organisation."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="memberships", verbose_name="示范区")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships", verbose_name="账号")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="单位"
    )
    granted_at = models.DateTimeField("授予时间")

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "account", "role", "organisation"], name="membership_once_in_unit"),
            models.UniqueConstraint(
                fields=["zone", "account", "role"],
                condition=models.Q(organisation__isnull=True),
                name="membership_once_without_unit",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_known_role"),
        ]
        verbose_name = "角色"
        verbose_name_plural = "角色"

    def __str__(self) -> str:
        return f"{self.account} {self.get_role_display()}"

"""Who works here: staff with role, team, department, branch and superior; dated levels, shifts and leave; API tokens."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Department(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class Branch(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    region = models.CharField(max_length=40, default="", blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class Team(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A member of staff. `role` says what may be done, a LevelGrant how grave a complaint may be."""

    username = models.CharField(max_length=40, unique=True)
    display_name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, default="agent")
    email = models.CharField(max_length=254, default="", blank=True)
    phone = models.CharField(max_length=30, default="", blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    superior = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    lang = models.CharField(max_length=5, default="zh")
    shortcuts = models.BooleanField(default=True)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    shift = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        indexes = [models.Index(fields=["team"], condition=models.Q(is_active=True), name="user_active_team")]


class LevelGrant(models.Model):
    """L1-L4 from a day to a day, granted by a lead with a reason."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=2)
    starts = models.DateField()
    ends = models.DateField(null=True)
    granted_by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()


class Leave(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    reason = models.CharField(max_length=200, default="", blank=True)


class ApiToken(models.Model):
    """A bearer token, stored as its sha256; shown once when created."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class StaffSession(models.Model):
    """Which devices a person is signed in on, so that one can be ended."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    address = models.CharField(max_length=64, default="")
    device = models.CharField(max_length=200, default="")

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.core.text import fold
from nghisu.foundation import clock


class UserSet(BaseUserManager["User"]):
    """The accounts of the installation."""

    def create_user(
        self, username: str, password: str | None = None, *, hashed: str = "", **fields: Any
    ) -> User:
        """A new account. Without a password nobody signs in to it; the name is kept as `fold` spells it.

        `hashed` is a password that was hashed before, for those who make many accounts at once.
        """
        user = self.model(username=fold(username), **fields)
        if hashed:
            user.password = hashed
        else:
            user.set_password(password)
        if hashed or password is not None:
            user.password_set_at = clock.now()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account of a typed name: capitals, diacritics and stray spaces do not matter."""
        return self.get(username=fold(username or ""))


class User(AbstractBaseUser):
    """An account to sign in with (tài khoản). What it may do follows from the positions its person holds.

    `start_password_until` is set while the password is one that somebody else handed out: it opens until then, and
    nothing can be done before it is changed. `active_until` is the last day of one who leaves.
    """

    class Language(models.TextChoices):
        VIETNAMESE = "vi", "Tiếng Việt"
        ENGLISH = "en", "English"

    last_login = None  # the sign-in log knows; a second place would only disagree

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    person = models.OneToOneField(
        "directory.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.VIETNAMESE)
    is_installation_administrator = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(null=True, blank=True)
    start_password_until = models.DateTimeField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)
    persona = models.CharField(
        max_length=160, blank=True, help_text="Vai của tài khoản minh họa; để trống ở tài khoản thật"
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserSet()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username

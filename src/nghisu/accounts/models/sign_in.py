from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.browsers import browser_of


class SignIn(models.Model):
    """One attempt to sign in, or a sign-out (nhật ký đăng nhập).

    `at` is the server's own time, also where the demonstration's clock stands still. An attempt counts as
    wrong until it is shown to be right, so that many guesses at once are counted like guesses one by one.
    `device` names a browser from which this account signed in before; every other browser leaves it empty.
    """

    class Outcome(models.TextChoices):
        SIGNED_IN = "signed-in", _("Đăng nhập")
        FIRST_STEP = "first-step", _("Đúng mật khẩu, chờ bước hai")
        WRONG = "wrong", _("Sai tên hoặc mật khẩu")
        WRONG_CODE = "wrong-code", _("Sai mã hoặc khóa")
        THROTTLED = "throttled", _("Bị yêu cầu chờ")
        CONFIRMED = "confirmed", _("Xác nhận mật khẩu")
        RESET = "reset", _("Đặt lại mật khẩu bằng mã")
        INACTIVE = "inactive", _("Tài khoản đã khóa")
        SIGNED_OUT = "signed-out", _("Đăng xuất")

    class Means(models.TextChoices):
        """By what a sign-in was shown to be right."""

        PASSWORD = "password", _("mật khẩu")
        APP = "app", _("mật khẩu và mã của ứng dụng")
        RECOVERY = "recovery", _("mật khẩu và mã dự phòng")
        PASSWORD_AND_PASSKEY = "password-key", _("mật khẩu và khóa truy cập")
        PASSKEY = "passkey", _("khóa truy cập")
        PROVIDER = "provider", _("tài khoản của cơ quan")

    at = models.DateTimeField()
    username = models.CharField(max_length=60)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="sign_ins")
    address = models.CharField(max_length=45)
    device = models.CharField(max_length=24, blank=True)
    user_agent = models.CharField(max_length=240, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    means = models.CharField(max_length=12, choices=Means.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["username", "-at"], name="sign_in_by_name"),
            models.Index(fields=["address", "-at"], name="sign_in_by_address"),
            models.Index(fields=["user", "-id"], name="sign_in_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.outcome}"

    @property
    def browser(self) -> str:
        """The browser and the system as a person calls them; what it says of itself where it is not known."""
        return browser_of(self.user_agent)

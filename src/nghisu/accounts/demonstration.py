"""What the demonstration's accounts share. An office's installation that holds one of them does not start."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.accounts.queries.demo_accounts import demo_accounts

DEMO_PASSWORD = "hoi-nghi-mau-2026"  # noqa: S105  shown on the sign-in page of the demonstration


def printed_accounts() -> str:
    """The demonstration's accounts as lines for a terminal; empty when there are none yet."""
    accounts = demo_accounts()
    if not accounts:
        return ""
    width = max(len(account.username) for account in accounts)
    lines = [f"    {account.username:<{width}}  {account.persona}" for account in accounts]
    head = _("  Tài khoản minh họa (mật khẩu chung: %(password)s):") % {"password": DEMO_PASSWORD}
    return "\n".join([head, *lines, ""])

from importlib import import_module

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "nghisu.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for room in ("reactions", "jobs"):
            import_module(f"nghisu.approvals.{room}")

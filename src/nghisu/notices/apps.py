from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "nghisu.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.notices import (
            jobs,  # noqa: F401  registers the jobs
            reactions,  # noqa: F401  hears what happens
        )
        from nghisu.notices.adapters import mail, webhooks  # noqa: F401  registers the channels

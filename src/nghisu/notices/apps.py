from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "nghisu.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.notices import jobs  # noqa: F401  registers the jobs
        from nghisu.notices.adapters import mail  # noqa: F401  registers the channel

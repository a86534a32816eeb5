from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "nghisu.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.programme import naming  # noqa: F401  registers how notices name a conference

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "nghisu.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.programme import naming, reactions, screens  # noqa: F401  they register names and hear events
        from nghisu.programme.queries import put_forward  # noqa: F401  says how things read to those who approve

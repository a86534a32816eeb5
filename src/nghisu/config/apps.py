from django.apps import AppConfig


class Configuration(AppConfig):
    """Lets Django's own checks ask ours."""

    name = "nghisu.config"
    label = "configuration"

    def ready(self) -> None:
        from nghisu.config import checks  # noqa: F401  registers the checks

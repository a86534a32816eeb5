from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nghisu.web"
    label = "web"

    def ready(self) -> None:
        from nghisu.web import reactions  # noqa: F401  they hear the accounts' events from now on

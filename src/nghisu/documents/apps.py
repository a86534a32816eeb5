from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "nghisu.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.documents import jobs  # noqa: F401  registers the channel on which pages are drawn

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "nghisu.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.documents import (  # noqa: F401  register the channel on which pages are drawn, hear events
            jobs,
            reactions,
        )
        from nghisu.documents.adapters import dispatch_mail  # noqa: F401  completes letters with an issued document
        from nghisu.documents.queries import drafts  # noqa: F401  says how drafts read to those who approve

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "nghisu.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.core.law.compose import keep_own_texts
        from nghisu.rulebook.queries.own import own_text

        keep_own_texts(own_text)

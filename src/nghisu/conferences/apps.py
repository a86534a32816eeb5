from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "nghisu.conferences"
    label = "conferences"
    default_auto_field = "django.db.models.BigAutoField"

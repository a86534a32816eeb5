from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nghisu.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.accounts import reactions  # noqa: F401  hears the events of the storeys below
        from nghisu.accounts.usual_roles import usual_roles_said
        from nghisu.directory.queries.places import say_roles_by

        say_roles_by(usual_roles_said)

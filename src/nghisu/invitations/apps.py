from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "nghisu.invitations"
    label = "invitations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.invitations.parts import register_parts

        register_parts()

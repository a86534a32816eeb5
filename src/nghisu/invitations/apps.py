from importlib import import_module

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "nghisu.invitations"
    label = "invitations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.invitations import facts, jobs, reactions  # noqa: F401  answers gates, hears events, works daily
        from nghisu.invitations.adapters import mailing  # noqa: F401  completes letters
        from nghisu.invitations.commands import drawing  # noqa: F401  registers the channel

        import_module("nghisu.invitations.queries.papers")  # it registers what it gathers
        from nghisu.invitations.parts import register_parts
        from nghisu.invitations.queries import (  # noqa: F401  whom moves concern, who reads, what is approved
            attending,
            concerned,
            wording,
        )

        register_parts()

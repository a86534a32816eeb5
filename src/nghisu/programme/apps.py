from django.apps import AppConfig
from django.utils.translation import gettext


class ProgrammeConfig(AppConfig):
    name = "nghisu.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.programme import naming, reactions, screens  # noqa: F401  they register names and hear events
        from nghisu.programme.parts_of_page import PagePart, page_part
        from nghisu.programme.queries import put_forward  # noqa: F401  says how things read to those who approve

        page_part(
            PagePart("duties", "programme:entry", 0, lambda: gettext("Việc và thời hạn"), "conference.view")
        )

from django.apps import AppConfig
from django.utils.translation import gettext


class ConferencesConfig(AppConfig):
    name = "nghisu.conferences"
    label = "conferences"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.conferences.queries.counts import count_items
        from nghisu.programme.parts_of_page import PagePart, page_part

        page_part(
            PagePart(
                "agenda",
                "conferences:agenda",
                20,
                lambda: gettext("Nội dung"),
                "conference.view",
                count_items,
            )
        )

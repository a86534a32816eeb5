from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext


class ConferencesConfig(AppConfig):
    name = "nghisu.conferences"
    label = "conferences"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nghisu.conferences import facts, jobs, pack_facts, reactions  # noqa: F401  gates, schedule, events
        from nghisu.conferences.queries import concerned  # noqa: F401  says whom moves concern

        import_module("nghisu.conferences.took_place")  # conferences that opened are moved away no more
        import_module("nghisu.conferences.approved_facts")
        import_module("nghisu.conferences.judged_facts")  # gates before the opening, with what the pack holds
        import_module("nghisu.conferences.issued_facts")
        import_module("nghisu.conferences.sitting_facts")
        import_module("nghisu.conferences.record_facts")
        import_module("nghisu.conferences.queries.suggested")  # it says where suggestions are dealt with
        import_module("nghisu.conferences.queries.papers")  # it registers what it gathers
        import_module("nghisu.conferences.queries.papers.drafted")  # and who sees its drafts
        from nghisu.conferences.queries.counts import count_consultations, count_items
        from nghisu.conferences.queries.packs import count_of_pack
        from nghisu.conferences.queries.secrets import count_open  # an open copy keeps a dossier open
        from nghisu.conferences.queries.standing import stepper_of
        from nghisu.programme.parts_of_page import PagePart, page_part, steps_on_page

        steps_on_page(stepper_of)
        page_part(PagePart("stages", "conferences:stages", 5, lambda: gettext("Giai đoạn"), "stage.view"))
        page_part(
            PagePart("proposal", "conferences:proposal", 10, lambda: gettext("Tờ trình"), "proposal.view")
        )

        page_part(PagePart("papers", "conferences:papers", 70, lambda: gettext("Văn bản"), "invitee.view"))
        page_part(
            PagePart(
                "secrets",
                "conferences:secrets",
                80,
                lambda: gettext("Tài liệu mật"),
                "secret.view",
                count_open,
            )
        )
        page_part(
            PagePart(
                "consultation",
                "conferences:consultations_of",
                60,
                lambda: gettext("Lấy ý kiến"),
                "consultation.view",
                count_consultations,
            )
        )
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
        page_part(
            PagePart(
                "pack",
                "conferences:pack",
                30,
                lambda: gettext("Tài liệu"),
                "document.view",
                count_of_pack,
            )
        )

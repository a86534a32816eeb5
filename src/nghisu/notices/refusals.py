from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class WebhookAddressRefused(Refused):
    """We do not call this address; the reason says why."""


class WebhookWantsNothing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy chọn ít nhất một việc cần báo."))

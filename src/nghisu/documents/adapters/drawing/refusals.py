from __future__ import annotations

import re

from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused

_NO_LETTER = re.compile(r"the text `\"(?P<letter>.+?)\"` could not be displayed")


class DrawingFailed(Refused):
    """A document could not be drawn. Says what is wrong and what to do."""

    @classmethod
    def because(cls, said: str) -> DrawingFailed:
        """The refusal for what the typesetter says."""
        letter = _NO_LETTER.search(said)
        if letter:
            return cls(
                _(
                    "Phông chữ của văn bản không có ký tự “%(letter)s”. Bỏ ký tự này trong nội dung rồi làm lại."
                )
                % {"letter": letter["letter"]}
            )
        return cls(_("Không dựng được văn bản. Xem lại nội dung: quá dài hoặc có ký tự lạ."))

    @classmethod
    def lost(cls) -> DrawingFailed:
        """The refusal for a process that its limits ended."""
        return cls(
            _("Dựng văn bản quá lâu hoặc quá nhiều bộ nhớ nên đã dừng. Rút ngắn nội dung rồi làm lại.")
        )

    @classmethod
    def without_fonts(cls) -> DrawingFailed:
        """The refusal where the fonts were not built."""
        return cls(_("Chưa có phông chữ để dựng văn bản. Người quản trị chạy “make setup” rồi làm lại."))

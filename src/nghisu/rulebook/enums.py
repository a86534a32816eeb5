from __future__ import annotations

from types import MappingProxyType

from django.utils.translation import gettext_noop as N_

DOCUMENT_KINDS = MappingProxyType(
    {
        "NQ": N_("Nghị quyết"),
        "QĐ": N_("Quyết định, quy định"),
        "CT": N_("Chỉ thị"),
        "KL": N_("Kết luận"),
        "QC": N_("Quy chế"),
        "TB": N_("Thông báo"),
        "BC": N_("Báo cáo"),
        "HD": N_("Hướng dẫn"),
        "KH": N_("Kế hoạch"),
        "CTr": N_("Chương trình"),
        "TTr": N_("Tờ trình"),
        "ĐA": N_("Đề án"),
        "PA": N_("Phương án"),
        "CV": N_("Công văn"),
        "BB": N_("Biên bản"),
        "GM": N_("Giấy mời"),
    }
)
"""Types of documents that have a number series of their own, by the symbol in the number (399-QĐ/TW, 05-HD/VPTW)."""

INCOMING, ARRIVALS = "IN", "ĐẾN"
"""The series of received numbers (số đến) among the series: its kind, and what stands for the symbol it has none of."""

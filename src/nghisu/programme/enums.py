"""What the closed choices of a conference are called by people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.programme.models import Entry


def form_names() -> dict[str, str]:
    """Hình thức."""
    return {
        Entry.Form.IN_PERSON.value: _("Trực tiếp"),
        Entry.Form.ONLINE.value: _("Trực tuyến"),
        Entry.Form.HYBRID.value: _("Trực tiếp kết hợp trực tuyến"),
    }


def part_names() -> dict[str, str]:
    """Buổi."""
    return {
        Entry.Part.MORNING.value: _("Sáng"),
        Entry.Part.AFTERNOON.value: _("Chiều"),
        Entry.Part.EVENING.value: _("Tối"),
        Entry.Part.WHOLE_DAY.value: _("Cả ngày"),
    }


def scale_names() -> dict[str, str]:
    """Phạm vi."""
    return {
        "province-wide": _("Toàn tỉnh, thành phố"),
        "commune-wide": _("Toàn xã, phường"),
        "internal": _("Nội bộ"),
        "professional": _("Chuyên môn, nghiệp vụ"),
        "bloc": _("Theo khối"),
        "national": _("Toàn quốc"),
    }

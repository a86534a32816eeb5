"""What changed is shown with the words around it; what did not change is left out."""

from __future__ import annotations

import pytest

from nghisu.approvals.differences import differences
from nghisu.documents.queries.changes import LEFT_OUT, around_changes, changes_among

pytestmark = pytest.mark.once
PROSE = "Các cấp ủy quán triệt, tổ chức thực hiện.\n" * 40


def test_long_text_that_did_not_change_is_left_out_around_each_change():
    before, after = f"{PROSE}Kinh phí 120 tỷ.\n{PROSE}", f"{PROSE}Kinh phí 150 tỷ.\n{PROSE}Hết."
    stretches = differences(before, after)
    shown = around_changes(stretches)
    assert changes_among(stretches) == changes_among(shown) == 2
    whole = "".join(one.text for one in shown)
    assert "Kinh phí 120150 tỷ." in whole
    assert whole.count(LEFT_OUT) == 2
    assert len(whole) < 1_200 < len(after)


def test_short_text_stays_as_it_is():
    stretches = differences("Giao Sở Tài chính chủ trì.", "Giao Sở Công Thương chủ trì.")
    assert around_changes(stretches) == stretches

"""A signed PDF made to harm is read in a process that may be lost: the web process answers and stays (TRUST 9)."""

from __future__ import annotations

import zlib

import pytest

from nghisu.documents.adapters.signing import SignedWrong, asking, judge_added, judge_all

pytestmark = pytest.mark.once
INFLATED = 300 << 20
TIGHT = 256 << 20


def bomb() -> bytes:
    """A PDF whose table of objects is some hundred kilobytes and unpacks to hundreds of megabytes."""
    packer = zlib.compressobj(9)
    table = b"".join(packer.compress(bytes(1 << 20)) for _ in range(INFLATED >> 20)) + packer.flush()
    head = b"%PDF-1.7\n"
    said = (
        f"/Type /XRef /Size {INFLATED // 5} /W [1 3 1] /Root 1 0 R /Filter /FlateDecode /Length {len(table)}"
    )
    stream = b"1 0 obj\n<<" + said.encode() + b">>\nstream\n" + table + b"\nendstream\nendobj\n"
    return head + stream + f"startxref\n{len(head)}\n%%EOF\n".encode()


def nested() -> bytes:
    head = b"%PDF-1.7\n"
    return (
        head
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root "
        + b"[" * 200_000
        + b"\nstartxref\n9\n%%EOF\n"
    )


def in_a_circle() -> bytes:
    head = b"%PDF-1.7\n"
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\n"
    return head + table + b"startxref\n9\n%%EOF\n"


def test_a_file_that_unpacks_without_end_costs_its_own_process_alone(monkeypatch):
    hostile = bomb()
    assert len(hostile) < 1 << 20
    monkeypatch.setattr(asking, "MAX_MEMORY", TIGHT)
    with pytest.raises(SignedWrong) as refused:
        judge_all(hostile, [])
    assert refused.value.reason_name == "swollen"
    with pytest.raises(SignedWrong) as refused:
        judge_added(hostile, hostile + b"x", [])
    assert refused.value.reason_name == "swollen"


def test_without_the_limit_the_same_file_would_have_been_unpacked(monkeypatch):
    """The control: it is the limit that ended it, and nothing that pyHanko looks at by itself."""
    monkeypatch.setattr(asking, "MAX_MEMORY", 16 << 30)
    monkeypatch.setattr(asking, "MAX_SECONDS", 3)
    with pytest.raises(SignedWrong) as refused:
        judge_all(bomb(), [])
    assert refused.value.reason_name in {"slow", "unread"}


@pytest.mark.parametrize(
    "made", [nested, in_a_circle, lambda: b"%PDF-1.7\n"], ids=["nested", "circle", "empty"]
)
def test_a_file_made_to_break_the_reader_is_said_to_be_unreadable(made):
    with pytest.raises(SignedWrong) as refused:
        judge_all(made(), [])
    assert refused.value.reason_name in {"unread", "swollen"}

"""What is given back comes in pieces, and what holds it is closed."""

import gc

from nghisu.foundation.files.giving import PIECE, stream_response


def test_a_file_comes_in_pieces_and_is_closed_when_it_was_read_and_when_nobody_reads_it(tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(b"head" + b"x" * (PIECE + 1))
    streams = [kept.open("rb") for _ in range(2)]
    for stream in streams:
        stream.seek(4)
    read, dropped = (stream_response(one, "Bộ tài liệu.zip", "application/zip") for one in streams)
    assert read["Content-Length"] == str(PIECE + 1)
    assert [len(piece) for piece in read] == [PIECE, 1]
    assert [one.closed for one in streams] == [True, False]
    del dropped
    gc.collect()
    assert [one.closed for one in streams] == [True, True]

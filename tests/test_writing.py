"""Writing a file whole: what stood there before is gone or untouched, and what is no file stays what it is."""

import os
import stat
from pathlib import Path

import pytest

from claimbench.model.faults import InputError
from claimbench.model.writing import write_whole


def test_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    for data in (b"one", b"other"):
        write_whole(path, data)
        assert path.read_bytes() == data
        assert list(path.parent.iterdir()) == [path]


def test_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"before")
    link.symlink_to(file)
    write_whole(link, b"after")
    assert link.readlink() == file
    assert file.read_bytes() == b"after"


def test_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"said")
        assert os.read(reader, 10) == b"said"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_output_of_the_process_is_written_to_where_it_leads(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    try:
        write_whole(Path(f"/dev/fd/{writer}"), b"said")
        assert os.read(reader, 10) == b"said"
    finally:
        os.close(reader)
        os.close(writer)


def test_folder_is_a_fault_that_names_it_and_stays(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(InputError, match="taken: cannot be written"):
        write_whole(tmp_path / "taken", b"data")
    assert list(tmp_path.iterdir()) == [tmp_path / "taken"]
    assert list((tmp_path / "taken").iterdir()) == []

"""What is no text of ours is said once, where it is, with what it is."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.files import HIDDEN_AT_MOST, list_files, read_text

LATIN = "a: 1\nname: \u20ac Caf\xe9, na\xefve\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            b"PK\x03\x04\x14\0\6\0",
            "1:1: the file is a ZIP archive, as .xlsx and .ods files are; it",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "1:1: the file is an old Excel file; it saved as CSV"),
        (b"PAR1abcPAR1", "1:1: the file is a Parquet file; its name with .parquet"),
        (b"\x1f\x8b\x08\0\0", "1:1: the file is a compressed file; what is in it"),
        (b"%PDF-1.7\n\xff", "1:1: the file is a PDF file; what stands in it, as text"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            "1:1: the file is a pointer of Git LFS; the file itself, by git lfs pull",
        ),
        (b"\n <!DOCTYPE html>\n<p>", "1:1: the file is an HTML page; the file that the page is"),
        (b"<html><body>404", "1:1: the file is an HTML page; the file that the page is about"),
        ("name: x\n".encode("utf-16"), "1:1: the file is UTF-16, not UTF-8; the file saved as"),
        ("name: x\n".encode("utf-16-le"), "1:1: the file is UTF-16, not UTF-8; the file saved as"),
        ("name: x\n".encode("utf-16-be"), "1:1: the file is UTF-16, not UTF-8; the file saved as"),
        (
            LATIN.encode("cp1252"),
            "2:7: not UTF-8: the byte 80, which is \u20ac in Windows-1252; the file saved as UTF-8",
        ),
        (
            "\ufeffa: 1\r\nname: \u20ac Caf".encode() + b"\xe9, na\xefve\n",
            "2:12: not UTF-8: the byte E9, which is \xe9 in Windows-1252; the file saved as UTF-8",
        ),
        (b"a: 1\rb: \x81", "2:4: not UTF-8: the byte 81; the file saved as UTF-8"),
        (b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", "1:1: a conflict that git left to you"),
        (b"a\0b\n", "1:2: a hidden character U+0000; the text without it"),
        (
            "a\u202eb\n\n\ufeffc\u200f\x07\n".encode(),
            "1:2: a hidden character U+202E; the text without it (4 alike; lines 1, 3)",
        ),
    ],
)
@pytest.mark.parametrize("name", ["rows.csv", "entries.yml"])
def test_what_is_no_text_is_one_problem_at_its_place(tmp_path, raw, said, name):
    (tmp_path / name).write_bytes(raw)
    problems = Diagnostics()
    assert read_text(tmp_path, tmp_path / name, problems) is None
    (error,) = problems.errors
    assert str(error).startswith(f"{name}:{said}")


def test_a_mark_at_the_start_and_any_line_ends_are_no_part_of_the_text(tmp_path):
    problems = Diagnostics()
    for raw in (b"\xef\xbb\xbfa\r\nb\r\n", b"a\rb\r", b"a\nb\n"):
        (tmp_path / "a.csv").write_bytes(raw)
        assert read_text(tmp_path, tmp_path / "a.csv", problems) == "a\nb\n"
    assert problems.found == []


def test_a_page_may_begin_with_html(tmp_path):
    (tmp_path / "a.md").write_text("<html>\n")
    assert read_text(tmp_path, tmp_path / "a.md", Diagnostics()) == "<html>\n"


def test_of_a_file_of_hidden_characters_only_so_many_are_noted(tmp_path):
    (tmp_path / "a.yml").write_text("\x07" * 5 * HIDDEN_AT_MOST)
    problems = Diagnostics()
    assert read_text(tmp_path, tmp_path / "a.yml", problems) is None
    assert len(problems.found) == HIDDEN_AT_MOST and len(problems.errors) == 1


def test_what_editors_leave_beside_a_file_is_passed_over(tmp_path):
    for name in ("a.csv", ".a.csv.swp", "a.csv.swp", "a.csv~", "#a.csv#", ".#a.csv", "b.csv.orig"):
        (tmp_path / name).write_text("x")
    problems = Diagnostics()
    assert [path.name for path in list_files(tmp_path, tmp_path, "", problems)] == ["a.csv"]
    assert problems.found == []

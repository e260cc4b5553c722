from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.pages import SiteIdentity
from crossfoot.site.handwritten import NOTE, noted, read_handwritten, shown


def test_a_page_written_by_hand_says_so_under_its_heading() -> None:
    assert noted("# Title\n\nText 42.\n") == f"# Title\n\n{NOTE}\n\nText 42.\n"


def test_it_says_so_after_the_front_matter_where_it_has_no_heading() -> None:
    page = "---\ntitle: A\n---\nText.\n"
    assert noted(page) == f"---\ntitle: A\n---\n\n{NOTE}\n\nText.\n"


def test_other_files_are_copied_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "docs/files").mkdir(parents=True)
    (tmp_path / "docs/files/a.csv").write_bytes(b"\xff\x00")
    problems = Diagnostics()
    assert read_handwritten(tmp_path, problems) == {"files/a.csv": b"\xff\x00"}
    assert not problems.found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<html>"),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"<b>"),
        ("a.json", b"{}"),
        ("CNAME", b"example.org"),
        ("a.weights", b"\x00\x01"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("own.css", b"p{}"),
    ],
)
def test_a_file_that_says_or_shows_something_is_copied(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(content)
    problems = Diagnostics()
    assert read_handwritten(tmp_path, problems, styles=["own.css"]) == {name: content}
    assert not problems.found


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", b"", "1:1: a file .html may run in a reader's browser"),
        ("a.HTM", b"", "1:1: a file .htm may run in a reader's browser"),
        ("a.xml", b"", "1:1: a file .xml may run in a reader's browser"),
        ("a.mjs", b"", "1:1: a file .mjs may run in a reader's browser"),
        ("a.css", b"", "1:1: a file .css may run in a reader's browser"),
        ("a.swf", b"", "1:1: a file .swf may run in a reader's browser"),
        ("a.kml", b"<?xml version='1.0'?>", "1:1: a file that begins like HTML or XML may run"),
        (
            "a",
            b"\xef\xbb\xbf \n<!DOCTYPE html>",
            "1:1: a file that begins like HTML or XML may run",
        ),
        ("a.x", "<script>".encode("utf-16"), "1:1: a file that begins like HTML or XML may run"),
        (
            "a.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"\nonload="x"/>',
            "1:1: the attribute on",
        ),
        ("a.markdown", b"# A", "1:1: a page in Markdown is named .markdown here; the name a.md"),
        ("a.MD", b"# A", "1:1: a page in Markdown is named .md here; the name a.md"),
        ("a.md", "# A\n\nb\u202ec\n".encode(), "3:2: a hidden character U+202E"),
    ],
)
def test_a_file_that_a_browser_would_run_is_refused(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(content)
    problems = Diagnostics()
    read_handwritten(tmp_path, problems)
    assert [str(p)[: len(f"docs/{name}:{said}")] for p in problems.errors] == [
        f"docs/{name}:{said}"
    ]


def test_no_folder_is_no_pages(tmp_path: Path) -> None:
    assert read_handwritten(tmp_path, Diagnostics()) == {}


def test_a_link_in_docs_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").symlink_to("/etc/hostname")
    problems = Diagnostics()
    assert read_handwritten(tmp_path, problems) == {}
    assert [str(p) for p in problems.errors] == [
        "docs/a.md:1:1: a symbolic link is not followed; the file itself"
    ]


def test_a_page_that_is_not_text_is_a_problem_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(b"one\ntwo \xff\n")
    problems = Diagnostics()
    read_handwritten(tmp_path, problems)
    assert [str(p) for p in problems.errors] == [
        "docs/a.md:2:1: the page is not UTF-8; save as UTF-8"
    ]


def test_a_page_written_by_hand_has_a_card_and_says_so_in_its_front_matter() -> None:
    face, problems = SiteIdentity("Lights", "The Board", "They shine"), Diagnostics()
    files = {
        "a.md": b"---\ntitle: A\ndescription: Of *a*\n---\n# The [first](b.md) &amp; last\n",
        "b/index.md": b"# Other\n",
        "c.md": b"---\npicture: c.png\n---\n# C\n",
        "d.png": b"",
    }
    pages, cards = shown(files, face, problems)
    assert not problems.found
    told = {path: (card.title, card.text, place.path) for path, (card, place) in cards.items()}
    assert told == {
        "a/social.png": ("The first & last", "Of *a*", "docs/a.md"),
        "b/social.png": ("Other", "", "docs/b/index.md"),
    }
    assert pages["b/index.md"].decode() == (
        '---\nheadline: "Other"\npicture: "b/social.png"\npicture_alt: "Other"\n---\n# Other\n'
    )
    first, _, rest = pages["a.md"].decode().partition("headline")
    assert first == "---\ntitle: A\ndescription: Of *a*\n"
    assert rest.endswith("---\n# The [first](b.md) &amp; last\n")
    assert set(pages) == {"a.md", "b/index.md"}


CONFLICT = "a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n"


@pytest.mark.parametrize("name", ["a.md", "a.csv", "a.json", "a.txt", "own.css"])
def test_a_conflict_that_git_left_is_not_published(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(CONFLICT.encode())
    problems = Diagnostics()
    read_handwritten(tmp_path, problems, styles=["own.css"])
    said = f"docs/{name}:2:1: a conflict that git left to you; one of the two, without the marks"
    assert [str(problem) for problem in problems.found] == [said]

"""What a maintainer sees in the browser while files are saved."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from copies import BUILD, Built, contents, copied, environment, heeding
from reader import browser

WAIT = 60_000
"""Milliseconds that a busy machine may take; nothing here measures time."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@dataclass
class Served:
    """A briefing that is served while its files change, and a page of it in a browser."""

    root: Path
    address: str
    page: Page
    process: subprocess.Popen[str]

    def edit(self, path: str, old: str, new: str) -> None:
        """Save a file as an editor does: written beside, then put in its place."""
        file = self.root / path
        text = file.read_text()
        assert text.count(old) >= 1, f"{path} has no {old!r}"
        self.put(path, text.replace(old, new, 1))

    def put(self, path: str, text: str) -> None:
        file = self.root / path
        beside = file.with_name(f"{file.name}~")
        beside.write_text(text)
        os.replace(beside, file)

    def sees(self, text: str) -> None:
        expect(self.page.locator("article")).to_contain_text(text, timeout=WAIT)


@pytest.fixture
def served(built: Callable[[str], Built], tmp_path: Path, chromium: Browser) -> Iterator[Served]:
    root = copied(built("lighthouses").root, tmp_path / "lights", drawn=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        (*BUILD, "serve", "--port", str(port), "-C", str(root)),
        env=environment(),
        preexec_fn=heeding,  # noqa: PLW1509  (no thread of ours runs yet)
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    address = f"http://127.0.0.1:{port}/"
    assert address in process.stderr.readline()
    page = chromium.new_page()
    page.goto(address)
    yield Served(root, address, page, process)
    page.close()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def test_a_saved_row_is_on_the_page_and_the_reader_stays_where_they_were(served: Served) -> None:
    served.sees("550 L")
    served.page.wait_for_load_state()  # before it is as long as it will be, it cannot be scrolled
    served.page.set_viewport_size({"width": 400, "height": 300})
    served.page.evaluate("scrollTo(0, 700)")
    served.edit("data/figures/skerry.csv", "2024,550,", "2024,551,")
    served.sees("551 L")
    served.page.wait_for_function("() => scrollY === 700", timeout=WAIT)
    served.page.goto(f"{served.address}entities/skerry/")
    served.sees("551 L")


def test_templates_charts_settings_and_files_written_by_hand_are_watched_too(
    served: Served,
) -> None:
    served.sees("550 L")
    served.edit("templates/index.md", "keeps a\nlog", "keeps a\nbook")
    served.sees("keeps a book")
    served.edit("scripts/charts/oil.py", "Oil burnt by", "Oil that went through")
    served.sees("Oil that went through")
    served.edit("data/claims.yml", "statement: ", "statement: Indeed, ")
    served.page.goto(f"{served.address}claims/")
    served.sees("Indeed, ")
    served.edit("mkdocs.yml", "- Ledger: ", "- All numbers: ")
    expect(served.page.locator("body")).to_contain_text("All numbers", timeout=WAIT)
    (served.root / "docs").mkdir(exist_ok=True)
    served.put("docs/by-hand.md", "# Written by hand\n\nAs it is.\n")
    served.page.goto(f"{served.address}by-hand/")
    served.page.wait_for_load_state()
    served.sees("As it is.")


def test_a_mistake_is_told_over_the_page_that_stays_and_is_gone_when_it_is_mended(
    served: Served,
) -> None:
    served.sees("550 L")
    served.edit("data/figures/skerry.csv", "2024,550,L", "2024,550,stones")
    panel = served.page.locator("#crossfoot-problems")
    expect(panel).to_be_visible(timeout=WAIT)
    expect(panel).to_have_attribute("role", "alert")
    expect(panel).to_contain_text("data/figures/skerry.csv:3:21: ")
    served.sees("550 L")
    served.page.reload()
    expect(panel).to_contain_text("data/figures/skerry.csv:3:21: ", timeout=WAIT)
    served.edit("data/figures/skerry.csv", "2024,550,stones", "2024,550,L")
    expect(panel).to_have_count(0, timeout=WAIT)
    served.sees("550 L")


def test_a_file_that_is_half_written_gone_or_renamed_stops_nothing(served: Served) -> None:
    served.sees("550 L")
    rows = served.root / "data/figures/skerry.csv"
    text = rows.read_text().replace("2024,550,", "2024,553,")
    with rows.open("w") as file:  # an editor that writes in two steps
        file.write(text[:333])
        file.flush()
        file.write(text[333:])
    served.sees("553 L")
    rows.rename(rows.with_name("light.csv"))
    rows = rows.with_name("light.csv")
    rows.write_text(rows.read_text().replace("2024,553,", "2024,554,"))
    served.sees("554 L")
    gone = rows.read_text()
    rows.unlink()
    expect(served.page.locator("#crossfoot-problems")).to_be_visible(timeout=WAIT)
    served.sees("554 L")
    rows.write_text(gone.replace("2024,554,", "2024,555,"))
    served.sees("555 L")


def test_what_is_served_touches_no_published_site(served: Served) -> None:
    served.sees("550 L")
    served.edit("data/figures/skerry.csv", "2024,550,", "2024,551,")
    served.sees("551 L")
    assert contents(served.root / "site") == {}


def test_a_page_that_is_not_there_says_so_and_what_is_no_page_comes_as_it_is(
    served: Served,
) -> None:
    served.sees("550 L")
    asked = served.page.request
    assert asked.get(f"{served.address}nowhere/").status == 404
    assert asked.get(f"{served.address}__crossfoot__/../cli.py").status == 404
    data = asked.get(f"{served.address}data/figures.json")
    assert (data.status, data.headers["content-type"]) == (200, "application/json; charset=utf-8")
    moved = asked.get(f"{served.address}entities/skerry", max_redirects=0)
    assert (moved.status, moved.headers["location"]) == (301, "/entities/skerry/")


def test_ctrl_c_ends_it_at_once_and_without_a_word_of_python(served: Served) -> None:
    served.sees("550 L")
    served.process.send_signal(signal.SIGINT)
    _, said = served.process.communicate(timeout=60)
    assert served.process.returncode == 0
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "stopped"

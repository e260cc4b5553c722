"""mkdocs.yml is read as plain values: nothing that it names runs, is read or is reached."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.site.mkdocs_runner import environment_names
from crossfoot.site.mkdocs_runner.settings import read_trusted
from crossfoot.site.mkdocs_runner.settings_file import UnreadableSettings, parse_settings
from crossfoot.site.settings import Settings, read_settings

BASE = """\
site_name: Lights
theme: {name: material, custom_dir: build/theme, font: false}
"""


@pytest.fixture
def settings(tmp_path: Path):  # type: ignore[no-untyped-def]
    """``settings(text, NAME=value)``: what was read, and what was said of it."""

    def ask(text: str, **environ: str) -> tuple[Settings, list[str]]:
        problems = Diagnostics()
        (tmp_path / "mkdocs.yml").write_text(text)
        return read_settings(tmp_path, environ, problems), list(map(str, problems.errors))

    return ask


FENCE = """\
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/%s}
"""
REFUSED = {
    "hooks: [evil.py]\n": "3:1: hooks run Python of the briefing’s own",
    "hooks:\n  - evil.py\n": "3:1: hooks run Python",
    "INHERIT: ../other.yml\n": "3:1: INHERIT reads another file",
    "plugins: [search, social]\n": "3:19: plugins: social runs code that no check knows",
    "plugins:\n  search: {}\n  serach: {}\n": "5:3: plugins: serach runs code that no check knows",
    "plugins: serach\n": "3:1: plugins: serach runs code",
    "markdown_extensions: [evil]\n": "3:23: markdown_extensions: evil is no extension that may run",
    "markdown_extensions:\n  - toc\n  - os:path\n": "5:5: markdown_extensions: os:path is no ext",
    "markdown_extensions: {tabels: {}}\n": "3:23: markdown_extensions: tabels is no extension",
    "markdown_extensions: [pymdownx.snippets]\n": "3:23: markdown_extensions: pymdownx.snippets re",
    "markdown_extensions:\n  - pymdownx.snippets: {base_path: /etc, url_download: true}\n": (
        "4:5: markdown_extensions: pymdownx.snippets reads files"
    ),
    "markdown_extensions: [pymdownx.b64]\n": "3:23: markdown_extensions: pymdownx.b64 reads files",
    "markdown_extensions:\n- pymdownx.emoji: {options: {custom_icons: [/etc]}}\n": (
        "4:30: custom_icons reads files"
    ),
    "docs_dir: ../secret\n": "3:1: docs_dir is filled by crossfoot",
    "site_dir: /var/www\n": "3:1: site_dir is filled by crossfoot",
    "extra_css: [https://cdn.example/a.css]\n": "3:13: extra_css: https://cdn.example/a.css is on",
    "extra_javascript: [//cdn.example/a.js]\n": "3:20: extra_javascript: //cdn.example/a.js is on",
    "extra_javascript:\n- {path: 'HTTPS://x.example/a.js', type: module}\n": "4:3: extra_javascri",
    "extra: !!python/object/apply:os.system [touch ran]\n": "3:8: !!python/object/apply:os.system",
    "extra: {a: [!!python/name:os.system ]}\n": "3:13: !!python/name:os.system would run Python",
    "extra: !!python/module:antigravity\n": "3:8: !!python/module:antigravity would run Python",
    "extra: !!python/object/new:os.system [x]\n": "3:8: !!python/object/new:os.system would run",
    "extra: {!!python/object/apply:os.getcwd []: 1}\n": "3:9: a key that is no text",
    "extra: {? !!python/name:os.system : 1}\n": "3:11: !!python/name:os.system would run",
    "extra_templates: [evil.html]\n": "3:1: extra_templates run outside the sandbox",
    "plugins: [search: {jieba_dict: /etc/passwd}]\n": "3:20: plugins: search: jieba_dict may read",
    "plugins:\n  search: {prebuild_index: node}\n": "4:12: plugins: search: prebuild_index may",
    "markdown_extensions:\n  - toc: {slugify: lower}\n": (
        "4:5: markdown_extensions: no page can be read with this toc: TypeError: "
    ),
    "extra: !custom x\n": "3:8: a tag !custom; a plain value, or !ENV",
    "extra: !relative $docs_dir\n": "3:8: a tag !relative",
    "copyright: !ENV AWS_SECRET_ACCESS_KEY\n": "3:12: !ENV AWS_SECRET_ACCESS_KEY may be a secret",
    "copyright: !ENV [SITE_X, GITHUB_TOKEN, no]\n": "3:12: !ENV GITHUB_TOKEN may be a secret",
    "site_url: !ENV {a: b}\n": "3:11: !ENV takes names",
    "site_name: Twice\n": "3:1: the key site_name stands twice; the first is on line 1; one of",
    "extra:\n  a: 1\n  a: 2\n": "5:3: the key a stands twice; the first is on line 4",
    FENCE % "name:os.system ": "6:51: !!python/name:os.system would run",
    FENCE % "object/apply:pymdownx.slugs.gfm {}": "6:51: !!python/object/apply:pymdownx.slugs.gfm",
    FENCE % "object/apply:pymdownx.slugs.slugify [1]": "6:51: an object that takes keywords",
}


@pytest.mark.parametrize(("more", "told"), REFUSED.items())
def test_what_is_no_plain_setting_is_refused_at_its_line(  # type: ignore[no-untyped-def]
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "evil.py").write_text("from pathlib import Path; Path('ran').touch()\n")
    _, said = settings(BASE + more, AWS_SECRET_ACCESS_KEY="hidden", GITHUB_TOKEN="hidden")
    assert len(said) == 1 and said[0].startswith(f"mkdocs.yml:{told}"), said
    assert "; " in said[0] and "hidden" not in said[0]
    assert not (tmp_path / "ran").exists() and "evil" not in sys.modules


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        ("custom_dir: .", "2:25: custom_dir: all that is in that folder would be published"),
        ("custom_dir: build/theme/../..", "2:25: custom_dir: all that"),
        ("logo: https://cdn.example/a.svg", "2:25: logo is on another host"),
        ("favicon: //cdn.example/a.svg", "2:25: favicon is on another host"),
        ("font: {text: Roboto}", "2:25: font loads files from another host; font: false"),
    ],
)
def test_a_theme_takes_nothing_from_elsewhere(settings, theme: str, told: str) -> None:  # type: ignore[no-untyped-def]
    _, said = settings(f"site_name: Lights\ntheme: {{name: material, {theme}}}\n")
    assert len(said) == 1 and said[0].startswith(f"mkdocs.yml:{told}"), said


def test_all_of_it_is_told_at_once(settings) -> None:  # type: ignore[no-untyped-def]
    _, said = settings(BASE + "hooks: [a.py]\nplugins: [social]\nextra: !!python/name:a.b\n")
    assert [line.split(":")[1] for line in said] == ["3", "4", "5"]


ADVISED = """\
markdown_extensions:
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.superfences:
      custom_fences:
        - {name: m, class: m, format: !!python/name:pymdownx.superfences.fence_code_format }
"""


def test_what_the_documentation_of_material_advises_is_read(settings) -> None:  # type: ignore[no-untyped-def]
    found, said = settings(BASE + ADVISED)
    assert said == []
    assert found.options["toc"]["slugify"]("Two Lights", "-") == "two-lights"
    fence = found.options["pymdownx.superfences"]["custom_fences"][0]["format"]
    index = found.options["pymdownx.emoji"]["emoji_index"]
    assert (fence.__name__, index.__name__) == ("fence_code_format", "twemoji")


def test_the_environment_fills_what_may_be_published(settings) -> None:  # type: ignore[no-untyped-def]
    text = 'site_url: !ENV [SITE_OF_TESTS, SITE_URL, "https://example.org/"]\n' + BASE
    assert settings(text)[0].address == "https://example.org/"
    assert settings(text, SITE_URL="https://a.example/b")[0].address == "https://a.example/b/"
    assert parse_settings("site_url: !ENV SITE_URL\n", {}).values == {"site_url": None}
    assert parse_settings("extra: !ENV [CI, no]\n", {"CI": "true"}).values == {"extra": True}


def test_what_the_environment_says_is_no_yaml_of_the_file() -> None:
    given = {"SITE_NAME": "!!python/object/apply:os.getcwd []"}
    assert parse_settings("a: !ENV SITE_NAME\n", given).values == {"a": given["SITE_NAME"]}


def test_anchors_and_merges_are_read_as_yaml_has_them() -> None:
    text = "a: &it {x: 1}\nb:\n  <<: *it\n  y: 2\nc: *it\n"
    assert parse_settings(text, {}).values == {"a": {"x": 1}, "b": {"x": 1, "y": 2}, "c": {"x": 1}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site_name: [\n", "not YAML"),
        ("- a\n", "the file is no mapping"),
        ("", "the file is no mapping"),
        ("a: 1\n---\nb: 2\n", "not YAML: but found another document"),
        ("a: 2025-13-45\n", "not YAML: month must be in"),
        ("a: &a [*a]\n", "nested too deep"),
        ("a: " + "[" * 60 + "]" * 60, "nested too deep"),
        ("a: " + "[" * 200_000, "nested too deep"),
        ("a: " + "{a: " * 200_000, "nested too deep"),
        ("a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
            f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ), "repeated too often by aliases"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_ends(text: str, told: str) -> None:
    with pytest.raises(UnreadableSettings, match=told):
        parse_settings(text, {})


def test_a_run_of_the_publisher_reads_the_same_way() -> None:
    found = read_trusted(BASE + "hooks: [evil.py]\nplugins: [search]\n", {})
    assert "hooks" not in found.values and found.values["plugins"] == ["search"]
    assert [fault.line for fault in found.faults] == [3]


def test_the_names_that_are_read_of_the_environment_are_known(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("a: " + "[" * 200_000)
    assert environment_names(tmp_path) == ()
    text = "a: !ENV SITE_A\nb: [!ENV [SITE_B, SITE_C, SITE_D]]\n# !ENV SITE_E\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    assert environment_names(tmp_path) == ("SITE_A", "SITE_B", "SITE_C")

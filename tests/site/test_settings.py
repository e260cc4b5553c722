"""The addresses of the site and of its project, which the environment may name."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.load import load_inputs
from crossfoot.site.settings import HERE, read_settings

KEY = "has a name or a key in it, which would be published"
NONE = "is no address of the web"
MORE = "has more than a path, and addresses follow it"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/team/lights", ""),
        ("http://localhost:8000/", ""),
        ("https://exämple.org/a%20b/", ""),
        ("https://ci-token:secret@example.org/lights/", KEY),
        ("https://secret@example.org/lights/", KEY),
        ("https://example.org/?draft=1", MORE),
        ("https://example.org/#top", MORE),
        ("https://example.org/two words/", NONE),
        ('https://example.org/"><b>', NONE),
        ("ftp://example.org/", NONE),
    ],
)
def test_the_site_s_address_is_one_that_others_can_follow_and_holds_no_key(
    tmp_path: Path, address: str, said: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: !ENV SITE_URL\n")
    problems = Diagnostics()
    settings = read_settings(tmp_path, {"SITE_URL": address}, problems)
    assert settings.address == (HERE if said else f"{address.rstrip('/')}/")
    right = "https://… with a path at most"
    assert [str(p) for p in problems.errors] == (
        [f"mkdocs.yml:2:11: site_url {said}; {right}"] if said else []
    )


def test_a_link_to_the_project_holds_no_key_either(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nrepo_url: !ENV REPOSITORY_URL\n")
    problems = Diagnostics()
    read_settings(tmp_path, {"REPOSITORY_URL": "https://a:secret@example.org/b"}, problems)
    (said,) = map(str, problems.errors)
    assert said.startswith(f"mkdocs.yml:2:11: repo_url {KEY}; the project’s address")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", ""),
        ("https://example.org/team/lights", ""),
        ("https://ci-token:secret@example.org/lights.git", KEY),
        ("git@example.org:team/lights.git", NONE),
        ("javascript:alert(1)", NONE),
    ],
)
def test_so_is_its_project_s(tmp_path: Path, address: str, said: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/briefing.yml").write_text("contact: '{repository}/issues'\n")
    problems = Diagnostics()
    found = load_inputs(tmp_path, {"REPOSITORY_URL": address}, problems)
    told = [str(p) for p in problems.errors if "REPOSITORY_URL" in p.message]
    right = "the project’s address as anybody opens it, https://…"
    place = "data/briefing.yml:1:11"
    assert told == ([f"{place}: REPOSITORY_URL {said}; {right}"] if said else [])
    assert "secret" not in found.briefing.contact

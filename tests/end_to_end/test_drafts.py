"""A draft is shown to whoever writes it, and to nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import contents
from crossfoot.charts import RenderPool
from crossfoot.cli import main
from crossfoot.memo import Memo
from crossfoot.serve.refresh import refresh_preview
from crossfoot.site import Preview

CopyBriefing = Callable[..., Path]
PAGE = """\
---
title: Not yet
draft: true
---
# Not yet

{{ claim("finest-light") }}

{{ chart("oil-of-last-year") }}
"""
CHART = """

@chart(title="The lamp burnt", subtitle="Oil burnt by Skerry Light", draft=True)
def oil_of_last_year(ask: Ask) -> alt.Chart:
    return bars(ask.figures("skerry.oil.2024", "skerry.oil.2025", unit="L"), category="period_name")
"""


@pytest.fixture
def drafted(briefing_copy: CopyBriefing) -> Path:
    """A briefing with a claim, a chart and a page that are drafts."""
    root = briefing_copy("lighthouses", fresh=True)
    edit(root, "data/claims.yml", "- id: finest-light\n", "- id: finest-light\n  draft: true\n")
    (root / "templates/not-yet.md").write_text(PAGE)
    charts = root / "scripts/charts/oil.py"
    charts.write_text(charts.read_text() + CHART)
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert text.count(old) == 1, old
    (root / path).write_text(text.replace(old, new))


def previewed(root: Path) -> dict[str, str]:
    """The pages that ``serve`` shows, and its data."""
    preview = Preview(root, Memo())
    with RenderPool() as drawer:
        refresh_preview(preview, None, {}, drawer)
    texts = {p: f for p, f in preview.files.items() if p.endswith((".html", ".json", ".txt"))}
    return {path: file.decode() for path, file in texts.items()}


def test_a_build_has_no_trace_of_a_draft(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-C", str(drafted)]) == 0
    assert "13 claims" not in (said := capsys.readouterr().out)
    assert "3 drafts left out" in said
    for path, content in contents(drafted / "site").items():
        for trace in ("finest-light", "oil-of-last-year", "not-yet", "cf-draft-page"):
            assert trace not in path
            assert path.startswith("assets/") or trace.encode() not in content, (path, trace)


def test_a_preview_shows_each_draft_and_says_that_it_is_one(drafted: Path) -> None:
    pages = previewed(drafted)
    notice = '<p class="cf-draft-page">'
    for path in (
        "not-yet/index.html",
        "claims/finest-light/index.html",
        "charts/oil-of-last-year/index.html",
    ):
        assert notice in pages[path], path
        assert 'name="robots" content="noindex' in pages[path], path
    assert notice not in pages["index.html"]
    mark = '<span class="cf-draft">draft</span>'
    assert pages["not-yet/index.html"].count(mark) == 3, "the page, the claim, the chart"
    assert pages["claims/index.html"].count(mark) == 1
    assert pages["charts/index.html"].count(mark) == 1
    assert "finest-light" not in pages["data/claims.json"], "published data has none of it"
    assert "not-yet" not in pages["llms.txt"]


def test_published_data_has_the_same_keys_with_and_without_drafts(drafted: Path) -> None:
    assert main(["build", "-C", str(drafted)]) == 0
    records = json.loads((drafted / "site/data/claims.json").read_text())
    assert records and all("draft" not in record for record in records)


def test_what_is_published_and_shows_a_draft_is_a_problem_at_its_place(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = drafted / "templates/index.md"
    index.write_text(
        index.read_text()
        + '\n{{ claim("finest-light") }} {{ page("not-yet", "soon") }}\n\n'
        + '{{ chart("oil-of-last-year") }}\n\n[Soon](not-yet.md)\n'
    )
    right = "what is published, or draft on both"
    for command in ("build", "check"):
        assert main([command, "-C", str(drafted)]) == 1
        assert capsys.readouterr().err.splitlines() == [
            f"templates/index.md:19:11: the claim finest-light is a draft; {right}",
            f"templates/index.md:19:38: the link not-yet/ leads to a draft; {right}",
            f"templates/index.md:21:11: the chart oil-of-last-year is a draft; {right}",
            f"templates/index.md:23:8: the link not-yet.md leads to a draft; {right}",
            "4 problems; nothing was published",
        ]
    previewed(drafted)


def test_check_tells_what_is_wrong_with_a_draft_and_build_does_not_ask(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(drafted, "templates/not-yet.md", "# Not yet", "# Not before 1900")
    edit(drafted, "data/claims.yml", "A vote among sailors.", "12 votes")
    assert main(["build", "-C", str(drafted)]) == 0
    capsys.readouterr()
    assert main(["check", "-C", str(drafted)]) == 1
    told = capsys.readouterr().err
    assert "templates/not-yet.md:5:14: " in told


def test_a_figure_that_only_a_draft_uses_is_used(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(drafted, "templates/index.md", '{{ fig("skerry.keepers.2024") }}', "keepers")
    assert main(["check", "--strict", "-C", str(drafted)]) == 1
    assert "nobody uses skerry.keepers.2024" in capsys.readouterr().err
    with (drafted / "templates/not-yet.md").open("a") as page:
        page.write('\n{{ fig("skerry.keepers.2024") }}\n')
    main(["check", "-C", str(drafted)])
    assert "skerry.keepers.2024" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "data/claims.yml",
            "draft: true",
            "draft: yes",
            "data/claims.yml:62:10: draft: 'yes' is neither true nor false; true or false",
        ),
        (
            "templates/not-yet.md",
            "draft: true",
            "draft: maybe",
            "templates/not-yet.md:3:8: draft cannot be 'maybe'; true or false",
        ),
    ],
)
def test_a_draft_key_is_true_or_false(
    path: str,
    old: str,
    new: str,
    said: str,
    drafted: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(drafted, path, old, new)
    assert main(["check", "-C", str(drafted)]) == 1
    assert said in capsys.readouterr().err.splitlines()

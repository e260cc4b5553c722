"""What the briefing of this repository holds, as its site publishes it."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from copies import REPO, Built

# Every number that the article states, in the order in which it comes, as one reads it there:
# value, unit, and a word of the metric that it belongs to.
ARTICLE = (
    ("30.8", "bn USD", "capex_annualised"),  # the heading, and paragraph 4
    ("6.4", "bn USD", "operating_loss"),
    ("3.2", "bn USD", "revenue"),
    ("1.56", "bn USD", "operating_loss"),
    ("2.62", "bn USD", "revenue"),
    ("4", "1", "operating_loss_multiple"),  # "nearly quadrupled"
    ("465", "M USD", "ai_solutions_revenue"),
    ("365", "M USD", "subscription_revenue"),
    ("88", "M USD", "data_licensing_revenue"),
    ("116", "M USD", "advertising_revenue"),
    ("7.7", "bn USD", "capex"),
    ("1", "GW", "power"),
    ("122", "day", "build_time"),
    ("91", "day", "build_time"),
    ("130", "%", "revenue_growth"),
    ("10.9", "bn USD", "revenue"),
    ("1", "trillion parameter", "model_parameters"),  # "trillion-parameter", twice
    ("2", "trillion parameter", "threshold"),  # "multiple trillions"
    ("117", "M person", "monthly_users"),
    ("550", "M person", "monthly_users"),
    ("21", "%", "conversion_rate"),
    ("2028", "date", "orbital_start"),
    ("2", "1", "greatest_constraints"),  # "the two greatest constraints"
    ("1.75", "T USD", "valuation"),  # the heading, and paragraph 9
    ("30.8", "bn USD", "price_tag"),
)


@pytest.fixture(scope="module")
def rows(real_site: Built) -> list[dict[str, str]]:
    return list(csv.DictReader((real_site.site / "data/rows.csv").read_text().splitlines()))


@pytest.fixture(scope="module")
def claims(real_site: Built) -> list[dict[str, Any]]:
    return list(json.loads((real_site.site / "data/claims.json").read_text()))


@pytest.fixture(scope="module")
def facts(real_site: Built) -> dict[str, Any]:
    return dict(json.loads((real_site.site / "build.json").read_text()))


@pytest.mark.parametrize(("value", "unit", "metric"), ARTICLE)
def test_every_number_of_the_article_is_a_row_of_its_own(
    value: str, unit: str, metric: str, rows: list[dict[str, str]]
) -> None:
    found = [
        row
        for row in rows
        if (row["source"], row["value"], row["unit"], row["metric"])
        == ("article", value, unit, metric)
    ]
    assert found
    assert all(re.fullmatch(r"paragraph \d+", row["locator"]) for row in found)


def test_the_article_s_words_of_doubt_and_time_are_kept(rows: list[dict[str, str]]) -> None:
    said = {row["figure"]: row for row in rows if row["source"] == "article"}
    assert {said[f"xai.{name}.2025"]["status"] for name in ("revenue", "operating_loss")} == {
        "projected"
    }
    assert said["xai.operating_loss_multiple.2025"]["qualifier"] == "nearly"
    assert said["xai.capex_annualised.2026Q1"]["qualifier"] == "about"
    assert said["grok.conversion_rate.2026-03"]["qualifier"] == "about"
    assert said["spacex.valuation.2026-05"]["qualifier"] == "up_to"
    assert said["anthropic.revenue.2026Q2"]["status"] == "projected"


def test_every_fact_is_a_row_with_a_source_of_its_address(rows: list[dict[str, str]]) -> None:
    listed = YAML(typ="safe").load(REPO / "data/sources.yml")
    addresses = {source["id"]: source.get("address") for source in listed}
    keys = ("entity", "metric", "period", "value", "unit", "status", "qualifier")
    have = {(*(row[key] for key in keys), addresses[row["source"]]) for row in rows}
    table = Path(__file__).with_name("facts.csv").read_text().splitlines()
    facts = [(*(fact[key] for key in keys), fact["address"]) for fact in csv.DictReader(table)]
    assert len(facts) == 120
    assert [fact for fact in facts if fact not in have] == []


def test_enough_claims_and_charts(facts: dict[str, Any], claims: list[dict[str, Any]]) -> None:
    assert facts["counts"]["claims"] >= 45
    assert facts["counts"]["charts"] >= 12
    assert {claim["kind"] for claim in claims} == {
        "arithmetic", "fact", "comparison", "forecast", "opinion",
    }  # fmt: skip


def test_every_claim_is_whole(claims: list[dict[str, Any]]) -> None:
    for claim in claims:
        assert claim["statement"] and claim["conclusion"], claim["id"]
        assert claim["said"] and claim["source"], claim["id"]
        if claim["kind"] == "forecast":
            assert claim["due"], claim["id"]
        if claim["verdict"] == "unverifiable":
            assert claim["settled_by"], f"{claim['id']}: what would settle it"
        if claim["verdict"] in ("holds", "fails"):
            assert claim["of"] and claim["is"], claim["id"]


def test_no_claim_repeats_another(claims: list[dict[str, Any]]) -> None:
    statements = [claim["statement"].casefold() for claim in claims]
    assert len(set(statements)) == len(statements)
    checks = [(claim["of"], claim["is"]) for claim in claims if claim["of"]]
    assert sorted(set(checks)) == sorted(checks), "each check is one of its own"


def test_what_was_published_later_is_never_held_against_a_claim(
    claims: list[dict[str, Any]],
) -> None:
    listed = YAML(typ="safe").load(REPO / "data/sources.yml")
    dates = {source["id"]: str(source.get("date") or "") for source in listed}
    for claim in claims:
        if claim["verdict"] != "fails" or claim["kind"] == "forecast":
            continue
        for source in re.findall(r"@([a-z0-9-]+)", claim["of"]):
            first = (dates[source] + "-01-01")[:10] if dates[source] else ""
            last = claim["said"] + "-12-31"[len(claim["said"]) - 4 :]
            assert first <= last, f"{claim['id']} fails by {source} of {first}"


def test_counts_agree_with_the_files(real_site: Built, facts: dict[str, Any]) -> None:
    site, counts = real_site.site, facts["counts"]

    def listed(name: str) -> int:
        return len(json.loads((site / f"data/{name}.json").read_text()))

    for name in ("figures", "claims", "sources", "entities", "metrics"):
        assert counts[name] == listed(name), name
    rows = (site / "data/rows.csv").read_text()
    assert counts["rows"] == len(list(csv.DictReader(rows.splitlines())))
    assert counts["charts"] == len(list((site / "charts").glob("*.svg")))
    for kind in ("png", "social.png", "vl.json", "csv"):
        files = [path.name for path in (site / "charts").iterdir() if path.name != "social.png"]
        names = [name.partition(".")[2] for name in files]
        assert counts["charts"] == names.count(kind), kind
    for kind, folder in (("entities", "entities"), ("claims", "claims"), ("sources", "sources")):
        pages = [path for path in (site / folder).iterdir() if (path / "index.html").is_file()]
        assert counts[kind] == len(pages), kind
    figures = json.loads((site / "data/figures.json").read_text())
    assert counts["derived"] == sum(bool(figure["formula"]) for figure in figures)
    assert counts["disputed"] == sum(figure["disputed"] for figure in figures)
    warnings = json.loads((site.parent / "build/cache/built.json").read_text())["warnings"]
    assert counts["warnings"] == len(warnings)
    others = [told for told in warnings if not told["message"].startswith("nobody uses ")]
    assert others == [], "this briefing is without others"


def test_the_front_page_s_totals_are_those_of_the_claims(
    real_site: Built, facts: dict[str, Any], claims: list[dict[str, Any]]
) -> None:
    totals: dict[str, int] = {}
    for claim in claims:
        totals[claim["verdict"]] = totals.get(claim["verdict"], 0) + 1
    assert {word: n for word, n in facts["verdicts"].items() if n} == totals
    said = (real_site.root / "build/docs/index.md").read_text()
    plain = re.sub(r"<svg\b.*?</svg>", "", said, flags=re.DOTALL)
    plain = " ".join(re.sub(r"<[^>]+>", " ", plain).split())
    scored = [claim for claim in claims if claim["kind"] != "opinion"]
    for verdict in ("holds", "fails"):
        count = sum(claim["verdict"] == verdict for claim in scored)
        beside = rf"\b{count}\b[^.;]{{0,40}}\b{verdict[:-1]}|\b{verdict}\b[^.;]{{0,40}}\b{count}\b"
        assert re.search(beside, plain), f"{count} {verdict} is not on the front page"


def test_the_data_package_is_valid(real_site: Built) -> None:
    from frictionless import validate

    report = validate(str(real_site.site / "data/datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:10]
    assert report.stats["tasks"] == 2


def test_every_page_has_the_policy_and_nothing_that_it_blocks(real_site: Built) -> None:
    rest = (
        "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "worker-src 'self'; base-uri 'self'; form-action 'self'"
    )
    for path in sorted(real_site.site.rglob("*.html")):
        page = path.read_text()
        name = path.relative_to(real_site.site).as_posix()
        head = page[page.index("<head>") : page.index("</head>")]
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', head)
        assert policy is not None, name
        assert head.index("<meta") == policy.start(), f"{name}: the policy comes first"
        assert policy[1].startswith("default-src 'none'; script-src 'self'"), name
        assert policy[1].endswith(rest), name
        assert "unsafe" not in policy[1], name
        tags = re.findall(
            r"<[a-zA-Z][^<>]*>", re.sub(r"<script\b.*?</script>", "", page, flags=re.S)
        )
        blocked = [tag for tag in tags if re.search(r"""[\s"'](?:style|on[a-z]+)\s*=""", tag)]
        assert blocked == [], name
        assert "<style" not in page, name
        assert not re.search(r"""(?:href|src)\s*=\s*["']?\s*javascript:""", page, re.I), name


def test_the_finding_is_short_and_the_same_everywhere(real_site: Built) -> None:
    page = (real_site.site / "index.html").read_text()
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    finding = unescape(re.sub(r"<[^>]+>", "", found[1])).strip()
    assert re.search(r"\d", finding), "it has its number"
    assert len(finding.split()) <= 25, finding
    bare = finding.rstrip(".")
    told = re.search(r'<meta name="description" content="([^"]*)"', page)
    assert told is not None
    assert bare in unescape(told[1])
    assert bare in unescape((real_site.site / "feed.xml").read_text())


def test_the_site_carries_no_link_out_of_itself_on_disk(real_site: Built) -> None:
    assert not [path for path in real_site.site.rglob("*") if path.is_symlink()]


def test_no_chart_names_two_sources_alike(real_site: Built) -> None:
    """Two of one publisher are told apart by their years."""
    listed = {}
    for path in (real_site.site / "charts").glob("*/index.html"):
        found = re.search(r"<p>Sources?: (.*?)</p>", path.read_text())
        names = re.findall(r'class="cf-source"[^>]*>([^<]*)<', found[1] if found else "")
        assert len(names) == len(set(names)), (path.parent.name, names)
        listed[path.parent.name] = names
    assert "arXiv 2022" in listed["loss-by-parameters"]

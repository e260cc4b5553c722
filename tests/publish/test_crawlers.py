"""What programs that read whole sites are told."""

from __future__ import annotations

from crossfoot.publish.crawlers import Listed, in_order, llms_txt, robots_txt

SITE = "https://example.org/sub/"


def test_llms_txt_has_title_finding_and_sections_of_links() -> None:
    listed = [
        Listed("claim", "claims/a/index.md", "It *shone*", "It did.", "holds"),
        Listed("", "index.md", "Found", "Found"),
        Listed("data", "data/a.csv", "data/a.csv", "All [of] it"),
    ]
    assert llms_txt("Lights_", "Found", "What was <seen>", listed, SITE).decode().split("\n\n") == [
        "# Lights\\_",
        "> Found",
        "What was \\<seen\\>",
        "Every number on these pages has a source or a formula, and every claim is a check that "
        "runs at each build. The links lead to the pages as Markdown.",
        "## Pages",
        f"- [Found]({SITE}index.md)",
        "## Data",
        f"- [data/a.csv]({SITE}data/a.csv): All \\[of\\] it",
        "## Claims",
        f"- [It \\*shone\\*]({SITE}claims/a/index.md): holds. It did.\n",
    ]


def test_pages_come_in_the_order_of_the_navigation_and_the_others_after_them() -> None:
    a, b, c = (Listed("", name, name) for name in "abc")
    assert in_order([a, b, c], ["c", "x", "a"]) == [c, a, b]


def test_robots_txt_names_the_sitemap_by_its_whole_address() -> None:
    assert robots_txt(SITE).endswith(b"\nSitemap: https://example.org/sub/sitemap.xml\n")

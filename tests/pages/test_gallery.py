"""Charts stand in the order in which a reader meets them."""

from __future__ import annotations

from types import SimpleNamespace

from crossfoot.memo import Memo
from crossfoot.pages.gallery import Gallery

PAGED = {
    "chart:hay": {"index.md": ("", "Front"), "fields.md": ("fields/", "Fields")},
    "chart:milk": {"cows.md": ("cows/", "Cows"), "fields.md": ("fields/", "Fields")},
    "chart:all": {"index.md": ("", "Front")},
    "chart:eggs": {"aside.md": ("aside/", "Aside")},
}
ORDER = ("index.md", "cows.md", "fields.md")


def gallery() -> Gallery:
    charts = {id: SimpleNamespace(id=id) for id in ("unused", "eggs", "hay", "milk", "all")}
    return Gallery(SimpleNamespace(paged=PAGED, memo=Memo()), charts, ORDER)


def test_each_chart_stands_once_with_its_first_page_in_the_navigation_s_order():
    found = [
        (group.page and str(group.page.title), [chart.id for chart in group.charts])
        for group in gallery().groups
    ]
    assert found == [
        ("Front", ["all"]),  # hay is on a page of its own subject too, and stands there
        ("Cows", ["milk"]),
        ("Fields", ["hay"]),
        ("Aside", ["eggs"]),  # outside the navigation
        (None, ["unused"]),
    ]


def test_the_charts_before_and_after_follow_the_gallery():
    made = gallery()
    ids = {
        id: tuple(chart and chart.id for chart in (near.before, near.after))
        for id in ("all", "milk", "unused")
        for near in [made.near(id)]
    }
    assert ids == {"all": (None, "milk"), "milk": ("all", "hay"), "unused": ("eggs", None)}

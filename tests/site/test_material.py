"""What is taken from the installed Material."""

from __future__ import annotations

from importlib.resources import files

from crossfoot.site.material import loaded_theme_files, material_css, prune_css, search_worker


def test_rules_for_the_shell_go_and_rules_for_text_stay() -> None:
    css = ".md-nav,.md-typeset a{color:red}.md-search__form:is(a,b){top:0}"
    css += "@media print{.md-header{top:0}}@media print{.md-typeset{top:0}.md-tabs{top:0}}"
    assert prune_css(css) == ".md-typeset a{color:red}@media print{.md-typeset{top:0}}"


def test_variables_that_no_rule_reads_go() -> None:
    icon = "url('data:image/svg+xml;charset=utf-8,<svg/>')"
    css = f":root{{--md-a:{icon};--md-b:1px}}.md-nav{{mask:var(--md-a)}}"
    kept = ".md-typeset{top:var(--md-b)}"
    assert prune_css(css + kept) == ":root{--md-b:1px}" + kept


def test_colours_change_at_once() -> None:
    css = ".md-typeset a{color:red;transition:color 125ms,top .25s cubic-bezier(.1,.7,.1,1)}"
    assert prune_css(css) == ".md-typeset a{color:red;}"
    assert "transition" not in material_css()


def test_the_styles_are_small_and_whole() -> None:
    css = material_css()
    assert css.count("{") == css.count("}")
    assert len(css) < 60_000
    assert ".md-typeset .admonition" in css
    assert "sourceMappingURL" not in css


def test_the_worker_of_the_search_is_a_file_of_material() -> None:
    assert (files("material") / "templates" / search_worker()).is_file()


def test_what_no_page_loads_is_not_published() -> None:
    bundle = "assets/javascripts/bundle.1.min.js"
    site = dict.fromkeys((bundle, f"{bundle}.map", search_worker(), "index.html"), b"")
    assert list(loaded_theme_files(site)) == [search_worker(), "index.html"]

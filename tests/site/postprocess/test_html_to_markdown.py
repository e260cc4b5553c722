"""A page's text without HTML: what templates write comes out as Markdown that reads well."""

from __future__ import annotations

import pytest

from crossfoot.site.postprocess.html_to_markdown import markdown_of_html


def plain(text: str) -> str:
    return markdown_of_html(text, lambda address: address).strip()


@pytest.mark.parametrize(
    ("given", "reads"),
    [
        ('It is <a class="fig" href="a/#x">$6 bn</a>.', "It is [$6 bn](a/#x)."),
        ("its&#39; R&amp;D, A&B, 2&#42;3 in 2025&#46; So", r"its' R&D, A&B, 2\*3 in 2025. So"),
        ("of\n2025&#46; So", "of\n2025\\. So"),
        ("*It* [stays](a.md) `as <b> is` & so", "*It* [stays](a.md) `as <b> is` & so"),
        ("<https://example.org/a_b>", "<https://example.org/a_b>"),
        ("# Head { #id .large }", "# Head"),
        ('<p class="cf-lead">Two\n  lines <b>of</b> <em>it</em></p>', "Two lines **of** *it*"),
        ("<p>2025 had ended</p>", "2025 had ended"),
        ("<p>2025. It ended</p>", "2025\\. It ended"),
        ("<p>- 3 &lt;b&gt; [x](y) a*b</p>", "\\- 3 \\<b\\> \\[x\\](y) a\\*b"),
        ('<h3 id="a.b.2025">Cost, 2025</h3>', "### Cost, 2025 (`a.b.2025`)"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<pre><code>&lt;a b=&quot;x&quot;&gt;</code></pre>", '```\n<a b="x">\n```'),
        ("<code>a&#95;b * c</code>", "`a_b * c`"),
        ('<img alt="A light" src="a.png">', "![A light](a.png)"),
        ('<div aria-hidden="true">unseen</div><span class="cf-on-paper">: x.org</span>', ""),
        ("<svg><title>Drawn</title><path/></svg>", ""),
        ("```\n<b>code</b>\n```", "```\n<b>code</b>\n```"),
        ('<div markdown="1">*so* it is</div>', "*so* it is"),
        ("<p>never closed", "never closed"),
    ],
)  # fmt: skip
def test_an_element_reads_as_markdown(given: str, reads: str) -> None:
    assert plain(given) == reads


def test_a_list_of_terms_is_a_list() -> None:
    text = "<dl>\n<dt>Verdict</dt><dd><span class='cf-verdict'>fails</span> No value.</dd>\n\n"
    text += "<dt>Also said</dt><dd>a<br>b</dd></dl>\n\nAfter"
    assert plain(text) == "- Verdict: **fails** No value.\n- Also said: a; b\n\nAfter"


def test_a_table_is_a_table_and_its_cells_stay_apart() -> None:
    text = (
        "<div><table><thead><tr><th>Figure</th><th>Value</th></tr></thead>\n"
        '<tbody><tr><td>a | b</td><td><a href="#x">1</a><br>2</td></tr></tbody></table></div>'
    )
    assert plain(text) == (
        "| Figure | Value |\n| --- | --- |\n| a \\| b | [1](#x); 2 |"
    )  # fmt: skip


def test_a_claim_on_a_page_is_one_item_of_a_list() -> None:
    text = (
        '<div><article><p class="cf-lead">It shone. <span class="cf-verdict">holds</span>'
        "</p><p>It did.</p></article>\n<article><p>Next.</p></article></div>"
    )
    assert plain(text) == "- It shone. **holds**\n\n  It did.\n- Next."


def test_lists_keep_their_items_and_what_stands_in_them() -> None:
    text = "<ul>\n<li><p>Money</p><p>All of it</p></li>\n<li>two</li></ul>"
    assert plain(text) == "- Money\n\n  All of it\n- two"


def test_a_list_under_a_term_stays_a_list():
    charts = "<dt>Charts</dt><dd><ul><li>One</li><li>Other</li></ul></dd>"
    html = f"<dl>{charts}<dt>Kind</dt><dd>fact</dd></dl>"
    assert plain(html).strip() == "- Charts:\n  - One\n  - Other\n- Kind: fact"


def test_what_only_paper_shows_is_left_out_and_a_label_names_what_follows():
    step = '<p><span class="cf-step">The test</span> nearly</p>'
    html = f'<div class="cf-notes"><p>Notes</p></div>{step}'
    assert plain(html).strip() == "The test: nearly"

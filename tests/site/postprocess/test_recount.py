"""What a page's foot says of its numbers is counted again in what was built."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.diagnostics import BuildRefused
from crossfoot.pages.numerals import count_numbers, text_of_html

PAGE = "---\ntitle: Home\nnumbers: {}\ntraced: {}\n---\n# Home\n\nIn 2024 it was 6.4 billion.\n"


def test_a_number_that_the_template_did_not_vouch_for_stops_the_build(
    publishing: Callable[..., object],
) -> None:
    with pytest.raises(BuildRefused) as refused:
        publishing(index=PAGE.format(1, 1))
    (problem,) = refused.value.problems
    assert "the built page shows 2 numbers, its template vouched for 1" in str(problem)
    assert "build/docs/index.md" in str(problem)


def test_a_number_is_counted_once_with_its_magnitude() -> None:
    assert count_numbers("$6.4 billion in 2024, half of it at 21 %", ()) == 4


def test_names_and_licences_are_no_numbers() -> None:
    assert count_numbers("H100s at Colossus II under CC BY 4.0", {"H100"}) == 0


def test_what_no_reader_reads_is_not_counted() -> None:
    told = "<p>1<svg><text>2</text></svg><code>3</code><script>4</script><!-- 5 --></p>"
    notes = '<div class="cf-notes"><ol><li>6</li></ol></div>'
    assert count_numbers(text_of_html(f"{told}{notes}<b title='7'>8</b>"), ()) == 2

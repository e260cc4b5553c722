from __future__ import annotations

from collections.abc import Iterator

import pytest

from crossfoot import diagnostics
from crossfoot.diagnostics import (
    LIKELY_AT_MOST,
    SEARCHES_AT_MOST,
    BuildRefused,
    Diagnostics,
    SourceLocation,
    UnknownName,
    closest_word,
)

HERE = SourceLocation("a.md", 2, 3)


def test_what_was_left_out_is_not_told_to_be_missing() -> None:
    problems = Diagnostics()
    problems.skip("figure", "tern.*.2024")
    problems.add_invalid(HERE, UnknownName("figure", "tern.riders.2024", ()))
    problems.add_invalid(HERE, UnknownName("figure", "tern.riders.2024@board", ()))
    assert problems.errors == ()
    problems.add_invalid(HERE, UnknownName("figure", "tern.riders.2023", ["tern.riders.2022"]))
    problems.add_invalid(HERE, UnknownName("claim", "tern.riders.2024", ()))
    assert [str(p) for p in problems.errors] == [
        "a.md:2:3: no claim tern.riders.2024",
        "a.md:2:3: no figure tern.riders.2023; did you mean tern.riders.2022?",
    ]


def test_a_file_that_cannot_be_read_loses_all_of_its_kind() -> None:
    problems = Diagnostics()
    assert not problems.has_skipped("source")
    problems.skip("source")
    assert problems.has_skipped("source") and problems.has_skipped("source", "board")


def test_the_same_mistake_many_times_in_a_file_is_one_problem_at_its_first_place() -> None:
    problems = Diagnostics()
    for line in (9, 3, 5, 4):
        problems.add(SourceLocation("a.csv", line, 2), "unknown unit 'ridr'", "did you mean rider?")
    problems.add(SourceLocation("b.csv", 7), "unknown unit 'ridr'", "did you mean rider?")
    problems.warn(SourceLocation("a.csv", 3, 2), "unknown unit 'ridr'", "did you mean rider?")
    told = [
        "a.csv:3:2: unknown unit 'ridr'; did you mean rider? (4 times; first lines 3, 4, 5)",
        "b.csv:7:1: unknown unit 'ridr'; did you mean rider?",
    ]
    assert [str(one) for one in problems.errors] == told
    assert problems.errors[0].other_places == (
        SourceLocation("a.csv", 4, 2),
        SourceLocation("a.csv", 5, 2),
        SourceLocation("a.csv", 9, 2),
    )
    with pytest.raises(BuildRefused) as refused:
        problems.refuse()
    assert [str(one) for one in refused.value.problems if not one.warning] == told


def test_three_times_the_same_are_three_problems() -> None:
    problems = Diagnostics()
    for line in (3, 4, 5):
        problems.add(SourceLocation("a.csv", line), "unknown unit 'ridr'")
    assert [one.place.line for one in problems.errors] == [3, 4, 5]


def test_what_is_alike_is_one_mistake_whatever_its_words() -> None:
    problems = Diagnostics()
    for line in range(2, 1002):
        problems.add(SourceLocation("a.csv", line), f"'x{line}' is no number", group="column oil")
    assert [str(one) for one in problems.errors] == [
        "a.csv:2:1: 'x2' is no number (1,000 alike; first lines 2, 3, 4)"
    ]
    for column in range(4):
        problems.add(SourceLocation("b.csv", 1, column + 1), "a hidden character")
    assert str(problems.errors[1]) == "b.csv:1:1: a hidden character (4 times on this line)"


def test_what_is_lost_is_found_by_a_handful_of_looks_however_much_is_lost() -> None:
    class Counted(set[tuple[str, str]]):
        looked = 0

        def isdisjoint(self, others: object) -> bool:
            assert isinstance(others, Iterator)
            listed = list(others)
            Counted.looked += len(listed)
            return super().isdisjoint(listed)

        def __iter__(self) -> Iterator[tuple[str, str]]:
            raise AssertionError("all that is lost is gone through")

    problems = Diagnostics()
    problems.skipped = Counted()
    for number in range(4_000):
        problems.skip("figure", f"tern.m{number}.*")
    assert problems.has_skipped("figure", "tern.m3999.2024@board")
    assert not problems.has_skipped("figure", "tern.m4000.2024")
    assert problems.has_skipped("figure") and not problems.has_skipped("claim")
    assert Counted.looked <= 2 * 9


def test_a_page_is_lost_with_all_that_one_template_makes() -> None:
    problems = Diagnostics()
    problems.skip("page", "ferries/*.md")
    assert problems.has_skipped("page", "ferries/tern.md")
    assert not problems.has_skipped("page", "ports/tern.md")
    assert Diagnostics(skipped={("page", "ferries/*.md")}).has_skipped("page", "ferries/tern.md")


def test_the_nearest_name_is_looked_for_only_so_often_and_never_for_what_is_not_told() -> None:
    class Known(dict[str, None]):
        searched = 0

        def __iter__(self) -> Iterator[str]:
            Known.searched += 1
            return super().__iter__()

    known, problems = (
        Known.fromkeys(f"tern.riders.{year}" for year in range(1000, 1600)),
        Diagnostics(),
    )
    problems.skip("figure", "gull.riders.*")
    for number in range(400):
        problems.add_invalid(HERE, UnknownName("figure", f"gull.riders.{number}", known))
    assert (Known.searched, problems.errors) == (0, ())
    for _ in range(2):
        for number in range(400):
            missing = UnknownName("figure", f"tern.ridrs.{number + 1000}", known, "the id of a row")
            problems.add_invalid(SourceLocation("a.md", number + 1), missing)
    assert Known.searched == SEARCHES_AT_MOST
    assert (
        str(problems.errors[0])
        == "a.md:1:1: no figure tern.ridrs.1000; did you mean tern.riders.1000?"
    )
    assert str(problems.errors[-1]) == "a.md:400:1: no figure tern.ridrs.1399; the id of a row"


def test_of_many_names_only_the_likely_are_compared_letter_by_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    whole = diagnostics.get_close_matches

    def counted(word: str, names: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(names))
        return whole(word, names, n=n, cutoff=cutoff)

    monkeypatch.setattr(diagnostics, "get_close_matches", counted)
    names = [f"isle-{n}.riders.{year}" for n in range(40) for year in range(1950, 2025)]
    assert closest_word("isle-17.ridres.1999", names) == "isle-17.riders.1999"
    assert closest_word("something.else.entirely", names) == ""
    assert compared == [LIKELY_AT_MOST, LIKELY_AT_MOST]
    assert closest_word("x" * 5000, names) == ""

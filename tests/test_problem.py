from __future__ import annotations

from crossfoot.problem import Missing, Place, Problems

HERE = Place("a.md", 2, 3)


def test_what_was_left_out_is_not_told_to_be_missing() -> None:
    problems = Problems()
    problems.lose("figure", "tern.*.2024")
    problems.note(HERE, Missing("figure", "tern.riders.2024", ()))
    problems.note(HERE, Missing("figure", "tern.riders.2024@board", ()))
    assert problems.errors == ()
    problems.note(HERE, Missing("figure", "tern.riders.2023", ["tern.riders.2022"]))
    problems.note(HERE, Missing("claim", "tern.riders.2024", ()))
    assert [str(p) for p in problems.errors] == [
        "a.md:2:3: no claim tern.riders.2024",
        "a.md:2:3: no figure tern.riders.2023; did you mean tern.riders.2022?",
    ]


def test_a_file_that_cannot_be_read_loses_all_of_its_kind() -> None:
    problems = Problems()
    assert not problems.has_lost("source")
    problems.lose("source")
    assert problems.has_lost("source") and problems.has_lost("source", "board")

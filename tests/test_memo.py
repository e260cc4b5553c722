"""What is kept between builds is what nothing has changed for, no more and no less."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.memo import Memo, Watched

LETTERS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2))
READS = st.lists(st.sampled_from(["a", "b", "c", "d", "*"]), max_size=3)


def look(cells: Any, wanted: list[str]) -> list[object]:
    """What a result is made of: some cells, or which there are."""
    return [list(cells.items()) if key == "*" else cells.get(key) for key in wanted]


@given(st.lists(LETTERS, min_size=1, max_size=6), st.lists(READS, min_size=1, max_size=4))
def test_what_is_kept_is_what_would_be_made(
    builds: list[dict[str, int]], results: list[list[str]]
) -> None:
    memo = Memo()
    for found in builds:
        cells = memo.watch("letter", found)
        for number, wanted in enumerate(results):
            kept = memo.keep(number, Diagnostics(), partial(look, cells, wanted))
            assert kept == look(found, wanted)


def counted(memo: Memo, cells: Any, *wanted: str, key: str = "it") -> int:
    """How often a result that reads ``wanted`` is made when it is asked for once more: 0 or 1."""
    made: list[int] = []
    memo.keep(key, Diagnostics(), lambda: made.append(1) or look(cells, list(wanted)))
    return len(made)


def test_a_result_is_made_once_while_nothing_that_it_read_changes() -> None:
    memo = Memo()
    cells = memo.watch("letter", {"a": 1, "b": 1})
    assert counted(memo, cells, "a") == 1
    assert counted(memo, memo.watch("letter", {"a": 1, "b": 2}), "a") == 0
    assert counted(memo, memo.watch("letter", {"a": 2, "b": 2}), "a") == 1


def test_a_cell_that_was_missing_is_read_too() -> None:
    memo = Memo()
    assert counted(memo, memo.watch("letter", {}), "a") == 1
    assert counted(memo, memo.watch("letter", {"a": 1}), "a") == 1
    assert counted(memo, memo.watch("letter", {}), "a") == 1


def test_the_order_of_a_kind_is_part_of_the_whole() -> None:
    memo = Memo()
    assert counted(memo, memo.watch("letter", {"a": 1, "b": 1}), "*") == 1
    cells = memo.watch("letter", {"b": 1, "a": 1})
    assert counted(memo, cells, "*") == 1
    assert counted(memo, cells, "a", key="other") == 1


def test_who_uses_a_result_reads_what_it_read() -> None:
    memo = Memo()

    def outer(cells: Any) -> object:
        return memo.keep("inner", Diagnostics(), lambda: cells["a"])

    cells = memo.watch("letter", {"a": 1})
    assert memo.keep("outer", Diagnostics(), lambda: outer(cells)) == 1
    # The inner one is there already when a second result uses it.
    assert memo.keep("second", Diagnostics(), lambda: outer(cells)) == 1
    cells = memo.watch("letter", {"a": 2})
    assert memo.keep("second", Diagnostics(), lambda: outer(cells)) == 2
    assert memo.keep("outer", Diagnostics(), lambda: outer(cells)) == 2


def test_what_is_shared_in_a_build_is_read_by_all_who_ask() -> None:
    memo = Memo()

    def build(value: int) -> list[int]:
        cells = memo.watch("letter", {"a": value})
        shared: dict[Any, Any] = {}

        def added() -> int:
            return memo.once(shared, "sum", lambda: cells["a"] + 1)

        return [memo.keep(name, Diagnostics(), added) for name in ("one", "two")]

    assert [build(1), build(2)] == [[2, 2], [3, 3]]


def test_what_brought_a_problem_is_told_again() -> None:
    memo, told = Memo(), []
    for _ in range(2):
        problems = Diagnostics()
        memo.keep("it", problems, lambda: problems.warn(SourceLocation("a"), "doubtful"))  # noqa: B023
        told.append(len(problems.found))
    assert told == [1, 1]


def test_what_was_not_kept_because_it_failed_is_made_anew() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.keep("it", Diagnostics(), lambda: 1 // 0)
    assert memo.keep("it", Diagnostics(), lambda: 1) == 1


def test_a_change_counts_although_the_build_between_was_refused() -> None:
    memo = Memo()
    cells = memo.watch("letter", {"a": 1})
    memo.keep("it", Diagnostics(), lambda: cells["a"])
    memo.watch("letter", {"a": 2})  # a build that stops before anybody asks for the result
    cells = memo.watch("letter", {"a": 2})
    assert memo.keep("it", Diagnostics(), lambda: cells["a"]) == 2


def test_what_was_made_before_the_ground_was_known_stays() -> None:
    memo = Memo()
    assert memo.keep("file", Diagnostics(), lambda: 1) == 1
    memo.rest_on("day", "one day")
    assert memo.keep("file", Diagnostics(), lambda: 2) == 1


def test_a_memo_goes_on_from_what_was_saved_of_another() -> None:
    memo = Memo()
    memo.rest_on("day", "one day")
    letters, digits = memo.watch("letter", {"a": 1, "b": 1}), memo.watch("digit", {"c": 1})
    for name, cells, key in (("a", letters, "a"), ("b", letters, "b"), ("c", digits, "c")):
        memo.keep(("sum", name), Diagnostics(), partial(cells.get, key))
    memo.keep(("other", "a"), Diagnostics(), partial(letters.get, "a"))
    later = Memo.of(memo.saved({"sum"}, {"letter"}))
    later.rest_on("day", "one day")
    later.watch("letter", {"a": 1, "b": 2})
    made = [
        later.keep(key, Diagnostics(), lambda: "new")
        for key in (("sum", "a"), ("sum", "b"), ("sum", "c"), ("other", "a"))
    ]
    assert made == [1, "new", "new", "new"]


def test_on_another_ground_nothing_is_kept() -> None:
    memo = Memo()
    memo.rest_on("day", "one day")
    assert memo.keep("it", Diagnostics(), lambda: 1) == 1
    memo.rest_on("day", "one day")
    assert memo.keep("it", Diagnostics(), lambda: 2) == 1
    memo.rest_on("day", "another")
    assert memo.keep("it", Diagnostics(), lambda: 3) == 3


def test_what_a_build_did_not_ask_for_is_forgotten_at_its_end() -> None:
    memo = Memo()
    memo.keep("it", Diagnostics(), lambda: 1)
    memo.sweep()
    assert memo.keep("it", Diagnostics(), lambda: 2) == 1
    memo.start()
    memo.sweep()
    assert memo.keep("it", Diagnostics(), lambda: 2) == 2


def test_a_watched_mapping_is_the_mapping() -> None:
    memo, plain = Memo(), {"a": 1, "b": 2}
    cells = Watched(plain, "letter", memo)
    assert cells == plain
    assert (list(cells), len(cells), "a" in cells, cells.get("c", 0)) == (["a", "b"], 2, True, 0)
    assert {**cells} == plain == dict(cells.items())


def test_what_always_holds_is_made_once() -> None:
    memo, made = Memo(), list[str]()
    for name in ("first", "second"):
        found = memo.always("it", lambda name=name: made.append(name) or name)  # type: ignore[misc]
        assert found == "first"
    assert made == ["first"]

"""Each value of an entry that cannot stand is told once, at its place, in words."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.entries import parse_entries, parse_entry
from crossfoot.ledger.schema import (
    Briefing,
    ClaimEntry,
    Correction,
    DerivedEntry,
    Entity,
    Metric,
    Moved,
    Source,
    TableColumn,
    TableEntry,
    UnitEntry,
)
from crossfoot.ledger.yaml import KEYS_AT_MOST, read_yaml

WHOLE = {
    Briefing: "format: 1, title: T, finding: F, authors: [A], publisher: P, licence: L,"
    " published: 2025-06-01, as_of: 2025-06-01, language: en, description: D",
    Source: "id: s, title: T, rank: 1, publisher: P, author: A, licence: L, note: N",
    Entity: "id: e, name: N, names: [E1], kind: K, summary: S, note: N",
    Metric: "id: m, label: L, kind: flow, unit: t, definition: D",
    UnitEntry: "id: u, dimension: D, plural: P",
    DerivedEntry: "id: e.m.2025, label: L, formula: F, unit: U, note: N",
    ClaimEntry: "id: c, statement: S, source: s, kind: fact, conclusion: C, locator: L, note: N",
    Correction: "date: 2025-06-01, old: O, new: N, why: W",
    Moved: "old: a/, new: b/",
    TableColumn: "label: L",
    TableEntry: "title: T, source: s, columns: {}, locator: L, note: N",
}
LABELS = [
    (Briefing, "title publisher licence language"),
    (Source, "title"),
    (Entity, "name"),
    (Metric, "label unit"),
    (UnitEntry, "id dimension"),
    (DerivedEntry, "label unit"),
    (Moved, "new"),
    (TableColumn, "label"),
    (TableEntry, "title"),
]
PROSE = [
    (Briefing, "finding"),
    (DerivedEntry, "formula"),
    (ClaimEntry, "statement conclusion"),
    (Correction, "old new why"),
]
LINES = [
    (Source, "publisher author licence"),
    (Entity, "kind"),
    (UnitEntry, "plural"),
    (ClaimEntry, "locator"),
    (TableEntry, "locator"),
]
TEXTS = [
    (Briefing, "description"),
    (Source, "note"),
    (Entity, "summary note"),
    (Metric, "definition"),
    (DerivedEntry, "note"),
    (ClaimEntry, "note"),
    (TableEntry, "note"),
]
BLANK = ['""', "' '", '"\\n\\t"', '"\\u00a0\\u200b"', '"\\u2060\\u00ad"', '"\\u2800\\u3164"', "~"]


def read(model, key, value):
    """The entry with ``key: value`` on its second line, and what is said of it."""
    pairs = [pair for pair in WHOLE[model].split(", ") if not pair.startswith(f"{key}:")]
    text = "\n".join(["{" + "".join(f"{pair}, " for pair in pairs), f"{key}: {value}", "}"])
    problems = Diagnostics()
    item = read_yaml(text, "a.yml", problems)
    entry = None if item is None else parse_entry(model, item, problems)
    return entry, [str(problem) for problem in problems.errors]


def of(listed):
    return [(model, key) for model, keys in listed for key in keys.split()]


@pytest.mark.parametrize(("model", "key"), of(LABELS + PROSE))
def test_a_text_that_has_to_be_there_has_something_to_see(model, key):
    for value in BLANK:
        quote = value[0] in "'\""
        at = len(key) + 3 + quote
        assert read(model, key, value) == (None, [f"a.yml:2:{at}: {key} is empty; one text"])


@pytest.mark.parametrize(("model", "key"), of(LINES + TEXTS))
def test_one_that_need_not_be_there_may_be_empty_and_not_blank(model, key):
    for value in ('""', "~", ""):
        entry, said = read(model, key, value)
        assert (getattr(entry, key), said) == ("", [])
    for value in BLANK[1:-1]:
        entry, (said,) = read(model, key, value)
        assert entry is None and said.endswith(f": {key} is empty; one text")


@pytest.mark.parametrize(("model", "key"), of(LABELS + LINES))
def test_a_label_is_one_line(model, key):
    assert read(model, key, '"a\\nb"')[1] == [
        f"a.yml:2:{len(key) + 4}: {key} goes over several lines; one line"
    ]
    entry, said = read(model, key, '"en\\n"')  # as a block ends
    assert (getattr(entry, key), said) == ("en", [])


@pytest.mark.parametrize(
    ("model", "key", "most"),
    [(m, k, "500") for m, k in of(LABELS + LINES)]
    + [(m, k, "20,000") for m, k in of(PROSE + TEXTS)],
)
def test_a_text_without_end_is_told_and_not_repeated(model, key, most):
    (said,) = read(model, key, "x" * 20_001)[1]
    assert said == f"a.yml:2:{len(key) + 3}: {key} is too long; at most {most} characters"


@pytest.mark.parametrize("key", ["authors"])
@pytest.mark.parametrize("value", ["[]", "~"])
def test_a_list_that_has_to_be_there_has_something_in_it(key, value):
    assert read(Briefing, key, value)[1] == [f"a.yml:2:10: {key} is empty; at least one"]


@pytest.mark.parametrize(("model", "key"), [(Briefing, "authors"), (Entity, "names")])
def test_an_item_of_a_list_has_something_to_see_too(model, key):
    assert read(model, key, '[A, "\\u200b"]')[1] == [
        f"a.yml:2:{len(key) + 8}: {key} is empty; one text"
    ]


@pytest.mark.parametrize(
    ("model", "key", "value", "said"),
    [
        (Source, "rank", "", "rank is empty; one of 1, 2, 3, 4 or 5"),
        (Source, "rank", "01", "rank cannot be '01'; one of 1, 2, 3, 4 or 5"),
        (Source, "rank", "1.0", "rank cannot be '1.0'; one of 1, 2, 3, 4 or 5"),
        (Source, "rank", "[1]", "rank cannot be ['1']; one of 1, 2, 3, 4 or 5"),
        (Source, "rank", "'" + "1" * 5000 + "'", "rank cannot be '1111"),
        (Source, "id", "1_000", "id cannot be '1_000'; it has letters a to z, digits and hyphens"),
        (Source, "id", "~", "id is empty; a value"),
        (Source, "id", "'" + "a" * 81 + "'", "id is too long; at most 80 characters"),
        (
            Source,
            "date",
            "2024-05-01T00:00:00",
            "date cannot be '2024-05-01T00:00:00'; write 2024-05-01",
        ),
        (Source, "repeats", "{a: b}", "repeats is no list; a list, or one text"),
        (Source, "repeats", "[[a]]", "repeats is no text; one text"),
        (Entity, "parts", "[~]", "parts is empty; a value"),
        (Metric, "kind", "NO", "kind cannot be 'NO'; one of 'flow', 'stock' or 'rate'"),
        (DerivedEntry, "digits", "012", "digits cannot be '012'; a whole number"),
        (DerivedEntry, "digits", "1_0", "digits cannot be '1_0'; a whole number"),
        (DerivedEntry, "digits", "1:30", "digits cannot be '1:30'; a whole number"),
        (DerivedEntry, "digits", "1e3", "digits cannot be '1e3'; a whole number"),
        (DerivedEntry, "digits", "'" + "9" * 5000 + "'", "digits cannot be '9999"),
        (DerivedEntry, "digits", "0", "digits cannot be 0; at least 1"),
        (DerivedEntry, "digits", "13", "digits cannot be 13; at most 12"),
        (ClaimEntry, "draft", "NO", "draft: 'NO' is neither true nor false; true or false"),
        (TableEntry, "columns", "many", "columns is no mapping; keys, each with its value"),
        (Entity, "name", "[a]", "name is no text; one text"),
        (Entity, "name", "{a: b}", "name is no text; one text"),
        (Entity, "name", "&x a", "an anchor &x; the value written out"),
        (Entity, "name", "*x", "an alias *x; the value written out"),
        (Entity, "name", "!!int 5", "a tag tag:yaml.org,2002:int; a plain value"),
        (Entity, "name", '"a\\u202e"', "a hidden character U+202E; the text without it"),
        (Entity, "names", "[a, *x, b]", "an alias *x; the value written out"),
        (Entity, "<<", "{id: b}", "unknown key <<; one of aliases, "),
        (Entity, "? [a]", "b", "a key that is no text; a plain word"),
    ],
)
def test_a_value_of_another_form_is_told_once_and_never_read_as_something_else(
    model, key, value, said
):
    entry, told = read(model, key, value)
    assert len(told) == 1 and told[0].split(": ", 1)[1].startswith(said.replace("aliases, ", ""))
    assert len(told[0]) < 1_200
    assert entry is None or key in ("<<", "? [a]")


@pytest.mark.parametrize(
    "value", ["NO", "yes", "1_000", "012", "1:30", "1e3", "2024-01-01", "0x1f"]
)
def test_what_yaml_would_turn_into_something_else_stays_the_text_it_is(value):
    entry, said = read(Entity, "name", value)
    assert (entry.name, said) == (value, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-\n", "1:2: an entry is empty; keys such as id: …"),
        ("- ~\n", "1:3: an entry is empty; keys such as id: …"),
        ("- *x\n", "1:3: an alias *x; the value written out"),
        ("- []\n", "1:3: an entry is no mapping; keys such as id: …"),
        ("a: b\n", "1:1: the file is no list; entries that start with a dash"),
        (
            "- id: a\n\tname: b\n",
            "2:1: not YAML: found a tab character that violates indentation; v",
        ),
        ("%YAML 3.1\n---\n- a\n", "1:1: not YAML: found incompatible YAML document; valid YAML"),
        (
            "- {id: a, name: b}\n...\n---\n- {id: b, name: c}\n",
            "3:1: a second document; a file for",
        ),
        ("[" * 10_000, "1:13: nested too deep; at most 12 levels"),
        ("- " * 10_000, "1:25: nested too deep; at most 12 levels"),
        (
            "- {id: a, name: b}\n- {id: A, name: b}\n",
            "2:8: id cannot be 'A'; its letters are small",
        ),
        ("- {id: a, name: b}\n- {id: a, name: c}\n", "2:3: a stands twice; an id of its own"),
    ],
)
def test_a_file_that_is_no_list_of_entries_is_told_once(text, said):
    problems = Diagnostics()
    parse_entries(Entity, text, "a.yml", problems)
    (error,) = map(str, problems.errors)
    assert error.startswith(f"a.yml:{said}")


def test_a_mapping_of_more_keys_than_anybody_writes_is_refused():
    problems = Diagnostics()
    text = "- {" + ", ".join(f"k{n}: x" for n in range(2 * KEYS_AT_MOST)) + "}\n"
    parse_entries(Entity, text, "a.yml", problems)
    (error,) = map(str, problems.errors)
    assert "a mapping of too many keys; at most 2,000" in error


def test_entries_are_read_by_an_effort_that_grows_as_they_do(monkeypatch):
    """Four times as many entries with faults cost four times the looks at what was found."""
    looked = 0

    class Counted(list):
        def __iter__(self):
            nonlocal looked
            looked += len(self)
            return super().__iter__()

        def __getitem__(self, key):
            nonlocal looked
            got = super().__getitem__(key)
            looked += len(got) if isinstance(key, slice) else 1
            return got

    counts = []
    for number in (250, 1_000):
        looked = 0
        problems = Diagnostics(found=Counted())
        text = "".join(f"- {{id: a{n}, name: ~, ? [x] : y}}\n" for n in range(number))
        parse_entries(Entity, text, "a.yml", problems)
        assert len(problems.found) == 2 * number
        counts.append(looked)
    assert counts[1] <= 4 * counts[0]

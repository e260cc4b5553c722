"""What an entry names is there; where it is not, that is told once, where it is named."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger import load
from crossfoot.ledger.load import _rounds
from crossfoot.ledger.schema import Entity

ROWS = "mill,flour,2024,6.4,t,actual,,book,,\n"
TABLE = "title: T\nsource: book\ncolumns: {wheat: {label: wheat, unit: t, status: actual}}\n"
CLAIM = "- {id: c, statement: s, source: firm, kind: comparison, of: mill.flour.2024, is: 6 t,\n"
REFERENCES = {
    "source repeats": (
        {"sources.yml": "- {id: book, title: T, rank: 1,\n   repeats: bok}\n"},
        "sources.yml:2:13: unknown source bok; did you mean book?",
    ),
    "source replaces": (
        {"sources.yml": "- {id: book, title: T, rank: 1,\n   replaces: [bok]}\n"},
        "sources.yml:2:15: unknown source bok; did you mean book?",
    ),
    "entity parts": (
        {"entities.yml": "- {id: mill, name: M}\n- {id: all, name: A, parts: [mill, mlil]}\n"},
        "entities.yml:2:36: unknown entity mlil; did you mean mill?",
    ),
    "entity part_of": (
        {"entities.yml": "- {id: mill, name: M}\n- {id: loft, name: L, part_of: mil}\n"},
        "entities.yml:2:32: unknown entity mil; did you mean mill?",
    ),
    "metric parts": (
        {"metrics.yml": "- {id: flour, label: F, kind: flow, unit: t, parts: [flor]}\n"},
        "metrics.yml:1:54: unknown metric flor; did you mean flour?",
    ),
    "metric unit": (
        {"metrics.yml": "- {id: flour, label: F, kind: flow, unit: stone-par}\n"},
        "metrics.yml:1:43: unknown unit 'stone-par'; did you mean stone-pair?",
    ),
    "row entity": (
        {"figures/all.csv": ROWS.replace("mill", "mil")},
        "figures/all.csv:2:1: unknown entity mil; did you mean mill?",
    ),
    "row metric": (
        {"figures/all.csv": ROWS.replace("flour", "flor")},
        "figures/all.csv:2:6: unknown metric flor; did you mean flour?",
    ),
    "row source": (
        {"figures/all.csv": ROWS.replace("book", "bok")},
        "figures/all.csv:2:31: unknown source bok; did you mean book?",
    ),
    "row unit": (
        {"figures/all.csv": ROWS.replace("6.4,t", "6.4,bn stone-par")},
        "figures/all.csv:2:24: unknown unit 'stone-par'; did you mean stone-pair?",
    ),
    "derived entity": (
        {"derived.yml": "- {id: mil.x.2024, label: L, formula: mill.flour.2024, unit: t}\n"},
        "derived.yml:1:8: unknown entity mil; did you mean mill?",
    ),
    "derived formula": (
        {"derived.yml": "- {id: mill.x.2024, label: L, formula: mill.flor.2024, unit: t}\n"},
        "derived.yml:1:40: no figure mill.flor.2024; did you mean mill.flour.2024?",
    ),
    "derived formula, a row": (
        {"derived.yml": "- {id: mill.x.2024, label: L, formula: mill.flour.2024@bok, unit: t}\n"},
        "derived.yml:1:40: no figure mill.flour.2024@bok; did you mean mill.flour.2024@book?",
    ),
    "derived unit": (
        {
            "derived.yml": "- {id: mill.x.2024, label: L, formula: mill.flour.2024, "
            "unit: stone-par}\n"
        },
        "derived.yml:1:63: unknown unit 'stone-par'; did you mean stone-pair?",
    ),
    "claim source": (
        {"claims.yml": CLAIM.replace("firm", "frim") + "   conclusion: x}\n"},
        "claims.yml:1:33: unknown source frim; did you mean firm?",
    ),
    "claim of": (
        {"claims.yml": CLAIM.replace("flour", "flor") + "   conclusion: x}\n"},
        "claims.yml:1:61: no figure mill.flor.2024; did you mean mill.flour.2024?",
    ),
    "claim is": (
        {"claims.yml": CLAIM.replace("6 t", "6 stone-par") + "   conclusion: x}\n"},
        "claims.yml:1:84: unknown unit 'stone-par'; did you mean stone-pair?",
    ),
    "correction figure": (
        {
            "corrections.yml": "- date: 2025-05-01\n  figure: mill.flor.2024\n"
            "  old: a\n  new: b\n  why: c\n"
        },
        "corrections.yml:2:11: no figure mill.flor.2024; did you mean mill.flour.2024?",
    ),
    "correction figure, a row": (
        {
            "corrections.yml": "- date: 2025-05-01\n  figure: mill.flour.2024@firm\n"
            "  old: a\n  new: b\n  why: c\n"
        },
        "corrections.yml:2:11: no figure mill.flour.2024@firm; did you mean mill.flour.2024",
    ),
    "correction claim": (
        {
            "claims.yml": CLAIM + "   conclusion: x}\n",
            "corrections.yml": "- date: 2025-05-01\n  claim: claim-c\n"
            "  old: a\n  new: b\n  why: c\n",
        },
        "corrections.yml:2:10: no claim claim-c; the id of a claim",
    ),
    "table source": (
        {"tables/w.yml": TABLE.replace("book", "bok"), "tables/w.csv": "wheat\n1\n"},
        "tables/w.yml:2:9: unknown source bok; did you mean book?",
    ),
    "table unit": (
        {"tables/w.yml": TABLE.replace("unit: t", "unit: stone-par"), "tables/w.csv": "wheat\n1\n"},
        "tables/w.yml:3:39: unknown unit 'stone-par'; did you mean stone-pair?",
    ),
    "table column": (
        {"tables/w.yml": TABLE, "tables/w.csv": "weat\n1\n"},
        "tables/w.csv:1:1: the column 'weat' is not described; did you mean wheat?",
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_what_is_named_and_not_there_is_told_once_where_it_is_named(desks, name):
    files, said = REFERENCES[name]
    files = {k: v if not k.endswith("all.csv") else _rows(v) for k, v in files.items()}
    (error,) = desks.blank(rows=ROWS).write(files).run().errors()
    assert error.startswith(f"data/{said}")


def _rows(text):
    return "entity,metric,period,value,unit,status,qualifier,source,locator,note\n" + text


@pytest.mark.parametrize(
    ("file", "entry", "broken"),
    [
        ("sources", "id: book, title: T, rank: 1", "rank: 9"),
        ("sources", "id: firm, title: T, rank: 1", 'title: ""'),
        ("entities", "id: mill, name: M", 'name: ""'),
        ("metrics", "id: flour, label: F, kind: flow, unit: t", "kind: NO"),
        ("metrics", "id: flour, label: F, kind: flow, unit: t", "unit: nothing"),
        ("units", 'id: stone-pair, dimension: "[stones]"', "dimension: stones"),
        ("units", 'id: stone-pair, dimension: "[stones]"', 'dimension: ""'),
        ("derived", "id: mill.x.2024, label: L, formula: mill.flour.2024, unit: t", "label: ~"),
        ("derived", "id: mill.x.2024, label: L, formula: mill.flour.2024, unit: t", "unit: USD"),
        ("claims", "id: c, statement: s, source: firm, kind: fact, conclusion: x", "kind: no"),
    ],
)
def test_an_entry_with_a_fault_brings_one_line_whatever_uses_it(desks, file, entry, broken):
    kept = [pair for pair in entry.split(", ") if not pair.startswith(broken.split(":")[0])]
    others = {
        "sources": "- {id: book, title: T, rank: 1}\n- {id: firm, title: T, rank: 1}\n"
        "- {id: echo, title: T, rank: 1, repeats: book, replaces: firm}\n",
        "entities": "- {id: mill, name: M}\n- {id: all, name: A, parts: [mill]}\n"
        "- {id: loft, name: L, part_of: mill}\n",
        "metrics": "- {id: flour, label: F, kind: flow, unit: t}\n"
        "- {id: meal, label: F, kind: flow, unit: t, parts: [flour]}\n"
        "- {id: stones, label: S, kind: stock, unit: stone-pair}\n",
        "units": '- {id: stone-pair, dimension: "[stones]"}\n',
        "derived": "- {id: mill.x.2024, label: L, formula: mill.flour.2024, unit: t}\n"
        "- {id: mill.y.2024, label: L, formula: mill.x.2024 * 2, unit: t}\n"
        "- {id: mill.z.2024, label: L, formula: mill.stones.2024 * 2, unit: stone-pair}\n",
        "claims": "- {id: c, statement: s, source: firm, kind: comparison, of: mill.y.2024,\n"
        "   is: more than 1 t, conclusion: x}\n"
        "- {id: d, statement: s, source: book, kind: comparison, of: mill.flour.2024,\n"
        "   is: more than 1 t, conclusion: x}\n",
        "corrections": "- {date: 2025-05-01, figure: mill.y.2024, old: a, new: b, why: c}\n"
        "- {date: 2025-05-02, claim: c, old: a, new: b, why: c}\n",
        "rows": ROWS + "mill,stones,2024,2,stone-pair,actual,,book,,\n",
    }
    first = entry.split(",")[0]
    listed = ("\n" + others[file]).split("\n- ")[1:]
    listed = [one for one in listed if not one.startswith("{" + first + ",")]
    changed = "".join(f"- {one.rstrip()}\n" for one in listed)
    files = {**others, file: changed + "- {" + ", ".join(kept) + ",\n" + broken + "}\n"}
    desk = desks.blank(**files)
    table = {"tables/w.yml": TABLE, "tables/w.csv": "wheat\n1\n"}
    (error,) = desk.write(table).run().errors()
    assert error.startswith(f"data/{file}.yml:")


def entity(name, *parts):
    return Entity(id=name, name="N", parts=parts)


def told(*entries):
    problems = Diagnostics()
    _rounds({entry.id: entry for entry in entries}, "parts", problems)
    return [problem.message for problem in problems.found]


def test_a_way_round_is_told_once():
    assert told(entity("a", "a")) == ["parts of a leads round to a again"]
    assert told(entity("c", "a"), entity("a", "b"), entity("b", "a")) == [
        "parts of a leads round to a again, through b"
    ]
    long = [entity(f"e{n}", f"e{(n + 1) % 9}") for n in range(9)]
    assert told(*long) == ["parts of e0 leads round to e0 again, through e1, e2, e3, e4, …, e8"]
    assert told(entity("a", "b", "c"), entity("b", "d"), entity("c", "d"), entity("d")) == []


def test_a_part_of_itself_by_way_of_others_is_told(desks):
    entities = "- {id: mill, name: M, part_of: loft}\n- {id: loft, name: L, part_of: mill}\n"
    assert desks.refused(entities=entities) == [
        "data/entities.yml:1:32: part_of of mill leads round to mill again, through loft; "
        "another entity"
    ]


def test_ways_are_gone_along_once_however_long_they_are(monkeypatch):
    asked = 0
    whole = load._named

    def counted(entry, key):
        nonlocal asked
        asked += 1
        return whole(entry, key)

    monkeypatch.setattr(load, "_named", counted)
    for number in (500, 2_000):
        asked = 0
        chain = [entity(f"e{n}", f"e{n + 1}", f"e{n + 2}") for n in range(number)]
        assert told(*chain) == [] and asked == number


def test_a_correction_corrects_something_once_and_by_now(desks):
    line = "- {{date: {}, old: {}, new: {}, why: w}}\n".format
    desk = desks.blank(
        corrections=line("2025-05-01", "a", "b")
        + line("2025-05-01", "a", "b")
        + line("2025-05-02", "a", '"a "')
        + line("2025-06-02", "a", "c")
    ).run()
    assert [str(p) for p in (*desk.problems.errors, *desk.problems.warnings)] == [
        "data/corrections.yml:2:3: the correction stands twice; one of them "
        "(the first is at line 1)",
        "data/corrections.yml:3:36: old and new are the same; what stands there now",
        "data/corrections.yml:4:10: warning: the correction is dated 2025-06-02, after 2025-06-01; "
        "a day up to as_of",
    ]


def test_no_correction_is_told_to_come_too_late_where_nobody_knows_the_day(desks):
    briefing = (desks.blank().root / "data/briefing.yml").read_text()
    for broken in (briefing.replace("as_of: 2025-06-01", "as_of: soon"), "title: [\n"):
        desk = desks.blank(
            briefing=broken, corrections="- {date: 2025-05-01, old: a, new: b, why: w}\n"
        ).run()
        assert len(desk.errors()) == 1 and desk.problems.warnings == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sources.yaml", "sources.yaml:1:1: nothing reads this; did you mean sources.yml?"),
        ("Claims.yml", "Claims.yml:1:1: nothing reads this; did you mean claims.yml?"),
        ("derived.YML", "derived.YML:1:1: nothing reads this; did you mean derived.yml?"),
        ("figures/more.CSV", "figures/more.CSV:1:1: nothing reads this; a file of rows that ends"),
        ("figures/more.tsv", "figures/more.tsv:1:1: nothing reads this; a file of rows that ends"),
        ("figures/more.xlsx", "figures/more.xlsx:1:1: nothing reads this; a file of rows that"),
        ("figures/sub/more.csv", "figures/sub:1:1: nothing reads this; a file of rows that ends"),
        ("figures/sub.csv/x", "figures/sub.csv:1:1: a folder in the place of a file; the file"),
        ("figure/more.csv", "figure:1:1: nothing reads this; did you mean figures?"),
        ("more.csv", "more.csv:1:1: nothing reads this; its rows in a file of figures/"),
        ("rows.xlsx", "rows.xlsx:1:1: nothing reads this; its rows in a file of figures/"),
        ("notes.json", "notes.json:1:1: nothing reads this; one of briefing.yml, claims.yml"),
        (
            "tables/sub/w.csv",
            "tables/sub:1:1: nothing reads this; its tables in data/tables itself",
        ),
        (
            "tables/w.tsv",
            "tables/w.tsv:1:1: w.tsv is neither a table nor its description; NAME.csv",
        ),
        (
            "tables/w.CSV",
            "tables/w.CSV:1:1: w.CSV is neither a table nor its description; NAME.csv",
        ),
        ("tables/w.xlsx", "tables/w.xlsx:1:1: w.xlsx is neither a table nor its description; N"),
        ("tables", "tables:1:1: the folder is a file; files in a folder tables"),
    ],
)
def test_what_nothing_reads_is_one_line_and_nothing_after_it(desks, name, said):
    desk = desks.blank(
        rows="" if "figure" in name else ROWS,
        corrections="- {date: 2025-05-01, figure: mill.flour.2024, old: a, new: b, why: c}\n",
    )
    moved = desk.root / "data" / name.lower().replace(".yaml", ".yml")
    if moved.exists():
        moved.unlink()
    (error,) = desk.write({name: "x"}).run().errors()
    assert error.startswith(f"data/{said}")


def test_what_is_for_people_may_stand_beside_the_files(desks, row):
    files = ("README.md", "notes.txt", "LICENSE", ".hidden", "sources.yml~", "figures/README.md")
    more = ("figures/.all.csv.swp", "figures/#all.csv#", "tables/.DS_Store")
    desk = desks.blank(rows=ROWS).write(dict.fromkeys((*files, *more), "x")).run()
    assert desk.errors() == [] and "mill.flour.2024" in desk.ledger.figures

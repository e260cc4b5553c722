"""Every text of the data in the briefing's own words is a template, rendered and checked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crossfoot.claims.judge import judge_claims
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.memo import Memo
from crossfoot.pages import TemplateRenderer
from crossfoot.pages.prose import FIELDS, QUOTED
from crossfoot.pages.trust_marks import PRIVATE
from crossfoot.publish import published_files

FIG = "{{ fig('meadow.honey.2024') }}"
TABLE = {
    "tables/scales.yml": "title: TITLE\nsource: fair\nnote: NOTE\nlocator: page\n"
    "columns:\n  hive: {label: COLUMN}\n",
    "tables/scales.csv": "hive\nCELL\n",
}


def told(data: dict[str, str], text: str) -> dict[str, str]:
    """The bees with ``text`` in every field that is a template, one that says ``KIND FIELD``."""

    def at(name: str) -> str:
        return f'"{name} {text}"'

    files = {**data, **TABLE}
    files["briefing.yml"] = re.sub(
        "description: .*", f"description: {at('description')}", files["briefing.yml"]
    )
    files["sources.yml"] += f"  note: {at('source note')}\n"
    files["entities.yml"] += (
        f"  kind: {at('kind')}\n  summary: {at('summary')}\n  note: {at('entity note')}\n"
    )
    files["metrics.yml"] = files["metrics.yml"].replace("label: wax", f"label: {at('label')}")
    files["metrics.yml"] += f"  definition: {at('definition')}\n"
    files["derived.yml"] = (
        files["derived.yml"].replace(
            "label: growth of honey taken", f"label: {at('derived label')}"
        )
        + f"  note: {at('derived note')}\n"
    )
    files["claims.yml"] = (
        files["claims.yml"]
        .replace("statement: It is the *sweetest* <i>honey</i>.", f"statement: {at('statement')}")
        .replace("A tasting.", at("settled_by"))
        .replace("A matter of taste.", at("conclusion"))
    )
    files["claims.yml"] += f"  note: {at('claim note')}\n"
    files["corrections.yml"] = (
        "- date: 2025-05-01\n  figure: meadow.honey.2024\n  old: '51'\n  new: '50'\n"
        f"  why: {at('why')}\n"
    )
    files["figures/hives.csv"] = files["figures/hives.csv"].replace(
        "fair,,\nwood", f"fair,,row note {text}\nwood"
    )
    for name in ("TITLE", "NOTE", "COLUMN"):
        files["tables/scales.yml"] = files["tables/scales.yml"].replace(
            name, at(f"table {name.lower()}")
        )
    return files


NAMES = (
    "description", "source note", "kind", "summary", "entity note", "label", "definition",
    "derived label", "derived note", "statement", "settled_by", "conclusion", "claim note", "why",
    "row note", "table title", "table note", "table column",
)  # fmt: skip


def texts(root: Path, memo: Memo | None = None) -> tuple[TemplateRenderer, Diagnostics]:
    problems = Diagnostics()
    memo = memo or Memo()
    inputs = load_inputs(root, {}, problems)
    ledger = build_ledger(inputs, inputs.briefing.as_of, problems).tracked(memo)
    claims = judge_claims(ledger, inputs.claims, problems)
    return TemplateRenderer(root, ledger, claims, problems, memo=memo), problems


def test_every_text_in_the_briefings_own_words_is_published_as_it_came_out(
    briefing, data, tmp_path
):
    made, problems = texts(briefing(None, told(data, FIG)))
    assert problems.errors == ()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    files = published_files(made.ledger, made.claims, "https://example.org/", scratch)
    whole = "\n".join(f.decode() for p, f in files.items() if not p.endswith(".parquet"))
    for name in NAMES:
        if name not in ("why", "table column"):  # which stand on pages alone, and beside cells
            assert f"{name} 50 kg" in whole, name
    assert "table column 50 kg" in files["data/datapackage.json"].decode()
    assert "{{" not in whole
    assert made.ledger.corrections[0].why == "why 50 kg"
    assert "claim note 50 kg" in json.loads(files["data/claims.json"])[1]["note"]


def test_every_text_in_the_briefings_own_words_stands_rendered_on_the_pages(rendered, data):
    page = "---\ntitle: A\n---\n# A\n\n{{ fig('meadow.honey_growth.2024') }}\n"
    made = rendered({"page.md": page}, told(data, FIG), own=True)
    assert made.problems == []
    whole = "\n".join(made.pages.files.values())
    assert not PRIVATE.search(whole)
    trail = made.trails("page.md")
    whole = re.sub("<[^>]*>", "", whole)
    for name in NAMES:
        if not name.startswith(("table", "description")):
            assert f"{name.replace('_', '&#95;')} 50 kg" in whole, name
    assert "{{" not in whole
    notes = [pieces for one in trail for term, pieces in one["facts"] if term == "Note"]
    assert ["derived note 50 kg"] in notes
    assert "entity note <a class=" in made.body("entities/wood/index.md")


def test_a_number_typed_into_any_of_them_is_refused_where_it_stands(briefing, data):
    files = told(data, "has seven")
    root = briefing(None, files)
    _, problems = texts(root)
    found = {
        (root / p.place.path).read_text().split("\n")[p.place.line - 1][: p.place.column - 1]
        for p in problems.found
        if '"seven" is typed' in p.message
    }
    assert len(found) == len(problems.found) == len(NAMES)
    for name in NAMES:
        assert any(before.endswith(f"{name} has ") for before in found), name


@pytest.mark.parametrize("kind", FIELDS)
def test_each_text_is_either_a_template_or_quoted(kind):
    from crossfoot.ledger import schema

    models = {"derived": schema.DerivedEntry, "claim": schema.ClaimEntry,
              "briefing": schema.Briefing}  # fmt: skip
    model = models.get(kind) or getattr(schema, kind.title())
    own = {n for n, f in model.model_fields.items() if f.annotation in (str, schema.Text)}
    formal = {
        "id", "source", "said", "of", "is_", "due", "date", "read", "unit", "formula", "floor",
        "part_of", "figure", "claim", "published", "as_of", "language",
    }  # fmt: skip
    assert own - formal <= {*FIELDS[kind], *QUOTED.get(kind, ())}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("sources.yml", "title: The honey fair", "title: The {{ fair }}", "8:14: {{ in a title"),
        ("entities.yml", "name: Wood Hives", "name: Wood {% Hives", "7:14: {% in a name"),
        ("claims.yml", "locator: paragraph 2", "locator: '{# paragraph'", "5:13: {# in a locator"),
        ("figures/hives.csv", "page 3", "page {{ 3", "2:43: {{ in a locator"),
        ("tables/scales.csv", "CELL", "a {{ cell", "2:3: {{ in a cell"),
    ],
)
def test_what_is_quoted_holds_no_jinja(briefing, data, file, old, new, said):
    files = {**data, **TABLE}
    files[file] = files[file].replace(old, new, 1)
    _, problems = texts(briefing(None, files))
    assert [str(p) for p in problems.errors] == [
        f"data/{file}:{said}, which is quoted as it is and no template; "
        f"the {said.rsplit(' ', 1)[-1]} without it"
    ]


def test_a_text_may_use_one_that_comes_later(briefing, data):
    files = dict(data)
    files["claims.yml"] = (
        files["claims.yml"]
        .replace("conclusion: It rose", "conclusion: \"{{ conclusion('sweetest') }} It rose")
        .replace('2024") }}.\n- id', '2024") }}."\n- id')
        .replace('fig("meadow.honey.2024") }}."', "fig('meadow.honey.2024') }}.\"")
    )
    made, problems = texts(briefing(None, files))
    assert problems.errors == ()
    assert made.claims["more-honey"].entry.conclusion.startswith("A matter of taste. It rose by")


def test_texts_that_use_one_another_in_a_circle_are_told_where_they_stand(briefing, data):
    files = dict(data)
    files["claims.yml"] = files["claims.yml"].replace(
        "A matter of taste.", "\"See {{ conclusion('sweetest') }}.\""
    )
    _, problems = texts(briefing(None, files))
    assert [str(p) for p in problems.errors] == [
        "data/claims.yml:16:20: the conclusion of sweetest goes round in a circle; a text that ends"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("claims.yml", "A matter of taste.", '"It is {{ worked }}."',
         "claims.yml:16:22: nothing was worked out for the claim sweetest, which is "
         "unverifiable (no figure can settle it); words without that number"),
        ("sources.yml", "rank: 3", "rank: 3\n  note: \"It is {{ claim_value('sweetest') }}.\"",
         "sources.yml:12:32: nothing was worked out for the claim sweetest, which is "
         "unverifiable (no figure can settle it); words without that number"),
        ("claims.yml", "A matter of taste.", "\"{% if worked %}It is.{% endif %}\"",
         "claims.yml:16:16: the conclusion comes out empty; words"),
        ("metrics.yml", "label: wax", "label: \"{{ '' }}\"",
         "metrics.yml:7:11: the label comes out empty; words"),
        ("sources.yml", "rank: 3", "rank: 3\n  note: \"It is {{ meaning('fine') }}.\"",
         "sources.yml:12:28: no verdict 'fine'; one of holds, fails, undetermined, "
         "unverifiable, open, overdue"),
    ],
)  # fmt: skip
def test_what_comes_out_empty_where_words_were_asked_for_is_told(
    briefing, data, file, old, new, said
):
    files = dict(data)
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    _, problems = texts(briefing(None, files))
    assert [str(p) for p in problems.errors] == [f"data/{said}"]


def test_a_note_that_says_something_only_sometimes_may_be_empty(briefing, data):
    files = dict(data)
    files["claims.yml"] += '  note: "{% if worked %}It is {{ worked }}.{% endif %}"\n'
    made, problems = texts(briefing(None, files))
    assert problems.errors == ()
    assert made.claims["sweetest"].entry.note == ""


def test_what_a_text_came_to_is_made_again_when_what_it_shows_is_another(briefing, data):
    memo, files = Memo(), told(data, FIG)
    root = briefing(None, files)
    texts(root, memo)
    for cells in ("text", "figure"):
        memo.keep(("page", cells), Diagnostics(), lambda kind=cells: memo.note(kind, LATER[kind]))
    memo.keep(("page", "other"), Diagnostics(), lambda: memo.note("text", "claim:more-honey:note"))
    files["figures/hives.csv"] = files["figures/hives.csv"].replace("2024,50,", "2024,52,")
    (root / "data/figures/hives.csv").write_text(files["figures/hives.csv"])
    made, _ = texts(root, memo)
    assert made.claims["sweetest"].entry.note == "claim note 52 kg"
    assert ("page", "text") not in memo._kept
    assert ("page", "figure") not in memo._kept


LATER = {"text": "claim:sweetest:note", "figure": "meadow.honey.2024"}

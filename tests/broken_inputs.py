"""The catalogue of broken inputs: what is done to ``ferries/``, and what must be said of it.

In what is written ``¦`` stands where the problem must be said to be; it is taken out. A fault that
shows elsewhere names its place by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FERRIES = Path(__file__).parent / "end_to_end/ferries"
RIDERS, FARES = "data/figures/riders.csv", "data/figures/fares.csv"
BRIEFING, SOURCES, ENTITIES = "data/briefing.yml", "data/sources.yml", "data/entities.yml"
METRICS, UNITS, DERIVED = "data/metrics.yml", "data/units.yml", "data/derived.yml"
CLAIMS, CORRECTIONS, MOVED = "data/claims.yml", "data/corrections.yml", "data/moved.yml"
TABLE, TOLD = "data/tables/crossings.csv", "data/tables/crossings.yml"
INDEX, PAGE = "templates/index.md", "templates/ferries.md"
INCLUDE, MACROS = "templates/_fares.md", "templates/_say.md"
CHARTS, BY_HAND, SETTINGS = "scripts/charts/riders.py", "docs/visit.md", "mkdocs.yml"

HEADER = "entity,metric,period,value,unit,status,qualifier,source,locator,note"


@dataclass(frozen=True)
class Broken:
    """One thing wrong in one file."""

    path: str
    old: str
    """What stands there, once; empty for the end of the file."""
    new: str
    """What takes its place, with ``¦`` where the problem is."""
    said: str
    """How the line goes on behind its place: what is wrong; what would be right."""
    place: str = ""
    """``line:column``, where ``¦`` does not say it."""


CSV = [
    Broken(RIDERS, "\ntern,", "\n¦tren,", "unknown entity tren; did you mean tern?"),
    Broken(RIDERS, "gull,riders", "gull,¦riderz", "unknown metric riderz; did you mean riders?"),
    Broken(RIDERS, "200,k rider", "200,k ¦ridr", "unknown unit 'ridr'; did you mean rider?"),
    Broken(RIDERS, "200,k rider", "200,¦km", "riders is not measured in km; a unit of "),
    Broken(RIDERS, "180,k rider,actual", "180,k rider,¦acutal", "unknown status 'acutal'; did you"),
    Broken(
        FARES, "claimed,about", "claimed,¦abuot", "unknown qualifier 'abuot'; did you mean abou"
    ),
    Broken(FARES, ",paper,para", ",¦papre,para", "unknown source papre; did you mean paper?"),
    Broken(FARES, "EUR,actual,,board,,", "EUR,actual,,board,", "the row has 9 cells; 10", "2:1"),
    Broken(
        FARES, '"a guess, the paper says"', '¦"a guess', "the quote is not closed; a quote at t"
    ),
    Broken(
        RIDERS, "entity,metric", "entity,¦metrik", "unknown column 'metrik'; did you mean metric"
    ),
    Broken(RIDERS, ",note", "", "the column note is missing; the header entity,", "1:1"),
    Broken(
        FARES, "", "¦gull,fares,2024,1.1,M EUR,claimed,,paper,,\n", "the row gull.fares.2024@paper "
    ),
]
SPREADSHEET = [
    Broken(FARES, "2024-07", "¦Jul-24", "'Jul-24' is no period; 2024-07, which a spreadsheet"),
    Broken(FARES, "2024-07", "¦01/07/2024", "'01/07/2024' is no period; 2024-07-01 or 2024-01-07"),
    Broken(FARES, "1904-05-01", "¦31.05.1904", "'31.05.1904' is no date; 1904-05-31, which a"),
    Broken(FARES, "2024-07", "¦45474", "'45474' is no period; 2024-07-01, which a spreadsheet has"),
    Broken(
        RIDERS, ",120,", ',"¦120,5",', "'120,5' is no number; write 120.5, with a decimal point"
    ),
    Broken(RIDERS, ",180,", ',"¦1,180",', "'1,180' is no number; write 1180 if the comma parts"),
    Broken(FARES, ",1.8,", ",¦€1.8,", "'€1.8' is no number; write 1.8; € stands under unit"),
    Broken(FARES, ",21,", ",¦#REF!,", "'#REF!' is no number; the number itself"),
    Broken(
        FARES,
        HEADER,
        HEADER.replace(",", ";").replace(";", "¦;", 1),
        "semicolons between the cells; commas, and",
    ),
    Broken(
        FARES,
        'gull,fares,2024,1.1,M EUR,claimed,about,paper,paragraph 3,"a guess, the paper says"',
        "gull¦;fares;2024;1;M EUR;claimed;about;paper;paragraph 3;",
        "semicolons between the cells; ",
    ),
    Broken(TABLE, "2024-02", "¦Feb-24", "'Feb-24' is no period; 2024-02, which a spreadsheet"),
    Broken(TABLE, "395", '"¦3,95"', "'3,95' is no number; write 3.95, with a decimal point"),
]
YAML = [
    Broken(SOURCES, "  rank: 3", "  ¦rnak: 3", "unknown key rnak; did you mean rank?"),
    Broken(SOURCES, "2025-02\n", "¦2025-13\n", "date: there is no month 13; a month from 01 to 12"),
    Broken(SOURCES, "rank: 3", "rank: ¦6", "rank cannot be 6; one of"),
    Broken(SOURCES, "https://example.org/board", "¦example.org/board", "'example.org/board' is no"),
    Broken(SOURCES, "", "  ¦rank: 2\n", "the key rank stands twice; one of them"),
    Broken(
        ENTITIES, "parts: [tern, gull]", "parts: [tern, ¦gul]", "unknown entity gul; did you mean"
    ),
    Broken(ENTITIES, "  name: Gull\n", "  ¦nmae: Gull\n", "unknown key nmae; did you mean name?"),
    Broken(ENTITIES, "", "- ¦pier\n", "an entry is no mapping; keys such as id: …"),
    Broken(
        METRICS, "kind: stock", "kind: ¦level", "kind cannot be 'level'; one of 'flow', 'stock'"
    ),
    Broken(METRICS, "unit: EUR", "unit: ¦EURO", "unknown unit 'EURO'; did you mean"),
    Broken(UNITS, '"[rider]"', '"¦rider"', "'rider' is no dimension; a name in brackets"),
    Broken(ENTITIES, "names: [Gull 2]", "names: [Gull 2\n  kind¦: ferry", "not YAML: "),
    Broken(
        CORRECTIONS, "figure: tern.fares.2024", "figure: ¦tern.fars.2024", "no figure tern.fars.2"
    ),
    Broken(
        MOVED,
        "entities/tern/",
        "¦entities/tren/",
        "the link entities/tren/ leads nowhere; did you mean entities/tern/?",
    ),
    Broken(ENTITIES, "id: tern\n", "id: ¦Tern\n", "id cannot be 'Tern'; its letters are small"),
    Broken(UNITS, "", "- ¦][\n", "not YAML: "),
    Broken(CLAIMS, "", "- ¦][\n", "not YAML: "),
    Broken("data/claim.yml", "", "¦- id: fast\n", "nothing reads this; did you mean claims.yml?"),
    Broken("data/figures/more.CSV", "", "¦tern\n", "nothing reads this; a file of rows that ends"),
    Broken(
        CORRECTIONS, "  old: 1.7", "  claim: ¦nope\n  old: 1.7", "no claim nope; the id of a claim"
    ),
]
BRIEFING_YML = [
    Broken(
        BRIEFING, "as_of: 2025-03-01", "as_of: ¦2025-02-30", "as_of: there is no day 2025-02-30"
    ),
    Broken(BRIEFING, "licence:", "¦license:", "unknown key license; did you mean licence?"),
    Broken(BRIEFING, "format: 1", "format: ¦2", "format cannot be 2; one of 1"),
    Broken(
        BRIEFING, "sound.riders.2024", "¦sound.rider.2024", "no figure sound.rider.2024; did you"
    ),
    Broken(BRIEFING, "invented", "¦2 invented", '"2" is typed, not taken from the ledger; write'),
    Broken(
        BRIEFING, "authors: [Crossfoot]\npublisher", "authors: [Crossfoot\npublisher¦", "not YAML: "
    ),
]
FORMULAS = [
    Broken(
        DERIVED, "growth(sound.riders.2023", "growth(¦sound.rider.2023", "no figure sound.rider."
    ),
    Broken(DERIVED, "growth(", "¦grwoth(", "unknown function grwoth; did you mean growth?"),
    Broken(DERIVED, "2024 / tern", "2024 / ¦/ tern", "the formula cannot be read at '/'"),
    Broken(DERIVED, "fares.2024 /", "fares.2024 ¦+", "EUR and [rider] cannot be added;"),
    Broken(
        DERIVED, "EUR/rider", "EUR/km", "the formula gives EUR/[rider], not EUR/km; a u", "7:12"
    ),
    Broken(
        DERIVED, "2023, sound.riders.2024)", "2023, sound.riders.2024¦", "the formula ends too ear"
    ),
    Broken(
        DERIVED, "id: tern.fare.2024", "id: ¦tren.fare.2024", "unknown entity tren; did you mean"
    ),
    Broken(DERIVED, "tern.fares.2024 /", "tern.fares.2024¦-1 /", "the formula cannot be read at"),
]
CLAIMS_YML = [
    Broken(
        CLAIMS, "tern.riders.2024 -", "¦tern.ridres.2024 -", "no figure tern.ridres.2024; did you"
    ),
    Broken(CLAIMS, "more than 5 %", "¦mroe than 5 %", "'mroe than 5 %' is no test; such as"),
    Broken(CLAIMS, "more than 5 %", "more than 5 ¦quux", "unknown unit 'quux'"),
    Broken(
        CLAIMS, "more than 0 rider", "more than 0 EUR", "the formula gives [rider], not EUR", "14:7"
    ),
    Broken(CLAIMS, "kind: forecast", "kind: ¦prediction", "kind cannot be 'prediction'; one of"),
    Broken(CLAIMS, "  due: 2025-12-31\n", "", "a forecast without due; due: the day", "17:3"),
    Broken(
        CLAIMS, "source: paper\n  kind: fact", "source: ¦papper\n  kind: fact", "unknown source p"
    ),
    Broken(
        CLAIMS, 'sound.rider_growth.2024") }}', '¦sound.growth.2024") }}', "no figure sound.growt"
    ),
    Broken(
        CLAIMS, "By {{ worked }}", "By {{ ¦wroked }}", "'wroked' is undefined; did you mean worked"
    ),
    Broken(
        CLAIMS, "Gull will earn more", "Gull will earn ¦twice as much", '"twice" is typed, not '
    ),
]
TEMPLATES = [
    Broken(
        INDEX, "sound.riders.2024", "¦sound.ridres.2024", "no figure sound.ridres.2024; did you"
    ),
    Broken(
        INDEX, "riders-by-year", "¦rider-by-year", "no chart 'rider-by-year'; did you mean riders-"
    ),
    Broken(
        INDEX, 'claim("more-ride")', 'claim("¦more-rides")', "no claim 'more-rides'; did you mean"
    ),
    Broken(INDEX, 'entity("tern")', 'entity("¦tren")', "no entity 'tren'; did you mean tern?"),
    Broken(
        INDEX, "carried most", "carried ¦12 of them", '"12" is typed, not taken from the ledger'
    ),
    Broken(
        INDEX, "{{ finding }}\n\n", "{{ ¦fnding }}\n\n", "fnding is undefined; did you mean finding"
    ),
    Broken(INDEX, 'period("2024")', 'period("¦24")', "'24' is no period; one of"),
    Broken(
        PAGE, "title: The", "¦titel: The", "unknown key titel in the front matter; did you mean"
    ),
    Broken(
        PAGE,
        "## Crossings",
        "{% ¦fi x %}\n## Crossings",
        "no tag fi in Jinja; one of if, for, set, ",
    ),
    Broken(
        PAGE,
        "## Crossings",
        '{{ figure("¦tern.fare.2025").note }}\n\n## Crossings',
        "no figure tern.fare.20",
    ),
    Broken(
        PAGE,
        'tern.fare.2024")',
        'tern.fare.2024", ¦unti="EUR")',
        "fig() has no option unti; did you",
    ),
    Broken(PAGE, 'tern.fare.2024")', '¦tern.fare.2024", unit="km")', "EUR/rider cannot be given"),
    Broken(
        PAGE,
        "## Crossings",
        'A ¦<b style="color: red">loud</b> word.\n\n## Crossings',
        'the content policy blocks <b style="color: red">; a class, or a file under assets/',
    ),
    Broken(PAGE, "## Crossings", '## Crossings ¦{: style="color: red" }', "the content policy blo"),
    Broken(
        PAGE, "## Crossings", "¦<<<<<<< HEAD\n## Crossings", "a conflict that git left to you; one"
    ),
]
INCLUDES = [
    Broken(
        INCLUDE, "gull.fares.2024", "¦gull.fare.2024", "no figure gull.fare.2024; did you mean gull"
    ),
    Broken(INCLUDE, "It first", "¦Two first", '"Two" is typed, not taken from the ledger; write'),
    Broken(
        INCLUDE, 'source("paper")', 'source("¦papper")', "no source 'papper'; did you mean paper?"
    ),
    Broken(INCLUDE, "## Fares", "{{ ¦nobody }}\n", "nobody is undefined; "),
    Broken(PAGE, '"_fares.md"', '"¦_fare.md"', "no template _fare.md; did you mean _fares.md?"),
    Broken(INCLUDE, "## Fares", "{% ¦endif %}\n", "{% endif %} ends nothing; "),
]
IN_MACROS = [
    Broken(MACROS, 'source("board")', 'source("¦bord")', "no source 'bord'; did you mean board?"),
    Broken(
        MACROS, "The report tells", "The ¦2 reports tell", '"2" is typed, not taken from the led'
    ),
    Broken(MACROS, "fig(id)", "fig(¦idd)", "idd is undefined; did you mean id?"),
    Broken(
        MACROS,
        "{% endmacro %}",
        "{% ¦endmarco %}",
        "no tag endmarco in Jinja; did you mean endmacro?",
    ),
    Broken(
        PAGE, 'told("tern.riders.2024")', 'told("¦tern.rider.2024")', "no figure tern.rider.2024"
    ),
    Broken(PAGE, 'told("tern.riders.2024")', '¦tolled("tern.riders.2024")', "tolled is undefined"),
]
CHART_FUNCTIONS = [
    Broken(
        CHARTS,
        'ask.figures("sound.riders.2023"',
        '¦ask.figures("sound.riders.2022"',
        "chart riders-by-year: no figure sound.riders.2022; did you mean sound.riders.202",
    ),
    Broken(
        CHARTS,
        "return bars(",
        "return ¦1 / 0 + bars(",
        "chart riders-by-year failed: ZeroDivisionError",
    ),
    Broken(
        CHARTS,
        'unit="k rider"',
        'unit="k ridr"',
        "chart riders-by-year: unknown unit 'ridr'; did",
        "16:9",
    ),
    Broken(
        CHARTS,
        '"crossings", "month"',
        '"crosings", "month"',
        "chart crossings-by-month: no table crosings",
        "23:12",
    ),
    Broken(
        CHARTS,
        '"month", "crossings")',
        '"month", "crossing")',
        "chart crossings-by-month: tables/crossings has no column crossing",
        "23:12",
    ),
    Broken(
        CHARTS, '("sound.riders.2024 -', '("¦sound.riders.2025 -', "no figure sound.riders.2025"
    ),
    Broken(CHARTS, '"more than 0 rider"', '"¦more then 0 rider"', "'more then 0 rider' is no test"),
    Broken(
        CHARTS,
        '("sound.riders.2024 - sound.riders.2023"',
        '("¦sound.riders.2023 - sound.riders.2024"',
        "chart riders-by-year: what the title states fails",
    ),
    Broken(
        CHARTS, '"Crossings go', '"¦12 crossings go', '"12" is typed, not taken from the ledger'
    ),
    Broken(CHARTS, "import altair as alt", "import altair ¦sa alt", "syntax error: invalid syntax"),
    Broken(
        CHARTS,
        "import bars, plot",
        "import bars, plott",
        "the module failed: ImportError: cannot import name 'plott' from 'crossfoot.charts.marks';",
        "6:1",
    ),
    Broken(
        CHARTS,
        'alt.Y("crossings:Q"',
        'alt.Y("sum(crossings):Q"',
        "chart crossings-by-month: aggregate makes a",
        "22:1",
    ),
    Broken(
        CHARTS,
        'alt.Y("crossings:Q"',
        'alt.Y("crosings:Q"',
        "chart crossings-by-month: no datum has a field crosings; did you mean crossings?",
        "22:1",
    ),
    Broken(
        CHARTS,
        "return bars(",
        "¦raise SystemExit(3)\n    return bars(",
        "chart riders-by-year failed: SystemExit: 3; Python that runs through",
    ),
    Broken(
        CHARTS,
        'unit="k rider"',
        'units="k rider"',
        "chart riders-by-year: figures() has no option units; did you mean unit?",
        "16:9",
    ),
    Broken(
        CHARTS,
        '"month", "crossings")',
        '"month", "crossings", units="1")',
        "chart crossings-by-month: table() has no option units; did you mean unit?",
        "23:12",
    ),
]
MKDOCS_YML = [
    Broken(
        SETTINGS, "site_name: ", "¦site_nmae: ", "unknown option site_nmae; did you mean site_name?"
    ),
    Broken(
        SETTINGS, "name: material", "name: ¦materail", "theme: Unrecognised theme name: 'materail'"
    ),
    Broken(
        SETTINGS,
        "md_in_html, tables",
        "md_in_html, ¦tabels",
        "markdown_extensions: tabels is no extension that may run; did you mean tables?",
    ),
    Broken(
        SETTINGS,
        "plugins: [search]",
        "plugins: [¦serach]",
        "plugins: serach runs code that no check knows; did you mean search?",
    ),
    Broken(SETTINGS, "plugins: [search]\nnav:", "plugins: [search\nnav¦:", "not YAML: "),
    Broken(
        SETTINGS,
        "ferries.md",
        "¦ferris.md",
        "the link ferris.md leads nowhere; did you mean ferries.md?",
    ),
    Broken(
        SETTINGS,
        'site_url: !ENV [SITE_URL, "https://example.org/ferries/"]',
        "site_url: ¦[1]",
        "site_url: ",
    ),
]
LINKS = [
    Broken(BY_HAND, "(ferries.md)", "(¦ferry.md)", "the link ferry.md leads nowhere; did you mean"),
    Broken(
        INDEX, "](ferries.md)", "](¦ferris.md)", "the link ferris.md leads nowhere; did you mean"
    ),
    Broken(
        INDEX,
        "](ferries.md)",
        "](¦ferries.md#fairs)",
        "the link ferries.md#fairs leads nowhere; did",
    ),
    Broken(
        PAGE,
        "](visit.md)",
        "](¦visit.md#by-bike)",
        "the link visit.md#by-bike leads nowhere; did",
    ),
    Broken(PAGE, 'page("claims/"', 'page("¦claim/"', "the link claim/ leads nowhere; did you mean"),
    Broken(PAGE, 'page("claims/"', 'page("¦claims/#no-place"', "the link claims/#no-place leads"),
    Broken(INCLUDE, "It first sailed", "[It](¦visits.md) first sailed", "the link visits.md leads"),
    Broken(
        BY_HAND, "#crossings", "#crosings", "the link ferries.md#crosings leads nowhere", "4:12"
    ),
    Broken(
        BY_HAND, "Bicycles", '<a href="¦../nowhere/">Bicycles</a>', "the link ../nowhere/ leads no"
    ),
    Broken(
        INDEX, "](ferries.md)", "](¦http://[ferries)", "the link http://[ferries leads nowhere; an"
    ),
    Broken(
        BY_HAND,
        "",
        "\n[There][it] it is.\n\n[it]: ¦gone.md\n",
        "the link gone.md leads nowhere; did you",
    ),
    Broken(
        MOVED, "old: boats/tern/", "old: ¦entities/gull/", "entities/gull/ is still a page; this e"
    ),
    Broken(
        MOVED, "new: entities/tern/", "new: ¦boats/tern/", "boats/tern/ is an old address itself"
    ),
    Broken(
        MOVED,
        "old: boats/tern/",
        "old: ¦../tern/",
        "old: '../tern/' has the part '..'; the address of a p",
    ),
]
TABLES = [
    Broken(TABLE, ",410,", ",¦4l0,", "'4l0' is no number; a decimal such as 6.4 or 5.56e5"),
    Broken(TABLE, "2024-03", "2024-¦14", "there is no month 14; a month from 01 to 12"),
    Broken(TABLE, "crossings,remark", "¦crosings,remark", "the column 'crosings' is not described"),
    Broken(TABLE, "2024-02,395,ice", "2024-02,395", "the row has 2 cells; 3", "3:1"),
    Broken(TOLD, "source: board", "source: ¦bord", "unknown source bord; did you mean board?"),
    Broken(TOLD, "status: actual", "status: ¦real", "status cannot be 'real'; one of"),
    Broken(TOLD, 'unit: "1"', "unit: ¦crossing", "unknown unit 'crossing'"),
    Broken(TOLD, "title: Crossings", "¦titel: Crossings", "unknown key titel; did you mean title?"),
]
BROKEN = {
    "csv": CSV,
    "spreadsheet": SPREADSHEET,
    "yaml": YAML,
    "briefing.yml": BRIEFING_YML,
    "formula": FORMULAS,
    "claim": CLAIMS_YML,
    "template": TEMPLATES,
    "include": INCLUDES,
    "macro": IN_MACROS,
    "chart": CHART_FUNCTIONS,
    "mkdocs.yml": MKDOCS_YML,
    "link": LINKS,
    "table": TABLES,
}


@contextmanager
def spoilt(root: Path, *faults: Broken) -> Iterator[list[str]]:
    """The briefing with these faults, and how the line on each must begin, in their order."""
    before, begins = {}, []
    for fault in faults:
        path = root / fault.path
        text = before.setdefault(path, path.read_text() if path.exists() else "")
        assert not fault.old or text.count(fault.old) == 1, f"{fault.old!r} stands once"
        broken = text.replace(fault.old, fault.new) if fault.old else text + fault.new
        at = broken.find("¦")
        marked = f"{broken.count(chr(10), 0, at) + 1}:{at - broken.rfind(chr(10), 0, at)}"
        assert (at < 0) == bool(fault.place), "the place is marked, or named"
        begins.append(f"{fault.path}:{fault.place or marked}: {fault.said}")
        path.write_text(broken.replace("¦", ""))
    try:
        yield begins
    finally:
        for path, text in before.items():
            path.write_text(text)
            if not text:
                path.unlink()  # it was not there

"""A briefing's chart modules, from its own folder and nowhere else."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from types import ModuleType

from ...diagnostics import Diagnostics, InvalidValue, SourceLocation
from ...inputs import file_fault, is_scratch
from ...ledger.files import torn
from ...memo import Memo
from ...paths import printable
from ..registry import TEXTS, ChartDeclaration, TitleCheck, collect_declarations
from .time_limits import time_limit

PACKAGE = "briefing_charts"
"""The name that the modules import each other by: ``from ._shared import ...``."""

_QUOTE = re.compile(r"[rRuU]?(\"\"\"|\'\'\'|\"|\')")
_IMPORT = re.compile(r"^\s*from\s+\.(\w*\s+import\s+(?:\([^)]*\)|.*))", re.MULTILINE)
"""The names in an import of a neighbour, its own among them."""
_MACHINE = re.compile(r" \(/[^()]*\)")
"""Where an import looked, on this machine."""
ID_AT_MOST = 150
"""Characters: the names of a chart's files are longer than its id."""
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def load_chart_modules(
    root: Path, problems: Diagnostics, memo: Memo | None = None, folder: str = "scripts/charts"
) -> list[ChartDeclaration]:
    """The charts of ``root/folder/*.py``: files by name, functions as they stand in them.

    Names that begin with ``_`` come first, so that the others can import them. No bytecode is
    written. A file that does not load, a symlink and a double id are noted in ``problems``.
    ``memo`` keeps what was loaded of the same files.
    """
    where = root / folder
    if where.is_symlink():
        problems.add(SourceLocation(folder), "a symbolic link is not followed", "the file itself")
        return []
    sources: dict[Path, str] = {}
    for path in sorted(where.glob("*.py")):
        if path.name.startswith(".") or is_scratch(path.name):
            continue
        place = SourceLocation(f"{folder}/{printable(path.name)}")
        fault = file_fault(path)
        if fault is None:
            try:
                sources[path] = path.read_text("utf-8-sig")  # some editors begin with a mark
            except UnicodeDecodeError:
                fault = "the file is not UTF-8", "a text file in UTF-8"
            except OSError as refused:
                fault = f"the file cannot be read: {refused.strerror}", "a file that you may read"
        if fault is not None:
            problems.add(place, *fault)
            problems.skip("chart")
    _deeper(where, folder, problems)
    beside = _beside(where, sources)
    key = ("modules", beside, *sources.items())
    found = (memo or Memo()).keep(key, problems, partial(_all, where, sources, folder, problems))
    return [replace(one, code=one.code + beside) for one in found]


def _beside(where: Path, sources: Mapping[Path, str]) -> str:
    """SHA-256 of the other files there, which a module may read; empty where there are none."""
    digest, others = sha256(), [path for path in sorted(where.rglob("*")) if path not in sources]
    others = [p for p in others if p.suffix != ".pyc" and not is_scratch(p.name)]
    read = {path: content for path in others if (content := _content(path)) is not None}
    for path, content in read.items():
        digest.update(f"{path.relative_to(where)}\0".encode() + content)
    return digest.hexdigest() if read else ""


def _content(path: Path) -> bytes | None:
    """A file's bytes; None where a module could not read it either."""
    with suppress(OSError):
        return path.read_bytes() if file_fault(path) is None else None
    return None


def _deeper(where: Path, folder: str, problems: Diagnostics) -> None:
    """Warn of charts in folders of their own, which nothing reads."""
    for path in sorted(where.glob("*/**/*.py")):
        if b"@chart" in (_content(path) or b""):
            problems.warn(
                SourceLocation(f"{folder}/{printable(path.relative_to(where).as_posix())}"),
                "charts in a folder of their own are not read",
                f"the file in {folder} itself",
            )


def _all(
    where: Path, sources: Mapping[Path, str], folder: str, problems: Diagnostics
) -> list[ChartDeclaration]:
    found: list[ChartDeclaration] = []
    package = ModuleType(PACKAGE)
    package.__path__ = []
    modules = {PACKAGE: package}
    with together(modules):
        for path in sources:
            found += _charts(path, SourceLocation(f"{folder}/{path.name}"), sources, problems)
        modules |= {n: m for n, m in sys.modules.items() if n.startswith(f"{PACKAGE}.")}
    found = [replace(one, modules=modules) for one in found]
    if not problems.has_skipped("module"):
        _unmade(found, where, sources, folder, problems)
    return _without_doubles(found, problems)


def _charts(
    path: Path, place: SourceLocation, sources: Mapping[Path, str], problems: Diagnostics
) -> list[ChartDeclaration]:
    source = sources[path]
    try:
        tree = ast.parse(source, str(path))
        module = ModuleType(f"{PACKAGE}.{path.stem}")
        module.__file__, module.__package__ = str(path), PACKAGE
        sys.modules[module.__name__] = module
        with time_limit(), collect_declarations() as own:
            exec(compile(tree, str(path), "exec", dont_inherit=True), module.__dict__)
    except SyntaxError as wrong:
        if wrong.filename != str(path):
            raise
        if not torn(place.path, source, problems):
            at = SourceLocation(place.path, wrong.lineno or 1, wrong.offset or 1)
            problems.add(at, f"syntax error: {wrong.msg}", "valid Python")
        problems.skip("module", path.stem)
        problems.skip("chart")
        return []
    except KeyboardInterrupt:
        raise
    except BaseException as wrong:
        of, _, name = str(getattr(wrong, "name", "")).partition(".")
        if not (of == PACKAGE and problems.has_skipped("module", name)):
            report_chart_error(wrong, path.parent, place, "the module", problems)
        problems.skip("module", path.stem)
        problems.skip("chart")
        return []
    code = _digest(path, sources)
    return [replace(_placed(one, place, path.parent, sources), code=code) for one in own]


def _digest(path: Path, sources: Mapping[Path, str]) -> str:
    """SHA-256 of a module's source and of those of its neighbours that it imports."""
    todo, seen = [path], set[Path]()
    while todo:
        module = todo.pop()
        if module in sources and module not in seen:
            seen.add(module)
            for names in _IMPORT.findall(sources[module]):
                todo += [module.with_name(f"{name}.py") for name in re.findall(r"\w+", names)]
    return sha256("\0".join(sources[module] for module in sorted(seen)).encode()).hexdigest()


def _placed(
    declared: ChartDeclaration, place: SourceLocation, folder: Path, sources: Mapping[Path, str]
) -> ChartDeclaration:
    """With the places of the function, of each of its texts and of what must hold.

    ``place`` is that of the module that ran: it stands for a function written nowhere here.
    """
    code = declared.written
    path = Path(code.co_filename) if code else Path()
    if code is None or path not in sources:
        return replace(declared, place=place)
    source, place = sources[path], SourceLocation(f"{place.path.rpartition('/')[0]}/{path.name}")
    node = next((n for n in _functions(source) if _first_line(n) == code.co_firstlineno), None)
    if node is None:
        return replace(declared, place=SourceLocation(place.path, code.co_firstlineno))
    at, holds = {}, declared.holds
    for decorator in node.decorator_list:
        for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
            if keyword.arg in (*TEXTS, "judged"):
                value = keyword.value
                at[keyword.arg] = SourceLocation(place.path, value.lineno, value.col_offset + 1)
            elif keyword.arg == "holds":
                holds = _placed_checks(holds, keyword.value, place, source)
    column = node.col_offset + 1
    return replace(
        declared, place=SourceLocation(place.path, node.lineno, column), places=at, holds=holds
    )


Function = ast.FunctionDef | ast.AsyncFunctionDef


@lru_cache(maxsize=64)
def _tree(source: str) -> ast.Module:
    """A module's syntax, for its many functions."""
    return ast.parse(source)


def _functions(source: str) -> list[Function]:
    """The functions of a module that have decorators, inner ones too."""
    nodes = ast.walk(_tree(source))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in nodes if isinstance(node, kinds) and node.decorator_list]


def _first_line(node: Function) -> int:
    """The line that Python calls a function's first: its first decorator's."""
    return node.decorator_list[0].lineno


def _unmade(
    found: list[ChartDeclaration],
    where: Path,
    sources: Mapping[Path, str],
    folder: str,
    problems: Diagnostics,
) -> None:
    """Warn of functions under ``@chart`` that nothing has made: a factory that nobody calls."""
    made = {(c.co_filename, c.co_firstlineno) for one in found if (c := one.written)}
    for path, source in sources.items():
        names = _names_of_chart(source)
        for node in _functions(source):
            called = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
            is_chart = any(ast.unparse(name) in names for name in called)
            if is_chart and (str(path), _first_line(node)) not in made:
                problems.warn(
                    SourceLocation(f"{folder}/{path.name}", node.lineno, node.col_offset + 1),
                    f"no chart comes of {node.name}: nothing that runs reaches its @chart",
                    "a call of what it stands in, or a function without @chart",
                )


def _names_of_chart(source: str) -> set[str]:
    """What a module calls the decorator."""
    names = set()
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.ImportFrom):
            names |= {a.asname or a.name for a in node.names if a.name == "chart"}
        elif isinstance(node, ast.Attribute) and node.attr == "chart":
            names.add(ast.unparse(node))
    return names


def _placed_checks(
    checks: tuple[TitleCheck, ...], value: ast.expr, place: SourceLocation, source: str
) -> tuple[TitleCheck, ...]:
    """Each formula and test with the place of its first character; where none is written here
    (a name stands for it), that of what stands for it."""
    parts = value.elts if isinstance(value, (ast.List, ast.Tuple)) else []
    if parts and all(isinstance(part, ast.Constant) for part in parts):
        parts = [value]
    placed = []
    for number, check in enumerate(checks):
        pair = parts[number] if len(parts) == len(checks) else value
        written = pair.elts if isinstance(pair, (ast.List, ast.Tuple)) else []
        of, is_ = written if len(written) == 2 else (pair, pair)
        at = _first(of, place, source), _first(is_, place, source)
        placed.append(replace(check, of_at=at[0], is_at=at[1]))
    return tuple(placed)


def _first(node: ast.expr, place: SourceLocation, source: str) -> SourceLocation:
    """Where a text's first character stands, or what is in its place."""
    line = source.split("\n")[node.lineno - 1].encode()
    before = len(line[: node.col_offset].decode())
    quote = _QUOTE.match(line.decode(), before) if isinstance(node, ast.Constant) else None
    return SourceLocation(place.path, node.lineno, (quote.end() if quote else before) + 1)


def _without_doubles(
    found: list[ChartDeclaration], problems: Diagnostics
) -> list[ChartDeclaration]:
    kept: dict[str, ChartDeclaration] = {}
    for declared in found:
        if twin := next((one for one in kept.values() if one.same(declared)), None):
            problems.add(
                declared.place,
                f"the charts {twin.id} and {declared.id} are one function that draws the same",
                "a factory, or the loop's variable as a default: def draw(ask, name=name)",
            )
        first = kept.setdefault(declared.id, declared)
        if first is not declared:
            problems.add(
                declared.place,
                f"a second chart {declared.id}",
                f"another name or id=; the first is at {first.place.path}:{first.place.line}",
            )
        elif len(declared.id) > ID_AT_MOST:
            problems.add(
                declared.place,
                f"the chart's id has {len(declared.id)} characters, too many for files named by it",
                f"at most {ID_AT_MOST}",
            )
        elif not _ID.fullmatch(declared.id):
            problems.add(
                declared.place,
                f"{declared.id!r} gives the chart no plain address",
                "a name or id= of lower-case letters, digits and single hyphens or underscores",
            )
    return list(kept.values())


def report_chart_error(
    wrong: BaseException, folder: Path, place: SourceLocation, who: str, problems: Diagnostics
) -> None:
    """Add what a module or chart function raised, at the line of the briefing that it came from."""
    lines = [f for f in extract_tb(wrong.__traceback__) if Path(f.filename).parent == folder]
    if lines:
        path = f"{place.path.rsplit('/', 1)[0]}/{Path(lines[-1].filename).name}"
        place = SourceLocation(path, lines[-1].lineno or 1, (lines[-1].colno or 0) + 1)
    if isinstance(wrong, InvalidValue):
        problems.add_invalid(place, wrong, f"{who}: ")
        return
    said = _MACHINE.sub("", " ".join(str(wrong).split()))[:300]
    problems.add(place, f"{who} failed: {type(wrong).__name__}: {said}", "Python that runs through")


@contextmanager
def together(modules: Mapping[str, ModuleType]) -> Iterator[None]:
    """The modules of a briefing know each other in the block, and are forgotten afterwards.

    They are together while they load and when one of their functions is called, which may import
    a neighbour then.
    """
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in [n for n in sys.modules if n == PACKAGE or n.startswith(f"{PACKAGE}.")]:
            del sys.modules[name]

"""The template files of a briefing and of the engine, compiled once, their faults noted."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment as Jinja
from jinja2 import Template, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.loaders import BaseLoader

from ..diagnostics import Diagnostics, SourceLocation, UnknownName, did_you_mean
from ..inputs import file_fault, input_entries
from ..ledger.files import read_text
from ..memo import Memo
from ..paths import printable
from .environment import Environment, TemplateCode
from .front_matter import FrontMatter, parse_front_matter
from .source_text import SourceText
from .template_errors import explain_syntax_error
from .template_locations import OWN_PREFIX, TemplateSources

OWN = Path(__file__).parent.parent / "theme" / "templates"
"""The engine's own templates, which any briefing gets."""
CONTEXT = frozenset({"item", "worked", "loop", "caller", "varargs", "kwargs", "self", "super"})
"""Names that a template may use besides the words."""


@dataclass(frozen=True)
class TemplateFile:
    """One template file."""

    name: str
    shown: str
    """Its path as problems name it."""
    text: str
    front: FrontMatter
    own: bool
    """Whether it is the engine's."""

    @property
    def partial(self) -> bool:
        """Whether it is no page: an include, a set of macros."""
        return self.name.rsplit("/", 1)[-1].startswith("_")


def read_files(
    root: Path, problems: Diagnostics, memo: Memo, drafts: bool = True
) -> dict[str, TemplateFile]:
    """All templates by name; one of ``root``/templates takes the place of the engine's.

    Without ``drafts`` those are left out. ``memo`` keeps the fronts of those that are the same.
    """
    found: dict[str, TemplateFile] = {}
    for base, folder, prefix in (
        (OWN.parent.parent, OWN, OWN_PREFIX),
        (root, root / "templates", ""),
    ):
        for path in _below(base, folder, problems):
            text = read_text(base, path, problems)
            if text is None:
                problems.skip("page")
                continue
            name = path.relative_to(folder).as_posix()
            shown = prefix + path.relative_to(base).as_posix()
            key = ("front", text, name, shown)
            cut = memo.keep(key, problems, partial(parse_front_matter, text, name, shown, problems))
            if cut.draft and not drafts:
                problems.drafts |= {("page", cut.path), ("template", name)}
                continue
            found[name] = TemplateFile(name, shown, text, cut, own=bool(prefix))
    return dict(sorted(found.items()))


def _below(base: Path, folder: Path, problems: Diagnostics) -> Iterator[Path]:
    name = folder.relative_to(base).as_posix()
    if folder.is_symlink():
        problems.add(SourceLocation(name), "a symbolic link is not followed", "the file itself")
    for path, entry in input_entries(base, name):
        if not path.endswith(".md") and not entry.is_symlink():
            continue
        fault = file_fault(base / path)
        if fault is None:
            yield base / path
        else:
            problems.add(SourceLocation(printable(path)), *fault)


@dataclass(eq=False)
class Templates(BaseLoader):
    """Compiled templates. Jinja asks it for includes and imports too."""

    files: Mapping[str, TemplateFile]
    problems: Diagnostics
    root: Path
    """The briefing's folder, for texts in its data and charts."""
    memo: Memo
    compiled: dict[Hashable, TemplateCode | None] = field(default_factory=dict)
    sources: TemplateSources = field(init=False)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = {file.shown: file.text for file in self.files.values()}

        def lines(path: str) -> list[str]:
            if path not in self._lines:
                text, file = texts.get(path), self.root / path
                if text is None and path and file.is_file():
                    text = file.read_text("utf-8-sig", "replace")
                self._lines[path] = (text or "").split("\n")
            return self._lines[path]

        self.sources = TemplateSources(lines)

    def load(
        self, environment: Jinja, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template ``name``, for an include or an import."""
        assert isinstance(environment, Environment)
        template = self.body(environment, name) if name in self.files else None
        if template is None:
            raise TemplateNotFound(name)
        return template

    def body(self, environment: Environment, name: str) -> Template | None:
        """What is below the front matter of ``name``; None with its faults noted."""
        file = self.files[name]
        return self.part(environment, file.front.body, file.front.place, file)

    def part(
        self, environment: Environment, source: str, place: SourceLocation, file: TemplateFile
    ) -> Template | None:
        """One template text that stands at ``place``; None with its faults noted."""
        key = ("template", source, place, file.partial, frozenset(environment.globals))
        if key not in self.compiled:
            self.compiled[key] = self.memo.keep(
                key, self.problems, lambda: self._code(environment, source, place, file)
            )
        code = self.compiled[key]
        return None if code is None else environment.template(code)

    def _code(
        self, environment: Environment, source: str, place: SourceLocation, file: TemplateFile
    ) -> TemplateCode | None:
        laid = SourceText(source, place)
        try:
            code = environment.code(laid, place.path)
            return None if self._missing(environment, laid, code, file) else code
        except TemplateSyntaxError as error:
            self.problems.add_invalid(*explain_syntax_error(error, laid))
        return None

    def _missing(
        self, environment: Environment, laid: SourceText, code: TemplateCode, file: TemplateFile
    ) -> bool:
        """Note names that nothing defines and templates that are not there."""
        known = environment.globals.keys() | CONTEXT
        strange = code.asked - known
        if strange:  # one that is set only where an {% if %} holds is no stranger
            strange -= {
                n.name for n in environment.read(laid).find_all(nodes.Name) if n.ctx != "load"
            }
        if strange and file.partial:  # an include also sees what the page around it has set
            strange -= self._set_anywhere(environment)
        gone = code.included - self.files.keys()
        if not strange and not gone:
            return False
        tree, path = environment.read(laid), laid.place.path
        for name in sorted(strange):
            for node in tree.find_all(nodes.Name):
                if node.name == name:
                    at = self.sources.at(path, node.lineno, name)
                    given = (n.name for n in tree.find_all(nodes.Name) if n.ctx != "load")
                    words = "such as fig, claim, chart, period, entity, source or page"
                    hint = did_you_mean(name, known.union(given)) or words
                    self.problems.add(at, f"{name} is undefined", hint)
        for asked in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            target = getattr(asked, "template", None)
            if isinstance(target, nodes.Const) and target.value in gone:
                at = self.sources.at(path, asked.lineno, str(target.value))
                self.problems.add_invalid(
                    at, UnknownName("template", str(target.value), self.files)
                )
        return True

    def _set_anywhere(self, environment: Environment) -> set[str]:
        found: set[str] = set()
        for file in self.files.values():
            try:
                tree = environment.parse(file.front.body)
            except TemplateSyntaxError:
                continue
            found |= {n.name for n in tree.find_all(nodes.Name) if n.ctx != "load"}
        return found

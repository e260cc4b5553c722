"""``make bench``: a build against its floor, as ratios in one run. Nothing here is a test."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from bench import synthetic
from bench.measure import Run, line, middle, run

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)
PARTS = ("data", "templates", "docs", "editions", "scripts", "mkdocs.yml", "README.md")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("-n", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--sizes", default="10,100,1000", help="entity pages (10,100,1000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as folder:
        against_the_floor(Path(folder), options.n)
        growth(Path(folder), [int(n) for n in options.sizes.split(",")])


def against_the_floor(folder: Path, runs: int) -> None:
    """The briefing's build, cold, unchanged and checked, in turn with the floor."""
    work = folder / "briefing"
    work.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, work / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, work / name)
    build = [sys.executable, "scripts/build.py"]
    timed(build, work)  # compiles modules, warms the disk
    project, specs = floor_inputs(work, folder)
    fonts = ROOT / "scripts/crossfoot/theme/fonts"
    floor_command = [
        sys.executable, "-m", "bench.floor", str(project), str(specs), str(fonts)
    ]  # fmt: skip
    names = ("floor", "cold", "unchanged", "check", "cold check")
    found: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(runs):
        shutil.rmtree(project / "site", ignore_errors=True)
        found["floor"].append(timed(floor_command, ROOT / "tests"))
        cleared(work)
        found["cold"].append(timed(build, work))
        found["unchanged"].append(timed(build, work))
        found["check"].append(timed([*build, "check"], work))
        cleared(work)
        found["cold check"].append(timed([*build, "check"], work))
    shutil.rmtree(project / "site", ignore_errors=True)
    floor_tree = timed(floor_command, ROOT / "tests", tree=True).tree
    cleared(work)
    cold_tree = timed(build, work, tree=True).tree
    parquet = timed([sys.executable, "-c", PARQUET, str(work)], work)
    report({name: middle(of) for name, of in found.items()}, cold_tree / floor_tree, parquet)


PARQUET = """
import sys, time
from pathlib import Path
sys.path.insert(0, "scripts")
from crossfoot.ledger.load import load
from crossfoot.ledger.build import reckon
from crossfoot.diagnostics import Problems
from crossfoot.publish.columns import FIGURES
from crossfoot.publish.figures import figure_records
from crossfoot.publish.parquet import parquet
problems = Problems()
inputs = load(Path("."), {}, problems)
records = figure_records(reckon(inputs, inputs.briefing.as_of, problems))
start = time.perf_counter()
parquet(FIGURES, records, Path("build"))
print(time.perf_counter() - start)
"""


def cleared(work: Path) -> None:
    """No cache, no site."""
    shutil.rmtree(work / "build", ignore_errors=True)
    shutil.rmtree(work / "site", ignore_errors=True)


def floor_inputs(work: Path, folder: Path) -> tuple[Path, Path]:
    """The docs of a build as a bare MkDocs project, and the specs of its charts."""
    project, specs = folder / "floor", folder / "specs"
    project.mkdir()
    specs.mkdir()
    shutil.copytree(work / "build/docs", project / "docs")
    for path in (project / "docs").rglob("*.md"):
        # Bare Material has no template of ours: an embed is a page like the others there.
        path.write_text(TEMPLATE.sub("", path.read_text(), count=1))
    lines = (work / "mkdocs.yml").read_text().splitlines()
    kept = [line for line in lines if "custom_dir" not in line]
    settings = "\n".join(kept).replace("build/docs", "docs").replace("build/site", "site")
    (project / "mkdocs.yml").write_text(settings + "\n")
    for name, spec in chart_specs(work).items():
        (specs / f"{name}.json").write_text(json.dumps(spec))
    return project, specs


def chart_specs(work: Path) -> dict[str, dict[str, object]]:
    """What the drawing children are given, chart by chart and width by width."""
    sys.path.insert(0, str(work / "scripts"))
    from crossfoot.charts import PictureCache, RenderPool
    from crossfoot.pipeline import run_pipeline
    from crossfoot.project import Project
    from crossfoot.run import Run as PipelineRun

    specs: dict[str, dict[str, object]] = {}

    class Recorder(RenderPool):
        def submit(self, job, drawn=None):  # type: ignore[no-untyped-def]
            specs.update({f"{job.id}-{width}": spec for width, spec in job.specs.items()})
            return super().submit(job, drawn)

    shutil.rmtree(work / "build/cache", ignore_errors=True)
    with Recorder() as recorder:
        project = Project(work, None, os.environ, drafts=False)
        run_pipeline(project, PipelineRun(), recorder, PictureCache.of(work))
    return specs


def growth(folder: Path, sizes: list[int]) -> None:
    """Cold builds of synthetic briefings: seconds a page."""
    print(f"\n{'entity pages':>14} {'seconds':>9} {'more a page':>12} {'MB':>6}")
    before: tuple[int, float] | None = None
    for size in sizes:
        root = folder / f"wells-{size}"
        root.mkdir()
        synthetic.write(root, size)
        build = [sys.executable, str(ROOT / "scripts/build.py"), "-C", str(root)]
        one = middle([again(root, build) for _ in range(1 if size >= 1000 else 3)])
        more = ""
        if before is not None:
            more = f"{(one.wall - before[1]) / (size - before[0]) * 1000:9.1f} ms"
        print(f"{size:>14,} {one.wall:>9.2f} {more:>12} {one.largest:>6.0f}")
        before = (size, one.wall)


def again(root: Path, build: list[str]) -> Run:
    """One cold build."""
    cleared(root)
    return timed(build, root)


def timed(command: list[str], cwd: Path, tree: bool = False) -> Run:
    """One run, with an environment that leaves nothing to the machine's settings."""
    env = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPOSITORY_URL")}
    fresh = {**env, "PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"}
    return run(command, cwd, fresh, tree)


def report(found: dict[str, Run], tree: float, parquet: Run) -> None:
    """The figures beside their goals."""
    for name, of in found.items():
        print(
            f"{name:>10}: {of.wall:6.2f} s wall {of.cpu:6.2f} s cpu "
            f"{of.largest:5.0f} MB largest process"
        )
    cold, floor = found["cold"], found["floor"]
    rows: list[tuple[str, float, float]] = [
        ("a cold build, of the floor", cold.wall / floor.wall, 1.25),
        ("an unchanged build, of a cold one", found["unchanged"].wall / cold.wall, 0.5),
        ("check, of a cold build", found["check"].wall / cold.wall, 1 / 3),
        ("check with caches empty, of a cold build", found["cold check"].wall / cold.wall, 1 / 3),
        ("largest process, of the floor's", cold.largest / floor.largest, 1.3),
        ("memory of the whole tree, of the floor's", tree, 1.3),
    ]
    print()
    for what, ratio, goal in rows:
        print(line(what, ratio, goal))
    print(f"{'Parquet alone, a process of its own':>42}: {parquet.wall:5.2f} s")


if __name__ == "__main__":
    main()

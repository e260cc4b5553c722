"""The floor: the same Markdown by bare MkDocs and Material, the same pictures by bare vl-convert.

Arguments: a folder with mkdocs.yml and docs/, and a folder of specs (ID-WIDTH.json).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Import Altair, draw every spec (the wide ones as PNG too), build the site."""
    project, specs = Path(sys.argv[1]), Path(sys.argv[2])
    import altair  # noqa: F401
    import vl_convert

    vl_convert.register_font_directory(sys.argv[3])
    for path in sorted(specs.glob("*.json")):
        spec = json.loads(path.read_text())
        svg = vl_convert.vegalite_to_svg(spec)
        if path.stem.endswith("-wide"):
            vl_convert.svg_to_png(svg, scale=2.5)

    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(project / "mkdocs.yml")))


if __name__ == "__main__":
    main()

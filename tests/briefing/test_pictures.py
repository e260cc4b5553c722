"""The briefing's charts look as they did when somebody last looked at them and accepted them."""

from __future__ import annotations

import pytest

from copies import Built
from pictures.compare import changes
from pictures.drawn import drawings, kept


def test_every_chart_looks_as_it_was_accepted(real_site: Built) -> None:
    changed = [change for change in changes(kept(), drawings(real_site.root)) if change.changed]
    if changed:
        told = [
            f"{len(changed)} pictures are not as they were accepted",
            *map(str, changed),
            "`make pictures` shows before and after in build/look/charts.html;",
            "`make accept` keeps them as they are now, in tests/pictures/kept/",
        ]
        pytest.fail("\n".join(told), pytrace=False)

"""From ``build/docs/`` to the published ``site/``: the publisher, what is finished after it, and
the exchange of the old site for the new one."""

from __future__ import annotations

from .edition import Edition
from .handwritten import handwritten, shown
from .lock import Busy, building
from .press import environment
from .preview import Preview
from .publish import Manuscript, Published, publish, refuse
from .seal import require_published, sealed
from .tree import write_file, write_tree

__all__ = [
    "Busy",
    "Edition",
    "Manuscript",
    "Preview",
    "Published",
    "building",
    "environment",
    "handwritten",
    "publish",
    "refuse",
    "require_published",
    "sealed",
    "shown",
    "write_file",
    "write_tree",
]

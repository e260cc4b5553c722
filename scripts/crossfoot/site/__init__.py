"""From ``build/docs/`` to the published ``site/``: the publisher, what is finished after it, and
the exchange of the old site for the new one."""

from __future__ import annotations

from .edition import Edition
from .handwritten import handwritten
from .lock import Busy, building
from .publish import publish
from .stamp import Published
from .tree import write_tree

__all__ = ["Busy", "Edition", "Published", "building", "handwritten", "publish", "write_tree"]

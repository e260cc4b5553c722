"""Which files of a briefing's folder are inputs, and which an editor left beside them."""

from __future__ import annotations

import re

_SCRATCH = re.compile(
    r"""
      \.\#.* | \#.*\# | .*~            # Emacs: a lock (a link that leads nowhere), what it saves
    | .*\.sw[h-px] | 4913              # Vim: what it is at, and whether it may write here
    | .*\.kate-swp | .*___jb_(?:tmp|old)___
    | ~\$.* | \.~lock\..*\#            # locks of Office and LibreOffice
    | .*\.(?:bak|orig|rej|tmp)         # an older state, what a merge or a download left
    | \.DS_Store | \._.* | Thumbs\.db | ehthumbs\.db | desktop\.ini | \.directory
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_scratch(name: str) -> bool:
    """Whether a file of this name is an editor's or a system's own, and never an input.

    Nothing reads, counts, publishes or complains of such a file or link; folders are not meant.
    """
    return _SCRATCH.fullmatch(name) is not None

"""From ``build/docs/`` to the published ``site/``: the publisher, what is finished after it, and
the exchange of the old site for the new one."""

from __future__ import annotations

from .handwritten import read_handwritten, shown
from .mkdocs_runner import environment_names
from .output.file_tree import write_file, write_tree
from .output.lock import BuildRunning, build_lock
from .output.site_digest import is_unchanged, require_published
from .preview import Preview
from .publication import Publication
from .publish import PublishedSite, SiteInput, publish_site, refuse_faults

__all__ = [
    "BuildRunning",
    "Preview",
    "Publication",
    "PublishedSite",
    "SiteInput",
    "build_lock",
    "environment_names",
    "is_unchanged",
    "publish_site",
    "read_handwritten",
    "refuse_faults",
    "require_published",
    "shown",
    "write_file",
    "write_tree",
]

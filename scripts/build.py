#!/usr/bin/env python3
"""The build script: ``python scripts/build.py`` is ``crossfoot build`` for this checkout."""

from __future__ import annotations

import sys
from pathlib import Path

from crossfoot.cli import main

if __name__ == "__main__":
    sys.exit(main(root=Path(__file__).resolve().parents[1], default="build"))

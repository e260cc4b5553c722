"""The engine as a wheel: what ``pip`` installs without an index and without a build.

A wheel is a zip archive of a package's files and of their metadata, after
https://packaging.python.org/en/latest/specifications/binary-distribution-format/.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path

from ..site.output.file_tree import read_tree

NAME = "crossfoot"
_WHEEL = "Wheel-Version: 1.0\nGenerator: crossfoot\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive knows: the same files give the same bytes on any day."""


def wheel_of_checkout(checkout: Path) -> tuple[str, bytes]:
    """The name and the bytes of the wheel of a checkout, with what its pyproject.toml says.

    Raises ValueError where the checkout does not say what a wheel needs.
    """
    try:
        project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
        package = checkout / "scripts" / NAME
        found = re.search(r'^__version__ = "([^"]+)"', (package / "__init__.py").read_text(), re.M)
        if found is None:
            raise ValueError("__init__.py names no version")
        licences = {
            path.relative_to(checkout).as_posix(): path.read_bytes()
            for pattern in project["license-files"]
            for path in sorted(checkout.glob(pattern))
        }
        lines = [
            "Metadata-Version: 2.4",
            f"Name: {NAME}",
            f"Version: {found[1]}",
            f"Summary: {project['description']}",
            f"License-Expression: {project['license']}",
            *(f"License-File: {name}" for name in licences),
            f"Requires-Python: {project['requires-python']}",
            *(f"Requires-Dist: {given}" for given in project["dependencies"]),
        ]
        scripts = "".join(f"{name} = {at}\n" for name, at in project["scripts"].items())
    except (KeyError, OSError) as wrong:
        raise ValueError(str(wrong)) from None
    info = {f"licenses/{name}": content for name, content in licences.items()}
    info["METADATA"] = ("\n".join(lines) + "\n").encode()
    info["entry_points.txt"] = f"[console_scripts]\n{scripts}".encode()
    return _pack(package, found[1], info)


def wheel_of_installed(installed: Distribution, package: Path) -> tuple[str, bytes]:
    """The name and the bytes of the wheel of what is installed: the folder ``package`` as it is."""
    info = {}
    for path in installed.files or ():
        folder, *rest = path.parts
        name = "/".join(rest)
        if folder.endswith(".dist-info") and (rest[0] == "licenses" or name in _SAID):
            info[name] = path.read_binary()
    return _pack(package, installed.version, info)


_SAID = ("METADATA", "entry_points.txt")


def _pack(package: Path, version: str, info: Mapping[str, bytes]) -> tuple[str, bytes]:
    about = f"{NAME}-{version}.dist-info"
    files = {
        f"{NAME}/{path}": content
        for path, content in read_tree(package).items()
        if not any(part == "__pycache__" or part[0] == "." for part in path.split("/"))
    }
    files |= {f"{about}/{name}": content for name, content in sorted(info.items())}
    files[f"{about}/WHEEL"] = _WHEEL.encode()
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return f"{NAME}-{version}-py3-none-any.whl", packed.getvalue()


def _digest(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={digest.decode().rstrip('=')}"

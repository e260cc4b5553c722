"""The content policy: what a page may load and run, written into the page itself."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable

from ...markup import parse_html

_REST = (
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'self'; form-action 'self'"
)


def inline_scripts(page: str) -> list[str]:
    """The texts of the scripts in ``page`` that have no ``src`` and run, in order.

    A block of JSON or JSON-LD is data: browsers do not run it, and the policy does not touch it.
    """
    return [
        element.text
        for element in (parse_html(page) if "<script" in page.lower() else ())
        if element.tag == "script" and "src" not in element.attributes and not element.is_data
    ]


def script_digest(script: str) -> str:
    """A script's source expression, ``'sha256-…'``, quotes included."""
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy_of_page(scripts: Iterable[str]) -> str:
    """The policy of a page with these inline scripts and no others."""
    allowed = " ".join(["'self'", *sorted({script_digest(script) for script in scripts})])
    return f"default-src 'none'; script-src {allowed}; {_REST}"


def policy_element(scripts: Iterable[str]) -> str:
    """The policy as the element that comes first in ``<head>``."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy_of_page(scripts)}">'

"""What says of a page, a claim or a chart that it is a draft."""

from __future__ import annotations

from markupsafe import Markup

DRAFT = Markup('<span class="cf-draft">draft</span>')
"""Beside a claim's verdict or a chart's title."""
NOTICE = Markup(
    '<p class="cf-draft-page"><span class="cf-draft">draft</span> '
    "This page is shown here and is in no build.</p>"
)
"""At the head of a page."""

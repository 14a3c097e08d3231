"""Colour by the codes that every terminal knows; the terminal's own palette decides how they look on its background."""

from __future__ import annotations

import os
from typing import TextIO

_CODES = {"bold": "1", "good": "32", "bad": "1;31", "open": "33"}


def has_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colour, and nobody asked for none (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"


def paint(text: str, style: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text

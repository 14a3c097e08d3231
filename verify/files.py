"""Files that are written whole, or stay as they were."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from verify.problem import reject

_DEVICES = ("/dev", "/proc")


def place_of(path: Path) -> Path:
    """The file that is to be written for a path: what a link points to, and never the link.

    Raises InputError for what is there and is no file, and for devices, which nobody may replace.
    """
    place = path.resolve()
    absolute = Path(os.path.abspath(path))
    is_device = any(each.is_relative_to(folder) for each in (absolute, place) for folder in _DEVICES)
    if is_device or (place.exists() and not place.is_file()):
        raise reject("not-written", f"{path} is no file", help="another name for what is written")
    return place


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of the path once all is written.  Raises OSError if it cannot be written."""
    place = place_of(path)
    new = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with new.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        put_in_place(new, place)
    finally:
        new.unlink(missing_ok=True)


def put_in_place(new: Path, place: Path) -> None:
    """Replaces a file, if there is one, by a new one that the same people may read."""
    if place.exists():
        new.chmod(stat.S_IMODE(place.stat().st_mode))
    os.replace(new, place)

"""JSON lines: one object a line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from verify.bulk.unread import IDENTITY, Unread, unread
from verify.problem import reject

LONGEST_LINE = 4_000_000  # bytes; the longest row there can be is far shorter
DEEPEST = 16  # levels of lists and objects; a row has five
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OPENS = re.compile(r"\s*\{")
_NAME = re.compile(r'\s*("[^"\\]*")\s*:\s*')
_NEXT = re.compile(r"\s*([,}])")
_KINDS = {str: "a text", list: "a list", bool: "true or false", type(None): "null"}


def json_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The rows of a file, each with its place, `line 3`."""
    with path.open("rb") as file:
        for number, line in _lines(file):
            if number == 1:
                _check_beginning(line, path)
                line = line.removeprefix(BYTE_ORDER_MARK)
            if line.strip():
                place = f"line {number}"
                yield place, _row(line, place)


def json_value(line: bytes, where: str, told: Mapping[str, Any] | None = None, help: str = "one object a line") -> Any:
    """What a text of JSON is; `Unread` if it is none, with what is told of its row."""
    if len(line) > LONGEST_LINE:
        return unread(f"{where} is longer than {LONGEST_LINE} bytes", told)
    try:
        value = json.loads(line.decode("utf-8").strip(), object_pairs_hook=_object)
    except UnicodeDecodeError:
        return unread(f"{where} is no text in UTF-8", told, help="save the file as UTF-8")
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        return unread(f"{where} is no JSON: {what} at character {error.pos + 1}", told, help=help)
    except ValueError as error:
        return unread(f"{where} is no JSON: {error}"[:200], told, help=help)
    except RecursionError:
        return unread(f"{where} is nested too deeply", told)
    return unread(f"{where} is nested too deeply", told) if _is_deeper(value, DEEPEST) else value


def _row(line: bytes, place: str) -> dict[str, Any] | Unread:
    row = json_value(line, place)
    if isinstance(row, Unread):
        return Unread(row.problem, unread("", _told(line.decode("utf-8", "surrogateescape"))).told)
    if not isinstance(row, dict):
        kind = _KINDS.get(type(row), "a number")
        return unread(f"{place} is {kind}, and no object", help='{"id": .., "reference": .., "submitted": ..}')
    return row


def _told(text: str) -> dict[str, Any]:
    """The fields that stand whole before the fault in an object, and stand there once."""
    found: list[tuple[str, Any]] = []
    decoder = json.JSONDecoder()
    at = _OPENS.match(text)
    try:
        while at is not None and (name := _NAME.match(text, at.end())) is not None:
            value, end = decoder.raw_decode(text, name.end())
            at = _NEXT.match(text, end)
            found += [(json.loads(name[1]), value)] if at is not None else []
    except (ValueError, RecursionError):
        pass
    counts = Counter(name for name, _ in found)
    return {name: value for name, value in found if name in IDENTITY and counts[name] == 1}


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one that is too long only the beginning, which is still too long."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield number, line


def _check_beginning(line: bytes, path: Path) -> None:
    if line.startswith(UTF_16):
        raise reject("wrong-encoding", f"{path} is in UTF-16", help="save it as UTF-8")
    if line.startswith(b"PAR1"):
        raise reject("wrong-format", f"{path} is a Parquet file", help="a name that ends in .parquet")
    if b"\0" in line:
        raise reject("wrong-format", f"{path} is no text", help="JSON lines in UTF-8, .csv or .parquet")
    if line.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"["):
        raise reject("wrong-format", f"{path} begins with [, as a list of all rows does", help="one object a line, and no commas")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands in it twice could mean either value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"{twice!r} stands in one object twice")
    return found


def _is_deeper(value: Any, levels: int) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, list) and (levels == 0 or any(_is_deeper(each, levels - 1) for each in value))

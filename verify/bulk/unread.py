"""A row that cannot be read, and what can still be told of it: whose answer it is, and to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.problem import Problem

IDENTITY = ("id", "student", "question", "email", "name")


@dataclass(frozen=True)
class Unread:
    """A row that could not be read; `told` has those fields of `IDENTITY` that are certain, as texts."""

    problem: Problem
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.told.get("id", "")


def unread(seen: str, told: Mapping[str, Any] | None = None, help: str = "") -> Unread:
    return Unread(Problem("unread-row", seen, help=help), identity(told or {}))


def identity(fields: Mapping[str, Any]) -> dict[str, str]:
    """Of these fields, those that say whose answer it is; what is no plain text or whole number says nothing."""
    return {name: str(fields[name]) for name in IDENTITY if name in fields and _is_plain(fields[name])}


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip()) and not any("\ud800" <= character <= "\udfff" for character in value)
    return isinstance(value, int) and not isinstance(value, bool)

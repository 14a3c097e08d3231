r"""Differentials beside a substitution: u = x^2, du = 2x dx.

    du = 2x\,dx     x\,dx = \frac{1}{2} du     dx = \frac{du}{2x}     du = dx / x

Each says what the derivative of u is, A du = B dx that A u' = B: this is what has to hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_D = r"(?:\\mathrm\s*\{\s*d\s*\}|d)"
_NAME = r"\\?[A-Za-z]+"
_SPACE = r"(?:\s|\\[,;:! ]|\*|\\cdot(?![A-Za-z])|&)*"
_FACTOR = re.compile(
    rf"(?P<before>.*?){_SPACE}(?<![A-Za-z\\]){_D}\s*(?P<name>{_NAME}){_SPACE}(?:/\s*(?P<below>[^/]+))?", re.DOTALL
)
_FRACTION = re.compile(
    rf"(?P<before>.*?)\\[dt]?frac\s*\{{(?P<above>[^{{}}]*?){_SPACE}(?<![A-Za-z\\]){_D}\s*(?P<name>{_NAME})\s*\}}\s*\{{(?P<below>[^{{}}]+)\}}{_SPACE}",
    re.DOTALL,
)
_LEADS = re.compile(r"\A(?:\s|[,&$.:]|\\q?quad(?![A-Za-z])|\\[,;:! ]|\\(?:implies|Rightarrow)(?![A-Za-z])|⇒|=>"
                    r"|\\text\s*\{[^{}]*\}|(?:so|thus|then|hence|that|and|with)\b)*")  # fmt: skip


def slope_said(text: str, given: Mapping[str, str]) -> str | None:
    """What a text of differentials says of the derivative of a given name, as an equation; None if it is none such."""
    sides = _LEADS.sub("", text).strip(" $&.,;").split("=")
    factors = [_differential(side) for side in sides] if len(sides) == 2 else []
    names = {found[0] for found in factors if found is not None}
    (name, *others) = sorted(names.intersection(given)) or ("",)
    if len(names) != 2 or others or not name or None in factors:
        return None
    (by,) = names - {name}
    rate = rf"\frac{{d}}{{d{by}}}\left({given[name]}\right)" if "\\" in text + given[name] else f"diff({given[name]}, {by})"
    return " = ".join(_times(coefficient, rate if each == name else "") for each, coefficient in filter(None, factors))


def is_differential(text: str) -> bool:
    """Whether a text is an equation of differentials: du = 2x dx."""
    sides = _LEADS.sub("", text).strip(" $&.,;").split("=")
    found = [_differential(side) for side in sides]
    return len(sides) == 2 and (None not in found or any(each is not None and not each[1] for each in found))


def is_of_part(text: str) -> bool:
    """Whether a text is dv = e^x dx, of a v that integration by parts does not have to name."""
    sides = _LEADS.sub("", text).strip(" $&.,;").split("=")
    found = [_differential(side) for side in sides]
    return len(found) == 2 and None not in found and found[0] is not None and found[0][0] in ("v", "w") and not found[0][1]


def _differential(side: str) -> tuple[str, str] | None:
    """The name and the coefficient of 2x dx, dx/2 or \\frac{dx}{2x}."""
    found = _FRACTION.fullmatch(side) or _FACTOR.fullmatch(side.strip())
    if found is None or _has_differential(found["before"]) or _has_differential(found["below"] or ""):
        return None
    above = found.groupdict().get("above") or ""
    before = " ".join(f"({part.strip()})" for part in (found["before"], above) if part.strip(" &"))
    below = (found["below"] or "").strip()
    return found["name"], f"{before or 1}/({below})" if below else before


def _has_differential(text: str) -> bool:
    """Whether a text has an integral, or a differential, or one side only of an equation."""
    return re.search(rf"(?<![A-Za-z\\]){_D}\s*{_NAME}\s*\Z|=|int(?![A-Za-z])|∫", text) is not None


def _times(coefficient: str, rate: str) -> str:
    return f"({coefficient}) * {rate}" if coefficient and rate else coefficient or rate or "1"

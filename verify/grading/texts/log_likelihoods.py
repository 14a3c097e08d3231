r"""Lines that begin with the logarithm of a likelihood, which no line writes out itself.

    \log L(p) = k \log p + (n-k) \log(1-p)          \ell(p) = k \log p + (n-k) \log(1-p)
    \frac{d}{dp} \log L(p) = \frac kp - ...         \frac{d}{dp} \ell(p) = \frac kp - ...
    \log p(x \mid \mu) = -\frac{(x-\mu)^2}{2}       \ell(\mu) = -\frac{(x-\mu)^2}{2}

The logarithm is a function of the parameters, whatever the likelihood is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from verify.grading.lines.links import links_of
from verify.read.names import canonical_name

_LONGEST = 2_000
_LOG = r"\\?(?<![A-Za-z])(?:log|ln)(?![A-Za-z_^])\s*"
_OF = r"(?:\\mathcal\s*(?:\{\s*L\s*\}|L(?![A-Za-z]))|(?<![A-Za-z\\])[Lpqf](?:_(?:\\[A-Za-z]+|\w|\{[^{}]*\}))?)"
_HEAD = re.compile(rf"[\s$&]*{_LOG}(?P<name>{_OF})\s*(?:\\left\s*)?\((?P<arguments>[^()=]*?)(?:\\right\s*)?\)[\s$&]*")
_BAR = re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])|\||;")
_ENDS = re.compile(r"[\s$]*(?:\Z|[-+=)\]}&,.;]|\\(?:\\|right|leq?|geq?|q?quad|[,;]))")
_NAMES = re.compile(r"\s*(?:\\[A-Za-z]+|[A-Za-z])(?:_\w)?(?:\s*,\s*(?:\\[A-Za-z]+|[A-Za-z])(?:_\w)?)*\s*")


def with_log_likelihood(lines: Sequence[str], known: Collection[str]) -> tuple[str, ...] | None:
    """The lines with a function of its own for the logarithm; None where there is none, or the likelihood is said otherwise."""
    links = links_of(lines[0]) if lines and len(lines[0]) <= _LONGEST else ()
    head = _HEAD.fullmatch(links[0].formula) if len(links) > 1 and links[1].relation == "eq" else None
    if head is None or canonical_name(head["name"]) in known or "ell" in known:
        return None
    text = "\n".join(lines)
    parameters = _BAR.split(head["arguments"])[-1].strip()
    if len(text) > _LONGEST or not _NAMES.fullmatch(parameters) or re.search(r"\\ell(?![A-Za-z])", text):
        return None
    name = re.escape(head["name"])
    is_whole = "\\" in text
    function = rf"\ell({parameters})" if is_whole else f"ell({parameters})"
    called = rf"{_LOG}{name}\s*(?:\\left\s*)?\(\s*{_spaced(head['arguments'])}\s*(?:\\right\s*)?\)"
    if any(_ENDS.match(text, place.end()) is None for place in re.finditer(called, text)):
        return None  # \\log L(p)^2, of which the scope is in doubt
    found = re.sub(called, lambda _: f"{function} ", text)
    found = re.sub(rf"{_LOG}{name}(?![A-Za-z]|\s*(?:\(|\\left))", lambda _: r"\ell " if is_whole else "ell ", found)
    if re.search(rf"(?<![A-Za-z]){name}\s*(?:\\left\s*)?\(", found):
        return None
    return tuple(found.split("\n"))


def _spaced(arguments: str) -> str:
    """A pattern of the arguments, with any space between their parts."""
    return r"\s*".join(re.escape(part) for part in arguments.split())

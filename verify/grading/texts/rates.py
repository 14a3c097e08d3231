r"""Derivatives of what the lines of a derivation define: f'(x), \frac{dL}{dw}, \nabla L, \frac{d^2y}{dx^2}, y'."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial

LETTER = r"(?:\\(?:mathcal|mathscr|hat|tilde|bar)\s*\{?\s*[A-Za-z]\s*\}?|\\?[A-Za-z]+|[^\W\d_])"
_SCRIPT = r"(?:_(?:\w|\\[A-Za-z]+|\{\w+\}))?"
NABLA = re.compile(r"\\nabla(?![A-Za-z])|∇|(?<![A-Za-z])(?:grad|gradient)\s*\(")
HEAD = re.compile(
    rf"[\s$]*(?P<name>{LETTER}{_SCRIPT})\s*(?:\\left)?\("
    rf"\s*(?P<arguments>{LETTER}{_SCRIPT}(?:\s*,\s*{LETTER}{_SCRIPT})?)\s*(?:\\right)?\)\s*"
)
_ORDER = r"(?:\s*\^\s*(?:\d|\{\s*\d\s*\}))?\s*"
_RATE = rf"(?:(?<![A-Za-z\\])[d∂]{_ORDER}|\\partial{_ORDER}|(?:\\nabla|∇)\s*(?:_(?:\w|\{{\w+\}}|\\[a-z]+)\s*)?)"
_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_OPERATOR = (
    rf"(?:frac\s*\{{\s*(?:d|\\partial){_ORDER}\}}\s*{_GROUP}|[d∂]{_ORDER}/\s*[d∂]\\?[A-Za-z]+{_ORDER})\s*(?:\\left)?[(\[]?\s*"
)
_CALLED = r"\b(?:diff|grad|gradient)\s*\(\s*"
_LOG = r"(?:\\?(?:log|ln)\b\s*)?"


def takes_rate_of(line: str, name: str) -> bool:
    r"""Whether a line is about a derivative of a function or quantity: f'(x), df/dx, \nabla f, \frac{d}{dx} \log f."""
    drawn = re.escape(name)
    rates = rf"(?<![A-Za-z\\]){drawn}\s*'|(?:{_RATE}|{_OPERATOR}|{_CALLED}){_LOG}{drawn}(?![A-Za-z])"
    return re.search(rates, line) is not None


def takes_logarithm_of(line: str, name: str) -> bool:
    r"""Whether a line is about the logarithm of a quantity: \log L."""
    return re.search(rf"(?<![A-Za-z])(?:log|ln)(?![A-Za-z])\s*(?:\\left)?\(?\s*{re.escape(name)}(?![A-Za-z])", line) is not None


def with_arguments(line: str, heads: Collection[str]) -> str:
    r"""A line with the argument behind the name of a defined function in a rate: \frac{d}{dw} L(w) for \frac{dL}{dw}."""
    for head in heads:
        line = _with_argument(line, head)
    return line


def _with_argument(line: str, head: str) -> str:
    found = HEAD.fullmatch(head)
    if found is None:
        return line
    name, arguments = re.escape(found["name"]), [each.strip() for each in found["arguments"].split(",")]
    if len(arguments) > 1:
        for each in arguments:
            line = _with_arguments_in_partial(line, name, each, head)
            gradient = rf"(\\nabla_(?:{re.escape(each)}|\{{\s*{re.escape(each)}\s*\}}))\s*{name}(?![A-Za-z]|\s*(?:\(|\\left|'))"
            line = re.sub(gradient, lambda found: f"{found[1]} {head}", line)
        return line
    argument = arguments[0]
    by = re.escape(argument)
    habits = (
        (_quotient(r"d|\\partial", name, argument), lambda rate: _slope(rate["mark"], argument, head, rate["order"] or "")),
        (rf"(?<![A-Za-z\\])d{name}\s*/\s*d{by}(?![A-Za-z(])", lambda _: f"(d/d{argument} {head})"),
        (rf"(?<![A-Za-z\\])(?:grad\s|∇)\s*{re.escape(head)}", lambda _: f"grad({head}, {argument})"),
        (rf"(\\nabla(?:_\w)?)\s*{name}(?![A-Za-z]|\s*(?:\(|\\left|'))", lambda each: f"{each[1]} {head}"),
    )
    for pattern, written in habits:
        line = re.sub(pattern, written, line)
    return line


def _with_arguments_in_partial(line: str, name: str, by: str, head: str) -> str:
    return re.sub(_quotient(r"\\partial", name, by), lambda rate: _slope(r"\partial", by, head, rate["order"] or ""), line)


def _quotient(mark: str, name: str, by: str) -> str:
    r"""\frac{d^2 f}{dx^2}, of which no bracket follows."""
    return (
        rf"\\[dt]?frac\s*\{{\s*(?P<mark>{mark})\s*(?P<order>\^\s*(?:\d|\{{\s*\d\s*\}}))?\s*{name}\s*\}}"
        rf"\s*\{{\s*(?P=mark)\s*{re.escape(by)}\s*(?(order)(?P=order))\s*\}}(?!\s*\()"
    )


def _slope(mark: str, by: str, head: str, order: str = "") -> str:
    return rf"\left(\frac{{{mark}{order}}}{{{mark} {by}{order}}} {head}\right)"


def with_primes(line: str, variables: Mapping[str, str]) -> str:
    r"""A line with \frac{d}{dx} y for y', where y is a quantity of x alone; `variables` are these by the quantities."""
    for name, by in variables.items():
        primed = rf"(?<![A-Za-z\\]){re.escape(name)}('{{1,3}})(?!['A-Za-z(])"
        line = re.sub(primed, partial(_primed, "\\" in line, name, by), line)
    return line


def _primed(is_latex: bool, name: str, by: str, found: re.Match[str]) -> str:
    order = len(found[1])
    return _slope("d", by, name, f"^{order}" if order > 1 else "") if is_latex else f"diff({name}, {by}, {order})"

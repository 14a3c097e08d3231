r"""Rates of quantities that no line says how they depend on the variable: implicit differentiation, related rates.

    x^2 + y^2 = 25                      y depends on x
    2x + 2y \frac{dy}{dx} = 0           2x + 2y \dot{y} = 0

    V = \frac43 \pi r^3                 V and r depend on t
    dV/dt = 4 pi r^2 dr/dt              V_dot = 4 pi r^2 r_dot

Each rate becomes a name, \dot{y}; \frac{d}{dx}(xy) becomes \hat{D}(xy), and \frac{dV}{dr}, for a V that is a formula of r alone,
the quotient of the rates of V and r.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verify.grading.lines.links import links_of
from verify.grading.texts.defined_in_lines import names_in, speaks_of
from verify.read.latex.parser import is_latex
from verify.read.names import GREEK_WORDS, canonical_name

OPERATOR = "D_hat"
_LONGEST = 2_000
_NO_QUANTITIES = frozenset(("d", "e", "i", "pi"))
_GREEK = "|".join(sorted(GREEK_WORDS - {"pi"}, key=len, reverse=True))
_LETTER = rf"(?:\\?(?:{_GREEK})(?![A-Za-z])|[A-Za-z])"
_SPACE = r"(?:\s|\\[,;:! ])*+"
_D = r"(?:d|\\(?:mathrm|text|operatorname)\s*(?:\{\s*d\s*\}|d(?![A-Za-z])\s*|d(?=[A-Za-z]\s*\})))"
_TWO = rf"(?:{_SPACE}\^{_SPACE}(?:2|\{{\s*2\s*\}}){_SPACE})"
_NAMED = rf"{_D}{_SPACE}(?P<order>{_TWO})?(?P<name>{_LETTER})"
_BY = rf"{_D}{_SPACE}(?P<by>{_LETTER}){_TWO}?+"
_AS_FRACTION = rf"\\[dt]?frac{_SPACE}\{{{_SPACE}{_NAMED}{_SPACE}\}}{_SPACE}\{{{_SPACE}{_BY}{_SPACE}\}}"
_WITH_SLASH = rf"(?<![A-Za-z\\^_/]){_NAMED}{_SPACE}/{_SPACE}{_BY}(?![A-Za-z_^'])"
_OPERATOR = (
    rf"(?:\\[dt]?frac{_SPACE}\{{{_SPACE}{_D}{_SPACE}\}}{_SPACE}\{{{_SPACE}{_BY}{_SPACE}\}}"
    rf"|(?<![A-Za-z\\^_/])d\s*+/\s*+{_BY})"
)
_PRIMES = r"(?P<primes>['′]{1,2}|\^\s*\\prime(?![A-Za-z])|\^\s*\{\s*\\prime\s*(?:\\prime\s*)?\})(?!\s*['′])"
_RATE = re.compile(
    "|".join((
        rf"(?P<fraction>{_AS_FRACTION})",
        rf"(?P<slash>{_WITH_SLASH})".replace("<order>", "<order_>").replace("<name>", "<name_>").replace("<by>", "<by_>"),
        rf"(?P<operator>{_OPERATOR.replace('<by>', '<by_1>', 1).replace('<by>', '<by_2>')})",
        rf"\\(?P<dots>d?dot)\s*(?:\{{\s*(?P<dotted>{_LETTER})\s*\}}|(?P<dotted_>{_LETTER}))",
        r"(?P<words>\\(?:text|textrm|textbf|mathrm|operatorname)\s*\{[^{}]*\})",
        rf"(?P<primed>{_LETTER})\s*{_PRIMES}",
        r"(?P<command>\\[A-Za-z]+)",
    ))
)  # fmt: skip
_OPENING = re.compile(r"\s*(?:\\[,;:!])?\s*(?:\\left\s*|\\[bB]igg?l?\s*)?([(\[])")
_ALONE = re.compile(rf"\s*(?P<body>{_LETTER}(?:\s*\^\s*(?:\d|\{{[^{{}}]*\}}))?|\d+)\s*(?=[-+=&)\]]|\Z|\\right|\\\\)")
_CALL = re.compile(r"\s*(?:\\left)?\(\s*(?:-?[0-9./]+|(?P<name>\\?[A-Za-z]+))\s*(?:,[^()]*)?(?:\\right)?\)")
_BRACKET = re.compile(r"\s*(?:\\left|\\[bB]igg?l?)?\s*[(\[]")
_FACTOR_BEFORE = re.compile(rf"(?:\\(?:{_GREEK}|pi)|(?<![\\A-Za-z])[A-Za-z]+|\\frac\s*\w\s*\w|[0-9)\]}}'′]){_SPACE}\Z")
_ARGUMENT_BEFORE = re.compile(  # the \cos y of \cos y \frac{dy}{dx}, which is never the cosine of both
    r"(?P<function>\\?(?<![A-Za-z])(?:sin|cos|tan|cot|sec|csc|ln|log|exp|sinh|cosh|tanh|arcsin|arccos|arctan)(?![A-Za-z])"
    rf"(?:\s*\^\s*(?:\d|\{{\s*-?\d+\s*\}}))?)\s*(?P<argument>\d*\s*{_LETTER}){_SPACE}\Z"
)
_LONGEST_FACTOR = 40
_VALUE_AT = re.compile(r"\s*(?:\\right|\\[bB]igg?r?)?\s*(?:\||\\vert|\\rvert)\s*_")
_LETTER_ALONE = r"(?<![A-Za-z\\]){}(?![A-Za-z(])"
_RUN_WITH_PRIME = re.compile(r"(?<![A-Za-z\\])([A-Za-z]+)([A-Za-z])(?=\s*['′])")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class _Rate:
    """A rate in a text: of what, by what ("" where a prime does not say it), of which order; of no name for an operator."""

    begin: int
    end: int
    name: str
    by: str
    order: int
    is_primed: bool = False


@dataclass(frozen=True)
class UnknownRates:
    """The quantities `names` that depend on `variable` in a way that no line says; `is_primed`: only primes speak of rates;
    `are_explicit`: lines say all of them by the variable.
    """

    variable: str
    names: frozenset[str]
    is_primed: bool
    in_latex: bool
    are_explicit: bool

    def respelled(self, text: str) -> str | None:
        """The text with a name for each rate; None for one that cannot be written so."""
        pieces, begin = [], 0
        text = text if self.in_latex else _RUN_WITH_PRIME.sub(_apart, text)
        for rate in _rates_in(text):
            if rate.begin < begin or _is_of_a_place(text, rate, self.variable):
                return None
            written, end = self._written(text, rate)
            if not written:
                return None
            pieces += [_ARGUMENT_BEFORE.sub(_in_brackets, text[begin : rate.begin]), written]
            begin = end
        return "".join((*pieces, text[begin:]))

    def _written(self, text: str, rate: _Rate) -> tuple[str, int]:
        sign = r" \cdot " if self.in_latex else " * "
        before = sign if _FACTOR_BEFORE.search(text[max(rate.begin - _LONGEST_FACTOR, 0) : rate.begin]) else " "
        if not rate.name:
            call, end = self._as_call(text, rate) if rate.by == self.variable else ("", rate.end)
            return (f"{before}{call}" if call else ""), end
        by = rate.by or self.variable
        after = sign if _BRACKET.match(text, rate.end) else " "
        if by == self.variable:
            return f"{before}{self._dotted(rate.name, rate.order)}{after}", rate.end
        if rate.order > 1:
            return "", rate.end
        above = "1" if rate.name == self.variable else self._dotted(rate.name, 1)
        below = self._dotted(by, 1)
        quotient = rf"\left(\frac{{{above}}}{{{below}}}\right)" if self.in_latex else f"({above}/{below})"
        return f"{before}{quotient}{after}", rate.end

    def _dotted(self, name: str, order: int) -> str:
        mark = "dot" if order == 1 else "ddot"
        return rf"\{mark}{{{chr(92) if name in GREEK_WORDS else ''}{name}}}" if self.in_latex else f"{name}_{mark}"

    def _as_call(self, text: str, rate: _Rate) -> tuple[str, int]:
        """d/dx (x y) as a call of the operator."""
        called = r"\hat{D}" if self.in_latex else OPERATOR
        opening = _OPENING.match(text, rate.end)
        if opening is None:
            alone = _ALONE.match(text, rate.end)
            return ("", rate.end) if alone is None else (f"{called}({alone['body']}) ", alone.end("body"))
        close = _closing(text, opening.end() - 1)
        if close < 0:
            return "", rate.end
        body = re.sub(r"\\right\s*\Z|\\[bB]igg?r?\s*\Z", "", text[opening.end() : close])
        inner = self.respelled(body)
        return ("", rate.end) if inner is None else (f"{called}({inner}) ", close + 1)


def unknown_rates(lines: Sequence[str], others: Sequence[str], declared: Sequence[str]) -> UnknownRates | None:
    """What the lines speak of the rates of; None if they speak of none, or if it is not clear of what and by what.

    `others` are the formulas of the question, `declared` the names that are declared to be no numbers, or defined.
    """
    texts = (*lines, *others)
    if any(len(text) > _LONGEST for text in texts):
        return None
    in_latex = any(map(is_latex, texts))
    spelled = texts if in_latex else tuple(_RUN_WITH_PRIME.sub(_apart, text) for text in texts)
    rates = [rate for text in spelled for rate in _rates_in(text)]
    variable = _variable(rates, spelled)
    names = frozenset(rate.name for rate in rates if rate.name) - {variable}
    if not variable or not names or not names.isdisjoint({*declared, *_NO_QUANTITIES}) or variable in declared:
        return None
    if any(rate.is_primed and rate.name == variable for rate in rates) or _are_called(names, variable, texts):
        return None
    quotients = {(rate.name, rate.by) for rate in rates if rate.name and rate.by not in ("", variable)}
    if not all(name == variable or _depends_on_one(name, by, names, lines) for name, by in quotients):
        return None
    if not _begins_without_rates(lines, names):
        return None
    are_explicit = all(_is_explicit(name, variable, names, lines) for name in names)
    return UnknownRates(variable, names, all(rate.is_primed for rate in rates), in_latex, are_explicit)


def _rates_in(text: str) -> Iterator[_Rate]:
    for found in _RATE.finditer(text):
        if found["fraction"]:
            yield _Rate(*found.span(), canonical_name(found["name"]), canonical_name(found["by"]), 2 if found["order"] else 1)
        elif found["slash"]:
            yield _Rate(*found.span(), canonical_name(found["name_"]), canonical_name(found["by_"]), 2 if found["order_"] else 1)
        elif found["operator"]:
            yield _Rate(*found.span(), "", canonical_name(found["by_1"] or found["by_2"]), 1)
        elif found["dots"]:
            yield _Rate(*found.span(), canonical_name(found["dotted"] or found["dotted_"]), "t", len(found["dots"]) - 2)
        elif found["primed"]:
            order = 2 if len(found["primes"].strip("^ ")) == 2 or found["primes"].count("prime") == 2 else 1
            yield _Rate(*found.span(), canonical_name(found["primed"]), "", order, is_primed=True)


def _in_brackets(found: re.Match[str]) -> str:
    return f"{found['function']}({found['argument']})"


def _are_called(names: frozenset[str], variable: str, texts: Sequence[str]) -> bool:
    """Whether a quantity is written as a function of the variable, or of a number: y(x), r(0)."""
    drawn = "|".join(re.escape(name) for name in sorted(names))
    called = rf"(?<![A-Za-z])(?:{drawn})\s*(?:\\left)?\(\s*(?:\\?{re.escape(variable)}|-?[0-9./]+)\s*(?:\\right)?\)"
    return any(re.search(called, text) for text in texts)


def _apart(found: re.Match[str]) -> str:
    """x y for the xy of a typed xy'."""
    return f"{found[1]} {found[2]}"


def _variable(rates: Sequence[_Rate], texts: Sequence[str]) -> str:
    """What all rates are by, directly or by the chain rule; "" if that is not clear."""
    rated = {rate.name for rate in rates if rate.name}
    said = {rate.by for rate in rates if rate.by}
    if len(said - rated) == 1:
        return (said - rated).pop()
    if said:
        return "x" if said <= rated and "x" in said and len(said) == 2 and len(rated) == 2 else ""
    if "x" in rated:
        return "t" if len(rated) > 1 and "t" not in rated else ""
    plain = [_without_rates(text) for text in texts]
    candidates = [each for each in ("x", "t") if any(re.search(_LETTER_ALONE.format(each), text) for text in plain)]
    return candidates[0] if len(candidates) == 1 and candidates[0] not in rated else ""


def _without_rates(text: str) -> str:
    """A text with its letters apart, as far as they may be factors, and without commands."""
    plain = re.sub(r"\\[A-Za-z]+", " ", text)
    return re.sub(r"(?<=[A-Za-z])(?=[A-Za-z])", " ", plain) if "\\" in text else plain


def _depends_on_one(name: str, by: str, names: frozenset[str], lines: Sequence[str]) -> bool:
    """Whether a line says that a quantity is a formula of another one, and of no third that changes."""
    bodies = [links[1].formula for links in map(links_of, lines) if len(links) > 1 and _is_name(links[0].formula, name)]
    return by in names and bool(bodies) and all({*map(canonical_name, names_in(body))} & names == {by} for body in bodies[:1])


def _is_explicit(name: str, variable: str, names: frozenset[str], lines: Sequence[str]) -> bool:
    """Whether a line says what a quantity is by a formula of the variable alone."""
    for links in map(links_of, lines):
        if len(links) > 1 and _is_name(links[0].formula, name):
            said = {*map(canonical_name, names_in(links[1].formula))}
            if variable in said and not said & names and next(_rates_in(links[1].formula), None) is None:
                return True
    return False


def _begins_without_rates(lines: Sequence[str], names: frozenset[str]) -> bool:
    """Whether an equation between the quantities stands before what is said of their rates."""
    for line in lines:
        links = links_of(line)
        has_rates = next(_rates_in(line), None) is not None
        if len(links) < 2 or (has_rates and not names_in(links[1].formula)):  # words, or the value of a rate
            continue
        if has_rates:
            return False
        is_about = any(speaks_of(link.formula, (name, f"\\{name}")) or name in names_in(link.formula)
                       for name in names for link in links)  # fmt: skip
        is_value = any(_is_name(links[0].formula, name) for name in names) and not names_in(links[1].formula)
        if is_about and not is_value:
            return True
    return False


def _is_name(formula: str, name: str) -> bool:
    text = formula.strip(" $&")
    return len(text) < 20 and canonical_name(text) == name


def _is_of_a_place(text: str, rate: _Rate, variable: str) -> bool:
    r"""Whether a rate is one at a place, y'(2) or \frac{dy}{dx}|_{x=2}, or of a function, y'(x)."""
    call = _CALL.match(text, rate.end) if rate.name else None
    if _VALUE_AT.match(text, rate.end):
        return True
    return call is not None and (call["name"] is None or canonical_name(call["name"]) == variable)


def _closing(text: str, begin: int) -> int:
    """The place of the bracket that closes the one at `begin`; -1 if none does."""
    expected: list[str] = []
    for place in range(begin, len(text)):
        if text[place] in _CLOSING:
            expected.append(_CLOSING[text[place]])
        elif expected and text[place] == expected[-1]:
            expected.pop()
            if not expected:
                return place
    return -1

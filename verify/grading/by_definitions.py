"""Derivations whose lines say what a function, a quantity or a matrix is: the other lines are judged by that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Self

from verify.grading.lines.links import links_of
from verify.grading.meant_otherwise import MeantOtherwise
from verify.grading.result import Result, not_known
from verify.grading.row import Row
from verify.grading.texts.defined_in_lines import (
    are_doubtful,
    definitions_of,
    heads_of,
    logarithms_meant,
    may_be_tied,
    speaks_of,
)
from verify.grading.texts.inferred_functions import SIGMOIDS, letters_called
from verify.grading.texts.quantities import is_about, named_formulas, quantities_of, variables_of, without_conditions
from verify.grading.texts.rates import with_arguments, with_primes
from verify.problem import InputError
from verify.read.latex.parser import is_latex
from verify.read.names import canonical_name


class ByDefinitions(MeantOtherwise):
    """Verdicts of derivations that define what they speak of."""

    def _by_definitions_of(self, lines: tuple[str, ...], name: str) -> Result | None:
        """The result with the functions that lines define for the others; None if there are none."""
        declared = (*self.row.symbols, *(head.partition("(")[0] for head in self.row.definitions))
        if self.task is None:
            return None
        lines = without_conditions(lines, declared)
        defined = quantities_of(lines, declared) or self._named_arrays(lines, declared)
        defined |= definitions_of(lines, declared)
        names = [head.partition("(")[0].strip() for head in defined]
        if not defined or any(speaks_of(each.formula, names) for each in self.row.references):
            return None
        grader = self._defining(defined, in_latex=any(map(is_latex, lines)))
        if grader is None:
            return None
        others = [line for line in lines if links_of(line)[0].formula.strip(" $&") not in defined]
        is_doubtful = are_doubtful(heads_of(lines, declared)) or may_be_tied(defined, others)
        primed = variables_of(defined)
        lines = tuple(with_arguments(line, defined) for line in lines)
        found = grader.grade_lines(tuple(with_primes(line, primed) for line in lines), name)
        found = self._unless_a_constant_is_named(found, lines)
        if found.verdict == "wrong" and (function := grader._function_of_its_own(lines, self.written, names)):
            found = not_known(found, f"{function} is not declared, and may be a function with its own properties")
        if found.verdict == "wrong" and found.first_wrong is not None:
            found = _unless_of_something_else(found, lines[found.first_wrong], defined, primed, is_doubtful=is_doubtful)
        if found.verdict == "correct" and not all(grader._is_right(*each) for each in logarithms_meant(defined)):
            found = not_known(found, "a log-likelihood that is not known to be the logarithm of the likelihood")
        return with_notes(found, self.row, grader.row)

    def _function_of_its_own(self, lines: tuple[str, ...], written: Row, defined: Sequence[str]) -> str:
        r"""A function that nobody declared or defined, unless lines are wrong for each of those that \sigma stands for; or ""."""
        known = {*written.symbols, *(head.partition("(")[0] for head in written.definitions), *defined}
        called = sorted(letters_called(lines) - {*map(canonical_name, known)})
        if called != ["sigma"]:
            return called[0] if called else ""
        symbols = {name: words for name, words in self.row.symbols.items() if canonical_name(name) != "sigma"}
        rows = (replace(self.row, symbols=symbols, definitions={**each, **self.row.definitions}) for each in SIGMOIDS)
        return "sigma" if any(self._verdict_of(row, lambda grader: grader.grade_lines(lines)) != "wrong" for row in rows) else ""

    def _named_arrays(self, lines: tuple[str, ...], declared: Collection[str]) -> dict[str, str]:
        """What lines call a matrix or vector: P = X(X^T X)^{-1} X^T."""
        assert self.task is not None
        found = {}
        for name, body in named_formulas(lines, declared).items():
            try:
                is_array = bool(self.task.read(body).term.shape)
            except InputError:
                continue
            if is_array:
                found[name] = body
        return found

    def _defining(self, defined: Mapping[str, str], *, in_latex: bool) -> Self | None:
        """A grader with more definitions, in LaTeX if other lines are and they cannot be read otherwise: wx + b; or None."""
        spelled = {head: body if is_latex(body) else rf"{body}\," for head, body in defined.items()}
        for each in (defined, spelled) if in_latex else (defined,):
            try:
                return self.of(replace(self.row, definitions={**self.row.definitions, **each}), self.limits)
            except InputError:
                continue
        return None


def _unless_of_something_else(
    found: Result, line: str, defined: Mapping[str, str], primed: Mapping[str, str], *, is_doubtful: bool
) -> Result:
    """A wrong derivation, undecided if its wrong line may not be about what the lines define."""
    begin = links_of(line)[0]
    if is_doubtful or not (begin.relation or is_about(begin.formula, defined)):
        return not_known(found, "a line without a sign of its own, which may be another fact beside the function")
    if with_primes(line, primed) != line:
        return not_known(found, "a name with a prime, which may be another name and no derivative")
    return found


def with_notes(result: Result, before: Row, after: Row) -> Result:
    """The result with what its formulas were found to declare."""
    names = {**after.symbols, **after.definitions}.items() - {**before.symbols, **before.definitions}.items()
    notes = tuple(f"{name} is not declared, and taken for {words}" for name, words in sorted(names))
    return replace(result, choices=(*result.choices, *notes)) if notes else result

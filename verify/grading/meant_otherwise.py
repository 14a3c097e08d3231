"""What an answer is if undeclared names are something else: a factor or a function, of either sign or positive, random or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Self

from verify.domain import in_real_exponent
from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.any_law import differ_for_every_law, is_less_for_every_law, leave_room
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Row
from verify.grading.task import Task
from verify.grading.texts.defined_in_lines import heads_of, speaks_of
from verify.grading.texts.inferred_functions import letters_called
from verify.grading.texts.inferred_laws import LAW, random_names, variables_of
from verify.grading.texts.notation import CONSTANTS_OF_INTEGRATION
from verify.grading.texts.otherwise import other_declarations, tables_of_weights
from verify.grading.texts.respellings import MOST_TRIED, respellings
from verify.problem import InputError
from verify.read.names import canonical_name
from verify.term import Term, contains, free_symbols

_CHANGE = re.compile(r"\\[Dd]elta(?![A-Za-z_])\s*(?=\\?[A-Za-z])|[Δδ]\s*(?=[A-Za-z])")
_PERIODIC = frozenset(("sin", "cos", "tan", "imaginary"))
_NAMED_CONSTANTS = frozenset(("pi", "π", "e", "i", "j"))
_COUNTS = frozenset("n m k l N M K".split())
_SCALES = frozenset(("sigma", "tau", "lambda", "kappa", "ell", "n", "N", "m", "K", "T"))


class MeantOtherwise(AskedQuestion):
    """Verdicts that hold only if undeclared names are what they were taken for."""

    def _called_only(self, *texts: str) -> dict[str, str]:
        """The undeclared letters of a row and an answer that stand before a bracket wherever they stand: E(X^2), y(-x)."""
        letters = letters_called((*(each.formula for each in self.row.references), *texts))
        return dict.fromkeys(sorted(letters & self._read_as_factors(texts)), "function") if letters else {}

    def _read_as_factors(self, texts: Iterable[str]) -> set[str]:
        """The undeclared names before a bracket, as far as the texts are formulas by themselves."""
        if self.task is None:
            return set()
        found = set(self.task.called)
        for text in texts:
            for link in links_of(text):
                try:
                    found.update(self.task.read(link.formula).called)
                except InputError:
                    continue
        return found

    def _as_meant_otherwise(self, found: Result, texts: tuple[str, ...], grade: Callable[[Self], Result]) -> Result:
        """A right answer, undecided if it is not right for something else that its undeclared names may be, too."""
        if found.verdict != "correct":
            return found
        if constants := self._declared_constants(found):
            return not_known(found, f"right if {', '.join(constants)}, which the question declares, is a constant")
        if self._lost_changes(texts):
            return not_known(found, "right if Delta is a factor, and Delta x may be a change of x: declare it")
        if called := self._called_only(*texts):
            other = self._declared_otherwise(called, grade)
            if other is None or other.verdict != "correct":
                return not_known(found, f"right if {', '.join(called)} is a factor, and it may be a function")
        if counts := self._undeclared_exponents(found):
            other = self._declared_otherwise(counts, grade)
            if other is None or other.verdict == "wrong":
                return not_known(found, f"right for real {', '.join(counts)}, and wrong for natural numbers: declare it")
        return found

    def _declared_constants(self, found: Result) -> list[str]:
        """The declared names that an answer adds up to a constant, and that are not called as constants are."""
        if self.task is None or self.row.mode.strip().lower() != "up to a constant" or found.term is None:
            return []
        asked = {name.name for _, term in self.task.references for name in free_symbols(term)}
        asked |= {term.args[0].name for _, term in self.task.references if term.op == "lambda"}
        new = {name.name for name in free_symbols(found.term)} - asked
        return sorted(new & {canonical_name(name) for name in self.row.symbols} - CONSTANTS_OF_INTEGRATION)

    def _lost_changes(self, texts: tuple[str, ...]) -> bool:
        r"""Whether one side only has a Delta before a name, that nobody declared: y/x is no \frac{\Delta y}{\Delta x}."""
        if {"Delta", "delta"} & {canonical_name(name) for name in self.row.symbols}:
            return False
        sides = [each.formula for each in self.row.references], texts
        asked, answered = (any(_CHANGE.search(text.rpartition("=")[2]) for text in each) for each in sides)
        return bool(self.row.references) and asked != answered

    def _undeclared_exponents(self, found: Result) -> dict[str, str]:
        """The names in exponents that nobody declared: x^n has no value at x < 0 for real n, and has one for natural n."""
        if self.task is None:
            return {}
        terms = self._terms(found)
        known = {canonical_name(name) for name in self.row.symbols}
        names = dict.fromkeys(name for term in terms for name in free_symbols(term) if name.name not in known)
        return {name.name: "natural" for name in names if in_real_exponent(name, terms)}

    def _unless_meant_otherwise(self, found: Result, submitted: str) -> Result:
        """A wrong answer, undecided if it has names that the question does not have, or is right for something else that
        nobody declared either."""
        if self.row is not self.written and self.task is not None and (new := _new_names(self.task, found, self.written)):
            reason = f"{new[0]} is not declared, and the question does not have it"
            return not_known(found, reason)
        if called := self._called_only(submitted):
            return not_known(found, f"{next(iter(called))} is not declared, and may be a function with its own properties")
        if self._may_be_otherwise(found, lambda grader: grader._grade(submitted, "")):
            reason = "not known to be wrong for other things that nobody declared: weights, symmetric arrays ..."
            return not_known(found, reason)
        for row in self._respelled_definitions():
            if self._verdict_of(row, lambda grader: grader._grade(submitted, "")) != "wrong":
                return not_known(found, "not known to be wrong if a definition is meant otherwise: write brackets")
        scales = self._undeclared_scales()
        row = replace(self.row, symbols={**self.row.symbols, **scales})
        if scales and self._is_likely(self._verdict_of(row, lambda grader: grader._grade(submitted, ""))):
            return not_known(found, f"not known to be wrong for positive {', '.join(scales)}, which nobody declared")
        return found

    def _may_be_otherwise(self, found: Result, grade: Callable[[Self], Result]) -> bool:
        """Whether something that nobody declared may be what makes an answer right."""
        rows = other_declarations(self.written, self.row)
        if counts := self._undeclared_counts(found):
            rows = chain((replace(self.row, symbols={**self.row.symbols, **counts}),), rows)
        return bool(tables_of_weights(self.written, self.row)) or any(self._verdict_of(row, grade) != "wrong" for row in rows)

    def _undeclared_counts(self, found: Result) -> dict[str, str]:
        r"""The names that nobody declared and that are whole to everyone beside a period: the n of \sin n\pi and e^{2\pi i n}."""
        terms = self._terms(found)
        if not any(contains(term, _PERIODIC) for term in terms):
            return {}
        names = {name.name for term in terms for name in free_symbols(term)}
        names.difference_update(map(canonical_name, self.written.symbols))
        return dict.fromkeys(sorted(names & _COUNTS), "positive integer")

    def _terms(self, found: Result) -> list[Term]:
        """The references, and the formulas of an answer."""
        terms = [term for _, term in (self.task.references if self.task is not None else ())]
        return terms + [term for term in (found.term, *(step.term for step in found.steps)) if term is not None]

    def _respelled_definitions(self) -> Iterator[Row]:
        """The row with one definition in another spelling."""
        for head, body in self.row.definitions.items():
            for text in islice(respellings(body), MOST_TRIED):
                yield replace(self.row, definitions={**self.row.definitions, head: text})

    def _undeclared_scales(self, found: Result | None = None) -> dict[str, str]:
        """Names of the references, or the lines of a result, that nobody declared and that are positive to most."""
        terms = [term for _, term in (self.task.references if self.task else ())]
        terms += [step.term for step in (found.steps if found is not None else ()) if step.term is not None]
        names = {name.name for term in terms for name in free_symbols(term)}
        known = {canonical_name(name) for name in self.row.symbols}
        is_integral = any(term.op == "lambda" for term in terms)  # \sqrt{a^2 - x^2}, for a > 0 to everyone
        return {name: "positive" for name in sorted(names - known) if is_integral or name.partition("_")[0] in _SCALES}

    def _is_likely(self, verdict: str) -> bool:
        """Whether an answer with a verdict for positive names may be right; integrals are seldom known to be."""
        integrals = self.task is not None and any(term.op == "lambda" for _, term in self.task.references)
        return verdict == "correct" or (integrals and verdict != "wrong")

    def _taken_constants(self, found: Result) -> list[str]:
        """The constants in two lines that differ, which formulas were taken to declare: the C of ln y = x + C and y = Ce^x."""
        taken = {*self.row.symbols} - {*self.written.symbols}
        places = [] if found.first_wrong is None else [found.first_wrong - 1, found.first_wrong]
        terms = [found.steps[place].term for place in places if place >= 0]
        names = [{name.name for name in free_symbols(term)} if term is not None else set() for term in terms]
        return sorted(set.intersection(*names) & taken & CONSTANTS_OF_INTEGRATION) if len(names) == 2 else []

    def _unless_of_any_law(self, found: Result, texts: Iterable[str]) -> Result:
        """The result, undecided for what is wrong for some laws of random variables that nobody declared, and not for all."""
        if LAW not in self.row.symbols or LAW in self.written.symbols:
            return found
        known = {*variables_of(self.row.symbols[LAW]), *map(canonical_name, self.written.symbols)}
        if found.verdict == "correct" and (new := random_names("\n".join(texts)) - known):
            return not_known(found, f"right if {', '.join(sorted(new))} is no random variable: declare it")
        if found.verdict == "wrong" and not self._is_wrong_for_every_law(found, tuple(texts)):
            return not_known(found, "wrong for some random variables, and perhaps not for those that are meant: declare them")
        return found

    def _is_wrong_for_every_law(self, found: Result, lines: tuple[str, ...]) -> bool:
        """Whether an answer, or the first wrong step of a derivation, holds for no law of the random variables."""
        task, declared = self.task, {canonical_name(name) for name in self.written.symbols}
        if task is None or not leave_room(task.hypotheses) or found.term is None or self.row.mode not in ("", "equal"):
            return False
        if not found.steps:
            return bool(task.references) and all(
                differ_for_every_law(reference, found.term, declared) for _, reference in task.references
            )
        place = found.first_wrong or 0
        before, now = (found.steps[each].term for each in (place - 1, place))
        links = links_of(lines[place]) if place < len(lines) == len(found.steps) else ()
        if not place or before is None or now is None or len(links) != 1:
            return False
        compare = {"eq": differ_for_every_law, "ge": is_less_for_every_law, "gt": is_less_for_every_law}.get(links[0].relation)
        if compare is not None:
            return compare(before, now, declared)
        return links[0].relation in ("le", "lt") and is_less_for_every_law(now, before, declared)

    def _unless_a_line_may_define(self, found: Result, lines: tuple[str, ...]) -> Result:
        """A wrong derivation, undecided if a line begins with f(x) = for an f that nobody declared."""
        declared = (*self.row.symbols, *(head.partition("(")[0] for head in self.row.definitions))
        heads = heads_of(lines, declared) if found.verdict == "wrong" and len(lines) > 1 else {}
        if not heads:
            return found
        line = lines[found.first_wrong or 0]
        names = [head.partition("(")[0].strip() for head in heads]
        if links_of(line)[0].relation and not speaks_of(line, names):  # a step of a chain says nothing of the function
            return found
        return not_known(found, "a function that nobody declared, which a line may define")

    def _unless_a_constant_is_named(self, found: Result, lines: tuple[str, ...]) -> Result:
        r"""A wrong derivation, undecided if a line says what \pi, e or i is, which may be a profit, an error or a rate there."""
        if found.verdict != "wrong":
            return found
        heads = (link.formula.strip(" $&") for line in lines for link in links_of(line)[:-1])
        named = next((head for head in heads if head.removeprefix("\\") in _NAMED_CONSTANTS), "")
        return not_known(found, f"{named} stands on a left side, and may be a name") if named else found

    def _unless_a_line_defines(self, grader: Self, found: Result) -> Result:
        """The result with what the lines were taken to declare; a line f(x) = x^2 may say what an undeclared f is."""
        taken = grader.row.symbols.items() - self.row.symbols.items()
        if found.verdict == "wrong" and found.steps and any("function" in words.split() for _, words in taken):
            return not_known(found, "a function that nobody declared, which a line may define")
        return found


def _new_names(task: Task, found: Result, written: Row) -> list[str]:
    """The names of an answer that neither the references nor the declarations of a row have; or that the references do not
    have, if they have others that nobody declared and the answer lacks."""
    if found.term is None:
        return []
    asked = {name.name for _, term in task.references for name in free_symbols(term)}
    integrals = [term for _, term in task.references if term.op == "lambda"]
    if integrals:
        asked |= {term.args[0].name for term in integrals} | CONSTANTS_OF_INTEGRATION
    is_value = found.term.op == "eq" and all(term.op != "eq" for _, term in task.references)
    answered = {name.name for name in free_symbols(found.term.args[1] if is_value else found.term)}
    declared = {canonical_name(name) for name in written.symbols}
    return sorted(answered - asked if asked - answered - declared else answered - asked - declared)

"""Derivations whose lines say what a function, a quantity or a matrix is: the other lines are judged by that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from verify.decide import decide
from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.texts.asked_of_lines import AskedOfLines, asked_of_lines, last_answer, says_another
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
from verify.grading.texts.rates import HEAD, with_arguments, with_primes
from verify.grading.ways.meant_otherwise import unless_a_constant_is_named
from verify.problem import InputError
from verify.question import Question
from verify.read.latex.parser import is_latex
from verify.read.names import canonical_name
from verify.term import ONE, ZERO, conjuncts, equal, free_symbols

_FUEL = 200_000  # of a question about a solution


def by_definitions_of(question: AskedQuestion, lines: tuple[str, ...], name: str) -> Result | None:
    """The result with the functions that lines define for the others; None if there are none."""
    declared = (*question.row.symbols, *(head.partition("(")[0] for head in question.row.definitions))
    if question.task is None:
        return None
    lines = without_conditions(lines, declared)
    defined = quantities_of(lines, declared) or _named_arrays(question, lines, declared)
    defined |= definitions_of(lines, declared)
    names = [head.partition("(")[0].strip() for head in defined]
    asked = asked_of_lines(question.row.references, defined) if defined else None
    if asked is None or (asked.is_in_defined and question.row.rubric is not None):
        return None
    references = () if asked.is_in_defined else asked.references
    grader = _defining(question, defined, references, in_latex=any(map(is_latex, lines)))
    if grader is None:
        return None
    others = [line for line in lines if links_of(line)[0].formula.strip(" $&") not in defined]
    is_doubtful = are_doubtful(heads_of(lines, declared)) or may_be_tied(defined, others)
    primed = variables_of(defined)
    lines = tuple(with_arguments(line, defined) for line in lines)
    found = grader.grade_lines(tuple(with_primes(line, primed) for line in lines), name)
    found = unless_a_constant_is_named(question, found, lines)
    if found.verdict == "wrong" and (function := _function_of_its_own(grader, lines, question.written, names)):
        found = not_known(found, f"{function} is not declared, and may be a function with its own properties")
    if found.verdict == "wrong" and found.first_wrong is not None:
        rates = {} if _are_rates(grader, asked, primed) else primed
        solves = _solves(grader, found, lines, defined)
        found = _unless_of_something_else(
            found, lines[found.first_wrong], defined, rates, is_doubtful=is_doubtful, solves=solves
        )
    if found.verdict == "correct" and not all(_is_logarithm(grader, *each) for each in logarithms_meant(defined)):
        found = not_known(found, "a log-likelihood that is not known to be the logarithm of the likelihood")
    found = _as_asked(question, found, asked, lines, defined)
    return with_notes(found, question.row, grader.row)


def _is_logarithm(grader: AskedQuestion, logarithm: str, log_likelihood: str) -> bool:
    r"""Whether \log L(p) is \ell(p), perhaps where both have values: for p between 0 and 1."""
    if grader.is_right(logarithm, log_likelihood):
        return True
    row = replace(grader.row, references=(Reference(log_likelihood),))
    return grader.verdict_of(row, lambda asked: asked.grade_lines((logarithm, f"= {log_likelihood}"))) == "correct"


def _as_asked(
    question: AskedQuestion, found: Result, asked: AskedOfLines, lines: Sequence[str], defined: Mapping[str, str]
) -> Result:
    """The result, undecided if another name stands before it; what is asked for in defined names is taken as written."""
    is_of_last = found.verdict == "correct" or (found.verdict == "wrong" and found.first_wrong is None)
    other = says_another(lines, asked.names, defined) if is_of_last else ""
    if other:
        return not_known(found, f"said of {other}, which is not known to be what was asked for")
    if not asked.is_in_defined or found.verdict != "correct":
        return found
    answer = last_answer(lines, defined)
    graded = question.grade(answer) if answer else None
    if graded is None or graded.verdict != "correct":
        names = ", ".join(head for head in defined if any(speaks_of(each.formula, [head]) for each in asked.references))
        return not_known(found, f"what {names} is, which the question speaks of, only the lines say")
    choices = (*found.choices, *graded.choices)
    return replace(found, score=graded.score, message=graded.message, choices=tuple(dict.fromkeys(choices)))


def _are_rates(question: AskedQuestion, asked: AskedOfLines, primed: Mapping[str, str]) -> bool:
    """Whether a prime is a derivative in what is asked for: y' = 2x, below y = x^2."""
    named = zip(asked.left_sides, asked.references, strict=True)
    meant = ((with_primes(left, primed), left, each.formula) for left, each in named)
    return any(rate != left and question.is_right(formula, rate) for rate, left, formula in meant)


def _solves(question: AskedQuestion, found: Result, lines: Sequence[str], defined: Mapping[str, str]) -> bool:
    """Whether the first wrong line is the only one that says what an argument is, and no solution of the equation above it,
    2x - 4 = 0 and then x = 4, or another equation for it, 2x = 8."""
    place = found.first_wrong or 0
    heads = filter(None, map(HEAD.fullmatch, defined))
    own = {each.strip() for head in heads for each in head["arguments"].split(",")}
    named = [links_of(line)[0].formula.strip(" $&") for line in lines]
    before, now = (found.steps[each].term for each in (place - 1, place))
    if not place or named.count(named[place]) > 1 or question.task is None or before is None or now is None or now.op != "eq":
        return False
    *_, solved = conjuncts(before)
    if solved.op != "eq" or solved.shape or now.args[0].shape:
        return False
    few = question.limits.at_most(_FUEL)
    if named[place] in own:
        both = Question(solved, (*question.task.hypotheses, now))
        return now.args[0] in free_symbols(solved) and decide(both, few).truth == "refuted"
    if ZERO not in solved.args or not {name.name for name in free_symbols(now)} <= {*map(canonical_name, own)}:
        return False
    return decide(Question(equal(ZERO, ONE), (*question.task.hypotheses, solved, now)), few).truth == "proved"


def _function_of_its_own(question: AskedQuestion, lines: tuple[str, ...], written: Row, defined: Sequence[str]) -> str:
    r"""A function that nobody declared or defined, unless lines are wrong for each of those that \sigma stands for; or ""."""
    known = {*written.symbols, *(head.partition("(")[0] for head in written.definitions), *defined}
    called = sorted(letters_called(lines) - {*map(canonical_name, known)})
    if called != ["sigma"]:
        return called[0] if called else ""
    symbols = {name: words for name, words in question.row.symbols.items() if canonical_name(name) != "sigma"}
    rows = (replace(question.row, symbols=symbols, definitions={**each, **question.row.definitions}) for each in SIGMOIDS)
    return "sigma" if any(question.verdict_of(row, lambda grader: grader.grade_lines(lines)) != "wrong" for row in rows) else ""


def _named_arrays(question: AskedQuestion, lines: tuple[str, ...], declared: Collection[str]) -> dict[str, str]:
    """What lines call a matrix or vector: P = X(X^T X)^{-1} X^T."""
    assert question.task is not None
    found = {}
    for name, body in named_formulas(lines, declared).items():
        try:
            is_array = bool(question.task.read(body).term.shape)
        except InputError:
            continue
        if is_array:
            found[name] = body
    return found


def _defining(
    question: AskedQuestion, defined: Mapping[str, str], references: tuple[Reference, ...], *, in_latex: bool
) -> AskedQuestion | None:
    """A grader with more definitions, in LaTeX if other lines are and they cannot be read otherwise: wx + b; or None."""
    row = replace(question.row, references=references)
    spelled = {head: body if is_latex(body) else rf"{body}\," for head, body in defined.items()}
    for each in (defined, spelled) if in_latex else (defined,):
        try:
            return question.asking(replace(row, definitions={**question.row.definitions, **each}))
        except InputError:
            continue
    return None


def _unless_of_something_else(
    found: Result, line: str, defined: Mapping[str, str], primed: Mapping[str, str], *, is_doubtful: bool, solves: bool
) -> Result:
    """A wrong derivation, undecided if its wrong line may not be about what the lines define; `solves`: it is a solution."""
    begin = links_of(line)[0]
    is_bare = not (begin.relation or is_about(begin.formula, defined) or solves)
    if is_doubtful or is_bare:
        return not_known(found, "a line without a sign of its own, which may be another fact beside the function")
    if with_primes(line, primed) != line:
        return not_known(found, "a name with a prime, which may be another name and no derivative")
    return found


def with_notes(result: Result, before: Row, after: Row) -> Result:
    """The result with what its formulas were found to declare."""
    names = {**after.symbols, **after.definitions}.items() - {**before.symbols, **before.definitions}.items()
    notes = tuple(f"{name} is not declared, and taken for {words}" for name, words in sorted(names))
    return replace(result, choices=(*result.choices, *notes)) if notes else result
